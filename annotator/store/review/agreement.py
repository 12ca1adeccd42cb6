"""The work of several annotators in the same articles, side by side, in a few statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from annotator.domain.figures import Figure, readable_figure
from annotator.domain.text import text_hash
from annotator.domain.values import Status
from annotator.store.articles.article_rows import ARTICLE, TEXT
from annotator.store.articles.snapshots import is_text, says
from annotator.store.mapping import ANNOTATOR, LABEL
from annotator.store.queue.summaries import SUMMARY, TALLY
from annotator.store.row_mapper import ANNOTATION, STATUS
from annotator.store.work.time_spent import TIME

_made = tuple.__new__  # twice as fast as CodedSpan()


class CodedSpan(NamedTuple):
    """What of an annotation is compared. A tuple, since there are hundreds of thousands."""

    start: int
    end: int
    label: str
    figure: Figure | None
    entity: str | None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """An article and what each annotator has annotated in it, but for ``damaged`` spans."""

    number: int
    uid: str
    title: str
    text: str
    spans: dict[str, list[CodedSpan]]
    damaged: int = 0


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
    """Some articles, a few hundred at most, with the spans of each annotator in text order.

    One whose text is not the one that was imported is left out. Raises DamagedError if one of
    them cannot be read.
    """
    named = select(ANNOTATOR.c.id, ANNOTATOR.c.name).where(ANNOTATOR.c.name.in_(annotators))
    people = {number: name for number, name in connection.execute(named)}
    label_rows = connection.execute(select(LABEL.c.id, LABEL.c.name))
    labels = {number: name for number, name in label_rows}
    chosen = ANNOTATION.c
    query = select(ARTICLE.c.id, ARTICLE.c.uid, ARTICLE.c.title, TEXT.c.text, ARTICLE.c.sha256)
    query = query.join(TEXT, TEXT.c.article_id == ARTICLE.c.id).where(ARTICLE.c.id.in_(numbers))
    articles = [
        (number, uid, title, text)
        for number, uid, title, text, sha256 in connection.execute(query.order_by(ARTICLE.c.id))
        if type(text) is str and text_hash(text) == sha256
    ]
    texts = {number: text for number, _, _, text in articles}
    columns = (chosen.start, chosen.end, chosen.label_id, chosen.figure, chosen.entity, chosen.text)
    rows = (
        select(chosen.article_id, chosen.annotator_id, *columns)
        .where(chosen.article_id.in_(numbers) & chosen.annotator_id.in_(people))
        .order_by(chosen.article_id, chosen.annotator_id, chosen.start, chosen.end.desc())
        .order_by(chosen.label_id)
    )
    spans: dict[tuple[int, str], list[CodedSpan]] = {}
    damaged: Counter[int] = Counter()
    for (number, who), rows_of in groupby(connection.execute(rows).all(), key=itemgetter(0, 1)):
        group, text = list(rows_of), texts.get(number, "")
        spans[number, people[who]] = [
            _made(CodedSpan, (start, end, labels[label], readable_figure(figure), entity))
            for _, _, start, end, label, figure, entity, quote in group
            if label in labels and is_text(entity) and says(text, start, end, quote)
        ]
        damaged[number] += len(group) - len(spans[number, people[who]])
    return [
        SideBySide(
            *article,
            {name: spans.get((article[0], name), []) for name in annotators},
            damaged[article[0]],
        )
        for article in articles
    ]
