"""The rows that say what an annotator means: built here, committed by the intentions. Decides what
becomes of suggestions a span touches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.domain.boundaries import mentions
from annotator.domain.edits import Row
from annotator.domain.figures import Figure
from annotator.domain.spans import overlaps, verify
from annotator.domain.state import ArticleState
from annotator.domain.values import Annotation, Decision, Origin, Suggestion, Verdict, new_id
from annotator.operations.figures import read_figure
from annotator.workspace import Workspace


def propagated(
    workspace: Workspace,
    state: ArticleState,
    span: Annotation | Suggestion,
    places: list[tuple[int, int]],
) -> list[Row]:
    """The rows that label other mentions; a waiting ``span`` is accepted with them."""
    rows = list(accepted(workspace, state, span)) if isinstance(span, Suggestion) else []
    decided = {row.suggestion_id for row in rows if isinstance(row, Decision)}
    for start, end in places:
        new = labelled(workspace, state, start, end, span.label, Origin.PROPAGATED, passing=decided)
        decided |= {row.suggestion_id for row in new if isinstance(row, Decision)}
        rows += new
    return rows


def open_mentions(state: ArticleState, span: Annotation | Suggestion) -> list[tuple[int, int]]:
    """Where the same words stand without an annotation of this label, muted text left out.

    Words within a longer span of the label (“Taliban” in “Taliban fighters”) are no mention.
    """
    spans: list[Annotation | Suggestion] = [*state.annotations, *state.waiting]
    same = [item for item in spans if item.label == span.label]
    taken = {(item.start, item.end) for item in same if isinstance(item, Annotation)}
    taken.add((span.start, span.end))
    return [
        (start, end)
        for start, end in mentions(state.text, state.text[span.start : span.end])
        if (start, end) not in taken
        and not any(_is_within(start, end, item) for item in same)
        and not any(muted.start < end and start < muted.end for muted in state.muted)
    ]


def _is_within(start: int, end: int, span: Annotation | Suggestion) -> bool:
    return span.start <= start and end <= span.end and (span.start, span.end) != (start, end)


def labelled(
    workspace: Workspace,
    state: ArticleState,
    start: int,
    end: int,
    label: str,
    origin: Origin,
    *,
    passing: Iterable[int] = (),
) -> list[Row]:
    """The rows that put ``label`` on a range, with what becomes of suggestions there.

    Suggestions in ``passing`` have been decided on in the same edit already.
    """
    there = find_annotation(state, start, end, label)
    waiting = [item for item in state.waiting if item.label == label and item.id not in passing]
    exact = [item for item in waiting if (item.start, item.end) == (start, end)]
    if exact:
        return accepted(workspace, state, exact[0])
    made = there or new_annotation(workspace, state, start, end, label, origin)
    near = [item for item in waiting if overlaps(item, made)]
    verdicts = [decision_on(state, item, Verdict.CORRECTED, made) for item in near]
    return [*verdicts] if there else [made, *verdicts]


def accepted(workspace: Workspace, state: ArticleState, suggestion: Suggestion) -> list[Row]:
    """The rows that make a suggestion the annotator's word."""
    there = find_annotation(state, suggestion.start, suggestion.end, suggestion.label)
    if there is not None:
        return [decision_on(state, suggestion, Verdict.ACCEPTED, there)]
    made = new_annotation(
        workspace, state, suggestion.start, suggestion.end, suggestion.label, Origin.ACCEPTED
    )
    made = replace(made, suggestion_id=suggestion.id, figure=suggestion.figure or made.figure)
    return [made, decision_on(state, suggestion, Verdict.ACCEPTED, made)]


def new_annotation(
    workspace: Workspace, state: ArticleState, start: int, end: int, label: str, origin: Origin
) -> Annotation:
    """An annotation of a range, with its value if it is a FIGURE.

    Raises InputError where the range is no span of the text.
    """
    verify(state.text, start, end)
    return Annotation(
        id=new_id(),
        article_id=state.article_id,
        annotator=state.annotator,
        start=start,
        end=end,
        label=label,
        text=state.text[start:end],
        origin=origin,
        figure=figure_in(workspace, state, start, end, label),
    )


def figure_in(
    workspace: Workspace, state: ArticleState, start: int, end: int, label: str
) -> Figure | None:
    """The value of a range under the project's policy; None for another label."""
    return read_figure(state.text, start, end, label, policy=workspace.policy)


def decision_on(
    state: ArticleState, item: Suggestion, verdict: Verdict, made: Annotation | None = None
) -> Decision:
    """A verdict of the state's annotator."""
    made_id = made.id if made else None
    return Decision(item.id, state.article_id, state.annotator, verdict, made_id)


def find_annotation(state: ArticleState, start: int, end: int, label: str) -> Annotation | None:
    """The annotation with just this range and label."""
    same = (
        item
        for item in state.annotations
        if (item.start, item.end, item.label) == (start, end, label)
    )
    return next(same, None)
