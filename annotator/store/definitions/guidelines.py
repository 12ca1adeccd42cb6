"""The guidelines of a project, version by version; none is ever altered or taken away."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from annotator.domain.guidelines import Guidelines
from annotator.store.mapping import ANNOTATOR, annotator_id
from annotator.store.tables import GuidelinesRow, table

GUIDELINES = table(GuidelinesRow)


def guidelines(connection: Connection) -> Guidelines | None:
    """The version that holds, None while the project has none of its own."""
    latest = versions(connection, limit=1)
    return latest[0] if latest else None


def versions(connection: Connection, *, limit: int | None = None) -> list[Guidelines]:
    """The versions, newest first."""
    query = (
        select(GUIDELINES, ANNOTATOR.c.name)
        .join(ANNOTATOR)
        .order_by(GUIDELINES.c.version.desc())
        .limit(limit)
    )
    return [
        Guidelines(row["version"], row["text"], row["at"], row["name"])
        for row in connection.execute(query).mappings()
    ]


def take_over(connection: Connection, version: Guidelines) -> None:
    """Let a version of another project hold in one that has none of its own."""
    connection.execute(
        insert(GUIDELINES).values(
            version=version.version,
            text=version.text,
            at=version.at,
            annotator_id=annotator_id(connection, version.annotator),
        )
    )


def add_version(connection: Connection, text: str, *, annotator: str) -> None:
    """Let ``text`` hold from now on."""
    last = connection.execute(select(func.max(GUIDELINES.c.version))).scalar() or 0
    connection.execute(
        insert(GUIDELINES).values(
            version=last + 1,  # a server's own count has gaps
            text=text,
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            annotator_id=annotator_id(connection, annotator),
        )
    )
