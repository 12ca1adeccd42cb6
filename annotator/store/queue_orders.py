"""The orders of the queue: all articles of a project, each order one walk along an index.

Equal articles stay in import order; those without a value come last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import orjson
from sqlalchemy import Connection, func, select, text

from annotator.domain.queueing import Sort
from annotator.store.search import numbers_in
from annotator.store.summaries import SUMMARY

_UNDECIDED = "SELECT suggestions AS key, article_id AS number FROM article_summary"
TOUCHED = (
    "SELECT suggestions - decisions AS key, tally.article_id AS number FROM tally "
    "JOIN article_summary ON article_summary.article_id = tally.article_id "
    "WHERE annotator_id = :person"
)
_Order = Callable[[Connection, int], list[int]]


def _along(column: str) -> _Order:
    """The order of an index; articles without a value come last."""

    def walk(connection: Connection, person: int) -> list[int]:
        query = f"SELECT article_id AS number FROM article_summary ORDER BY {column}, article_id"
        return numbers_in(connection, query)

    return walk


def _by_date(connection: Connection, person: int) -> list[int]:
    dated = "SELECT article_id AS number FROM article_summary WHERE published IS {} NULL {}"
    newest = numbers_in(connection, dated.format("NOT", "ORDER BY published DESC, article_id DESC"))
    return newest + numbers_in(connection, dated.format("", "ORDER BY article_id"))


def _most_waiting(connection: Connection, person: int) -> list[int]:
    groups = _grouped(connection, _UNDECIDED)
    touched = _grouped(connection, TOUCHED, {"person": person})
    seen = {number for members in touched.values() for number in members}
    found: list[int] = []
    for count in sorted(groups.keys() | touched.keys(), reverse=True):
        members = groups.get(count, [])
        if seen:
            members = [number for number in members if number not in seen]
        if count in touched:
            members = sorted(members + touched[count])
        found += members
    return found


def _grouped(
    connection: Connection, query: str, values: Mapping[str, object] | None = None
) -> dict[int, list[int]]:
    join = "group_concat(number)"
    if connection.dialect.name != "sqlite":
        join = "string_agg(CAST(number AS text), ',' ORDER BY number)"
    grouped = text(f"SELECT key, {join} FROM ({query}) AS found GROUP BY key")
    return {
        count: list(orjson.loads(f"[{joined}]"))
        for count, joined in connection.execute(grouped, values)
    }


def _least_certain(connection: Connection, person: int) -> list[int]:
    scored = "SELECT {} AS number FROM {} WHERE {} lowest_score IS NOT NULL ORDER BY {}"
    own = "annotator_id = :person AND"
    order = "lowest_score, article_id"
    pairs: list[tuple[float, int]] = []
    values = {"person": person}
    mine = "SELECT article_id AS number FROM tally WHERE annotator_id = :person"
    touched = set(numbers_in(connection, mine, values))
    for rows, limits in (("article_summary", ""), ("tally", own)):
        bound = values if limits else None
        scores, found = (
            numbers_in(connection, scored.format(column, rows, limits, order), bound)
            for column in ("lowest_score", "article_id")
        )
        fresh = rows == "tally" or not touched
        pairs += [
            (score, number)
            for score, number in zip(scores, found, strict=True)
            if fresh or number not in touched
        ]
    pairs.sort()
    first = [number for _, number in pairs]
    known = set(first)
    rest = _along("article_id")(connection, person) if len(known) < _count(connection) else []
    return first + [number for number in rest if number not in known]


def _count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(SUMMARY)).scalar_one())


ORDERS: dict[Sort, _Order] = {
    Sort.IMPORT: _along("article_id"),
    Sort.MATCH: _along("article_id"),
    Sort.DATE: _by_date,
    Sort.TITLE: _along("title_key"),
    Sort.LENGTH: _along("length"),
    Sort.RANDOM: _along("shuffle"),
    Sort.WAITING: _most_waiting,
    Sort.SCORE: _least_certain,
}
