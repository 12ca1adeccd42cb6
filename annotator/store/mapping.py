"""Between rows and domain values: names for numbers, JSON for figures, and a mapper a table."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Sequence
from enum import Enum
from functools import cached_property
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    bindparam,
    delete,
    insert,
    select,
    tuple_,
)

from annotator.domain.edits import Row
from annotator.domain.errors import SaveError
from annotator.domain.figures import Figure
from annotator.domain.figures import figure_text as figure_text
from annotator.domain.gold import refuse_reserved
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Label
from annotator.store.prepared import Prepared
from annotator.store.row_values import NamedRow
from annotator.store.tables import AnnotatorRow, LabelRow, table

LABEL = table(LabelRow)
ANNOTATOR = table(AnnotatorRow)
R = TypeVar("R", bound=Row)
_LABEL_IDS = Prepared(select(LABEL.c.id, LABEL.c.name))
_ANNOTATOR_ID = Prepared(select(ANNOTATOR.c.id).where(ANNOTATOR.c.name == bindparam("name_")))


def label_ids(connection: Connection) -> dict[str, int]:
    """The number of each label by its name."""
    return {row.name: row.id for row in _LABEL_IDS.run(connection)}


def label_id(connection: Connection, name: str) -> int:
    """The number of one label. Raises SaveError if the project has no such label."""
    number = connection.execute(select(LABEL.c.id).where(LABEL.c.name == name)).scalar()
    if number is None:
        raise SaveError(f"The project has no label “{name}”; add it or choose another.")
    return int(number)


def find_annotator(connection: Connection, name: str) -> int | None:
    """The number of an annotator who has worked in this project, else None."""
    number: int | None = _ANNOTATOR_ID.run(connection, name_=name).scalar()
    return number


def annotator_id(connection: Connection, name: str) -> int:
    """The number of an annotator, who is added when new to the project.

    Raises ProjectError for a name that no annotator may have.
    """
    number = find_annotator(connection, name)
    if number is None:
        refuse_reserved(name)
        added = insert(ANNOTATOR).values(name=name).returning(ANNOTATOR.c.id)
        number = connection.execute(added).scalar_one()
    return int(number)


# What the log calls otherwise than the program does; a ruling has a kind itself, that of its
# conflict.
_STORED = {
    **{"ArticleStatus": "Work", "kind": "conflict", "options": "versions"},
    **{"spans": "claims", "supporters": "holders"},
}


def event_text(rows: tuple[Row | Label, ...]) -> str:
    """Rows as the event log keeps them: a JSON list, each with its kind."""
    stored = [{"kind": stored_name(type(row).__name__), **_members(row)} for row in rows]
    return json.dumps(stored, ensure_ascii=False, default=_members)


def stored_name(name: str) -> str:
    """What the log calls a kind of rows or a member of one."""
    return _STORED.get(name, name)


def _members(value: Any) -> dict[str, Any]:
    """What a row says, or a value within one; what its span says stands beside the rest."""
    if isinstance(value, Figure):
        return value.to_json()
    members: dict[str, Any] = {}
    for name in (field.name for field in dataclasses.fields(value)):
        member = getattr(value, name)
        if isinstance(member, SpanContent):
            members |= _members(member)
        elif member is not None:
            members[stored_name(name)] = member
    return members


class Numbers:
    """The numbers of labels and of annotators by their names, looked up once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._people: dict[str, int] = {}

    @cached_property
    def labels(self) -> dict[str, int]:
        """All labels of the project."""
        return label_ids(self._connection)

    def annotator(self, name: str) -> int:
        """An annotator, who is added when new to the project."""
        if name not in self._people:
            self._people[name] = annotator_id(self._connection, name)
        return self._people[name]


class RowMapper(Generic[R]):
    """How one kind of row is read, found by its key and written.

    A column is written as the row's attribute of its name: labels and annotators by their numbers,
    figures and tuples as JSON. ``written`` gives the values of columns that are not so.
    """

    def __init__(
        self,
        rows: Table,
        value: Callable[[NamedRow], R],
        written: dict[str, Callable[[R, Numbers], Any]] | None = None,
    ) -> None:
        """``value`` makes the domain value of a row of ``query``."""
        self.table = rows
        self.value = value
        self.query = select(rows)
        joined: Any = rows
        for column in rows.c:
            for names in (LABEL, ANNOTATOR):
                if column.references(names.c.id):
                    same = names.c.id == column
                    joined = joined.join(names, same, isouter=bool(column.nullable))
                    self.query = self.query.add_columns(names.c.name.label(_name(column)))
        self.query = self.query.select_from(joined)
        special = written or {}
        self._writers = [special.get(column.name) or _writer(column) for column in rows.c]
        keys = rows.primary_key.columns
        self._key_writers = [self._writers[list(rows.c).index(column)] for column in keys]
        self._key_names = [f"key_{column.name}" for column in keys]
        self._same = tuple_(*keys)
        one = [
            column == bindparam(name) for column, name in zip(keys, self._key_names, strict=True)
        ]
        self._find_one = Prepared(self.query.where(*one).with_for_update(of=rows))
        self._remove_one = Prepared(delete(rows).where(*one))

    def values(self, rows: Sequence[R], numbers: Numbers) -> list[tuple[Any, ...]]:
        """What is written of rows, in the order of the table's columns."""
        return [tuple([write(row, numbers) for write in self._writers]) for row in rows]

    def same(self, rows: Sequence[R], numbers: Numbers) -> ColumnElement[bool]:
        """The condition that finds the rows with the keys of ``rows``."""
        return self._same.in_([tuple(self._key(row, numbers)) for row in rows])

    def find_one(self, connection: Connection, row: R, numbers: Numbers) -> R | None:
        """What is held under the key of a row; on a server it stays locked until the end."""
        key = dict(zip(self._key_names, self._key(row, numbers), strict=True))
        there = self._find_one.run(connection, **key).mappings().first()
        return None if there is None else self.value(there)

    def remove_one(self, connection: Connection, row: R, numbers: Numbers) -> None:
        """Take away the row with the key of a row."""
        key = dict(zip(self._key_names, self._key(row, numbers), strict=True))
        self._remove_one.run(connection, **key)

    def _key(self, row: R, numbers: Numbers) -> list[Any]:
        return [write(row, numbers) for write in self._key_writers]


def _name(column: Column[Any]) -> str:
    """What the name is called that a column has the number of."""
    return column.name.removesuffix("_id")


def _writer(column: Column[Any]) -> Callable[[Any, Numbers], Any]:
    name = _name(column)
    if column.references(LABEL.c.id):
        return lambda row, numbers: numbers.labels.get(getattr(row, name))
    if column.references(ANNOTATOR.c.id):
        return lambda row, numbers: numbers.annotator(getattr(row, name))
    return lambda row, numbers: _plain(getattr(row, column.name))


def _plain(value: Any) -> Any:
    """A value as a column takes it."""
    if isinstance(value, Figure):
        return figure_text(value)
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return value.value if isinstance(value, Enum) else value
