"""A verb for tests: damage a project behind the program's back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

from postgres_server import Address


def spoil(path: Path | Address, statement: str) -> None:
    """Change a project with one SQL statement, against every rule."""
    if isinstance(path, Address):
        _spoil_on_server(path, statement)
        return
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute(statement)
        connection.commit()


def _spoil_on_server(place: Address, statement: str) -> None:
    run = partial(place.server.run, database=place.database)
    rules = "SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'c'"
    for table, name in run(f"{rules} AND connamespace = 'public'::regnamespace"):
        run(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    run("SET session_replication_role = replica", statement.replace("x'00'", r"'\x00'"))
