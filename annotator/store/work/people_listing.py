"""Who has worked in a project, and how much."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from annotator.domain.values import Status
from annotator.store.articles.snapshots import annotators
from annotator.store.events import EVENT
from annotator.store.mapping import ANNOTATOR
from annotator.store.row_mapper import ANNOTATION, STATUS


@dataclass(frozen=True, slots=True)
class Person:
    """An annotator: how many spans and finished articles, and when first and last something was
    done, in ISO 8601, None where nothing was.
    """

    name: str
    spans: int = 0
    done: int = 0
    first: str | None = None
    last: str | None = None


def people(connection: Connection) -> list[Person]:
    """Everybody, by name."""
    a, s, e = ANNOTATION.c.annotator_id, STATUS.c.annotator_id, EVENT.c.annotator_id
    counted = select(a, func.count()).group_by(a)
    spans: dict[int, int] = {number: count for number, count in connection.execute(counted)}
    is_done = STATUS.c.status == Status.DONE.value
    finished = select(s, func.count()).where(is_done).group_by(s)
    done: dict[int, int] = {number: count for number, count in connection.execute(finished)}
    times = select(e, func.min(EVENT.c.at), func.max(EVENT.c.at)).group_by(e)
    at = {number: (first, last) for number, first, last in connection.execute(times)}
    listed = set(annotators(connection))
    query = select(ANNOTATOR.c.name, ANNOTATOR.c.id).order_by(ANNOTATOR.c.name)
    return [
        Person(name, spans.get(number, 0), done.get(number, 0), *at.get(number, (None, None)))
        for name, number in connection.execute(query)
        if name in listed
    ]


def everybody(connection: Connection) -> list[str]:
    """The name of everybody the project knows, also of those who have been joined with others."""
    return list(connection.execute(select(ANNOTATOR.c.name).order_by(ANNOTATOR.c.name)).scalars())
