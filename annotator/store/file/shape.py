"""Whether a file has the tables of a project and nothing else. Only looks.

A trigger, a view or a rule in a table that came from elsewhere runs with every change a person
makes. Plain standard library, since the window asks before SQLModel is imported.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from annotator.domain.errors import ProjectError
from annotator.store.file.known_shapes import KNOWN

Row = tuple[str, str, str, str | None]  # type, name, table and SQL, as SQLite keeps them
# Cast, since a file that anybody may have made can have anything there.
SCHEMA_ROWS = (
    "SELECT CAST(type AS TEXT), CAST(name AS TEXT), CAST(tbl_name AS TEXT), CAST(sql AS TEXT) "
    "FROM sqlite_master"
)
# Whoever looks at a project with SQLite's own tools may leave these; SQLite alone reads them.
_STATISTICS = (
    ("table", "sqlite_stat1", "sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
    (
        *("table", "sqlite_stat4", "sqlite_stat4"),
        "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
    ),
)
_QUOTED = re.compile(r"('(?:[^']|'')*'|\"(?:[^\"]|\"\")*\")")
_SHOWN = 3  # foreign things that are named


def refuse_foreign(db: sqlite3.Connection, path: Path) -> None:
    """Raise ProjectError, which names what is foreign, unless the project at ``path`` is ours.

    What SQLite itself cannot read raises sqlite3.Error.
    """
    rows = [tuple(row) for row in db.execute(SCHEMA_ROWS)]
    if not any(row[:2] == ("table", "project") for row in rows):
        raise ProjectError(f"{path} holds no annotation project; make one with “annotator new”.")
    (number,) = db.execute("PRAGMA user_version").fetchone()
    strange = list(foreign(rows, number))
    if strange:
        more = f" and {len(strange) - _SHOWN} more" if len(strange) > _SHOWN else ""
        raise ProjectError(
            f"{path} was not opened, because it is not as this program makes projects: "
            f"{', '.join(strange[:_SHOWN])}{more}; restore a backup, or ask who sent it for "
            "another copy."
        )


def foreign(rows: Iterable[Row], number: int) -> Iterator[str]:
    """What a project of format ``number`` does not have, has otherwise, or lacks; in words."""
    known = _known(number)
    there = Counter(row for row in rows if not _is_automatic(row) and row not in _STATISTICS)
    seen: Counter[tuple[str, str]] = Counter()
    for kind, name, table, sql in there.elements():
        seen[kind, name] += 1
        if (kind, name) not in known:
            yield f"the {_shown(kind)} “{_shown(name)}” is no part of a project"
        elif fingerprint(table, sql) != known[kind, name] or seen[kind, name] > 1:
            yield f"the {kind} “{name}” has been changed"
    for kind, name in known.keys() - seen.keys():
        yield f"the {kind} “{name}” is missing"


def fingerprint(table: str, sql: str | None) -> str:
    """A digest of how something is declared, whatever its spaces and needless quotes."""
    parts = _QUOTED.split(sql or "")
    parts[::2] = (re.sub(r" ?([(),]) ?", r"\1", re.sub(r"\s+", " ", part)) for part in parts[::2])
    parts[1::2] = (re.sub(r'^"(\w+)"$', r"\1", part) for part in parts[1::2])
    return hashlib.sha256(f"{table}\n{''.join(parts).strip()}".encode()).hexdigest()[:32]


@cache
def _known(number: int) -> dict[tuple[str, str], str]:
    """What a project of a format has: kind and name, with the fingerprint of each."""
    lines = (line.split() for line in KNOWN.strip().splitlines())
    return {
        (kind, name): digest
        for first, last, digest, kind, name in lines
        if int(first) <= number and (last == "-" or number <= int(last))
    }


def _is_automatic(row: Row) -> bool:
    """Whether it is an index that SQLite makes by itself for a key of a table."""
    kind, name, table, sql = row
    return (kind, sql) == ("index", None) and re.fullmatch(
        rf"sqlite_autoindex_{re.escape(table)}_\d+", name
    ) is not None


def _shown(name: str) -> str:
    """A name from a file that anybody may have made, fit for a sentence."""
    shown = "".join(char if char.isprintable() else "�" for char in name)
    return shown if len(shown) <= 40 else f"{shown[:39]}…"
