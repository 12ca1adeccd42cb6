"""What an annotator means to do with spans: one function an intention, each one edit.

Each raises SaveError or StaleEdit when the edit cannot be committed; then nothing has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.domain.edits import Edit, Row
from annotator.domain.errors import InputError
from annotator.domain.figures import Figure
from annotator.domain.spans import verify
from annotator.domain.state import ArticleState
from annotator.domain.values import (
    Annotation,
    Decision,
    Origin,
    Status,
    Suggestion,
    Verdict,
    Work,
)
from annotator.operations.span_rows import (
    accepted,
    decision_on,
    figure_in,
    find_annotation,
    labelled,
    new_annotation,
    open_mentions,
    propagated,
)
from annotator.workspace import Workspace


def accept(workspace: Workspace, *, article: int, suggestion: Suggestion) -> Annotation:
    """Make a suggestion this annotator's own word; returns the annotation."""
    state = workspace.article(article)
    rows = accepted(workspace, state, suggestion)
    _do(workspace, state, f"Accept “{_quote(state, suggestion)}”", after=rows)
    return _annotation_in(rows, workspace.article(article))


def accept_all(workspace: Workspace, *, article: int) -> int:
    """Accept every suggestion that waits, as one step; returns how many."""
    state = workspace.article(article)
    waiting = state.waiting
    rows = [row for suggestion in waiting for row in accepted(workspace, state, suggestion)]
    _do(workspace, state, f"Accept {len(waiting)} suggestions", after=rows)
    return len(waiting)


def reject(workspace: Workspace, *, article: int, suggestion: Suggestion) -> None:
    """Decide that a suggestion is wrong."""
    state = workspace.article(article)
    verdict = decision_on(state, suggestion, Verdict.REJECTED)
    _do(workspace, state, f"Reject “{_quote(state, suggestion)}”", after=[verdict])


def correct(
    workspace: Workspace, *, article: int, suggestion: Suggestion, start: int, end: int, label: str
) -> Annotation:
    """Annotate what a suggestion should have said; with nothing changed it is accepted.

    Where that is annotated already, no second annotation is made.
    """
    same = (start, end, label) == (suggestion.start, suggestion.end, suggestion.label)
    if same:
        return accept(workspace, article=article, suggestion=suggestion)
    state = workspace.article(article)
    there = find_annotation(state, start, end, label)
    made = there or replace(
        new_annotation(workspace, state, start, end, label, Origin.CORRECTED),
        suggestion_id=suggestion.id,
    )
    verdict = decision_on(state, suggestion, Verdict.CORRECTED, made)
    title = f"Correct “{_quote(state, suggestion)}” to {label} “{made.text}”"
    _do(workspace, state, title, after=[verdict] if there else [made, verdict])
    return made


def add(workspace: Workspace, *, article: int, start: int, end: int, label: str) -> Annotation:
    """Label a range of the text.

    A waiting suggestion that says just this is accepted; one of the same label that overlaps it
    counts as corrected. The same annotation is not made twice.
    """
    state = workspace.article(article)
    rows = labelled(workspace, state, start, end, label, Origin.MANUAL)
    _do(workspace, state, f"{label} “{state.text[start:end]}”", after=rows)
    return _annotation_at(workspace.article(article), start, end, label)


def relabel(
    workspace: Workspace, *, article: int, annotation: Annotation, label: str
) -> Annotation:
    """Give an annotation another label. Raises InputError where one says just that already."""
    state = workspace.article(article)
    figure = figure_in(workspace, state, annotation.start, annotation.end, label)
    changed = replace(annotation, label=label, figure=figure)
    return _change(workspace, state, annotation, changed, f"{label} “{annotation.text}”")


def resize(
    workspace: Workspace, *, article: int, annotation: Annotation, start: int, end: int
) -> Annotation:
    """Move the edges of an annotation. Raises InputError where one says just that already."""
    state = workspace.article(article)
    verify(state.text, start, end)
    figure = annotation.figure
    if figure is None or not figure.confirmed:
        figure = figure_in(workspace, state, start, end, annotation.label)
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


def set_figure(
    workspace: Workspace, *, article: int, annotation: Annotation, figure: Figure
) -> Annotation:
    """Give a FIGURE the value a person has read; it counts as confirmed."""
    state = workspace.article(article)
    changed = replace(annotation, figure=replace(figure, confirmed=True))
    title = f"Value of “{annotation.text}”"
    _do(workspace, state, title, before=[annotation], after=[changed])
    return changed


def confirm_figure(
    workspace: Workspace, *, article: int, span: Annotation | Suggestion
) -> Annotation | None:
    """Agree with the value of a FIGURE as it was read; a suggestion is accepted with it.

    None for a span that is no FIGURE.
    """
    state = workspace.article(article)
    figure = span.figure or figure_in(workspace, state, span.start, span.end, span.label)
    if figure is None:
        return None
    if isinstance(span, Annotation):
        return set_figure(workspace, article=article, annotation=span, figure=figure)
    there = find_annotation(state, span.start, span.end, span.label)
    if there is not None:
        accept(workspace, article=article, suggestion=span)
        return set_figure(
            workspace, article=article, annotation=there, figure=there.figure or figure
        )
    sure = replace(figure, confirmed=True)
    rows: list[Row] = [
        replace(row, figure=sure) if isinstance(row, Annotation) else row
        for row in accepted(workspace, state, span)
    ]
    title = f"Accept and confirm “{_quote(state, span)}”"
    _do(workspace, state, title, after=rows)
    return _annotation_in(rows, workspace.article(article))


def propagate_next(
    workspace: Workspace, *, article: int, span: Annotation | Suggestion
) -> Annotation | None:
    """Give the next identical mention the same label; returns it, None if there is none."""
    state = workspace.article(article)
    places = [place for place in open_mentions(state, span) if place[0] >= span.end]
    if not places:
        return None
    start, end = places[0]
    rows = propagated(workspace, state, span, places[:1])
    _do(workspace, state, f"{span.label} on the next “{state.text[start:end]}”", after=rows)
    return _annotation_at(workspace.article(article), start, end, span.label)


def propagate_all(workspace: Workspace, *, article: int, span: Annotation | Suggestion) -> int:
    """Give every identical mention the same label, as one step; returns how many were labelled."""
    state = workspace.article(article)
    places = open_mentions(state, span)
    rows = propagated(workspace, state, span, places)
    title = f"{span.label} on every “{_quote(state, span)}”"
    _do(workspace, state, title, after=rows)
    return len(places)


def _change(
    workspace: Workspace, state: ArticleState, old: Annotation, new: Annotation, title: str
) -> Annotation:
    there = find_annotation(state, new.start, new.end, new.label)
    if there is not None and there.id != old.id:
        raise InputError(
            f"“{_quote(state, new)}” is annotated as {new.label} already; delete one of the two."
        )
    verdicts = [d for d in state.decisions if d.annotation_id == old.id]
    corrected = [replace(d, verdict=Verdict.CORRECTED) for d in verdicts]
    if new.origin is Origin.ACCEPTED:
        new = replace(new, origin=Origin.CORRECTED)
    _do(workspace, state, title, before=[old, *verdicts], after=[new, *corrected])
    return new


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


def _annotation_at(state: ArticleState, start: int, end: int, label: str) -> Annotation:
    found = find_annotation(state, start, end, label)
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
