"""Whose work there is to send, and the work itself, read for bundles. Only looks."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Subquery, func, select, union

from annotator.domain.values import MutedRange, Status, TextRange, UnmutedRange
from annotator.domain.work import BundledArticle, SuggestionFacts, SuggestionKey
from annotator.store.articles.article_rows import ARTICLE, TEXT
from annotator.store.articles.snapshots import parsed_extra
from annotator.store.mapping import ANNOTATOR
from annotator.store.merging import conflicting_versions
from annotator.store.queue.summaries import TALLY
from annotator.store.row_mapper import ANNOTATION, MUTED, STATUS, UNMUTED, fetch
from annotator.store.tables import table
from annotator.store.work.work_tables import TimeShareRow
from annotator.store.work.work_versions import VERSION, stored_work

SHARE = table(TimeShareRow)


@dataclass(frozen=True, slots=True)
class Worked:
    """One annotator: how many articles they have worked in, and how many of those are done."""

    annotator: str
    articles: int
    done: int


def worked(connection: Connection) -> tuple[Worked, ...]:
    """Everybody who has worked in an article, by name."""
    touched = _touched()
    counted = select(touched.c.annotator_id, func.count()).group_by(touched.c.annotator_id)
    counts = {person: count for person, count in connection.execute(counted)}
    finished = select(STATUS.c.annotator_id, func.count()).where(STATUS.c.status == Status.DONE)
    grouped = finished.group_by(STATUS.c.annotator_id)
    done = {person: count for person, count in connection.execute(grouped)}
    people = connection.execute(select(ANNOTATOR.c.id, ANNOTATOR.c.name).order_by(ANNOTATOR.c.name))
    return tuple(
        Worked(name, counts[number], done.get(number, 0))
        for number, name in people
        if number in counts
    )


def articles_worked(
    connection: Connection,
    *,
    annotators: Collection[str] | None,
    uids: Collection[str] | None = None,
    statuses: Collection[Status] | None = None,
) -> list[int]:
    """The articles in which any of ``annotators`` (None: anybody) has worked, in import order.

    ``uids`` are the articles wanted, None for all; with ``statuses`` only those where one of
    the annotators stands so.
    """
    touched = _touched()
    query = select(touched.c.article_id).join(ANNOTATOR, ANNOTATOR.c.id == touched.c.annotator_id)
    if annotators is not None:
        query = query.where(ANNOTATOR.c.name.in_(list(annotators)))
    if statuses is not None:
        own = (STATUS.c.article_id == touched.c.article_id) & (
            STATUS.c.annotator_id == touched.c.annotator_id
        )
        query = query.join(STATUS, own).where(STATUS.c.status.in_([s.value for s in statuses]))
    numbers = sorted(set(connection.execute(query).scalars()))
    if uids is None:
        return numbers
    wanted = set(uids)
    named = connection.execute(select(ARTICLE.c.id, ARTICLE.c.uid))
    chosen = {number for number, uid in named if uid in wanted}
    return [number for number in numbers if number in chosen]


def unknown_uids(connection: Connection, uids: Collection[str]) -> list[str]:
    """Those of ``uids`` that no article has."""
    known = set(connection.execute(select(ARTICLE.c.uid)).scalars())
    return [uid for uid in uids if uid not in known]


def bundled(
    connection: Connection,
    numbers: Sequence[int],
    *,
    annotators: Collection[str] | None = None,
    originals: bool = False,
) -> list[BundledArticle]:
    """Articles with the work of ``annotators`` (None: everybody); give some hundreds at most.
    ``originals`` are the bytes they were read from.
    """
    people = {
        number: name
        for number, name in connection.execute(select(ANNOTATOR.c.id, ANNOTATOR.c.name))
        if annotators is None or name in annotators
    }
    columns = (TEXT.c.text, TEXT.c.extra, TEXT.c.encoding, *([TEXT.c.raw] if originals else []))
    query = select(ARTICLE, *columns).join(TEXT, TEXT.c.article_id == ARTICLE.c.id)
    rows = {
        row["id"]: row
        for row in connection.execute(query.where(ARTICLE.c.id.in_(numbers))).mappings()
    }
    work = stored_work(
        connection, {n: rows[n]["sha256"] for n in numbers if n in rows}, set(people)
    )
    versions = defaultdict(list)
    facts: defaultdict[int, dict[SuggestionKey, SuggestionFacts]] = defaultdict(dict)
    for (article, _), version in work.versions.items():
        versions[article].append(version)
    for (article, person), aside in conflicting_versions.saved_versions(
        connection, numbers
    ).items():
        if person in people:
            for item in aside.values():
                versions[article].append(item.version)
                facts[article] |= item.facts
    for article, known in work.facts.items():
        facts[article] |= known
    muted = _places(fetch(connection, MutedRange, MUTED.c.article_id.in_(numbers)))
    unmuted = _places(fetch(connection, UnmutedRange, UNMUTED.c.article_id.in_(numbers)))
    seconds = _seconds(connection, numbers, people)
    return [
        BundledArticle(
            sha256=row["sha256"],
            uid=row["uid"],
            title=row["title"],
            text=row["text"],
            source=row["source"],
            url=row["url"],
            published=row["published"],
            versions=tuple(sorted(versions[number], key=lambda v: (v.annotator, v.key))),
            suggestions={
                key: facts[number].get(key, SuggestionFacts())
                for key in sorted({d.suggestion for v in versions[number] for d in v.decisions})
            },
            muted=muted[number],
            unmuted=unmuted[number],
            seconds={
                name: shares
                for name, shares in seconds[number].items()
                if any(version.annotator == name for version in versions[number])
            },
            extra=parsed_extra(row["extra"]),
            encoding=row["encoding"],
            raw=zlib.decompress(raw) if (raw := row.get("raw")) is not None else None,
        )
        for number in numbers
        if (row := rows.get(number)) is not None
    ]


def _touched() -> Subquery:
    return union(
        *(
            select(rows.c.article_id, rows.c.annotator_id)
            for rows in (VERSION, TALLY, STATUS, ANNOTATION)
        )
    ).subquery()


def _places(
    ranges: Sequence[MutedRange | UnmutedRange],
) -> defaultdict[int, tuple[TextRange, ...]]:
    by_article: defaultdict[int, tuple[TextRange, ...]] = defaultdict(tuple)
    for item in sorted(ranges, key=lambda item: (item.start, item.end, item.rule)):
        by_article[item.article_id] += (item.range,)
    return by_article


def _seconds(
    connection: Connection, numbers: Sequence[int], people: dict[int, str]
) -> defaultdict[int, dict[str, dict[str, float]]]:
    by_article: defaultdict[int, dict[str, dict[str, float]]] = defaultdict(dict)
    query = select(SHARE).where(SHARE.c.article_id.in_(numbers))
    order = (SHARE.c.article_id, SHARE.c.annotator_id, SHARE.c.writer)
    for article, person, writer, seconds in connection.execute(query.order_by(*order)):
        if person in people:
            by_article[article].setdefault(people[person], {})[writer] = seconds
    return by_article
