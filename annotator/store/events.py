"""The log of who changed what and when. Written with the change, in its transaction."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, insert

from annotator.domain.edits import Row
from annotator.domain.values import Label
from annotator.store.mapping import annotator_id, event_text
from annotator.store.tables import EventRow, table

EVENT = table(EventRow)


def log(
    connection: Connection,
    title: str,
    *,
    annotator: str,
    before: tuple[Row | Label, ...] = (),
    after: tuple[Row | Label, ...] = (),
) -> None:
    """Note what ``annotator`` has done, with the rows that went and the rows that came."""
    connection.execute(
        insert(EVENT).values(
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            annotator_id=annotator_id(connection, annotator),
            title=title,
            before=event_text(before),
            after=event_text(after),
        )
    )
