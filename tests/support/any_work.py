"""Projects in which somebody has done this and that, for tests that try any work."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from hypothesis import strategies as st
from making import make_project

from annotator.domain.errors import AnnotatorError
from annotator.domain.figures import Figure
from annotator.domain.labels import FIGURE
from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.span_content import SpanContent
from annotator.domain.tokens import tokenise
from annotator.domain.values import Status, SuggestedSpan
from annotator.operations import annotate, articles, overlaps
from annotator.operations.exporting.exporter import Choice
from annotator.store.project import Project
from annotator.store.work import suggestions, time_spent
from annotator.workspace import Workspace

TEXTS = (
    "Taliban fighters took Kunduz, killing 19 of 300 soldiers.\nFollow us here.",
    "\U0001f1e6\U0001f1eb طالبان said 45% of Kanda\u0304har fell; the Taliban left Kabul.",
)
SEVEN = Fraction(15, 2)
LABELS = ("ACTOR", "LOCATION", FIGURE)
KEEP = Choice("ada", statuses=tuple(Status), keep_muted=True)
Step = Callable[[Workspace, st.DataObject], None]


def _place(work: Workspace, data: st.DataObject, article: int) -> tuple[int, int]:
    tokens = [t for t in tokenise(work.article(article).text) if t.end - t.start > 1]
    at = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(at, min(at + 2, len(tokens) - 1)))
    return tokens[at].start, tokens[last].end


def _article(data: st.DataObject) -> int:
    return data.draw(st.integers(1, len(TEXTS)))


def suggest(work: Workspace, data: st.DataObject) -> None:
    article = _article(data)
    place = (*_place(work, data, article), data.draw(st.sampled_from(LABELS)))
    figure = (
        Figure(low=19, best=19, high=19)
        if place[2] == FIGURE and data.draw(st.booleans())
        else None
    )
    rule = data.draw(st.sampled_from([None, "gazetteer"]))
    span = SuggestedSpan(SpanContent(*place, figure), rule, data.draw(st.sampled_from([None, 0.5])))
    with work.project.writing() as connection:
        source = data.draw(st.sampled_from([("rules", "1"), ("model", "2.0"), ("import:x", "")]))
        suggestions.add_suggestions(
            connection, {article: [span]}, source=source[0], version=source[1]
        )


def decide(work: Workspace, data: st.DataObject) -> None:
    article = _article(data)
    waiting = work.article(article).waiting
    if waiting:
        item = data.draw(st.sampled_from(waiting))
        how = data.draw(st.sampled_from(["accept", "reject", "correct", "relabel"]))
        if how == "accept":
            annotate.accept(work, article=article, suggestion=item)
        elif how == "reject":
            annotate.reject(work, article=article, suggestion=item)
        else:
            place = (item.start, item.end)
            place = _place(work, data, article) if how == "correct" else place
            label = data.draw(st.sampled_from(LABELS))
            annotate.correct(
                work, article=article, suggestion=item, start=place[0], end=place[1], label=label
            )


def label(work: Workspace, data: st.DataObject) -> None:
    article = _article(data)
    start, end = _place(work, data, article)
    name = data.draw(st.sampled_from(LABELS))
    annotate.add(work, article=article, start=start, end=end, label=name)


def change(work: Workspace, data: st.DataObject) -> None:
    article = _article(data)
    spans = work.article(article).annotations
    if not spans:
        return
    span = data.draw(st.sampled_from(spans))
    how = data.draw(st.sampled_from(["note", "figure", "confirm", "relabel", "delete", "spread"]))
    if how == "note":
        annotate.set_note(work, article=article, annotation=span, note="see | “it”\nagain")
    elif how == "figure" and span.label == FIGURE:
        annotate.set_figure(
            work, article=article, annotation=span, figure=Figure(low=SEVEN, best=SEVEN, high=SEVEN)
        )
    elif how == "confirm" and span.figure is not None:
        annotate.confirm_figure(work, article=article, span=span)
    elif how == "relabel":
        name = data.draw(st.sampled_from(LABELS))
        annotate.relabel(work, article=article, annotation=span, label=name)
    elif how == "delete":
        annotate.delete(work, article=article, annotation=span)
    elif how == "spread":
        annotate.propagate_all(work, article=article, span=span)


def stand(work: Workspace, data: st.DataObject) -> None:
    article = _article(data)
    if data.draw(st.booleans()):
        articles.flag(work, article=article, reason=data.draw(st.sampled_from(["", "twice"])))
    else:
        status = data.draw(st.sampled_from([Status.DONE, Status.SKIPPED, Status.IN_PROGRESS]))
        articles.set_status(work, article=article, status=status)


def mute(work: Workspace, data: st.DataObject) -> None:
    article = _article(data)
    offset = data.draw(st.sampled_from([0, len(work.article(article).text) - 1]))
    articles.toggle_muted(work, article=article, offset=offset)


def spend(work: Workspace, data: st.DataObject) -> None:
    seconds = data.draw(st.floats(0.1, 1e4))
    with work.project.writing() as connection:
        time_spent.add_time(connection, _article(data), annotator="ada", seconds=seconds)


STEPS: tuple[Step, ...] = (suggest, suggest, decide, decide, label, change, stand, mute, spend)


def worked_on(path: Path, data: st.DataObject) -> Project:
    """A project in which ada has done this and that."""
    project = make_project(path, TEXTS)
    overlaps.choose(Workspace(project, "ada"), OverlapRule(data.draw(st.sampled_from(Overlaps))))
    for step in data.draw(st.lists(st.sampled_from(STEPS), min_size=1, max_size=16)):
        try:
            step(Workspace(project, "ada"), data)
        except AnnotatorError:
            continue  # what a project does not allow changes nothing
    return project
