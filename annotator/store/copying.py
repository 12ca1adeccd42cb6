"""Writes all that a project holds into the empty tables of another, record by record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, func, select
from sqlmodel import SQLModel

import annotator.store.definitions.name_tables
import annotator.store.review.review_tables
import annotator.store.tables
import annotator.store.work.work_tables  # noqa: F401 - all fill the metadata
from annotator.domain.values import NewArticle
from annotator.store.articles import search
from annotator.store.articles.article_rows import ARTICLE, TEXT
from annotator.store.bulk import insert_rows

_BATCH = 500
_AFTER = (
    "SELECT setval(pg_get_serial_sequence('{0}', '{1}'), max({1})) FROM {0} HAVING max({1}) > 0"
)


def copied() -> list[Table]:
    """The tables whose records are copied; what is searched is made anew, see `search.index`."""
    return [each for each in SQLModel.metadata.sorted_tables if each is not search.SIGNS]


def copy_records(
    source: Connection, target: Connection, progress: Callable[[int, int], None]
) -> None:
    """Write every record of ``source`` into ``target``, which has the same tables and no records.

    ``progress`` gets (done, total) in records, and ends the copying by what it raises.
    """
    tables = copied()
    counts = {each: source.execute(select(func.count()).select_from(each)) for each in tables}
    total = sum(count.scalar_one() for count in counts.values())
    done = 0
    for each in tables:
        for rows in _batches(source, select(each).order_by(*each.primary_key)):
            done += insert_rows(target, each, [tuple(row) for row in rows])
            progress(done, total)
    texts = select(ARTICLE.c.id, ARTICLE.c.title, TEXT.c.text).join(
        TEXT, TEXT.c.article_id == ARTICLE.c.id
    )
    for rows in _batches(source, texts.order_by(ARTICLE.c.id)):
        search.index(target, [(row.id, NewArticle(row.text, title=row.title)) for row in rows])
        progress(total, total)
    if target.dialect.name == "postgresql":
        _count_on(target, tables)


def _batches(source: Connection, query: Select[Any]) -> Iterator[list[Row[Any]]]:
    with source.execute(query, execution_options={"yield_per": _BATCH}) as result:
        for rows in result.partitions():
            yield list(rows)


def _count_on(target: Connection, tables: list[Table]) -> None:
    """Let a server go on behind the numbers that have come: it counts by itself."""
    quote = target.dialect.identifier_preparer.quote
    for each in tables:
        key = each.autoincrement_column
        if key is not None:
            target.exec_driver_sql(_AFTER.format(quote(each.name), quote(key.name)))
