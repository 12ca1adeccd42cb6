"""What annotators write for the reviewer: notes, flags, and what they skip. Reads only."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.gold import Plan
from annotator.domain.remarks import Remarks, SetAside
from annotator.domain.state import ArticleState
from annotator.store.articles.article_rows import article_state
from annotator.store.project import Project
from annotator.store.review import remarks as store
from annotator.store.review import reviewing


def of_article(project: Project, number: int) -> Remarks:
    """What everybody wrote about one article, whether they have finished it or not."""
    with project.reading() as connection:
        return store.remarks(connection, number)


def set_aside(project: Project) -> list[SetAside]:
    """The articles that somebody has flagged or skipped, finished or not, in import order."""
    with project.reading() as connection:
        return store.set_aside(connection)


def states(project: Project, number: int, annotators: Sequence[str]) -> list[ArticleState]:
    """An article as some annotators have it."""
    with project.reading() as connection:
        return [article_state(connection, number, annotator=name) for name in annotators]


def in_order(plan: Plan, number: int) -> tuple[str, ...]:
    """The annotators of a plan as a review of this article has them: in a blind one in an order of
    its own.
    """
    return reviewing.in_order(plan, set(plan.annotators), number)
