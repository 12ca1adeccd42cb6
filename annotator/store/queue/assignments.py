"""Which articles are given to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, func, insert, select

from annotator.store.articles.article_rows import ARTICLE
from annotator.store.mapping import ANNOTATOR, annotator_id, find_annotator
from annotator.store.tables import AssignmentRow, table

ASSIGNMENT = table(AssignmentRow)


def has_any(connection: Connection, *, annotator: str) -> bool:
    """Whether articles are assigned to an annotator."""
    own = ASSIGNMENT.c.annotator_id == find_annotator(connection, annotator)
    return (
        connection.execute(select(ASSIGNMENT.c.article_id).where(own).limit(1)).first() is not None
    )


def articles(connection: Connection) -> list[tuple[int, str]]:
    """Number and uid of every article."""
    rows = connection.execute(select(ARTICLE.c.id, ARTICLE.c.uid).order_by(ARTICLE.c.id))
    return [(number, uid) for number, uid in rows]


def holders(connection: Connection) -> dict[int, set[str]]:
    """The annotators of every article that is assigned to somebody."""
    query = select(ASSIGNMENT.c.article_id, ANNOTATOR.c.name).join(ANNOTATOR)
    names: dict[int, set[str]] = {}
    for number, name in connection.execute(query):
        names.setdefault(number, set()).add(name)
    return names


def add(connection: Connection, pairs: Iterable[tuple[int, str]]) -> None:
    """Assign articles to annotators, who are added when new to the project."""
    people: dict[str, int] = {}
    rows = []
    for number, name in pairs:
        if name not in people:
            people[name] = annotator_id(connection, name)
        rows.append({"article_id": number, "annotator_id": people[name]})
    if rows:
        connection.execute(insert(ASSIGNMENT), rows)


def give(connection: Connection, annotator: str, hashes: Sequence[str]) -> None:
    """Let just the articles with these texts be assigned to an annotator."""
    own = ASSIGNMENT.c.annotator_id == annotator_id(connection, annotator)
    connection.execute(delete(ASSIGNMENT).where(own))
    rows = connection.execute(select(ARTICLE.c.id, ARTICLE.c.sha256))
    wanted = set(hashes)
    add(connection, [(number, annotator) for number, sha256 in rows if sha256 in wanted])


def hashes(connection: Connection, annotator: str) -> list[str]:
    """The hashes of the texts that are assigned to an annotator, in import order."""
    query = select(ARTICLE.c.sha256).join(ASSIGNMENT, ASSIGNMENT.c.article_id == ARTICLE.c.id)
    own = query.where(ASSIGNMENT.c.annotator_id == find_annotator(connection, annotator))
    return list(connection.execute(own.order_by(ARTICLE.c.id)).scalars())


def numbers(connection: Connection, annotator: str) -> list[int]:
    """The articles that are assigned to an annotator, in import order."""
    own = ASSIGNMENT.c.annotator_id == find_annotator(connection, annotator)
    query = select(ASSIGNMENT.c.article_id).where(own).order_by(ASSIGNMENT.c.article_id)
    return list(connection.execute(query).scalars())


def clear(connection: Connection) -> None:
    """Take all assignments back; what has been done stays."""
    connection.execute(delete(ASSIGNMENT))


def counts(connection: Connection) -> Mapping[str, int]:
    """How many articles are assigned to whom."""
    query = select(ANNOTATOR.c.name, func.count()).join(ASSIGNMENT).group_by(ANNOTATOR.c.name)
    return {name: count for name, count in connection.execute(query.order_by(ANNOTATOR.c.name))}
