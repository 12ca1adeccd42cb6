"""The queue: which articles, in which order, and what is shown of them.

Made for a hundred thousand articles: every question is one walk over a narrow table or index,
answered as one string of numbers, and the answers are combined as sets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select, text

from annotator.domain.control_share import is_control
from annotator.domain.queueing import QueueView, Sort
from annotator.domain.state import QueueEntry, StoryPlace
from annotator.domain.values import Status
from annotator.store.articles import search, stories
from annotator.store.articles.article_rows import ARTICLE
from annotator.store.articles.search import numbers_in
from annotator.store.definitions import control_share
from annotator.store.mapping import ANNOTATOR, find_annotator
from annotator.store.queue.queue_orders import ORDERS, TOUCHED, grouped
from annotator.store.queue.summaries import SUMMARY, TALLY
from annotator.store.review import sent_back
from annotator.store.row_mapper import STATUS
from annotator.store.row_values import article_of

_TOLD_AGAIN = "SELECT first_id AS key, article_id AS number FROM story WHERE first_id < article_id"
_NOBODY = -1

# From one source to the next along the index, past all articles of each.
_SOURCES = (
    "WITH RECURSIVE known(name) AS (SELECT min(source) FROM article_summary UNION ALL "
    "SELECT (SELECT min(source) FROM article_summary WHERE source > known.name) FROM known "
    "WHERE known.name IS NOT NULL) SELECT name FROM known WHERE name IS NOT NULL LIMIT :limit"
)
_NEXT = (
    "SELECT min(article_id) FROM (SELECT article_id FROM article_summary AS s "
    "WHERE article_id BETWEEN :first AND :last AND {mine} AND NOT EXISTS (SELECT 1 FROM work "
    "WHERE work.article_id = s.article_id AND annotator_id = :person "
    "AND status NOT IN ('new', 'in_progress')) ORDER BY article_id LIMIT 1) AS found"
)
_GIVEN = "article_id IN (SELECT article_id FROM assignment WHERE annotator_id = :me)"
_ASSIGNED = (
    "EXISTS (SELECT 1 FROM assignment WHERE assignment.article_id = s.article_id "
    "AND annotator_id = :person)"
)


def numbers(connection: Connection, view: QueueView, *, annotator: str) -> list[int]:
    """The numbers of the articles in ``view``, in its order, as ``annotator`` sees them.

    In articles of the control share no suggestion waits, whatever is stored.
    """
    person = _person(connection, view.person or annotator)
    kept: list[set[int]] = []
    dropped: set[int] = set()
    for choose in _CHOICES:
        keep, drop = choose(connection, view, person)
        if keep is not None:
            kept.append(keep)
        dropped |= drop
    hidden = control_share.control_articles(connection)
    if view.waiting or view.fewest_waiting or view.score_below is not None:
        dropped |= hidden
    chosen = set.intersection(*kept) - dropped if kept else None
    if chosen is not None and view.sort in (Sort.IMPORT, Sort.MATCH):
        numbers = sorted(chosen)
    else:
        numbers = ORDERS[view.sort](connection, person)
        if chosen is not None:
            numbers = [number for number in numbers if number in chosen]
        elif dropped:
            numbers = [number for number in numbers if number not in dropped]
    if view.sort is Sort.MATCH and view.words:
        numbers = search.ranked(connection, view.words, numbers)
    if hidden and view.sort in (Sort.WAITING, Sort.SCORE):
        last = hidden - dropped if chosen is None else hidden & chosen
        numbers = [number for number in numbers if number not in hidden] + sorted(last)
    if view.sort is Sort.IMPORT and not view.reverse:
        first = sent_back.open_for(connection, view.person or annotator)
        numbers = sorted(numbers, key=lambda number: number not in first) if first else numbers
    if view.one_a_story:
        numbers = _one_of_each(connection, numbers)
    return numbers[::-1] if view.reverse else numbers


def next_open(
    connection: Connection, *, annotator: str, after: int | None, mine: bool
) -> int | None:
    """The next article that needs work: one that was put back, else in import order, from the top
    again behind the last.
    """
    put_back = sorted(sent_back.open_for(connection, annotator).keys() - {after})
    if put_back:
        return put_back[0]
    query = text(_NEXT.format(mine=_ASSIGNED if mine else "true"))
    values = {"person": _person(connection, annotator)}
    last = 2**62
    ranges = [(1, last)] if after is None else [(after + 1, last), (1, after - 1)]
    for first, final in ranges:
        number = connection.execute(query, values | {"first": first, "last": final}).scalar()
        if number is not None:
            return int(number)
    return None


def closed(connection: Connection, *, annotator: str) -> set[int]:
    """The articles with which the annotator is through: done, skipped or flagged."""
    query = (
        "SELECT article_id AS number FROM work "
        "WHERE annotator_id = :person AND status NOT IN ('new', 'in_progress')"
    )
    return set(numbers_in(connection, query, {"person": _person(connection, annotator)}))


def entries(
    connection: Connection, wanted: Sequence[int], *, annotator: str
) -> dict[int, QueueEntry]:
    """What the queue shows of some articles, by number; give some hundreds at most."""
    person = _person(connection, annotator)
    own = [
        (rows.c.article_id == ARTICLE.c.id) & (rows.c.annotator_id == person)
        for rows in (STATUS, TALLY)
    ]
    query = (
        select(
            ARTICLE,
            STATUS.c.status,
            STATUS.c.reason,
            SUMMARY.c.suggestions,
            func.coalesce(TALLY.c.annotations, 0).label("annotations"),
            func.coalesce(TALLY.c.waiting, SUMMARY.c.suggestions).label("waiting"),
        )
        .join(SUMMARY, SUMMARY.c.article_id == ARTICLE.c.id)
        .outerjoin(STATUS, own[0])
        .outerjoin(TALLY, own[1])
        .where(ARTICLE.c.id.in_(wanted))
    )
    places = stories.places(connection, wanted)
    hidden = control_share.share(connection)
    rows = connection.execute(query).mappings()
    return {row["id"]: _entry(row, places.get(row["id"]), hidden) for row in rows}


def status_counts(
    connection: Connection, *, annotator: str, mine: bool = False
) -> dict[Status, int]:
    """How many articles stand where, for one annotator; every status is a key."""
    person = _person(connection, annotator)
    query = select(STATUS.c.status, func.count()).where(STATUS.c.annotator_id == person)
    everything = select(func.count()).select_from(SUMMARY)
    if mine:
        query, everything = query.where(text(_GIVEN)), everything.where(text(_GIVEN))
    values = {"me": person} if mine else {}
    rows = connection.execute(query.group_by(STATUS.c.status), values)
    counts = {status: 0 for status in Status} | {Status(name): count for name, count in rows}
    total = connection.execute(everything, values).scalar_one()
    counts[Status.NEW] = total - sum(
        count for status, count in counts.items() if status is not Status.NEW
    )
    return counts


def also_flagged(connection: Connection, *, annotator: str, mine: bool = False) -> int:
    """How many articles an annotator has flagged that stand otherwise: done, skipped, begun."""
    otherwise = (STATUS.c.status != Status.FLAGGED) & STATUS.c.reason.is_not(None)
    person = _person(connection, annotator)
    query = select(func.count()).where(STATUS.c.annotator_id == person, otherwise)
    if mine:
        query = query.where(text(_GIVEN))
    return int(connection.execute(query, {"me": person} if mine else {}).scalar_one())


def flag_counts(connection: Connection) -> dict[str, int]:
    """How many articles each annotator has flagged, wherever they stand."""
    query = select(ANNOTATOR.c.name, func.count()).join(
        STATUS, STATUS.c.annotator_id == ANNOTATOR.c.id
    )
    flagged = (STATUS.c.status == Status.FLAGGED) | STATUS.c.reason.is_not(None)
    rows = connection.execute(query.where(flagged).group_by(ANNOTATOR.c.name))
    return {name: count for name, count in rows}


def flag_reasons(connection: Connection, *, annotator: str, limit: int = 50) -> list[str]:
    """Why an annotator has flagged articles, the commonest reasons first."""
    own = STATUS.c.annotator_id == _person(connection, annotator)
    query = select(STATUS.c.reason).where(own, STATUS.c.reason != "").group_by(STATUS.c.reason)
    query = query.order_by(func.count().desc(), STATUS.c.reason).limit(limit)
    return list(connection.execute(query).scalars())


def sources(connection: Connection, *, limit: int = 200) -> list[str]:
    """Where the articles come from, in alphabetical order; the first ``limit``."""
    names = connection.execute(text(_SOURCES), {"limit": limit}).scalars()
    return sorted(names, key=str.casefold)


def _entry(row: Mapping[Any, Any], story: StoryPlace | None, hidden: int) -> QueueEntry:
    shown = 0 if is_control(row["sha256"], hidden) else row["suggestions"]
    return QueueEntry(
        article=article_of(row),
        status=Status(row["status"] or Status.NEW),
        reason=row["reason"],
        annotations=row["annotations"],
        suggestions=shown,
        waiting=shown and row["waiting"],
        story=story,
    )


def _one_of_each(connection: Connection, numbers: list[int]) -> list[int]:
    """Articles without those that tell again what an earlier one of them tells."""
    chosen = set(numbers)
    again: set[int] = set()
    for first, others in grouped(connection, _TOLD_AGAIN).items():
        again.update(sorted(number for number in (first, *others) if number in chosen)[1:])
    return [number for number in numbers if number not in again]


def _person(connection: Connection, annotator: str) -> int:
    annotator_id = find_annotator(connection, annotator)
    return _NOBODY if annotator_id is None else annotator_id


# Choices: each gives the articles to keep (None: all) and those to drop.

_Chosen = tuple[set[int] | None, set[int]]


def _by_words(connection: Connection, view: QueueView, person: int) -> _Chosen:
    numbers = search.matching(connection, view.words)
    return (None if numbers is None else set(numbers)), set()


def _by_status(connection: Connection, view: QueueView, person: int) -> _Chosen:
    if not view.statuses:
        return None, set()
    if Status.NEW not in view.statuses:
        return _standing(connection, person, view.statuses), set()
    # Untouched articles have no row, so the others are taken away.
    others = _standing(connection, person, [s for s in Status if s not in view.statuses])
    return None, others - _standing(connection, person, view.statuses)


def _standing(connection: Connection, person: int, statuses: Sequence[Status]) -> set[int]:
    """The articles that stand so; those with a flag are flagged, whether they are done or not."""
    listed = ", ".join(f"'{status.value}'" for status in statuses)
    also = "OR reason IS NOT NULL" if Status.FLAGGED in statuses else ""
    query = (
        "SELECT article_id AS number FROM work "
        f"WHERE annotator_id = :person AND (status IN ({listed}) {also})"
    )
    return set(numbers_in(connection, query, {"person": person})) if statuses else set()


def _by_facts(connection: Connection, view: QueueView, person: int) -> _Chosen:
    until = None if view.until is None else f"{view.until}~"  # behind every time of that day
    values: dict[str, object] = {f"s{at}": source for at, source in enumerate(view.sources)}
    conditions = [f"source IN ({', '.join(f':{name}' for name in values)})"] if values else []
    for name, condition, value in (
        ("since", "published >= :since", view.since),
        ("until", "published <= :until", until),
        ("shortest", "length >= :shortest", view.shortest),
        ("longest", "length <= :longest", view.longest),
    ):
        if value is not None:
            conditions.append(condition)
            values[name] = value
    if not conditions:
        return None, set()
    query = f"SELECT article_id AS number FROM article_summary WHERE {' AND '.join(conditions)}"
    return set(numbers_in(connection, query, values)), set()


def _by_waiting(connection: Connection, view: QueueView, person: int) -> _Chosen:
    fewest = max(view.fewest_waiting or 0, int(view.waiting))
    if not fewest:
        return None, set()
    query = "SELECT article_id AS number FROM article_summary WHERE suggestions >= :fewest"
    through = f"SELECT number FROM ({TOUCHED}) AS touched WHERE key < :fewest"
    return (
        set(numbers_in(connection, query, {"fewest": fewest})),
        set(numbers_in(connection, through, {"person": person, "fewest": fewest})),
    )


def _by_score(connection: Connection, view: QueueView, person: int) -> _Chosen:
    if view.score_below is None:
        return None, set()
    # What somebody has decided on no longer waits, so own scores can only be higher.
    query = "SELECT article_id AS number FROM article_summary WHERE lowest_score < :score"
    through = (
        "SELECT article_id AS number FROM tally WHERE annotator_id = :person "
        "AND (lowest_score IS NULL OR lowest_score >= :score)"
    )
    return (
        set(numbers_in(connection, query, {"score": view.score_below})),
        set(numbers_in(connection, through, {"person": person, "score": view.score_below})),
    )


def _by_reason(connection: Connection, view: QueueView, person: int) -> _Chosen:
    if not view.reasons:
        return None, set()
    values: dict[str, object] = {f"r{at}": reason for at, reason in enumerate(view.reasons)}
    query = (
        "SELECT article_id AS number FROM work WHERE annotator_id = :person "
        f"AND reason IN ({', '.join(f':{name}' for name in values)})"
    )
    return set(numbers_in(connection, query, values | {"person": person})), set()


def _by_assignment(connection: Connection, view: QueueView, person: int) -> _Chosen:
    if not view.mine:
        return None, set()
    query = "SELECT article_id AS number FROM assignment WHERE annotator_id = :person"
    return set(numbers_in(connection, query, {"person": person})), set()


def _by_story(connection: Connection, view: QueueView, person: int) -> _Chosen:
    if not view.stories:
        return None, set()
    listed = ", ".join(str(int(first)) for first in view.stories)
    query = f"SELECT article_id AS number FROM story WHERE first_id IN ({listed})"
    return set(numbers_in(connection, query)), set()


_CHOICES: tuple[Callable[[Connection, QueueView, int], _Chosen], ...] = (
    _by_words,
    _by_status,
    _by_facts,
    _by_waiting,
    _by_score,
    _by_reason,
    _by_assignment,
    _by_story,
)
