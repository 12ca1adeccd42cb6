"""Makes and upgrades the tables with Alembic, on a connection of its own.

Foreign keys are off meanwhile: with them on, rebuilding a parent table deletes every child row.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine

from annotator.domain.errors import ProjectError
from annotator.store.engine import sqlite_engine, writing
from annotator.store.file.backup import backup_beside
from annotator.store.file.file_format import APPLICATION_ID, SCHEMA
from annotator.store.file.shape import refuse_foreign
from annotator.store.server import order_by_code_points

_SCRIPTS = Path(__file__).parent / "migrations"


def create(path: Path) -> None:
    """Give an empty file all tables and the mark of a project."""
    engine = sqlite_engine(path, foreign_keys=False)
    try:
        with writing(engine) as connection:
            make_up_to_date(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise ProjectError(
                    f"{path} was left as it was: brought up to date, it would hold rows that "
                    "refer to nothing; restore a backup."
                )
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
            file = connection.connection.driver_connection
            assert isinstance(file, sqlite3.Connection)
            refuse_foreign(file, path)
    finally:
        engine.dispose()


def upgrade(path: Path) -> Path:
    """Bring an older project up to date; returns the backup made before."""
    copy = path.with_name(f"{path.stem}.before-format-{SCHEMA}{path.suffix}")
    copy = backup_beside(path, copy)
    create(path)
    return copy


def upgrade_server(engine: Engine) -> None:
    """Bring a database on a server up to date; whoever comes second finds it done."""
    with writing(engine) as connection:
        make_up_to_date(connection)


def make_up_to_date(connection: Connection) -> None:
    """Make all tables, or bring older ones up to date, in the transaction of the caller."""
    # Only now: it takes a quarter of a second that a project of this version does not need.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "postgresql":
        order_by_code_points(connection)
