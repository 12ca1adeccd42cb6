"""Which rows of a project are whose: what moves when two spellings turn out to be one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, insert, or_, select, update

from annotator.store.bulk import chunks
from annotator.store.definitions.guidelines import GUIDELINES
from annotator.store.definitions.names import NAME
from annotator.store.merging.conflicting_versions import SAVED
from annotator.store.merging.feedback_section import RECEIVED
from annotator.store.queue.assignments import ASSIGNMENT
from annotator.store.review.review_rows import COMMENT, GOLD_SPAN, REVIEW, RULING
from annotator.store.row_mapper import ANNOTATION, DECISION, STATUS
from annotator.store.tables import table
from annotator.store.work.time_spent import TIME
from annotator.store.work.work_tables import TimeShareRow

SHARE = table(TimeShareRow)
Values = Mapping[str, Any]


class Owned(NamedTuple):
    """A table with whose its rows are; ``same`` are the columns by which two people's rows say the
    same, so that one of them gives way; empty where all of them stand beside each other.
    """

    table: Table
    person: str
    same: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell a row, apart from whose it is."""
        return tuple(c.name for c in self.table.primary_key.columns if c.name != self.person)

    def rows(self, connection: Connection, person: int) -> Sequence[Values]:
        """All rows of a person."""
        own = self.table.c[self.person] == person
        return [dict(row) for row in connection.execute(select(self.table).where(own)).mappings()]

    def move(self, connection: Connection, keys: Sequence[Any], old: int, new: int) -> int:
        """Let rows be another person's; returns how many there were."""
        moved = 0
        for some in chunks(list(keys), 300):
            where = (self.table.c[self.person] == old) & self.among(some)
            done = connection.execute(update(self.table).where(where).values({self.person: new}))
            moved += done.rowcount
        return moved

    def remove(self, connection: Connection, keys: Sequence[Any], person: int) -> None:
        """Take rows of a person away."""
        for some in chunks(list(keys), 300):
            where = (self.table.c[self.person] == person) & self.among(some)
            connection.execute(delete(self.table).where(where))

    def put_back(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Add rows as they were."""
        if rows:
            connection.execute(insert(self.table), [dict(row) for row in rows])

    def key_of(self, row: Values) -> list[Any]:
        """What tells a row."""
        return [row[name] for name in self.key]

    def same_of(self, row: Values) -> tuple[Any, ...]:
        """What two people's rows have in common where they say the same."""
        return tuple(row[name] for name in self.same)

    def among(self, keys: Sequence[Any]) -> ColumnElement[bool]:
        """Whether a row is one of these."""
        if len(self.key) == 1:
            return self.table.c[self.key[0]].in_([key[0] for key in keys])
        columns = [self.table.c[name] for name in self.key]
        return or_(*(and_(*(c == v for c, v in zip(columns, key, strict=True))) for key in keys))


ANNOTATIONS = Owned(ANNOTATION, "annotator_id", ("article_id", "start", "end", "label_id"))
DECISIONS = Owned(DECISION, "annotator_id", ("suggestion_id",))
TIMES = (
    Owned(TIME, "annotator_id", ("article_id",)),
    Owned(SHARE, "annotator_id", ("article_id", "writer")),
)
OTHERS = (
    Owned(STATUS, "annotator_id", ("article_id",)),
    Owned(ASSIGNMENT, "annotator_id", ("article_id",)),
    Owned(SAVED, "annotator_id", ("article_id", "key")),
    Owned(RECEIVED, "annotator_id", ("article_id",)),
    Owned(GUIDELINES, "annotator_id"),
    Owned(NAME, "annotator_id"),
    Owned(RULING, "reviewer_id"),
    Owned(GOLD_SPAN, "reviewer_id"),
    Owned(REVIEW, "reviewer_id"),
    Owned(COMMENT, "author_id"),
)
# Texts of JSON in which people are named.
NAMING = ((RULING, "versions"), (GOLD_SPAN, "chosen_from"), (REVIEW, "annotators"))
