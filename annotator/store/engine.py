"""Opens databases the safe way, and turns their failures into sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Set
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache

from annotator.domain.errors import DamagedError, NotRead, NotSaved, ProjectError, SaveError
from annotator.domain.values import new_id
from annotator.store import server
from annotator.store.reach import LOST, Reach

# Rollback journal, not WAL: projects are copied as single files, and a WAL project copied
# without its companion loses what was acknowledged. FULL: saved means on the disk.
_PRAGMAS = (
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=FULL",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
)
_READ_ONLY_PRAGMAS = _PRAGMAS[2:]
_COMPILED: LRUCache[Any, Any] = LRUCache(1000)
_WRITES = "annotator_writes"
_WRITER = "annotator_writer"
_WAIT_MS = "annotator_wait_ms"
_MARKS, _OWN = "annotator_marks", "annotator_own"


def sqlite_engine(
    path: Path, *, read_only: bool = False, wait_ms: int = 5000, foreign_keys: bool = True
) -> Engine:
    """An engine on one project file; ``wait_ms`` is how long to wait for another writer.

    ``foreign_keys=False`` is for migrations alone.
    """
    uri = path.absolute().as_uri() + ("?mode=ro" if read_only else "?mode=rw")

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, timeout=wait_ms / 1000
        )
        for pragma in _READ_ONLY_PRAGMAS if read_only else _PRAGMAS:
            connection.execute(pragma)
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        return connection

    # Parameters hold article text, which has no place in an error message or the log.
    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        hide_parameters=True,
        execution_options=_as_writer() | {"compiled_cache": _COMPILED},
    )
    # Compiled for one dialect: each file opened would compile every statement anew, which is a
    # quarter of the work of a merge.
    engine.dialect = _dialect()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Python's sqlite3 would leave schema changes outside its own transactions; and a read
        # that turns into a write must queue for the lock at once instead of failing half-way.
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@cache
def _dialect() -> Dialect:
    engine = create_engine("sqlite://")
    with engine.connect():  # asks the library what it can do
        return engine.dialect


def server_engine(url: str, *, wait_ms: int = 5000) -> Engine:
    """An engine on a shared PostgreSQL database; ``wait_ms`` is how long to wait for a writer.

    Raises ProjectError.
    """
    engine = server.connect_to(url, _as_writer() | {_WAIT_MS: wait_ms})

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get(_WRITES, False):
            server.begin_writing(connection, wait_ms=options[_WAIT_MS])

    return engine


def writer(connection: Connection) -> str:
    """Under which name this opening of the project counts its edits, see `domain.lineage`."""
    return str(connection.get_execution_options()[_WRITER])


def mark_own(connection: Connection, mark: tuple[object, ...]) -> None:
    """Remember that this opening of the project has written something, once it is committed."""
    connection.get_execution_options().get(_MARKS, set()).add(mark)


def own_marks(connection: Connection) -> Set[tuple[object, ...]]:
    """What this opening of the project has written, as `mark_own` was told."""
    marks: Set[tuple[object, ...]] = connection.get_execution_options()[_OWN]
    return marks


def _as_writer() -> dict[str, object]:
    # A name for each opening: a file that was copied goes on under others in both places.
    return {_WRITER: new_id(), _OWN: set()}


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A short consistent look at the project. Raises ProjectError in one sentence.

    NotRead where the project did not answer, DamagedError where what was asked for is damaged.
    """
    reach = server.reach_of(engine)
    if reach is not None and reach.refuses:
        raise NotRead("The project could not be read", reach.why)
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
    try:
        with engine.connect() as connection:
            yield connection
        if reach is not None:
            reach.heard()
    except _REFUSALS as error:
        raise ProjectError(f"The project could not be read: {reason(error)}") from error
    except (DBAPIError, engine.dialect.loaded_dbapi.Error) as error:  # rows may be the driver's own
        engine.dispose()  # the next look opens what is there then: a file put back, a server again
        is_damage = any(sign in str(getattr(error, "orig", error)) for sign in _DAMAGE)
        kind = DamagedError if is_damage else NotRead
        raise kind("The project could not be read", _noted(error, reach)) from error


@contextmanager
def writing(engine: Engine, *, bulk: bool = False) -> Iterator[Connection]:
    """One transaction: committed and on the disk when it ends, or nothing of it kept.

    ``bulk`` keeps 32 MB of the file in memory meanwhile instead of SQLite's two.
    Raises SaveError in one sentence when the database refuses, NotSaved when it does not answer.
    """
    marks: set[tuple[object, ...]] = set()
    reach = server.reach_of(engine)
    if reach is not None and reach.refuses:
        raise NotSaved("The change was not saved", reach.why)
    try:
        with engine.execution_options(**{_WRITES: True, _MARKS: marks}).begin() as connection:
            roomy = bulk and connection.dialect.name == "sqlite"
            if roomy:
                connection.exec_driver_sql("PRAGMA cache_size=-32000")
            try:
                yield connection
            finally:
                if roomy:
                    with suppress(DBAPIError):  # what has failed before is what is told
                        connection.exec_driver_sql("PRAGMA cache_size=-2000")
    except _REFUSALS as error:
        raise SaveError(f"The change was not saved: {reason(error)}") from error
    except DBAPIError as error:
        engine.dispose()
        # Who loses a server while it commits does not know whether it has.
        engine.get_execution_options()[_OWN].update(m for m in marks if isinstance(m[0], int))
        raise NotSaved("The change was not saved", _noted(error, reach)) from error
    engine.get_execution_options()[_OWN].update(marks)
    if reach is not None:
        reach.heard()


def _noted(error: Exception, reach: Reach | None) -> str:
    """Why a database did not answer; a server that is away is remembered as such."""
    why = reason(error)
    if reach is None or why != LOST:
        return why
    reach.lost()
    return reach.why


_DAMAGE = ("database disk image is malformed", "Could not decode to UTF-8")
# What would be refused again. All other failures are of the file, the disk or the server.
_REFUSALS = (IntegrityError, ProgrammingError, DataError)
_MOVED = "SQLITE_READONLY_DBMOVED"
_REASONS = {
    "database or disk is full": "the disk is full; free some space and try again.",
    "disk I/O error": "the disk reports an error or is full; check it and try again.",
    "database is locked": "another program holds the project; close it there and try again.",
    "attempt to write a readonly database": "the project is read-only; copy it to a folder you "
    "may write to.",
    "unable to open database file": "its file or folder cannot be opened or written; check that "
    "it is still there.",
    "database disk image is malformed": "its file is damaged; restore a backup.",
    "Could not decode to UTF-8": "a text in it is damaged; restore a backup.",
    "file is not a database": "its file is no project; choose another file.",
    "FOREIGN KEY constraint failed": "it refers to something the project does not hold; reload "
    "the article.",
    "CHECK constraint failed": "it breaks a rule of the project; report this as a bug.",
}


def reason(error: BaseException) -> str:
    """Why a database refused and what to do, without its jargon."""
    original = getattr(error, "orig", None) or error
    said = str(original)
    told = server.server_reason(original) if hasattr(original, "sqlstate") else None
    if told is not None:
        return told
    if getattr(original, "sqlite_errorname", "") == _MOVED:
        return "its file has been moved, renamed or replaced; put it back and try again."
    known = (sentence for sign, sentence in _REASONS.items() if sign in said)
    return next(known, f"the database says “{said.splitlines()[0] if said else 'nothing'}”.")
