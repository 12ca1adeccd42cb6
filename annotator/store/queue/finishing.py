"""What is looked at before articles are done: where they stand, what waits in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from annotator.domain.values import Annotation, ArticleStatus
from annotator.store.articles.article_rows import ARTICLE
from annotator.store.bulk import chunks
from annotator.store.mapping import find_annotator
from annotator.store.queue import queue_listing
from annotator.store.row_mapper import ANNOTATION, STATUS, fetch


@dataclass(frozen=True, slots=True)
class Standing:
    """One annotator's article: the row of its status, suggestions that wait, and spans."""

    number: int
    status: ArticleStatus | None
    waiting: int
    spans: Sequence[Annotation]


def standing(
    connection: Connection, numbers: Sequence[int], *, annotator: str
) -> Iterator[Standing]:
    """Where some articles stand for an annotator, in their order."""
    person = find_annotator(connection, annotator)
    for some in chunks(list(numbers), 500):
        entries = queue_listing.entries(connection, some, annotator=annotator)
        own = [
            rows.c.article_id.in_(some) & (rows.c.annotator_id == person)
            for rows in (STATUS, ANNOTATION)
        ]
        statuses = {row.article_id: row for row in fetch(connection, ArticleStatus, own[0])}
        spans: dict[int, list[Annotation]] = {}
        for span in fetch(connection, Annotation, own[1]):
            spans.setdefault(span.article_id, []).append(span)
        for number in some:
            if number in entries:
                waiting = entries[number].waiting
                yield Standing(number, statuses.get(number), waiting, spans.get(number, ()))


def by_ids(connection: Connection, uids: Sequence[str]) -> dict[str, int]:
    """The numbers of articles by their ids; those that there are."""
    numbers: dict[str, int] = {}
    for some in chunks(list(uids), 500):
        query = select(ARTICLE.c.uid, ARTICLE.c.id).where(ARTICLE.c.uid.in_(some))
        numbers |= {uid: number for uid, number in connection.execute(query)}
    return numbers
