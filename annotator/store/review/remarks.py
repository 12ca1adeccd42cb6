"""Reads what annotators write for the reviewer: notes on spans, flags, and what they skip."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, or_, select

from annotator.domain.remarks import Remarks, SetAside, SpanNote
from annotator.domain.values import Annotation, Article, ArticleStatus, Status
from annotator.store.articles.article_rows import ARTICLE
from annotator.store.bulk import chunks
from annotator.store.review import sent_back
from annotator.store.row_mapper import ANNOTATION, STATUS, fetch
from annotator.store.row_values import article_of

_ASIDE = or_(
    STATUS.c.status.in_((Status.SKIPPED.value, Status.FLAGGED.value)), STATUS.c.reason.is_not(None)
)


def remarks(connection: Connection, number: int) -> Remarks:
    """What everybody wrote about one article, whether they have finished it or not."""
    noted = (ANNOTATION.c.article_id == number) & ANNOTATION.c.note.is_not(None)
    spans = sorted(
        fetch(connection, Annotation, noted), key=lambda span: (span.start, span.annotator)
    )
    statuses = fetch(connection, ArticleStatus, (STATUS.c.article_id == number) & _ASIDE)
    return Remarks(
        tuple(
            SpanNote(span.annotator, span.start, span.end, span.label, span.text, span.note)
            for span in spans
            if span.note
        ),
        tuple(sorted(statuses, key=lambda row: row.annotator)),
    )


def set_aside(connection: Connection) -> list[SetAside]:
    """The articles that somebody has flagged or skipped, finished or not, in import order; those
    that were put back for them are not among them.
    """
    by_article: dict[int, list[ArticleStatus]] = {}
    waiting = {(o.article, o.annotator) for o in sent_back.entries(connection) if not o.answered}
    for row in fetch(connection, ArticleStatus, _ASIDE):
        if (row.article_id, row.annotator) in waiting:
            continue  # it was put back: its annotator has it
        by_article.setdefault(row.article_id, []).append(row)
    return [
        SetAside(article, tuple(sorted(by_article[number], key=lambda row: row.annotator)))
        for number, article in articles_by_number(connection, sorted(by_article)).items()
    ]


def articles_by_number(connection: Connection, numbers: Sequence[int]) -> dict[int, Article]:
    """Some articles without their texts, in import order."""
    known: dict[int, Article] = {}
    for some in chunks(numbers):
        query = select(ARTICLE).where(ARTICLE.c.id.in_(some)).order_by(ARTICLE.c.id)
        known |= {row["id"]: article_of(row) for row in connection.execute(query).mappings()}
    return known


def statuses(connection: Connection, number: int) -> list[ArticleStatus]:
    """Where everybody stands with one article, by name."""
    rows = fetch(connection, ArticleStatus, STATUS.c.article_id == number)
    return sorted(rows, key=lambda row: row.annotator)
