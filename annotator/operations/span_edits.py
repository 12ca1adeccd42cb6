"""How an intention becomes one edit of an article: what is refused, what goes with it, what of it
comes back. The rows are built in `span_rows`.
"""

from __future__ import annotations

from collections.abc import Iterable

from annotator.domain.answering import changed
from annotator.domain.edits import Edit, Row
from annotator.domain.errors import InputError
from annotator.domain.overlap_rule import Overlaps
from annotator.domain.state import ArticleState
from annotator.domain.tokens import trim
from annotator.domain.values import (
    Annotation,
    ArticleStatus,
    Decision,
    Status,
    Suggestion,
)
from annotator.domain.wording import shortened
from annotator.operations.span_rows import find_annotation, in_the_way, refuse
from annotator.workspace import Workspace


def change(
    workspace: Workspace, state: ArticleState, old: Annotation, new: Annotation, title: str
) -> Annotation:
    """Put an annotation in the place of another. Raises InputError where one says just that, or
    where it would come to overlap another in a way the project does not allow.
    """
    there = find_annotation(state, new.start, new.end, new.label)
    if there is not None and there.id != old.id:
        raise InputError(
            f"“{quote(state, new)}” is annotated as {new.label} already; delete one of the two."
        )
    was = in_the_way(state, *old.span.place, but=old)
    others = in_the_way(state, *new.span.place, but=old)
    refuse(state, new.start, new.end, [item for item in others if item not in was])
    items, decisions = answered_by(state, old)
    new, before, after = changed(
        old,
        new,
        suggestions=items,
        decisions=decisions,
        open_=state.waiting_on(new.start, new.end),
        rule=state.overlap_rule,
    )
    commit(workspace, state, title, before=[old, *before], after=[new, *after])
    return new


def commit(
    workspace: Workspace,
    state: ArticleState,
    title: str,
    *,
    before: Iterable[Row] = (),
    after: Iterable[Row] = (),
) -> None:
    """Commit an edit of spans; the first one on a new article also puts it in progress."""
    before, after = tuple(before), tuple(after)
    if before == after:
        return
    if state.status is Status.NEW:
        before += (state.article_status,) if state.article_status else ()
        after += (ArticleStatus(state.article_id, state.annotator, Status.IN_PROGRESS),)
    workspace.do(Edit(title, before, after))


def annotation_at(state: ArticleState, start: int, end: int, label: str) -> Annotation:
    """The annotation that an edit has just put there."""
    annotation = find_annotation(state, start, end, label)
    assert annotation is not None
    return annotation


def annotation_in(rows: Iterable[Row], state: ArticleState) -> Annotation:
    """The annotation that accepting a suggestion by these rows has made or found."""
    verdict = next(row for row in rows if isinstance(row, Decision))
    annotation = state.annotation(verdict.annotation_id or "")
    assert annotation is not None  # an accepted suggestion always names its annotation
    return annotation


def answered_by(
    state: ArticleState, annotation: Annotation
) -> tuple[list[Suggestion], list[Decision]]:
    """The suggestions that an annotation has answered, and its verdicts on them."""
    decisions = [row for row in state.decisions if row.annotation_id == annotation.id]
    items = (state.suggestion(row.suggestion_id) for row in decisions)
    return [item for item in items if item is not None], decisions


def quote(state: ArticleState, span: Annotation | Suggestion) -> str:
    """The words of a span, for a title or a sentence."""
    return shortened(state.text[span.start : span.end])


def moved_past(
    state: ArticleState, annotation: Annotation, start: int, end: int
) -> tuple[int, int]:
    """A range for an annotation whose edge has been moved into another span, where one of the two
    must lie wholly inside the other: past the far edge of that span, so that keys get by.
    """
    between = state.overlap_rule.between
    others = in_the_way(state, start, end, annotation.label, but=annotation)
    if not others or any(
        between(annotation.label, item.label) is not Overlaps.NESTED for item in others
    ):
        return start, end
    firsts, lasts = [item.start for item in others], [item.end for item in others]
    if start < annotation.start or end > annotation.end:  # outward
        return min(start, *firsts), max(end, *lasts)
    if start > annotation.start:
        start = max(start, *lasts)
    if end < annotation.end:
        end = min(end, *firsts)
    return trim(state.text, start, end) if start < end else (start, end)
