"""From several annotators' spans of one article to what they agree on and where they differ.

Plain and deterministic: the same spans give the same conflicts, in text order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import combinations
from typing import TypeAlias

from annotator.domain.division import Marks
from annotator.domain.span_content import ContentKey, SpanContent, SpanHolder, value_key
from annotator.domain.spans import clusters


class Kind(StrEnum):
    """What annotators differ in, or that they agree and are only to be confirmed."""

    MISSING = "missing"  # some have a span, some have none
    BOUNDARY = "boundary"  # the same labels with other edges
    LABEL = "label"  # the same places with other labels
    VALUE = "value"  # the same figures with other values
    NAME = "name"  # the same spans with other canonical names
    OVERLAP = "overlap"  # spans that share text and differ in more than one way
    AGREED = "agreed"  # all say the same, but gold does not, or nobody lets them by unasked


@dataclass(frozen=True, slots=True)
class Option:
    """One way to annotate a passage and who supports it; without spans: nothing is there."""

    spans: tuple[SpanContent, ...]
    supporters: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[ContentKey, ...]:
        """Equal for options that say the same, whoever supports them."""
        return tuple(span.key for span in self.spans)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A passage ``[start, end)`` where annotators differ, with every option there is.

    Spans that hang together by overlaps are one conflict. Conflicts of an article do not overlap.
    """

    start: int
    end: int
    kind: Kind
    options: tuple[Option, ...]

    @property
    def id(self) -> str:
        """Tells it from the others of its article."""
        first = self.options[0].spans[0]
        return f"{self.kind is Kind.AGREED:d}:{self.start}-{self.end}:{first.label}"

    @property
    def voters(self) -> int:
        """How many say something of the passage, be it that nothing is there."""
        return sum(len(option.supporters) for option in self.options)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What annotators agree on and where they differ, both in text order.

    ``f1`` is the mean over pairs of annotators of the exact F1 of places and labels (van
    Rijsbergen 1979), None where nobody has a span. ``marks`` are the labels of each annotator where
    these are divided among them, empty where everybody marks all.
    """

    annotators: tuple[str, ...]
    agreed: tuple[SpanContent, ...]
    conflicts: tuple[Conflict, ...]
    f1: float | None
    marks: Marks = field(default_factory=dict)

    def voters(self, label: str) -> tuple[str, ...]:
        """Those who say something of a label, in having spans of it or none."""
        return _voters(self.annotators, self.marks, label)


def compare(spans: Mapping[str, Iterable[SpanHolder]], marks: Marks | None = None) -> Comparison:
    """Compare the spans of several annotators, by annotator; options are in their order.

    Who gives no canonical name does not contradict those who do: where all given names of a span
    are the same, it counts for everybody. With ``marks`` only those are asked about a label who
    mark it.
    """
    marks = marks or {}
    by_annotator = _named({who: _by_key(item.span for item in own) for who, own in spans.items()})
    people = tuple(by_annotator)
    everything = {key: span for own in by_annotator.values() for key, span in own.items()}
    asked = {span.label: _voters(people, marks, span.label) for span in everything.values()}
    common = {
        key
        for key, span in everything.items()
        if all(key in by_annotator[who] for who in asked[span.label])
    }
    agreed = sorted((_best(by_annotator, key) for key in common), key=_text_order)
    rest = [
        (span, who)
        for who, own in by_annotator.items()
        for key, span in own.items()
        if key not in common
    ]
    chains = clusters([span for span, _ in rest])
    conflicts = []
    for chain in chains:
        parts = [rest[n] for n in chain]
        voters = {who for span, _ in parts for who in asked[span.label]}
        conflicts.append(_conflict(parts, [who for who in people if who in voters]))
    return Comparison(people, tuple(agreed), tuple(conflicts), _f1(by_annotator, marks), marks)


def _voters(people: Sequence[str], marks: Marks, label: str) -> tuple[str, ...]:
    return tuple(who for who in people if not marks or label in marks.get(who, ()))


_ByKey: TypeAlias = dict[ContentKey, SpanContent]


def _by_key(spans: Iterable[SpanContent]) -> _ByKey:
    first: _ByKey = {}
    for span in spans:
        first.setdefault(span.key, span)
    return first


def _named(by_annotator: dict[str, _ByKey]) -> dict[str, _ByKey]:
    names: dict[ContentKey, set[str]] = {}
    for own in by_annotator.values():
        for span in own.values():
            if span.entity:
                names.setdefault(span.key[:-1], set()).add(span.entity)
    only = {key: next(iter(given)) for key, given in names.items() if len(given) == 1}
    if not only:
        return by_annotator
    return {
        who: _by_key(
            replace(span, entity=span.entity or only.get(span.key[:-1])) for span in own.values()
        )
        for who, own in by_annotator.items()
    }


def _best(by_annotator: Mapping[str, _ByKey], key: ContentKey) -> SpanContent:
    """One span for all who have it: a confirmed value before others, the first note given."""
    same = [own[key] for own in by_annotator.values() if key in own]
    sure = [span for span in same if span.figure is not None and span.figure.confirmed]
    note = next((span.note for span in same if span.note), None)
    return replace((sure or same)[0], note=note)


def _text_order(span: SpanContent) -> tuple[object, ...]:
    return (span.start, -span.end, span.label, repr(span.key))


def _conflict(chain: Sequence[tuple[SpanContent, str]], people: Sequence[str]) -> Conflict:
    by_annotator: dict[str, list[SpanContent]] = {who: [] for who in people}
    for span, who in chain:
        by_annotator[who].append(span)
    options: dict[tuple[ContentKey, ...], Option] = {}
    for who, spans in by_annotator.items():
        option = Option(tuple(sorted(spans, key=_text_order)))
        known = options.get(option.key, option)
        options[option.key] = Option(known.spans, (*known.supporters, who))
    ordered = sorted(options.values(), key=lambda option: not option.spans)
    start, end = min(span.start for span, _ in chain), max(span.end for span, _ in chain)
    return Conflict(start, end, _kind(ordered), tuple(ordered))


def _kind(options: Sequence[Option]) -> Kind:
    said = [option.spans for option in options if option.spans]
    if len(said) == 1:
        return Kind.MISSING
    places = {tuple((span.start, span.end) for span in spans) for spans in said}
    labels = {tuple(span.label for span in spans) for spans in said}
    if len(places) > 1:
        return Kind.BOUNDARY if len(labels) == 1 else Kind.OVERLAP
    if len(labels) > 1:
        return Kind.LABEL
    values = {tuple(value_key(span.figure) for span in spans) for spans in said}
    return Kind.VALUE if len(values) > 1 else Kind.NAME


def _f1(by_annotator: Mapping[str, _ByKey], marks: Marks) -> float | None:
    scores = []
    for pair in combinations(by_annotator, 2):
        one, other = (
            {s.place for s in by_annotator[who].values() if _voters(pair, marks, s.label) == pair}
            for who in pair
        )
        if one or other:
            scores.append(2 * len(one & other) / (len(one) + len(other)))
    return sum(scores) / len(scores) if scores else None
