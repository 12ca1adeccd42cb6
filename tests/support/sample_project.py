"""A small project made from plain data, with suggestions that no suggester had to compute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from project_places import put_empty_project

from annotator.domain.span_content import SpanContent
from annotator.domain.text import guess_title, normalise
from annotator.domain.values import NewArticle, SuggestedSpan
from annotator.store.articles.article_rows import add_articles
from annotator.store.project import Project, open_project
from annotator.store.work.suggestions import add_suggestions

ANN, BOB = "ann", "bob"

FIRST = (
    "Taliban fighters take Kunduz\n"
    "\n"
    "Taliban fighters entered Kunduz on Sunday, and at least 30 civilians were killed.\n"
    "The governor of Kunduz said the Taliban fighters had lost 12 men.\n"
    "\n"
    "Share this article with your friends.\n"
)
SECOND = (
    "Talks in Doha go on\n"
    "\n"
    "Envoys of the Taliban met in Doha for the third day. Doha hosts the talks.\n"
)
# Words, label and which of their mentions, in the order in which they stand in the project.
SUGGESTED: Mapping[str, Sequence[tuple[str, str, int]]] = {
    FIRST: (
        ("Taliban fighters", "ACTOR", 1),
        ("Kunduz", "LOCATION", 1),
        ("at least 30", "FIGURE", 0),
        ("governor", "ACTOR", 0),
    ),
    SECOND: (("Taliban", "ACTOR", 0), ("Doha", "LOCATION", 1)),
}


class MakeProject(Protocol):
    """Makes a project from texts, with suggestions by text."""

    def __call__(
        self,
        *,
        texts: Sequence[str] = ...,
        suggested: Mapping[str, Sequence[tuple[str, str, int]]] = ...,
    ) -> Project: ...


def place(text: str, words: str, nth: int = 0) -> tuple[int, int]:
    """``[start, end)`` of the ``nth`` mention of ``words``, from 0."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def make_project(
    path: Path,
    *,
    texts: Sequence[str] = (FIRST, SECOND),
    suggested: Mapping[str, Sequence[tuple[str, str, int]]] = SUGGESTED,
) -> Project:
    """A project at ``path`` with these texts as articles 1, 2, … and suggestions for them."""
    put_empty_project(path)
    project = open_project(path)
    with project.writing() as connection:
        stored = add_articles(
            connection,
            [NewArticle(normalise(text).text, title=guess_title(text)) for text in texts],
        )
        found = {
            number: [
                SuggestedSpan(SpanContent(*place(text, words, nth), label), rule="plain data")
                for words, label, nth in suggested.get(text, ())
            ]
            for (number, _), text in zip(stored, texts, strict=True)
        }
        add_suggestions(connection, found, source="by hand", version="1")
    return project
