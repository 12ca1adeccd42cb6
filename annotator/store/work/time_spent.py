"""How long an annotator has worked on an article. It only grows, so it is no edit."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, insert, select, text, update

from annotator.store.engine import writer
from annotator.store.mapping import ANNOTATOR, annotator_id, find_annotator
from annotator.store.tables import TimeSpentRow, table

TIME = table(TimeSpentRow)
_SHARE = text(
    "INSERT INTO time_share (article_id, annotator_id, writer, seconds) "
    "VALUES (:article, :person, :writer, :seconds) "
    "ON CONFLICT (article_id, annotator_id, writer) "
    "DO UPDATE SET seconds = time_share.seconds + excluded.seconds"
)


def add_time(connection: Connection, article: int, *, annotator: str, seconds: float) -> None:
    """Add ``seconds`` of work on an article."""
    person = annotator_id(connection, annotator)
    own = (TIME.c.article_id == article) & (TIME.c.annotator_id == person)
    grown = connection.execute(update(TIME).where(own).values(seconds=TIME.c.seconds + seconds))
    if grown.rowcount == 0:
        row = {"article_id": article, "annotator_id": person, "seconds": seconds}
        connection.execute(insert(TIME).values(row))
    share = {"article": article, "person": person, "seconds": seconds}
    connection.execute(_SHARE, share | {"writer": writer(connection)})


def seconds_on(connection: Connection, articles: Collection[int] | None = None) -> dict[str, float]:
    """Seconds of work on articles by each who has worked on any of them; None is all articles."""
    query = select(TIME.c.article_id, ANNOTATOR.c.name, TIME.c.seconds).join(
        ANNOTATOR, ANNOTATOR.c.id == TIME.c.annotator_id
    )
    asked = None if articles is None else set(articles)
    seconds: dict[str, float] = {}
    for article, name, spent in connection.execute(query.order_by(ANNOTATOR.c.name)):
        if asked is None or article in asked:
            seconds[name] = seconds.get(name, 0.0) + spent
    return seconds


def time_spent(connection: Connection, article: int, *, annotator: str) -> float:
    """Seconds of work on an article so far."""
    person = find_annotator(connection, annotator)
    own = (TIME.c.article_id == article) & (TIME.c.annotator_id == person)
    return connection.execute(select(TIME.c.seconds).where(own)).scalar() or 0.0
