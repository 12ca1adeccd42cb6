"""Who differs from all others in what, in sentences that a coordinator can act on.

Nothing here is a coefficient. It counts where all the others who have finished an article say the
same and one says otherwise; where the others differ among themselves, nobody stands out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from annotator.domain.agreement.counts import Coded, Said

FEWEST = 3
"""So often at least somebody has to differ."""
LEAST_SHARE = 0.25
"""Of the times they could have, at the least."""
AHEAD = 2.0
"""So many times as often as each of the others does, where there are three annotators or more."""


class Way(StrEnum):
    """In what somebody differs."""

    LACKS = "marks none"
    ALONE = "marks alone"
    MISSES = "leaves unmarked"
    CALLS = "another label"
    LONGER = "longer"
    SHORTER = "shorter"


@dataclass(frozen=True, slots=True)
class Difference:
    """``annotator`` differs from ``others`` so ``count`` of ``of`` times. ``label`` is what the
    others say, or what the one alone marks; ``called`` what the one calls it instead.
    """

    annotator: str
    others: tuple[str, ...]
    way: Way
    label: str
    count: int
    of: int
    called: str = ""

    def __str__(self) -> str:
        who, label, of = self.annotator, self.label, f"{self.count:,} of {self.of:,}"
        alone = len(self.others) == 1
        they = self.others[0] if alone else "the others"
        have, mark = ("has", "marks") if alone else ("have", "mark")
        return {
            Way.LACKS: f"{who} marks no {label} in {of} articles in which {they} {have} one.",
            Way.ALONE: f"{who} marks {label} in {of} articles in which {they} {have} none.",
            Way.MISSES: f"{who} leaves {of} spans unmarked that {they} all {mark} as {label}.",
            Way.CALLS: f"{who} says {self.called} of {of} spans of which {they} {_say(alone)} "
            f"{label}.",
            Way.LONGER: f"{who} takes in more words than {they} in {of} spans of {label}.",
            Way.SHORTER: f"{who} takes in fewer words than {they} in {of} spans of {label}.",
        }[self.way]


def _say(alone: bool) -> str:
    return "says" if alone else "say"


_Key: TypeAlias = tuple[Way, str, str]
_Place: TypeAlias = tuple[int, int, str]


class _Counts:
    """How often each annotator differs in each way, and could have."""

    def __init__(self) -> None:
        self.times: dict[str, dict[_Key, int]] = defaultdict(lambda: defaultdict(int))
        self.chances: dict[str, dict[tuple[Way, str], int]] = defaultdict(lambda: defaultdict(int))

    def add(self, name: str, way: Way, label: str, differs: bool, called: str = "") -> None:
        self.chances[name][way, label] += 1
        if differs:
            self.times[name][way, label, called] += 1

    def share(self, name: str, key: _Key) -> float:
        chances = self.chances[name].get(key[:2], 0)
        return self.times[name].get(key, 0) / chances if chances else 0.0


def differences(articles: Iterable[Coded], labels: Sequence[str]) -> list[Difference]:
    """Where somebody differs from all others, what is most often first.

    It is told where it happened ``FEWEST`` times or more, in ``LEAST_SHARE`` of the cases or more,
    and, among three annotators or more, ``AHEAD`` times as often as with anybody else.
    """
    counts = _Counts()
    names: set[str] = set()
    for coded in articles:
        if len(coded.spans) > 1:
            names.update(coded.spans)
            for name in coded.spans:
                _count_labels(counts, name, coded, labels)
                _count_spans(counts, name, coded.spans)
    told = [
        Difference(
            *(name, tuple(sorted(names - {name})), key[0], key[1], times),
            *(counts.chances[name][key[:2]], key[2]),
        )
        for name in sorted(names)
        for key, times in counts.times[name].items()
        if _stands_out(counts, name, key, times, names)
    ]
    return sorted(_once(told), key=lambda item: (-item.count, item.annotator, str(item)))


def _count_labels(counts: _Counts, name: str, coded: Coded, labels: Sequence[str]) -> None:
    marks = {who: {span.label for span in spans} for who, spans in coded.spans.items()}
    own = marks.pop(name)
    for label in labels:
        with_it = sum(label in other for other in marks.values())
        if with_it == len(marks):
            counts.add(name, Way.LACKS, label, label not in own)
        elif not with_it:
            counts.add(name, Way.ALONE, label, label in own)


def _count_spans(counts: _Counts, name: str, spans: Mapping[str, Sequence[Said]]) -> None:
    others = [{_place(s) for s in own} for who, own in spans.items() if who != name]
    own = spans[name]
    same_place: dict[tuple[int, int], set[str]] = defaultdict(set)
    for span in own:
        same_place[span.start, span.end].add(span.label)
    for start, end, label in set.intersection(*others):
        near = [span for span in own if span.start < end and start < span.end]
        if len(others) > 1:
            counts.add(name, Way.MISSES, label, not near)
        said = same_place.get((start, end), set())
        if said:
            called = "" if label in said else min(said)
            counts.add(name, Way.CALLS, label, bool(called), called)
        _count_edges(counts, name, (start, end, label), [s for s in near if s.label == label])


def _count_edges(counts: _Counts, name: str, place: _Place, near: Sequence[Said]) -> None:
    start, end, label = place
    if not near:
        return
    is_same = any((span.start, span.end) == (start, end) for span in near)
    longer = any(span.start <= start and end <= span.end for span in near)
    shorter = any(start <= span.start and span.end <= end for span in near)
    counts.add(name, Way.LONGER, label, longer and not is_same)
    counts.add(name, Way.SHORTER, label, shorter and not longer and not is_same)


def _place(span: Said) -> _Place:
    return span.start, span.end, span.label


def _stands_out(counts: _Counts, name: str, key: _Key, times: int, names: Iterable[str]) -> bool:
    share = counts.share(name, key)
    if times < FEWEST or share < LEAST_SHARE:
        return False
    rest = [other for other in names if other != name]
    return len(rest) < 2 or all(share >= AHEAD * counts.share(other, key) for other in rest)


def _once(told: Sequence[Difference]) -> list[Difference]:
    """Without what says the same again: of two annotators, what one lacks the other has alone."""
    lacking = {(item.annotator, item.label) for item in told if item.way is Way.LACKS}
    return [
        item
        for item in told
        if not (item.way is Way.MISSES and (item.annotator, item.label) in lacking)
        and not (len(item.others) == 1 and item.way in (Way.ALONE, Way.SHORTER))
    ]
