"""Rows in bulk: tuples handed to the driver as they are, with a statement made once.

SQLAlchemy's own way makes a dictionary of every row first, which takes as long as writing it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table


def insert_rows(
    connection: Connection, rows: Table, columns: Sequence[str], values: Sequence[tuple[Any, ...]]
) -> None:
    """Add rows; each of ``values`` has what belongs into ``columns``, in their order.

    Values go to the driver unconverted: give text, numbers, bytes and None alone.
    """
    if not values:
        return
    quote = connection.dialect.identifier_preparer.quote
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    names = ", ".join(quote(rows.c[name].name) for name in columns)
    marks = ", ".join(mark for _ in columns)
    connection.exec_driver_sql(
        f"INSERT INTO {quote(rows.name)} ({names}) VALUES ({marks})", list(values)
    )
