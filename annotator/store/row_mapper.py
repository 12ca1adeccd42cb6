"""How each kind of row is found, taken away and added. One keeper a kind; edits use them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, select, tuple_
from sqlalchemy import delete as sql_delete

from annotator.domain.edits import Row
from annotator.domain.figures import readable_figure
from annotator.domain.gold import Comment, GoldSpan, Review, Ruling
from annotator.domain.names import ProjectName
from annotator.domain.values import (
    Annotation,
    ArticleStatus,
    Decision,
    MutedRange,
    Origin,
    Status,
    UnmutedRange,
    Verdict,
)
from annotator.store.bulk import insert_rows
from annotator.store.definitions.names import NameMapper
from annotator.store.mapping import (
    ANNOTATOR,
    LABEL,
    annotator_id,
    figure_text,
    label_ids,
)
from annotator.store.review.review_rows import (
    CommentMapper,
    GoldSpanMapper,
    ReviewMapper,
    RulingMapper,
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
P = TypeVar("P", MutedRange, UnmutedRange)
_PART = ("id", "article_id", "start", "end", "rule")
_AT_ONCE = 5000  # rows added at once: their values are in memory twice meanwhile
_CHUNK = 300  # keys a statement; SQLite before 3.32 takes 999 parameters


class RowMapper(Protocol[R]):
    """Storage of one kind of row."""

    table: Table

    def select(self) -> Select[Any]:
        """A query for whole rows, with names joined in."""

    def where(self, rows: Sequence[R]) -> ColumnElement[bool]:
        """The condition that finds the rows with the keys of ``rows``."""

    def value(self, row: RowMapping) -> R:
        """The domain value of a found row."""

    def params(self, connection: Connection, rows: Sequence[R]) -> list[dict[str, Any]]:
        """The column values of rows to be added."""


class AnnotationMapper:
    table = ANNOTATION

    def select(self) -> Select[Any]:
        names = (LABEL.c.name.label("label"), ANNOTATOR.c.name.label("annotator"))
        return select(ANNOTATION, *names).join(LABEL).join(ANNOTATOR)

    def where(self, rows: Sequence[Annotation]) -> ColumnElement[bool]:
        return ANNOTATION.c.id.in_([row.id for row in rows])

    def value(self, row: RowMapping) -> Annotation:
        return Annotation(
            id=row["id"],
            article_id=row["article_id"],
            annotator=row["annotator"],
            start=row["start"],
            end=row["end"],
            label=row["label"],
            text=row["text"],
            origin=Origin(row["origin"]),
            figure=readable_figure(row["figure"]),
            entity=row["entity"],
            note=row["note"],
            suggestion_id=row["suggestion_id"],
        )

    def params(self, connection: Connection, rows: Sequence[Annotation]) -> list[dict[str, Any]]:
        labels = label_ids(connection)
        people = _people(connection, rows)
        return [
            {
                "id": row.id,
                "article_id": row.article_id,
                "annotator_id": people[row.annotator],
                "label_id": labels.get(row.label),
                "start": row.start,
                "end": row.end,
                "text": row.text,
                "origin": row.origin.value,
                "figure": figure_text(row.figure),
                "entity": row.entity,
                "note": row.note,
                "suggestion_id": row.suggestion_id,
            }
            for row in rows
        ]


class DecisionMapper:
    table = DECISION

    def select(self) -> Select[Any]:
        return select(DECISION, ANNOTATOR.c.name.label("annotator")).join(ANNOTATOR)

    def where(self, rows: Sequence[Decision]) -> ColumnElement[bool]:
        pairs = [(row.suggestion_id, row.annotator) for row in rows]
        return tuple_(DECISION.c.suggestion_id, ANNOTATOR.c.name).in_(pairs)

    def value(self, row: RowMapping) -> Decision:
        return Decision(
            suggestion_id=row["suggestion_id"],
            article_id=row["article_id"],
            annotator=row["annotator"],
            verdict=Verdict(row["verdict"]),
            annotation_id=row["annotation_id"],
        )

    def params(self, connection: Connection, rows: Sequence[Decision]) -> list[dict[str, Any]]:
        people = _people(connection, rows)
        return [
            {
                "suggestion_id": row.suggestion_id,
                "annotator_id": people[row.annotator],
                "article_id": row.article_id,
                "verdict": row.verdict.value,
                "annotation_id": row.annotation_id,
            }
            for row in rows
        ]


class ArticleStatusMapper:
    table = STATUS

    def select(self) -> Select[Any]:
        return select(STATUS, ANNOTATOR.c.name.label("annotator")).join(ANNOTATOR)

    def where(self, rows: Sequence[ArticleStatus]) -> ColumnElement[bool]:
        pairs = [(row.article_id, row.annotator) for row in rows]
        return tuple_(STATUS.c.article_id, ANNOTATOR.c.name).in_(pairs)

    def value(self, row: RowMapping) -> ArticleStatus:
        return ArticleStatus(
            row["article_id"], row["annotator"], Status(row["status"]), row["reason"]
        )

    def params(self, connection: Connection, rows: Sequence[ArticleStatus]) -> list[dict[str, Any]]:
        people = _people(connection, rows)
        return [
            {
                "article_id": row.article_id,
                "annotator_id": people[row.annotator],
                "status": row.status.value,
                "reason": row.reason,
            }
            for row in rows
        ]


class RangeMapper(Generic[P]):
    """Keeps parts of texts: those that are muted and those that somebody has unmuted."""

    def __init__(self, rows: Table, kind: type[P]) -> None:
        self.table = rows
        self._kind: type[P] = kind

    def select(self) -> Select[Any]:
        return select(self.table)

    def where(self, rows: Sequence[P]) -> ColumnElement[bool]:
        return self.table.c.id.in_([row.id for row in rows])

    def value(self, row: RowMapping) -> P:
        found: P = self._kind(*(row[name] for name in _PART))
        return found

    def params(self, connection: Connection, rows: Sequence[P]) -> list[dict[str, Any]]:
        return [{name: getattr(row, name) for name in _PART} for row in rows]


# In the order in which they are added; annotations before the verdicts that name them.
MAPPERS: dict[type[Any], RowMapper[Any]] = {
    Annotation: AnnotationMapper(),
    Decision: DecisionMapper(),
    ArticleStatus: ArticleStatusMapper(),
    MutedRange: RangeMapper(MUTED, MutedRange),
    UnmutedRange: RangeMapper(UNMUTED, UnmutedRange),
    ProjectName: NameMapper(),
    Ruling: RulingMapper(),
    GoldSpan: GoldSpanMapper(),
    Comment: CommentMapper(),
    Review: ReviewMapper(),
}


def fetch(connection: Connection, kind: type[R], condition: ColumnElement[bool]) -> list[R]:
    """The values of one kind for which ``condition`` holds."""
    mapper: RowMapper[R] = MAPPERS[kind]
    found = connection.execute(mapper.select().where(condition)).mappings()
    return [mapper.value(row) for row in found]


def fetch_same(connection: Connection, kind: type[R], rows: Sequence[R]) -> list[R]:
    """What is held now under the keys of ``rows``; on a server it stays locked until the end."""
    mapper: RowMapper[R] = MAPPERS[kind]
    held: list[R] = []
    for chunk in _chunks(rows):
        query = mapper.select().where(mapper.where(chunk)).with_for_update(of=mapper.table)
        held += [mapper.value(row) for row in connection.execute(query).mappings()]
    return held


def add(connection: Connection, kind: type[R], rows: Sequence[R]) -> None:
    """Add rows, some thousands at a time."""
    mapper: RowMapper[R] = MAPPERS[kind]
    for at in range(0, len(rows), _AT_ONCE):
        params = mapper.params(connection, rows[at : at + _AT_ONCE])
        values = [tuple(row.values()) for row in params]
        insert_rows(connection, mapper.table, tuple(params[0]), values)


def remove(connection: Connection, kind: type[R], rows: Sequence[R]) -> None:
    """Take away the rows with these keys."""
    mapper: RowMapper[R] = MAPPERS[kind]
    for params in mapper.params(connection, rows):
        columns = [column for column in mapper.table.primary_key.columns]
        same = [column == params[column.name] for column in columns]
        connection.execute(sql_delete(mapper.table).where(*same))


def _people(
    connection: Connection, rows: Iterable[Annotation | Decision | ArticleStatus]
) -> dict[str, int]:
    return {name: annotator_id(connection, name) for name in {row.annotator for row in rows}}


def _chunks(rows: Sequence[R]) -> Iterable[Sequence[R]]:
    return (rows[at : at + _CHUNK] for at in range(0, len(rows), _CHUNK))
