"""When annotators have finished articles, by the day: here by the log, elsewhere as bundles say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from sqlalchemy import Connection, select

from annotator.domain.values import Status
from annotator.store.events import EVENT
from annotator.store.mapping import ANNOTATOR, stored_name
from annotator.store.project_settings import FINISHED_ELSEWHERE, fact, set_fact

Days: TypeAlias = dict[tuple[int, str], str]
"""ISO days in UTC by the number of an article and the name of an annotator."""
_KIND = stored_name("ArticleStatus")


def days(connection: Connection) -> Days:
    """The last day on which each article was called done by each annotator, where it is known."""
    names = {number: name for number, name in connection.execute(select(ANNOTATOR))}
    last = elsewhere(connection)
    query = select(EVENT.c.at, EVENT.c.annotator_id, EVENT.c.after).where(
        EVENT.c.after.contains(f'"status": "{Status.DONE.value}"', autoescape=True)
    )
    known = set(names.values())
    for at, actor, after in connection.execute(query.order_by(EVENT.c.id)):
        for row in json.loads(after):
            if row["kind"] == _KIND and row.get("status") == Status.DONE.value:
                # Somebody who was renamed since is in the log under the name of then.
                name = row["annotator"] if row["annotator"] in known else names.get(actor, "")
                pair = (row["article_id"], name)
                last[pair] = max(at[:10], last.get(pair, ""))
    return last


def elsewhere(connection: Connection) -> Days:
    """What bundles have said of it."""
    names = {number: name for number, name in connection.execute(select(ANNOTATOR))}
    stored = json.loads(fact(connection, FINISHED_ELSEWHERE) or "{}")
    return {
        (article, names[int(person)]): day
        for person, by_day in stored.items()
        if int(person) in names
        for day, articles in by_day.items()
        for article in articles
    }


def note(connection: Connection, said: Mapping[tuple[int, str], str]) -> None:
    """Keep what a bundle says of it; of two days the later one."""
    numbers = {name: number for number, name in connection.execute(select(ANNOTATOR))}
    before = elsewhere(connection)
    every = dict(before)
    for pair, day in said.items():
        if pair[1] in numbers:
            every[pair] = max(day, every.get(pair, ""))
    if every != before:
        stored = {str(numbers[name]): by_day for name, by_day in _by_person(every.items())}
        set_fact(connection, FINISHED_ELSEWHERE, json.dumps(stored, sort_keys=True))


def _by_person(
    every: Iterable[tuple[tuple[int, str], str]],
) -> Iterable[tuple[str, dict[str, list[int]]]]:
    people: dict[str, dict[str, list[int]]] = {}
    for (article, name), day in sorted(every):
        people.setdefault(name, {}).setdefault(day, []).append(article)
    return people.items()
