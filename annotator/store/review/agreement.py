"""The work of several annotators in the same articles, side by side, in a few statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from annotator.domain.values import Annotation, Status
from annotator.store.articles.article_rows import ARTICLE, TEXT
from annotator.store.mapping import ANNOTATOR
from annotator.store.queue.summaries import SUMMARY, TALLY
from annotator.store.row_mapper import ANNOTATION, STATUS, fetch
from annotator.store.work.time_spent import TIME


@dataclass(frozen=True, slots=True)
class SideBySide:
    """An article and what each annotator has annotated in it."""

    number: int
    uid: str
    title: str
    text: str
    spans: dict[str, list[Annotation]]


def finishers(connection: Connection) -> list[str]:
    """Everybody who has finished an article, by name."""
    query = select(ANNOTATOR.c.name).join(STATUS, STATUS.c.annotator_id == ANNOTATOR.c.id)
    done = query.where(STATUS.c.status == Status.DONE.value).distinct()
    return sorted(connection.execute(done).scalars())


def finished(connection: Connection, annotators: Sequence[str]) -> dict[int, set[str]]:
    """Who of ``annotators`` has finished which article, by its number."""
    query = (
        select(STATUS.c.article_id, ANNOTATOR.c.name)
        .join(ANNOTATOR, ANNOTATOR.c.id == STATUS.c.annotator_id)
        .where(STATUS.c.status == Status.DONE.value, ANNOTATOR.c.name.in_(annotators))
        .order_by(STATUS.c.article_id)
    )
    by_article: dict[int, set[str]] = {}
    for number, name in connection.execute(query):
        by_article.setdefault(number, set()).add(name)
    return by_article


@dataclass(frozen=True, slots=True)
class Finished:
    """What is known of an article that an annotator has finished, beside the spans themselves.

    ``length`` in code points, ``seconds`` of work; the others are counts.
    """

    uid: str
    sha256: str
    annotator: str
    length: int
    seconds: float
    spans: int
    decisions: int
    suggestions: int


def finished_articles(connection: Connection, annotators: Sequence[str]) -> list[Finished]:
    """Every article that one of ``annotators`` has finished, once for each."""
    own = [
        (rows.c.article_id == STATUS.c.article_id) & (rows.c.annotator_id == STATUS.c.annotator_id)
        for rows in (TIME, TALLY)
    ]
    query = (
        select(
            ARTICLE.c.uid,
            ARTICLE.c.sha256,
            ANNOTATOR.c.name,
            ARTICLE.c.length,
            func.coalesce(TIME.c.seconds, 0.0),
            func.coalesce(TALLY.c.annotations, 0),
            func.coalesce(TALLY.c.decisions, 0),
            SUMMARY.c.suggestions,
        )
        .join(ANNOTATOR, ANNOTATOR.c.id == STATUS.c.annotator_id)
        .join(ARTICLE, ARTICLE.c.id == STATUS.c.article_id)
        .join(SUMMARY, SUMMARY.c.article_id == STATUS.c.article_id)
        .outerjoin(TIME, own[0])
        .outerjoin(TALLY, own[1])
        .where(STATUS.c.status == Status.DONE.value, ANNOTATOR.c.name.in_(annotators))
    )
    return [Finished(*row) for row in connection.execute(query)]


def side_by_side(
    connection: Connection, numbers: Sequence[int], annotators: Sequence[str]
) -> list[SideBySide]:
    """Some articles, a few hundred at most, with the spans of each annotator in text order."""
    chosen = ANNOTATION.c.article_id.in_(numbers) & ANNOTATOR.c.name.in_(annotators)
    spans: dict[tuple[int, str], list[Annotation]] = {}
    for span in fetch(connection, Annotation, chosen):
        spans.setdefault((span.article_id, span.annotator), []).append(span)
    query = select(ARTICLE.c.id, ARTICLE.c.uid, ARTICLE.c.title, TEXT.c.text)
    query = query.join(TEXT, TEXT.c.article_id == ARTICLE.c.id).where(ARTICLE.c.id.in_(numbers))
    return [
        SideBySide(
            number,
            uid,
            title,
            text,
            {
                name: sorted(spans.get((number, name), []), key=lambda s: (s.start, -s.end))
                for name in annotators
            },
        )
        for number, uid, title, text in connection.execute(query.order_by(ARTICLE.c.id))
    ]
