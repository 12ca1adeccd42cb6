"""What an annotator means to do with spans: one function an intention, each one edit.

Each raises SaveError or StaleEdit when the edit cannot be committed; then nothing has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.domain.answering import deleted
from annotator.domain.edits import Row
from annotator.domain.errors import InputError
from annotator.domain.figures import Figure
from annotator.domain.spans import verify
from annotator.domain.state import ArticleState
from annotator.domain.values import (
    Annotation,
    Decision,
    Origin,
    Suggestion,
    Verdict,
)
from annotator.domain.wording import counted, shortened
from annotator.operations.span_edits import (
    annotation_at,
    annotation_in,
    answered_by,
    change,
    commit,
    moved_past,
    quote,
)
from annotator.operations.span_rows import (
    accepted,
    all_accepted,
    answered,
    figure_in,
    find_annotation,
    in_the_way,
    labelled,
    open_mentions,
    propagated,
    refuse,
)
from annotator.workspace import Workspace


def accept(workspace: Workspace, *, article: int, suggestion: Suggestion) -> Annotation:
    """Make a suggestion this annotator's own word; returns the annotation."""
    state = workspace.article(article)
    beside = state.waiting_on(suggestion.start, suggestion.end)
    rows = accepted(workspace, state, suggestion, beside)
    commit(workspace, state, f"Accept “{quote(state, suggestion)}”", after=rows)
    return annotation_in(rows, workspace.article(article))


def accept_all(workspace: Workspace, *, article: int) -> int:
    """Accept every suggestion that waits, as one step; returns how many.

    Of those that overlap each other the longest is accepted, and answers the others.
    """
    return accept_some(workspace, article=article)


def accept_some(
    workspace: Workspace, *, article: int, among: Iterable[Suggestion] | None = None
) -> int:
    """Accept those that wait ``among`` some suggestions, as one step; returns how many.

    Without ``among`` that is all that wait.
    """
    state = workspace.article(article)
    rows = all_accepted(workspace, state, among)
    count = sum(isinstance(row, Decision) and row.verdict is Verdict.ACCEPTED for row in rows)
    commit(workspace, state, f"Accept {counted(count, 'suggestion')}", after=rows)
    return count


def reject(workspace: Workspace, *, article: int, suggestion: Suggestion) -> None:
    """Decide that a suggestion is wrong."""
    state = workspace.article(article)
    verdict = Decision(suggestion.id, article, state.annotator, Verdict.REJECTED)
    commit(workspace, state, f"Reject “{quote(state, suggestion)}”", after=[verdict])


def correct(
    workspace: Workspace, *, article: int, suggestion: Suggestion, start: int, end: int, label: str
) -> Annotation:
    """Annotate what a suggestion should have said; with nothing changed it is accepted.

    Where that is annotated already, no second annotation is made. Raises InputError where it would
    lie over another in a way the project does not allow.
    """
    if (start, end, label) == (suggestion.start, suggestion.end, suggestion.label):
        return accept(workspace, article=article, suggestion=suggestion)
    state = workspace.article(article)
    beside = state.waiting_on(start, end)
    rows = answered(workspace, state, suggestion, (start, end, label), beside)
    title = f"Correct “{quote(state, suggestion)}” to {label} “{shortened(state.text[start:end])}”"
    commit(workspace, state, title, after=rows)
    return annotation_in(rows, workspace.article(article))


def add(workspace: Workspace, *, article: int, start: int, end: int, label: str) -> Annotation:
    """Label a range of the text.

    A waiting suggestion that says just this is accepted; others that contradict it count as
    corrected. The same annotation is not made twice. An annotation of just these words, or of some
    of them, becomes this one where the project lets no two stand there; raises InputError where
    that is more than one, or reaches beyond.
    """
    state = workspace.article(article)
    if find_annotation(state, start, end, label) is None:
        others = in_the_way(state, start, end, label)
        if len(others) == 1 and start <= others[0].start and others[0].end <= end:
            return _put_in_place(workspace, state, others[0], (start, end, label))
        refuse(state, start, end, others)
    beside = state.waiting_on(start, end)
    rows = labelled(workspace, state, start, end, label, Origin.MANUAL, beside)
    commit(workspace, state, f"{label} “{shortened(state.text[start:end])}”", after=rows)
    return annotation_at(workspace.article(article), start, end, label)


def _put_in_place(
    workspace: Workspace, state: ArticleState, old: Annotation, place: tuple[int, int, str]
) -> Annotation:
    """Let an annotation say what has been put over it; its note and name stay."""
    start, end, label = place
    verify(state.text, start, end)
    figure = old.figure
    if label != old.label or figure is None or not figure.confirmed:
        figure = figure_in(workspace, state, start, end, label)
    text = state.text[start:end]
    new = replace(old.with_span(start=start, end=end, label=label, figure=figure), text=text)
    title = f"{label} “{shortened(text)}” in the place of {old.label} “{shortened(old.text)}”"
    return change(workspace, state, old, new, title)


def relabel(
    workspace: Workspace, *, article: int, annotation: Annotation, label: str
) -> Annotation:
    """Give an annotation another label.

    Raises InputError where one says just that already, or where the project does not allow it.
    """
    state = workspace.article(article)
    figure = figure_in(workspace, state, annotation.start, annotation.end, label)
    changed = annotation.with_span(label=label, figure=figure)
    return change(workspace, state, annotation, changed, f"{label} “{shortened(annotation.text)}”")


def resize(
    workspace: Workspace, *, article: int, annotation: Annotation, start: int, end: int
) -> Annotation:
    """Move the edges of an annotation; past a span that it may lie around or beside, not half over.

    Raises InputError where one says just that already, or where the project does not allow it.
    """
    state = workspace.article(article)
    start, end = moved_past(state, annotation, start, end)
    verify(state.text, start, end)
    figure = annotation.figure
    if figure is None or not figure.confirmed:
        figure = figure_in(workspace, state, start, end, annotation.label)
    text = state.text[start:end]
    moved = annotation.with_span(start=start, end=end, figure=figure)
    changed = replace(moved, text=text)
    return change(workspace, state, annotation, changed, f"Resize to “{shortened(text)}”")


def delete(workspace: Workspace, *, article: int, annotation: Annotation) -> None:
    """Take an annotation away; the suggestion it came from counts as rejected.

    Suggestions of other labels that it only had words of wait again.
    """
    state = workspace.article(article)
    items, decisions = answered_by(state, annotation)
    verdicts, rejected = deleted(annotation, suggestions=items, decisions=decisions)
    title = f"Delete {annotation.label} “{shortened(annotation.text)}”"
    commit(workspace, state, title, before=[annotation, *verdicts], after=rejected)


def set_note(
    workspace: Workspace, *, article: int, annotation: Annotation, note: str
) -> Annotation:
    """Write a note on an annotation; an empty one takes it away."""
    state = workspace.article(article)
    changed = annotation.with_span(note=note.strip() or None)
    title = f"Note on “{shortened(annotation.text)}”"
    commit(workspace, state, title, before=[annotation], after=[changed])
    return changed


def set_figure(
    workspace: Workspace, *, article: int, annotation: Annotation, figure: Figure
) -> Annotation:
    """Give a FIGURE the value a person has read; it counts as confirmed if it says one."""
    state = workspace.article(article)
    changed = annotation.with_span(figure=replace(figure, confirmed=figure.parsed))
    title = f"Value of “{shortened(annotation.text)}”"
    commit(workspace, state, title, before=[annotation], after=[changed])
    return changed


def confirm_figure(
    workspace: Workspace,
    *,
    article: int,
    span: Annotation | Suggestion,
    figure: Figure | None = None,
) -> Annotation | None:
    """Agree with the value of a FIGURE as it was read, or give it another ``figure``; a suggestion
    is accepted with it.

    None for a span that is no FIGURE.
    """
    state = workspace.article(article)
    read = span.figure or figure_in(workspace, state, span.start, span.end, span.label)
    if read is None:
        return None
    if not (figure or read).parsed and figure is None:
        raise InputError(
            f"No value was read in “{quote(state, span)}”; type it (Span, Edit the value)."
        )
    if isinstance(span, Annotation):
        return set_figure(workspace, article=article, annotation=span, figure=figure or read)
    there = find_annotation(state, span.start, span.end, span.label)
    if there is not None:
        accept(workspace, article=article, suggestion=span)
        value = figure or there.figure or read
        return set_figure(workspace, article=article, annotation=there, figure=value)
    sure = replace(figure or read, confirmed=(figure or read).parsed)
    rows: list[Row] = [
        row.with_span(figure=sure) if isinstance(row, Annotation) else row
        for row in accepted(workspace, state, span, state.waiting_on(span.start, span.end))
    ]
    title = f"Accept “{quote(state, span)}” with its value"
    commit(workspace, state, title, after=rows)
    return annotation_in(rows, workspace.article(article))


def propagate_next(
    workspace: Workspace, *, article: int, span: Annotation | Suggestion
) -> Annotation | None:
    """Give the next mention of the same name the same label; returns it, None if there is none."""
    state = workspace.article(article)
    places = [place for place in open_mentions(state, span) if place[0] >= span.end]
    if not places:
        return None
    start, end = places[0]
    rows = propagated(workspace, state, span, places[:1])
    title = f"{span.label} on the next “{shortened(state.text[start:end])}”"
    commit(workspace, state, title, after=rows)
    return annotation_at(workspace.article(article), start, end, span.label)


def propagate_all(workspace: Workspace, *, article: int, span: Annotation | Suggestion) -> int:
    """Give every mention of the same name the same label, as one step; returns how many."""
    state = workspace.article(article)
    places = open_mentions(state, span)
    rows = propagated(workspace, state, span, places)
    title = f"{span.label} on every “{quote(state, span)}”"
    commit(workspace, state, title, after=rows)
    return len(places)
