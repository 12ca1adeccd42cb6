"""The log of who changed what and when. Written with the change, in its transaction."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, insert, or_, select

from annotator.domain.edits import Row
from annotator.domain.values import Label
from annotator.store.engine import mark_own, own_marks
from annotator.store.mapping import annotator_id, event_text
from annotator.store.prepared import Prepared
from annotator.store.tables import EventRow, table

EVENT = table(EventRow)
_ADD = Prepared(
    insert(EVENT).values({c.name: bindparam(c.name) for c in EVENT.c if c.name != "id"})
)
_REVIEWING = ("Ruling", "GoldSpan", "Review")
_SAID = (*(f'"kind": "{kind}"' for kind in _REVIEWING), '"versions": [')


def log(
    connection: Connection,
    title: str,
    *,
    annotator: str,
    before: tuple[Row | Label, ...] = (),
    after: tuple[Row | Label, ...] = (),
) -> int:
    """Note what ``annotator`` has done, with the rows that went and the rows that came.

    Returns the number of the event.
    """
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    number = _ADD.add(
        connection,
        at=at,
        annotator_id=annotator_id(connection, annotator),
        title=title,
        before=event_text(before),
        after=event_text(after),
    )
    mark_own(connection, (number, at))
    return number


def is_there(connection: Connection, number: int) -> bool:
    """Whether an event that this opening of the project has tried to log was committed."""
    at = connection.execute(select(EVENT.c.at).where(EVENT.c.id == number)).scalar()
    return (number, at) in own_marks(connection)


def last_day(connection: Connection) -> str:
    """The day of the latest change, as an ISO day in UTC; "" where nothing has been changed."""
    last = select(EVENT.c.at).order_by(EVENT.c.id.desc()).limit(1)
    return str(connection.execute(last).scalar() or "")[:10]


def review_times(connection: Connection) -> dict[int, str]:
    """When the review of each article was last changed, undoing counted, by article."""
    said = [
        column.contains(sign, autoescape=True)
        for sign in _SAID
        for column in (EVENT.c.before, EVENT.c.after)
    ]
    query = select(EVENT.c.at, EVENT.c.before, EVENT.c.after).where(or_(*said))
    times: dict[int, str] = {}
    for at, *sides in connection.execute(query.order_by(EVENT.c.id)):
        for row in (row for side in sides for row in json.loads(side)):
            # Older events give rulings the kind of their conflict; only they have versions.
            if row["kind"] in _REVIEWING or "versions" in row:
                times[row["article_id"]] = at
    return times
