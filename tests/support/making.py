"""Verbs for tests: make projects, articles and spans in one line each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from project_places import put_empty_project

from annotator.domain.edits import Edit
from annotator.domain.span_content import SpanContent
from annotator.domain.text import guess_title
from annotator.domain.values import Annotation, NewArticle, Origin, SuggestedSpan
from annotator.store.articles import article_rows
from annotator.store.edits import apply_edit
from annotator.store.project import Project, open_project
from annotator.store.work import suggestions

TEXT = "Taliban fighters took Kunduz.\nMore than 3,000 civilians fled to Kabul."

# What offsets break on: joiners, skin tones, right-to-left, marks, odd spaces and line ends.
PIECES = (
    *("Kabul", "U.S.-Taliban", "said", "3,000", "45%", "“gone”", "districts;May", "it’s", "a"),
    *("\U0001f469\u200d\U0001f469\u200d\U0001f467", "\U0001f44d\U0001f3fd", "\U0001f1e6\U0001f1eb"),
    *(
        "e\u0301",
        "Kanda\u0304har",
        "طالبان",
        "افغانستان",
        "می\u200cگوید",
        "پښتو",
        "क्षि",
        "\U0001d518",
    ),
    *(" ", " ", " ", "  ", "\u00a0", "\u202f", "\u2028", "\u2029", "\r\n", "\n", "\r", "\t"),
    *("\ufeff", "\x00", "\u200b", "\u202e", ".", ",", "…", "\x1c"),
)
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join)
"""Texts of articles as they come from outside."""


def new_article(text: str = TEXT, **facts: str) -> NewArticle:
    """An article on its way in."""
    return NewArticle(text=text, title=guess_title(text), **facts)


def make_project(path: Path, bodies: Sequence[str] = (TEXT,)) -> Project:
    """An open project with these articles, numbered from 1."""
    put_empty_project(path)
    project = open_project(path)
    with project.writing() as connection:
        article_rows.add_articles(connection, [new_article(body) for body in bodies])
    return project


def annotation(
    start: int = 0,
    end: int = 7,
    *,
    id: str = "one",
    article: int = 1,
    annotator: str = "ada",
    label: str = "ACTOR",
    text: str = TEXT,
    suggestion_id: int | None = None,
    **more: Any,
) -> Annotation:
    """An annotation of ``text[start:end]``; ``more`` is what else its span says."""
    span = SpanContent(start, end, label, **more)
    quote = text[start:end]
    return Annotation(id, article, annotator, span, quote, Origin.MANUAL, suggestion_id)


def do(project: Project, edit: Edit, *, annotator: str = "ada") -> None:
    """Commit an edit."""
    with project.writing() as connection:
        apply_edit(connection, edit, annotator=annotator)


def suggest(project: Project, *spans: SuggestedSpan, article: int = 1) -> list[int]:
    """Store suggestions of the suggester "rules" in version 1; returns their numbers."""
    with project.writing() as connection:
        suggestions.add_suggestions(connection, {article: spans}, source="rules", version="1")
        return [item.id for item in suggestions.suggestions_of(connection, article)]
