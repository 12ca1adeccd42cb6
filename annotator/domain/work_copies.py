"""Work on one text of an article brought onto another text of it. Invents no span."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel

from annotator.domain.merging import Unplaced
from annotator.domain.span_copies import copy_spans
from annotator.domain.work import BundledArticle, SuggestionKey, WorkDecision, WorkVersion

LEAST_ALIKE = 0.5
"""Share of words two texts have in common, in order, to be texts of one article."""


@dataclass(frozen=True, slots=True)
class CopiedWork:
    """An article of a bundle as its work stands in the other text.

    ``unplaced`` has what found no place, by the key of the version as it stands now.
    """

    article: BundledArticle
    unplaced: Mapping[str, tuple[Unplaced, ...]]


def alike(one: str, other: str) -> bool:
    """Whether two texts can be texts of one article."""
    return Indel.normalized_similarity(one.split(), other.split()) >= LEAST_ALIKE


def copied_work(article: BundledArticle, text: str) -> CopiedWork:
    """The work on ``article`` as it stands in ``text``; what has no place there is named.

    A verdict goes with its suggestion; where that has no place, the verdict has none.
    """
    keys = {
        item.span: item.span._replace(start=item.start, end=item.end)
        for item in copy_spans(article.text, text, article.suggestions, edited=True)
    }
    versions, unplaced = [], {}
    for version in article.versions:
        moved, lost = _moved(version, article.text, text, keys)
        versions.append(moved)
        if lost:
            unplaced[moved.key] = lost
    facts = {keys[key]: facts for key, facts in article.suggestions.items() if key in keys}
    there = replace(
        article, text=text, versions=tuple(versions), suggestions=facts, muted=(), unmuted=()
    )
    return CopiedWork(there, unplaced)


def _moved(
    version: WorkVersion, source: str, target: str, keys: Mapping[SuggestionKey, SuggestionKey]
) -> tuple[WorkVersion, tuple[Unplaced, ...]]:
    decided = {d.suggestion for d in version.decisions if d.suggestion in keys}
    spans = {
        item.span.id: item.span._replace(
            start=item.start,
            end=item.end,
            suggestion=_key(item.span.suggestion, keys),
        )
        for item in copy_spans(source, target, version.spans, edited=True)
    }
    moved = [
        d._replace(suggestion=keys[d.suggestion])
        for d in version.decisions
        if d.suggestion in decided and (d.annotation_id is None or d.annotation_id in spans)
    ]
    decisions = tuple(_once(moved))
    lost = [
        Unplaced(span, source[span.start : span.end])
        for span in version.spans
        if span.id not in spans
    ]
    named = {(d.suggestion, d.annotation_id) for d in decisions}
    kept = tuple(
        span if (span.suggestion, span.id) in named else span._replace(suggestion=None)
        for span in spans.values()
    )
    return replace(version, spans=kept, decisions=decisions), tuple(lost)


def _key(
    key: SuggestionKey | None, keys: Mapping[SuggestionKey, SuggestionKey]
) -> SuggestionKey | None:
    return None if key is None else keys.get(key)


def _once(decisions: Iterable[WorkDecision]) -> Iterable[WorkDecision]:
    first: dict[SuggestionKey, WorkDecision] = {}
    for decision in decisions:
        first.setdefault(decision.suggestion, decision)
    return first.values()
