"""Which suggestions a person's spans answer, and with what verdict.

A span of a person answers every suggestion that may not stand beside it by the project's
`overlap_rule`. Where the person acted beside the suggestion, a verdict says so; where the span
came otherwise (imported, merged, there before the suggestion was), nobody has looked at the
suggestion and no verdict is made up, but it does not wait either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from operator import lt

from annotator.domain.overlap_rule import FLAT, OverlapRule, Standing
from annotator.domain.spans import LabelledSpan, Span, joined, meets
from annotator.domain.values import Annotation, Decision, Origin, Suggestion, Verdict

COPIED = "story"
"""The source of suggestions that are a person's spans of another version of the article."""
IMPORTED = "import:"
"""How the source of suggestions begins that have come with a file, whose name follows."""


def waiting(
    suggestions: Iterable[Suggestion],
    *,
    decided: Collection[int],
    spans: Sequence[LabelledSpan],
    muted: Iterable[Span],
    rule: OverlapRule = FLAT,
) -> tuple[Suggestion, ...]:
    """The suggestions that ask for a decision, in text order; on the same words the one to be
    accepted first comes first.

    Those are neither ``decided`` on, nor in muted text, nor do they contradict one of the person's
    own ``spans`` by the ``rule``.
    """
    taken = joined([*spans, *muted] if rule.is_flat else muted)
    left = [item for item in suggestions if item.id not in decided]
    if taken:
        left = [i for i in left if not meets(taken, (span := i.span).start, span.end)]
    if spans and not rule.is_flat:
        standing = Standing(rule, spans)
        left = [item for item in left if not standing.against(item)]
    places = [(span.start, -span.end) for span in [item.span for item in left]]
    if not all(map(lt, places, places[1:])):  # they may come in their order already
        left.sort(key=order_of)
    return tuple(left)


def verdict_by(suggestion: Suggestion, made: Annotation) -> Verdict:
    """What an annotation on its words says of a suggestion: the same, or otherwise."""
    said, suggested = ((item.start, item.end, item.label) for item in (made, suggestion))
    return Verdict.ACCEPTED if said == suggested else Verdict.CORRECTED


def verdicts_by(
    made: Annotation, suggestions: Iterable[Suggestion], rule: OverlapRule
) -> list[Decision]:
    """The verdicts of an annotation on those of some suggestions that it contradicts, or says the
    same as.
    """
    return [decision_by(item, made) for item in suggestions if not rule.allows(item, made)]


def decision_by(suggestion: Suggestion, made: Annotation) -> Decision:
    """The verdict of an annotation on one suggestion."""
    verdict = verdict_by(suggestion, made)
    return Decision(suggestion.id, made.article_id, made.annotator, verdict, made.id)


def changed(
    old: Annotation,
    new: Annotation,
    *,
    suggestions: Iterable[Suggestion],
    decisions: Iterable[Decision],
    open_: Iterable[Suggestion],
    rule: OverlapRule,
) -> tuple[Annotation, list[Decision], list[Decision]]:
    """An annotation put in the place of another: as it is kept, with the verdicts that named the
    old one and those that name the new one.

    The suggestion it came of stays with it; others it no longer contradicts wait again, and those
    of ``open_`` that it does now are answered. Its origin says whether it is still what its
    suggestion was.
    """
    by_id = {item.id: item for item in suggestions}
    before = [row for row in decisions if row.annotation_id == old.id]
    named = [by_id[row.suggestion_id] for row in before if row.suggestion_id in by_id]
    stays = [item for item in named if item.id == new.suggestion_id or not rule.allows(item, new)]
    fresh = [item for item in open_ if not rule.allows(item, new)]
    after = [decision_by(item, new) for item in (*stays, *fresh)]
    if new.origin in (Origin.ACCEPTED, Origin.CORRECTED):
        is_same = any(
            row.suggestion_id == new.suggestion_id and row.verdict is Verdict.ACCEPTED
            for row in after
        )
        new = replace(new, origin=Origin.ACCEPTED if is_same else Origin.CORRECTED)
    return new, before, after


def deleted(
    old: Annotation, *, suggestions: Iterable[Suggestion], decisions: Iterable[Decision]
) -> tuple[list[Decision], list[Decision]]:
    """The verdicts that named an annotation, and what becomes of them when it is taken away.

    The suggestion it came of and those with its label are rejected: there is no such span. Others
    were only in its way, and wait again.
    """
    by_id = {item.id: item for item in suggestions}
    before = [row for row in decisions if row.annotation_id == old.id]
    rejected = [
        replace(row, verdict=Verdict.REJECTED, annotation_id=None)
        for row in before
        if row.suggestion_id == old.suggestion_id
        or row.suggestion_id not in by_id
        or by_id[row.suggestion_id].label == old.label
    ]
    return before, rejected


def in_turn(suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """Suggestions in the order in which they are accepted together, each unless one before it has
    taken its words: what a person has decided in another version of the article first, then the
    longest, of equally long ones the surer, then the leftmost.
    """

    def place(item: Suggestion) -> tuple[bool, int, float, int, int]:
        carried, unsure, number = _preferred(item)
        return carried, item.start - item.end, unsure, item.start, number

    return sorted(suggestions, key=place)


def _preferred(item: Suggestion) -> tuple[bool, float, int]:
    """Of suggestions on the same words, the one that comes before the others has the least."""
    return item.source != COPIED, -(item.score or 0.0), item.id


def order_of(item: Suggestion) -> tuple[object, ...]:
    """Where a suggestion stands among those that wait: in text order, of those on the same words
    the one to be accepted first comes first.
    """
    return item.start, -item.end, _preferred(item)
