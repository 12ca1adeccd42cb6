"""Rows in bulk: chunks that a statement takes, tuples handed to the driver as they are.

SQLAlchemy's own way makes a dictionary of every row first, which takes as long as writing it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import Connection, Table

_MOST_VALUES = 999  # SQLite before 3.32 takes no more a statement
_CHUNK = 300
T = TypeVar("T")


def chunks(items: Sequence[T], size: int = _CHUNK) -> Iterator[Sequence[T]]:
    """Items in pieces of ``size`` at most, so that one statement takes each."""
    return (items[at : at + size] for at in range(0, len(items), size))


def insert_rows(
    connection: Connection,
    rows: Table,
    values: Sequence[tuple[Any, ...]],
    columns: Sequence[str] | None = None,
) -> int:
    """Add rows; each of ``values`` has what belongs into ``columns``, in their order.

    Without ``columns`` that are all of the table. Returns how many rows there are.

    Values go to the driver unconverted: give text, numbers, bytes and None alone.
    """
    if not values:
        return 0
    columns = columns or rows.c.keys()
    together = _MOST_VALUES // len(columns) if connection.dialect.paramstyle == "qmark" else 1
    whole = len(values) // together * together if together > 1 else 0
    if whole:
        # SQLite spends nearly half of a narrow row's time on beginning and ending its statement.
        groups = (values[at : at + together] for at in range(0, whole, together))
        statement = _statement(connection, rows, columns, together)
        connection.exec_driver_sql(statement, [tuple(chain.from_iterable(g)) for g in groups])
    if whole < len(values):
        statement = _statement(connection, rows, columns, 1)
        connection.exec_driver_sql(statement, list(values[whole:]))
    return len(values)


def _statement(connection: Connection, rows: Table, columns: Sequence[str], count: int) -> str:
    quote = connection.dialect.identifier_preparer.quote
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    names = ", ".join(quote(rows.c[name].name) for name in columns)
    row = f"({', '.join(mark for _ in columns)})"
    return f"INSERT INTO {quote(rows.name)} ({names}) VALUES {', '.join([row] * count)}"
