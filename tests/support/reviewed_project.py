"""A small project in which colleagues have finished the same articles, made from plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from making import make_project

from annotator.domain.edits import Edit
from annotator.domain.figures import POLICIES, VERBATIM
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Annotation, ArticleStatus, Origin, Status
from annotator.operations.figures import read_figure
from annotator.store.edits import apply_edit
from annotator.store.project import Project

FIRST = "Taliban fighters took Kunduz on Sunday and killed 30 civilians near Kabul."
SECOND = "Envoys of the Taliban met in Doha."
Place = tuple[str, str]  # words and label
Works = Mapping[str, Mapping[int, Sequence[Place]]]

# Ann and bob agree on Kunduz and 30; they differ in a boundary and in whether Kabul counts. On the
# second article they agree.
WORKS: Works = {
    "ann": {
        1: [("Taliban", "ACTOR"), ("Kunduz", "LOCATION"), ("30", "FIGURE")],
        2: [("Taliban", "ACTOR"), ("Doha", "LOCATION")],
    },
    "bob": {
        1: [
            ("Taliban fighters", "ACTOR"),
            ("Kunduz", "LOCATION"),
            ("30", "FIGURE"),
            ("Kabul", "LOCATION"),
        ],
        2: [("Taliban", "ACTOR"), ("Doha", "LOCATION")],
    },
}


def work_on(
    project: Project, annotator: str, article: int, text: str, places: Sequence[Place]
) -> None:
    """Let an annotator finish an article with these spans; what was there before goes."""
    rows = []
    for number, (words, label) in enumerate(places):
        start = text.index(words)
        end = start + len(words)
        figure = read_figure(text, start, end, label, policy=POLICIES[VERBATIM.name])
        rows.append(
            Annotation(
                f"{annotator}-{article}-{number}",
                article,
                annotator,
                SpanContent(start, end, label, figure=figure),
                words,
                Origin.MANUAL,
            )
        )
    edit = Edit("work", (), (*rows, ArticleStatus(article, annotator, Status.DONE)))
    with project.writing() as connection:
        apply_edit(connection, edit, annotator=annotator)


def make_reviewed(
    path: Path, works: Works = WORKS, texts: Sequence[str] = (FIRST, SECOND)
) -> Project:
    """An open project with these articles, each finished by those who have work on it."""
    project = make_project(path, texts)
    for annotator, articles in works.items():
        for article, places in articles.items():
            work_on(project, annotator, article, texts[article - 1], places)
    return project
