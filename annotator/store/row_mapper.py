"""How each kind of row that edits change is read, found, taken away and added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, delete

from annotator.domain.edits import Row
from annotator.domain.gold import Comment, GoldSpan, Review, Ruling
from annotator.domain.names import ProjectName
from annotator.domain.values import (
    Annotation,
    ArticleStatus,
    Decision,
    MutedRange,
    UnmutedRange,
)
from annotator.store.bulk import chunks, insert_rows
from annotator.store.definitions.names import NAMES
from annotator.store.mapping import Numbers, RowMapper
from annotator.store.review.review_rows import COMMENTS, GOLD_SPANS, REVIEWS, RULINGS
from annotator.store.row_values import (
    annotation_of,
    decision_of,
    muted_of,
    status_of,
    unmuted_of,
)
from annotator.store.tables import (
    AnnotationRow,
    ArticleStatusRow,
    DecisionRow,
    MutedRow,
    UnmutedRow,
    table,
)

ANNOTATION = table(AnnotationRow)
DECISION = table(DecisionRow)
STATUS = table(ArticleStatusRow)
MUTED = table(MutedRow)
UNMUTED = table(UnmutedRow)

R = TypeVar("R", bound=Row)
_FEW = 8  # rows that are found and taken away one by one
_AT_ONCE = 5000  # rows added at once: their values are in memory twice meanwhile

# In the order in which they are added; annotations before the verdicts that name them.
MAPPERS: dict[type[Any], RowMapper[Any]] = {
    Annotation: RowMapper(ANNOTATION, annotation_of),
    Decision: RowMapper(DECISION, decision_of),
    ArticleStatus: RowMapper(STATUS, status_of),
    MutedRange: RowMapper(MUTED, muted_of),
    UnmutedRange: RowMapper(UNMUTED, unmuted_of),
    ProjectName: NAMES,
    Ruling: RULINGS,
    GoldSpan: GOLD_SPANS,
    Comment: COMMENTS,
    Review: REVIEWS,
}


def fetch(connection: Connection, kind: type[R], condition: ColumnElement[bool]) -> list[R]:
    """The values of one kind for which ``condition`` holds."""
    mapper: RowMapper[R] = MAPPERS[kind]
    result = connection.execute(mapper.query.where(condition))
    names = tuple(result.keys())
    # As a dictionary, a row is read in half the time that its own mapping takes.
    return [mapper.value(dict(zip(names, row, strict=True))) for row in result.all()]


def fetch_same(
    connection: Connection, kind: type[R], rows: Sequence[R], numbers: Numbers | None = None
) -> list[R]:
    """What is held now under the keys of ``rows``; on a server it stays locked until the end."""
    mapper: RowMapper[R] = MAPPERS[kind]
    numbers = numbers or Numbers(connection)
    if len(rows) <= _FEW:
        matches = (mapper.find_one(connection, row, numbers) for row in rows)
        return [row for row in matches if row is not None]
    there: list[R] = []
    for some in chunks(rows):
        query = mapper.query.where(mapper.same(some, numbers))
        query = query.with_for_update(of=mapper.table)
        there += [mapper.value(row) for row in connection.execute(query).mappings()]
    return there


def add(
    connection: Connection, kind: type[R], rows: Sequence[R], numbers: Numbers | None = None
) -> None:
    """Add rows, some thousands at a time."""
    mapper: RowMapper[R] = MAPPERS[kind]
    numbers = numbers or Numbers(connection)
    for some in chunks(rows, _AT_ONCE):
        insert_rows(connection, mapper.table, mapper.values(some, numbers))


def remove(
    connection: Connection, kind: type[R], rows: Sequence[R], numbers: Numbers | None = None
) -> None:
    """Take away the rows with these keys."""
    mapper: RowMapper[R] = MAPPERS[kind]
    numbers = numbers or Numbers(connection)
    if len(rows) <= _FEW:
        for row in rows:
            mapper.remove_one(connection, row, numbers)
        return
    for some in chunks(rows):
        connection.execute(delete(mapper.table).where(mapper.same(some, numbers)))
