"""The labels of a project."""

from __future__ import annotations

from sqlalchemy import Connection, select

from annotator.domain.values import Label
from annotator.store.mapping import LABEL


def labels(connection: Connection) -> tuple[Label, ...]:
    """The labels in the order in which they are offered."""
    found = connection.execute(select(LABEL).order_by(LABEL.c.position, LABEL.c.id)).mappings()
    return tuple(
        Label(row["name"], row["key"], row["light"], row["dark"], row["description"])
        for row in found
    )
