"""The orders of the queue: all articles of a project, each order one walk along an index.

Equal articles stay in import order; those without a value come last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import orjson
from sqlalchemy import Connection, func, select, text

from annotator.domain import calendars
from annotator.domain.queueing import Sort
from annotator.domain.values import Status
from annotator.store.articles.search import numbers_in
from annotator.store.queue.summaries import SUMMARY

_UNDECIDED = "SELECT suggestions AS key, article_id AS number FROM article_summary"
TOUCHED = "SELECT waiting AS key, article_id AS number FROM tally WHERE annotator_id = :person"
_Order = Callable[[Connection, int], list[int]]


_IS_DAY = (
    f"(SUBSTR(published, 1, 4) BETWEEN '{calendars.FIRST_YEAR}' AND '{calendars.last_year()}'"
    " AND SUBSTR(published, 5, 1) IN ('', '-') AND SUBSTR(published, 11, 1) IN ('', 'T', ' '))"
)
"""What is no day as ISO has it is sorted with what has none."""


def _along(column: str) -> _Order:
    """The order of an index; articles without a value come last."""

    def walk(connection: Connection, person: int) -> list[int]:
        query = f"SELECT article_id AS number FROM article_summary ORDER BY {column}, article_id"
        return numbers_in(connection, query)

    return walk


def _by_date(connection: Connection, person: int) -> list[int]:
    articles = f"SELECT article_id AS number FROM article_summary WHERE COALESCE({_IS_DAY}, FALSE)"
    order = "ORDER BY published DESC, article_id DESC"
    newest = numbers_in(connection, f"{articles} {order}")
    return newest + numbers_in(connection, f"{articles} = FALSE ORDER BY article_id")


def _most_waiting(connection: Connection, person: int) -> list[int]:
    groups = grouped(connection, _UNDECIDED)
    touched = grouped(connection, TOUCHED, {"person": person})
    seen = {number for members in touched.values() for number in members}
    numbers: list[int] = []
    for count in sorted(groups.keys() | touched.keys(), reverse=True):
        members = groups.get(count, [])
        if seen:
            members = [number for number in members if number not in seen]
        if count in touched:
            members = sorted(members + touched[count])
        numbers += members
    return numbers


def grouped(
    connection: Connection, query: str, values: Mapping[str, object] | None = None
) -> dict[int, list[int]]:
    """The numbers a query gives, by their keys."""
    join = "group_concat(number)"
    if connection.dialect.name != "sqlite":
        join = "string_agg(CAST(number AS text), ',' ORDER BY number)"
    gathered = text(f"SELECT key, {join} FROM ({query}) AS found GROUP BY key")
    return {
        count: list(orjson.loads(f"[{joined}]"))
        for count, joined in connection.execute(gathered, values)
    }


def _least_certain(connection: Connection, person: int) -> list[int]:
    scored = "SELECT {} AS number FROM {} WHERE {} lowest_score IS NOT NULL ORDER BY {}"
    order, by_person = "lowest_score, article_id", {"person": person}
    own = ("tally", "annotator_id = :person AND", order)
    numbers = numbers_in(connection, scored.format("article_id", "article_summary", "", order))
    mine = "SELECT article_id AS number FROM tally WHERE annotator_id = :person"
    touched = set(numbers_in(connection, mine, by_person))
    if touched:
        # The few with scores of the person's own are put between the others.
        score = "CAST(lowest_score * 1000000 AS INTEGER)"
        scores = numbers_in(connection, scored.format(score, "article_summary", "", order))
        pairs = [pair for pair in zip(scores, numbers, strict=True) if pair[1] not in touched]
        own_scores = numbers_in(connection, scored.format(score, *own), by_person)
        own_found = numbers_in(connection, scored.format("article_id", *own), by_person)
        pairs += zip(own_scores, own_found, strict=True)
        pairs.sort()
        numbers = [number for _, number in pairs]
    if len(numbers) == _count(connection):
        return numbers
    known = set(numbers)
    rest = _along("article_id")(connection, person)
    return numbers + [number for number in rest if number not in known]


def _by_story(connection: Connection, person: int) -> list[int]:
    """In import order, but each story's versions behind the one that came first."""
    query = (
        "SELECT s.article_id AS number FROM article_summary AS s "
        "LEFT JOIN story ON story.article_id = s.article_id "
        "ORDER BY coalesce(story.first_id, s.article_id), s.article_id"
    )
    return numbers_in(connection, query)


def _by_source(connection: Connection, person: int) -> list[int]:
    named = "SELECT article_id AS number FROM article_summary WHERE source IS {} NULL {}"
    known = numbers_in(connection, named.format("NOT", "ORDER BY source, article_id"))
    return known + numbers_in(connection, named.format("", "ORDER BY article_id"))


def _by_status(connection: Connection, person: int) -> list[int]:
    # What is flagged stands with the flags, whether it is done or not.
    query = "SELECT article_id AS number FROM work WHERE annotator_id = :person AND {} article_id"
    plain = "status = '{}' AND reason IS NULL ORDER BY"
    flagged = "(status = '{}' OR reason IS NOT NULL) ORDER BY reason,"
    by_status = {
        status: numbers_in(
            connection,
            query.format((flagged if status is Status.FLAGGED else plain).format(status.value)),
            {"person": person},
        )
        for status in Status
        if status is not Status.NEW  # which has a row only where it has been put back
    }
    seen = {number for numbers in by_status.values() for number in numbers}
    new = [n for n in _along("article_id")(connection, person) if n not in seen]
    begun = [*by_status[Status.FLAGGED], *by_status[Status.IN_PROGRESS]]
    return [*begun, *new, *by_status[Status.SKIPPED], *by_status[Status.DONE]]


def _count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(SUMMARY)).scalar_one())


ORDERS: dict[Sort, _Order] = {
    Sort.IMPORT: _along("article_id"),
    Sort.MATCH: _along("article_id"),
    Sort.DATE: _by_date,
    Sort.TITLE: _along("title_key"),
    Sort.LENGTH: _along("length"),
    Sort.STORY: _by_story,
    Sort.SOURCE: _by_source,
    Sort.STATUS: _by_status,
    Sort.RANDOM: _along("shuffle"),
    Sort.WAITING: _most_waiting,
    Sort.SCORE: _least_certain,
}
