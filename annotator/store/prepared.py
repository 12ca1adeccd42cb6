"""Statements of every edit, compiled once: SQLAlchemy takes several times as long to look up its
own as SQLite takes to run them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ClauseElement, Connection, CursorResult


class Prepared:
    """A statement whose values are all named; ``run`` gives them.

    Values and rows are as the driver takes and gives them: text, numbers, bytes and None alone.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, Sequence[str] | None]] = {}  # by the kind of database

    def run(self, connection: Connection, **values: Any) -> CursorResult[Any]:
        """Run it on a connection, within its transaction."""
        compiled = self._compiled.get(connection.dialect.name)
        if compiled is None:
            made = self._statement.compile(dialect=connection.dialect)
            names = made.positiontup if made.positional else None  # type: ignore[attr-defined]
            compiled = self._compiled[connection.dialect.name] = str(made), names
        text, names = compiled
        given: Any = values if names is None else tuple([values[name] for name in names])
        return connection.exec_driver_sql(text, given)

    def add(self, connection: Connection, **values: Any) -> int:
        """Run it to insert one row; the number the row has been given."""
        result = self.run(connection, **values)
        return int(result.scalar_one() if result.returns_rows else result.lastrowid)
