"""A shared PostgreSQL database: how it is reached, what is in it, and why it refuses.

Whatever is said about it names the database and never its address: that may hold a password.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from annotator.domain.errors import ProjectError
from annotator.store.file.file_format import APPLICATION_ID, SCHEMA
from annotator.store.reach import LOST, Reach

_REACH = "annotator_reach"
OLDEST = 15
OURS_TO_TELL = "annotator: "  # begins what triggers of `server_roles` say
_SCHEMES = frozenset({"postgres", "postgresql", "postgresql+psycopg"})
_OURS = frozenset({"project", "article_text", "annotation", "alembic_version"})
_VERSION = text("SELECT version_num FROM alembic_version")
# What the address may say otherwise. A server that has gone is noticed in seconds, since the
# person at the window waits for it.
_MANNERS = {
    "application_name": "annotator",
    "client_encoding": "utf8",
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}
_MAY_WRITE = text(
    "SELECT current_setting('default_transaction_read_only') = 'off' AND NOT pg_is_in_recovery() "
    "AND has_table_privilege('annotation', 'INSERT')"
)
# Unlike SQLite's, an order by the rules of a language would pass over signs and differ from one
# server to the next; and what is looked for is compared sign by sign.
_OTHER_ORDER = text(
    "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a "
    "JOIN pg_class c ON c.oid = a.attrelid WHERE c.relkind = 'r' AND a.attnum > 0 "
    "AND c.relnamespace = current_schema()::regnamespace "
    "AND a.attcollation NOT IN (0, '\"C\"'::regcollation) AND NOT a.attisdropped"
)


def connect_to(url: str, options: Mapping[str, Any]) -> Engine:
    """An engine on a shared database. Raises ProjectError for an address of something else."""
    address = _address(url)
    manners = {name: value for name, value in _MANNERS.items() if name not in address.query}
    reach = Reach()
    try:
        engine = create_engine(
            address.set(drivername="postgresql+psycopg"),
            connect_args=manners,
            pool_pre_ping=True,
            isolation_level="READ COMMITTED",
            hide_parameters=True,
            execution_options={**options, _REACH: reach},
        )
        from annotator.store.server_connection import connect
    except ImportError:
        raise ProjectError(
            "A project on a PostgreSQL server needs psycopg, which is not installed; run "
            "pip install 'annotator[postgres]'."
        ) from None

    @event.listens_for(engine, "do_connect")
    def _connect(dialect: Any, record: Any, args: list[Any], more: dict[str, Any]) -> Any:
        return connect(reach, *args, **more)

    return engine


def reach_of(engine: Engine) -> Reach | None:
    """What is known of the server behind an engine; None for a file."""
    reach: Reach | None = engine.get_execution_options().get(_REACH)
    return reach


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, NoSuchModuleError, ValueError):
        address = None
    if address is None or address.drivername not in _SCHEMES or not address.database:
        raise ProjectError(
            "That is no address of a shared project; write postgresql://NAME@SERVER/DATABASE."
        ) from None
    return address


def said_of(engine: Engine) -> str:
    """What messages call the database."""
    where = engine.url.host or engine.url.query.get("host")
    return f"The database {engine.url.database}" + (f" on {where}" if where else "")


def begin_writing(connection: Connection, *, wait_ms: int) -> None:
    """Let one writer in after the other, as SQLite does; saved means on the server's disk."""
    # Each look of a writer must see what the one before it has left, so no older snapshot.
    connection.exec_driver_sql(
        f"SET LOCAL synchronous_commit = on; SET LOCAL lock_timeout = {wait_ms}; "
        f"SELECT pg_advisory_xact_lock({APPLICATION_ID})"
    )


def refuse_old(connection: Connection) -> None:
    """Raises ProjectError where the server is older than what the project needs of it."""
    driver: Any = connection.connection.driver_connection
    version = driver.info.server_version // 10000
    if version < OLDEST:
        raise ProjectError(
            f"{said_of(connection.engine)} is on a server of PostgreSQL {version}; a project needs "
            f"{OLDEST} or newer, so ask who runs it to update it."
        )


def schema_of(connection: Connection) -> int:
    """The schema number of the project in a database, 0 where there are no tables at all.

    Raises ProjectError when it is another program's, or a newer version of this one made it.
    """
    name = said_of(connection.engine)
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return 0
    version = connection.execute(_VERSION).scalar() if tables >= _OURS else None
    if version is None or not version.isdigit():
        raise ProjectError(
            f"{name} holds tables of another program; make a database of its own for the project."
        )
    if int(version) > SCHEMA:
        raise ProjectError(
            f"{name} was brought up to date by a newer version of the program (project format "
            f"{int(version)}, this version reads up to {SCHEMA}); update the program."
        )
    return int(version)


def check_encoding(connection: Connection) -> None:
    """Raises ProjectError for a database that cannot hold every text."""
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise ProjectError(
            f"{said_of(connection.engine)} keeps text as {encoding}, which cannot hold every "
            "article; make it anew with ENCODING 'UTF8' TEMPLATE template0."
        )


def may_write(connection: Connection) -> bool:
    """Whether the person at work may change the project."""
    return bool(connection.execute(_MAY_WRITE).scalar())


def order_by_code_points(connection: Connection) -> None:
    """Let every column of text be compared and sorted as a project file does."""
    quote = connection.dialect.identifier_preparer.quote
    for table, column, kind in connection.execute(_OTHER_ORDER).all():
        connection.exec_driver_sql(
            f'ALTER TABLE {quote(table)} ALTER COLUMN {quote(column)} TYPE {kind} COLLATE "C"'
        )


_STATES = {
    "23503": "it refers to something the project does not hold; reload the article.",
    "23514": "it breaks a rule of the project; report this as a bug.",
    "25006": "the server takes no changes at present; ask who runs it.",
    "42501": "you have no right to do that there; ask who runs the server.",
    "53100": "the server's disk is full; tell who runs it and try again.",
    "53300": "the server has too many connections; try again later.",
    "55P03": "somebody else is changing the project; try again.",
}
# A server that lets nobody in gives no code, so it is known by its words.
_SAID = {
    "password authentication failed": "the server refuses the name or the password; check both.",
    "no password supplied": "the server asks for a password; put it into the address or into "
    "your .pgpass file.",
    "pg_hba.conf": "the server lets nobody in from here under that name; ask who runs it.",
    "too many": "the server has too many connections; try again later.",
    "CONNECT privilege": "you have no right to open it; ask who runs the server.",
    "permission denied for database": "you have no right to open it; ask who runs the server.",
}


def server_reason(error: BaseException) -> str | None:
    """Why a server refused and what to do; None where only its own words can tell."""
    state = getattr(error, "sqlstate", None)
    said = str(error)
    if said.startswith(OURS_TO_TELL):
        return said.removeprefix(OURS_TO_TELL).splitlines()[0]
    if state in _STATES:
        return _STATES[state]
    if "database" in said and "does not exist" in said:
        return "the server has no database of that name; ask who runs it to make one."
    known = (sentence for sign, sentence in _SAID.items() if sign in said)
    is_lost = type(error).__name__ in {"OperationalError", "ConnectionTimeout", "AdminShutdown"}
    return next(known, LOST if is_lost else None)
