"""What is stored as bytes though it is none: SQLite keeps them in any column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, LargeBinary, Table, func, or_, select

from annotator.store.articles.article_rows import ARTICLE, TEXT
from annotator.store.mapping import ANNOTATOR
from annotator.store.review.review_rows import GOLD_SPAN, RULING
from annotator.store.row_mapper import ANNOTATION, DECISION, MUTED, STATUS, UNMUTED
from annotator.store.work.suggestions import SUGGESTION

_TABLES: tuple[tuple[Table, str, str], ...] = (
    (ARTICLE, "", "id"),
    (TEXT, "", "article_id"),
    (STATUS, "the status of", "annotator_id"),
    (ANNOTATION, "annotation", "id"),
    (GOLD_SPAN, "gold span", "id"),
    (SUGGESTION, "suggestion", "id"),
    (DECISION, "verdict on suggestion", "suggestion_id"),
    (RULING, "ruling", "id"),
    (MUTED, "muted range", "id"),
    (UNMUTED, "unmuted range", "id"),
)
"""Each with what a row of it is called, and the column that names it."""
_WORDS = {"entity": "name", "extra": "further keys", "published": "day", "sha256": "hash"}


def stored_as_bytes(connection: Connection, batch: Sequence[int]) -> Iterator[str]:
    """A sentence for each value of some articles that is stored so. A server has none."""
    if connection.dialect.name != "sqlite":
        return
    people = {
        row[0]: row[1] for row in connection.execute(select(ANNOTATOR.c.id, ANNOTATOR.c.name))
    }
    for rows, what, key in _TABLES:
        columns = [column for column in rows.c if not isinstance(column.type, LargeBinary)]
        are_bytes = [func.typeof(column) == "blob" for column in columns]
        article: ColumnElement[int] = rows.c.id if rows is ARTICLE else rows.c.article_id
        uid = ARTICLE.c.uid if rows is ARTICLE else _uid(article)
        query = select(article, uid, rows.c[key], *are_bytes)
        for number, name, row, *wrong in connection.execute(
            query.where(article.in_(batch), or_(*are_bytes))
        ):
            place = f"article {name}" if isinstance(name, str) else f"article number {number}"
            if what:
                place += f", {what} {people.get(row, row) if rows is STATUS else row}"
            for column, is_wrong in zip(columns, wrong, strict=True):
                if is_wrong:
                    word = _WORDS.get(column.name, column.name)
                    verb = "are" if word.endswith("keys") else "is"
                    yield f"{place}: its {word} {verb} stored as bytes"


def _uid(article: ColumnElement[int]) -> ColumnElement[str]:
    return select(ARTICLE.c.uid).where(ARTICLE.c.id == article).scalar_subquery()
