"""What an annotator means to do with spans: one function an intention, each one edit.

Each raises SaveError or StaleEdit when the edit cannot be committed; then nothing has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.domain.boundaries import mentions
from annotator.domain.edits import Edit, Row
from annotator.domain.spans import overlaps, verify
from annotator.domain.state import ArticleState
from annotator.domain.values import (
    Annotation,
    Decision,
    Origin,
    Status,
    Suggestion,
    Verdict,
    Work,
    new_id,
)
from annotator.operations.figures import read_figure
from annotator.workspace import Workspace


def accept(workspace: Workspace, *, article: int, suggestion: Suggestion) -> Annotation:
    """Make a suggestion this annotator's own word; returns the annotation."""
    state = workspace.article(article)
    rows = _accepted(state, suggestion)
    _do(workspace, state, f"Accept “{_quote(state, suggestion)}”", after=rows)
    return _annotation_in(rows, workspace.article(article))


def accept_all(workspace: Workspace, *, article: int) -> int:
    """Accept every suggestion that waits, as one step; returns how many."""
    state = workspace.article(article)
    waiting = state.waiting
    rows = [row for suggestion in waiting for row in _accepted(state, suggestion)]
    _do(workspace, state, f"Accept {len(waiting)} suggestions", after=rows)
    return len(waiting)


def reject(workspace: Workspace, *, article: int, suggestion: Suggestion) -> None:
    """Decide that a suggestion is wrong."""
    state = workspace.article(article)
    verdict = _decision(state, suggestion, Verdict.REJECTED)
    _do(workspace, state, f"Reject “{_quote(state, suggestion)}”", after=[verdict])


def correct(
    workspace: Workspace, *, article: int, suggestion: Suggestion, start: int, end: int, label: str
) -> Annotation:
    """Annotate what a suggestion should have said; with nothing changed it is accepted."""
    same = (start, end, label) == (suggestion.start, suggestion.end, suggestion.label)
    if same:
        return accept(workspace, article=article, suggestion=suggestion)
    state = workspace.article(article)
    made = _new(state, start, end, label, Origin.CORRECTED)
    made = replace(made, suggestion_id=suggestion.id)
    verdict = _decision(state, suggestion, Verdict.CORRECTED, made)
    title = f"Correct “{_quote(state, suggestion)}” to {label} “{made.text}”"
    _do(workspace, state, title, after=[made, verdict])
    return made


def add(workspace: Workspace, *, article: int, start: int, end: int, label: str) -> Annotation:
    """Label a range of the text.

    A waiting suggestion that says just this is accepted; one of the same label that overlaps it
    counts as corrected. The same annotation is not made twice.
    """
    state = workspace.article(article)
    rows = _labelled(state, start, end, label, Origin.MANUAL)
    _do(workspace, state, f"{label} “{state.text[start:end]}”", after=rows)
    return _annotation_at(workspace.article(article), start, end, label)


def relabel(
    workspace: Workspace, *, article: int, annotation: Annotation, label: str
) -> Annotation:
    """Give an annotation another label."""
    state = workspace.article(article)
    figure = read_figure(state.text, annotation.start, annotation.end, label)
    changed = replace(annotation, label=label, figure=figure)
    return _change(workspace, state, annotation, changed, f"{label} “{annotation.text}”")


def resize(
    workspace: Workspace, *, article: int, annotation: Annotation, start: int, end: int
) -> Annotation:
    """Move the edges of an annotation."""
    state = workspace.article(article)
    verify(state.text, start, end)
    figure = annotation.figure
    if figure is None or not figure.confirmed:
        figure = read_figure(state.text, start, end, annotation.label)
    text = state.text[start:end]
    changed = replace(annotation, start=start, end=end, text=text, figure=figure)
    return _change(workspace, state, annotation, changed, f"Resize to “{text}”")


def delete(workspace: Workspace, *, article: int, annotation: Annotation) -> None:
    """Take an annotation away; the suggestion it came from counts as rejected."""
    state = workspace.article(article)
    verdicts = [d for d in state.decisions if d.annotation_id == annotation.id]
    rejected = [replace(d, verdict=Verdict.REJECTED, annotation_id=None) for d in verdicts]
    title = f"Delete {annotation.label} “{annotation.text}”"
    _do(workspace, state, title, before=[annotation, *verdicts], after=rejected)


def set_note(
    workspace: Workspace, *, article: int, annotation: Annotation, note: str
) -> Annotation:
    """Write a note on an annotation; an empty one takes it away."""
    state = workspace.article(article)
    changed = replace(annotation, note=note.strip() or None)
    title = f"Note on “{annotation.text}”"
    _do(workspace, state, title, before=[annotation], after=[changed])
    return changed


def propagate_next(
    workspace: Workspace, *, article: int, span: Annotation | Suggestion
) -> Annotation | None:
    """Give the next identical mention the same label; returns it, None if there is none."""
    state = workspace.article(article)
    places = [place for place in _open_mentions(state, span) if place[0] >= span.end]
    if not places:
        return None
    start, end = places[0]
    rows = _propagated(state, span, places[:1])
    _do(workspace, state, f"{span.label} on the next “{state.text[start:end]}”", after=rows)
    return _annotation_at(workspace.article(article), start, end, span.label)


def propagate_all(workspace: Workspace, *, article: int, span: Annotation | Suggestion) -> int:
    """Give every identical mention the same label, as one step; returns how many were labelled."""
    state = workspace.article(article)
    places = _open_mentions(state, span)
    rows = _propagated(state, span, places)
    title = f"{span.label} on every “{_quote(state, span)}”"
    _do(workspace, state, title, after=rows)
    return len(places)


def _propagated(
    state: ArticleState, span: Annotation | Suggestion, places: list[tuple[int, int]]
) -> list[Row]:
    rows = list(_accepted(state, span)) if isinstance(span, Suggestion) else []
    decided = {row.suggestion_id for row in rows if isinstance(row, Decision)}
    for start, end in places:
        new = _labelled(state, start, end, span.label, Origin.PROPAGATED, passing=decided)
        decided |= {row.suggestion_id for row in new if isinstance(row, Decision)}
        rows += new
    return rows


def _open_mentions(state: ArticleState, span: Annotation | Suggestion) -> list[tuple[int, int]]:
    """Where the same words stand without an annotation of this label, muted text left out."""
    taken = {(item.start, item.end) for item in state.annotations if item.label == span.label}
    taken.add((span.start, span.end))
    return [
        (start, end)
        for start, end in mentions(state.text, state.text[span.start : span.end])
        if (start, end) not in taken
        and not any(muted.start < end and start < muted.end for muted in state.muted)
    ]


def _labelled(
    state: ArticleState,
    start: int,
    end: int,
    label: str,
    origin: Origin,
    *,
    passing: Iterable[int] = (),
) -> list[Row]:
    there = _find(state, start, end, label)
    waiting = [item for item in state.waiting if item.label == label and item.id not in passing]
    exact = [item for item in waiting if (item.start, item.end) == (start, end)]
    if exact:
        return _accepted(state, exact[0])
    made = there or _new(state, start, end, label, origin)
    near = [item for item in waiting if overlaps(item, made)]
    verdicts = [_decision(state, item, Verdict.CORRECTED, made) for item in near]
    return [*verdicts] if there else [made, *verdicts]


def _accepted(state: ArticleState, suggestion: Suggestion) -> list[Row]:
    there = _find(state, suggestion.start, suggestion.end, suggestion.label)
    if there is not None:
        return [_decision(state, suggestion, Verdict.ACCEPTED, there)]
    made = _new(state, suggestion.start, suggestion.end, suggestion.label, Origin.ACCEPTED)
    made = replace(made, suggestion_id=suggestion.id, figure=suggestion.figure or made.figure)
    return [made, _decision(state, suggestion, Verdict.ACCEPTED, made)]


def _change(
    workspace: Workspace, state: ArticleState, old: Annotation, new: Annotation, title: str
) -> Annotation:
    verdicts = [d for d in state.decisions if d.annotation_id == old.id]
    corrected = [replace(d, verdict=Verdict.CORRECTED) for d in verdicts]
    if new.origin is Origin.ACCEPTED:
        new = replace(new, origin=Origin.CORRECTED)
    _do(workspace, state, title, before=[old, *verdicts], after=[new, *corrected])
    return new


def _new(state: ArticleState, start: int, end: int, label: str, origin: Origin) -> Annotation:
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
        figure=read_figure(state.text, start, end, label),
    )


def _decision(
    state: ArticleState, item: Suggestion, verdict: Verdict, made: Annotation | None = None
) -> Decision:
    made_id = made.id if made else None
    return Decision(item.id, state.article_id, state.annotator, verdict, made_id)


def _do(
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
        before += (state.work,) if state.work else ()
        after += (Work(state.article_id, state.annotator, Status.IN_PROGRESS),)
    workspace.do(Edit(title, before, after))


def _find(state: ArticleState, start: int, end: int, label: str) -> Annotation | None:
    same = (
        item
        for item in state.annotations
        if (item.start, item.end, item.label) == (start, end, label)
    )
    return next(same, None)


def _annotation_at(state: ArticleState, start: int, end: int, label: str) -> Annotation:
    found = _find(state, start, end, label)
    assert found is not None  # the edit before has just put it there
    return found


def _annotation_in(rows: Iterable[Row], state: ArticleState) -> Annotation:
    verdict = next(row for row in rows if isinstance(row, Decision))
    found = state.annotation(verdict.annotation_id or "")
    assert found is not None  # an accepted suggestion always names its annotation
    return found


def _quote(state: ArticleState, span: Annotation | Suggestion) -> str:
    text = state.text[span.start : span.end]
    return text if len(text) <= 40 else text[:39] + "…"
