"""Work on one text of an article brought onto another text of it. Invents no span."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from rapidfuzz.distance import Indel

from annotator.domain.figures import figure_text, stored_figure
from annotator.domain.merging import Unplaced
from annotator.domain.seen_alike import Alike
from annotator.domain.span_copies import CopiedSpan, copy_spans, moved_part
from annotator.domain.spans import Span
from annotator.domain.values import TextRange
from annotator.domain.work import BundledArticle, SuggestionKey, WorkDecision, WorkVersion

S = TypeVar("S", bound=Span)

LEAST_ALIKE = 0.5
"""Share of words two texts have in common, in order, to be texts of one article."""


@dataclass(frozen=True, slots=True)
class CopiedWork:
    """An article of a bundle as its work stands in the other text.

    ``unplaced`` has what found no place, by the key of the version as it stands now. ``is_alike``
    says that the texts look the same.
    """

    article: BundledArticle
    unplaced: Mapping[str, tuple[Unplaced, ...]]
    is_alike: bool = False


def alike(one: str, other: str) -> bool:
    """Whether two texts can be texts of one article."""
    return Indel.normalized_similarity(one.split(), other.split()) >= LEAST_ALIKE


def copied_work(article: BundledArticle, text: str) -> CopiedWork:
    """The work on ``article`` as it stands in ``text``; what has no place there is named.

    Where the texts look the same every span has its place, else where the same words stand. A
    verdict goes with its suggestion; where that has no place, the verdict has none.
    """
    copier = _Copier(article.text, text)
    copies = copier.copies(article.suggestions)
    keys = {item.span: item.span._replace(start=item.start, end=item.end) for item in copies}
    versions, unplaced = [], {}
    for version in article.versions:
        moved, lost = _moved(version, copier, keys)
        versions.append(moved)
        if lost:
            unplaced[moved.key] = lost
    facts = {
        keys[key]: facts._replace(figure=_figure(facts.figure, copies))
        for key, facts in article.suggestions.items()
        if key in keys
    }
    there = replace(
        article,
        text=text,
        versions=tuple(versions),
        suggestions=facts,
        muted=copier.ranges(article.muted),
        unmuted=copier.ranges(article.unmuted),
    )
    return CopiedWork(there, unplaced, copier.alike is not None)


class _Copier:
    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target
        self.alike = Alike.of(source, target)

    def copies(self, spans: Iterable[S]) -> list[CopiedSpan[S]]:
        if self.alike is not None:
            return self.alike.copies(spans)
        return copy_spans(self.source, self.target, spans, edited=True)

    def ranges(self, ranges: Iterable[TextRange]) -> tuple[TextRange, ...]:
        """Muted ranges of a text that looks the same; another text has its own."""
        if self.alike is None:
            return ()
        copies = self.alike.copies(ranges)
        return tuple(TextRange(item.start, item.end, item.span.rule) for item in copies)


def _moved(
    version: WorkVersion, copier: _Copier, keys: Mapping[SuggestionKey, SuggestionKey]
) -> tuple[WorkVersion, tuple[Unplaced, ...]]:
    decided = {d.suggestion for d in version.decisions if d.suggestion in keys}
    copies = copier.copies(version.spans)
    spans = {
        item.span.id: item.span._replace(
            start=item.start,
            end=item.end,
            figure=_figure(item.span.figure, copies),
            suggestion=_key(item.span.suggestion, keys),
        )
        for item in copies
    }
    moved = [
        d._replace(suggestion=keys[d.suggestion])
        for d in version.decisions
        if d.suggestion in decided and (d.annotation_id is None or d.annotation_id in spans)
    ]
    decisions = tuple(_once(moved))
    lost = [
        Unplaced(span, copier.source[span.start : span.end])
        for span in version.spans
        if span.id not in spans
    ]
    named = {(d.suggestion, d.annotation_id) for d in decisions}
    kept = tuple(
        span if (span.suggestion, span.id) in named else span._replace(suggestion=None)
        for span in spans.values()
    )
    return replace(version, spans=kept, decisions=decisions), tuple(lost)


def _figure(stored: str | None, copies: Sequence[CopiedSpan[S]]) -> str | None:
    """A stored figure with the place of the one it is among as it is in the other text."""
    if stored is None or '"part_of"' not in stored:
        return stored
    return figure_text(moved_part(stored_figure(stored), copies))


def _key(
    key: SuggestionKey | None, keys: Mapping[SuggestionKey, SuggestionKey]
) -> SuggestionKey | None:
    return None if key is None else keys.get(key)


def _once(decisions: Iterable[WorkDecision]) -> Iterable[WorkDecision]:
    first: dict[SuggestionKey, WorkDecision] = {}
    for decision in decisions:
        first.setdefault(decision.suggestion, decision)
    return first.values()
