"""Opens and makes projects: a file on this computer or a shared PostgreSQL database."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Connection, Engine, insert, inspect
from sqlalchemy.exc import DBAPIError

from annotator.domain.errors import AnnotatorError, ProjectError, SaveError
from annotator.domain.labels import DEFAULT_LABELS
from annotator.domain.overlap_rule import FLAT
from annotator.domain.values import Label
from annotator.files import put_new, shown
from annotator.store import server
from annotator.store.definitions.overlap_rule import stored_text
from annotator.store.engine import reading, reason, server_engine, sqlite_engine, writing
from annotator.store.file import file_format, migrate
from annotator.store.file.shape import refuse_foreign
from annotator.store.mapping import LABEL
from annotator.store.project_settings import OVERLAPS
from annotator.store.reach import Reach
from annotator.store.tables import ProjectRow, table

PROJECT = table(ProjectRow)
Transaction: TypeAlias = Connection
"""What rooms above this one hand on, without knowing SQL."""


@dataclass(frozen=True, slots=True)
class Project:
    """An open project. ``path`` is absolute, None when it lives on a server."""

    engine: Engine
    path: Path | None
    name: str
    read_only: bool = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A short consistent look."""
        with reading(self.engine) as connection:
            yield connection

    @contextmanager
    def writing(self, *, bulk: bool = False) -> Iterator[Connection]:
        """One transaction; on the disk when the block ends. Raises SaveError.

        ``bulk`` gives it more memory (32 MB), for many rows in many places.
        """
        self.refuse_read_only()
        with writing(self.engine, bulk=bulk) as connection:
            yield connection

    @property
    def reach(self) -> Reach | None:
        """What is known of the server it lives on; None for a file."""
        return server.reach_of(self.engine)

    def refuse_read_only(self) -> None:
        """Raise SaveError, which says what to do, if the project can only be read."""
        if self.read_only:
            instead = "ask who runs the server for the right to change it"
            if self.path is not None:
                instead = "copy it to a folder you may write to"
            raise SaveError(f"{self.name} is read-only, so nothing was changed; {instead}.")

    def close(self) -> None:
        """Let go of the file or the server."""
        self.engine.dispose()


def open_project(target: str | Path, *, wait_ms: int = 5000) -> Project:
    """Open an existing project, bringing an older one up to this version first.

    ``wait_ms`` is how long a change waits for another program that holds the file. Raises
    ProjectError when it is no project, damaged, made by a newer version, or holds tables,
    triggers or views that no project has.
    """
    if file_format.is_url(str(target)):
        return _open_server(str(target), wait_ms)
    path = Path(target)
    schema = file_format.inspect(path)
    read_only = file_format.is_read_only(path)
    _refuse_foreign(path, read_only=read_only, wait_ms=wait_ms)
    if schema < file_format.SCHEMA:
        if read_only:
            raise ProjectError(
                f"{path} was made by an older version and is read-only; copy it to a folder you "
                "may write to, so that it can be brought up to date."
            )
        migrate.upgrade(path)
    engine = sqlite_engine(path, read_only=read_only, wait_ms=wait_ms)
    try:
        _probe(engine, str(path))
    except ProjectError:
        engine.dispose()
        raise
    return Project(engine, path.absolute(), shown(path.stem), read_only)


def _refuse_foreign(path: Path, *, read_only: bool, wait_ms: int) -> None:
    # Not through the engine, which may write to the file as it opens it.
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=wait_ms / 1000)) as db:
            refuse_foreign(db, path)
    except sqlite3.Error as error:
        raise ProjectError(f"{path} cannot be opened: {reason(error)}") from error


def create_project(
    target: str | Path,
    *,
    labels: Sequence[Label] = DEFAULT_LABELS,
    fill: Callable[[Connection], None] | None = None,
) -> Project:
    """Make an empty project with ``labels``, or one with what ``fill`` writes into its tables.

    Whatever ``fill`` raises, nothing is made. Raises ProjectError if there is a project already.
    """
    if file_format.is_url(str(target)):
        return _create_server(str(target), labels, fill)
    path = Path(target)
    if os.path.exists(path):
        raise ProjectError(f"{path} exists already; choose another name or open it.")
    # Made under another name first: a crash half-way must not leave half a project.
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        draft.unlink(missing_ok=True)
        draft.touch()
        migrate.create(draft)
        engine = sqlite_engine(draft)
        try:
            with writing(engine, bulk=fill is not None) as connection:
                _write_first(connection, shown(path.stem), labels, fill)
        finally:
            engine.dispose()
        put_new(draft, path)
    except FileExistsError:
        raise ProjectError(f"{path} exists already; choose another name or open it.") from None
    except OSError as error:
        raise ProjectError(f"{path} cannot be made: {error.strerror}.") from error
    except SaveError as error:
        raise ProjectError(f"{path} cannot be made: {error}") from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    return open_project(path)


def _write_first(
    connection: Connection,
    name: str,
    labels: Sequence[Label],
    fill: Callable[[Connection], None] | None,
) -> None:
    if fill is not None:
        fill(connection)
        return
    created = datetime.now(UTC).isoformat(timespec="seconds")
    facts = {"name": name, "created_at": created, OVERLAPS: stored_text(FLAT)}
    connection.execute(insert(PROJECT), [{"key": key, "value": facts[key]} for key in facts])
    connection.execute(
        insert(LABEL),
        [
            {
                "name": label.name,
                "position": position,
                "key": label.key,
                "light": label.light,
                "dark": label.dark,
                "description": label.description,
            }
            for position, label in enumerate(labels)
        ],
    )


def _open_server(url: str, wait_ms: int) -> Project:
    engine = server_engine(url, wait_ms=wait_ms)
    with _let_go_if(engine, "cannot be opened"):
        with engine.connect() as connection:
            server.refuse_old(connection)
            schema = server.schema_of(connection)
            read_only = bool(schema) and not server.may_write(connection)
        if not schema:
            raise ProjectError(
                f"{server.said_of(engine)} holds no annotation project; make one with "
                "“annotator new”."
            )
        if schema < file_format.SCHEMA:
            if read_only:
                raise ProjectError(
                    f"{server.said_of(engine)} was made by an older version, and you may only read "
                    "it; let somebody open it who may change it."
                )
            migrate.upgrade_server(engine)
    return Project(engine, None, str(engine.url.database), read_only)


def _create_server(
    url: str, labels: Sequence[Label], fill: Callable[[Connection], None] | None
) -> Project:
    engine = server_engine(url)
    name = str(engine.url.database)
    with _let_go_if(engine, "cannot hold a project"), writing(engine) as connection:
        server.refuse_old(connection)
        server.check_encoding(connection)
        if server.schema_of(connection):
            raise ProjectError(f"{server.said_of(engine)} holds a project already; open it.")
        migrate.make_up_to_date(connection)
        _write_first(connection, name, labels, fill)
    return Project(engine, None, name)


@contextmanager
def _let_go_if(engine: Engine, failed: str) -> Iterator[None]:
    """Lets go of the server again where the block fails. Raises ProjectError in one sentence."""
    try:
        yield
    except (DBAPIError, AnnotatorError) as error:
        engine.dispose()
        if isinstance(error, ProjectError):
            raise
        why = reason(error.__cause__ or error)
        raise ProjectError(f"{server.said_of(engine)} {failed}: {why}") from error


def _probe(engine: Engine, what: str) -> None:
    try:
        with engine.connect() as connection:
            known = inspect(connection).has_table(PROJECT.name)
    except Exception as error:
        raise ProjectError(f"{what} cannot be opened: {reason(error)}") from error
    if not known:
        raise ProjectError(f"{what} holds no annotation project; make one with “annotator new”.")
