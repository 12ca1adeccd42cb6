"""Spans of one annotator, or of gold, that overlap each other, whether their project allows it or
not. Only looks.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, Select, literal, select, text

from annotator.domain.gold import GOLD
from annotator.domain.overlap_rule import Laid, Overlap, OwnOverlap
from annotator.domain.spans import overlapping
from annotator.store.articles.article_rows import ARTICLE
from annotator.store.definitions import overlap_rule
from annotator.store.mapping import ANNOTATOR, LABEL, find_annotator
from annotator.store.project_settings import OVERLAPS_TOLD, fact, set_fact
from annotator.store.review.review_rows import GOLD_SPAN
from annotator.store.row_mapper import ANNOTATION

# In the order of their beginnings, the ends before a span say whether one reaches into it: looking
# at each two would take hours where an article has thousands.
_OVERLAPPED = (
    'SELECT DISTINCT article_id FROM (SELECT article_id, start, MAX("end") OVER '
    "(PARTITION BY article_id ORDER BY start, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) "
    "AS reach FROM {spans}) AS laid WHERE reach > start ORDER BY article_id"
)
_OF_PERSON = text(_OVERLAPPED.format(spans="annotation WHERE annotator_id = :person"))
_OF_GOLD = text(_OVERLAPPED.format(spans="gold_span"))


def overlaps(connection: Connection, numbers: Sequence[int]) -> Iterator[Overlap]:
    """Each two spans of some articles, a few hundred at most, that the project does not allow."""
    rule = overlap_rule.rule(connection)
    own = _spans(ANNOTATION, ANNOTATOR.c.name).join(ANNOTATOR)
    for rows, query in ((ANNOTATION, own), (GOLD_SPAN, _spans(GOLD_SPAN, literal(GOLD)))):
        laid: defaultdict[tuple[str, str, str], list[Laid]] = defaultdict(list)
        of_these = query.where(rows.c.article_id.in_(numbers))
        for uid, title, whose, *span in connection.execute(of_these):
            laid[uid, title, whose].append(Laid(*span))
        for (uid, title, whose), spans in sorted(laid.items()):
            yield from (Overlap(uid, whose, pair, title) for pair in rule.contradictions(spans))


def overlapped(connection: Connection, annotator: str) -> list[int]:
    """The articles in which spans of an annotator, or of gold, overlap, in import order."""
    if annotator == GOLD:
        return list(connection.execute(_OF_GOLD).scalars())
    person = {"person": find_annotator(connection, annotator)}
    return list(connection.execute(_OF_PERSON, person).scalars())


def own_overlaps(
    connection: Connection, numbers: Sequence[int], annotator: str
) -> Iterator[OwnOverlap]:
    """Each two spans of an annotator, or of gold, that overlap in some articles, a few hundred at
    most.
    """
    rows = GOLD_SPAN if annotator == GOLD else ANNOTATION
    c: Any = rows.c
    query = select(ARTICLE.c.id, ARTICLE.c.title, c.start, c.end, LABEL.c.name, c.text)
    query = query.select_from(rows).join(ARTICLE, ARTICLE.c.id == c.article_id)
    query = query.join(LABEL, LABEL.c.id == c.label_id)
    if annotator != GOLD:
        query = query.where(c.annotator_id == find_annotator(connection, annotator))
    laid: defaultdict[tuple[int, str], list[Laid]] = defaultdict(list)
    for number, title, *span in connection.execute(query.where(c.article_id.in_(numbers))):
        laid[number, title].append(Laid(*span))
    for (number, title), spans in sorted(laid.items()):
        is_gold = annotator == GOLD
        yield from (OwnOverlap(number, title, pair, is_gold) for pair in overlapping(spans))


def told(connection: Connection) -> list[str]:
    """Who has been told which spans overlap: annotators by name, of gold see `told_of_gold`."""
    with suppress(ValueError):
        names = json.loads(fact(connection, OVERLAPS_TOLD) or "[]")
        return [name for name in names if isinstance(name, str)]
    return []


def told_of_gold(annotator: str) -> str:
    """What stands among the names of those told where somebody has been told of gold."""
    return f"{GOLD}\n{annotator}"


def set_told(connection: Connection, annotator: str) -> None:
    """Remember that an annotator has been told, of their spans and of gold."""
    names = sorted({*told(connection), annotator, told_of_gold(annotator)})
    set_fact(connection, OVERLAPS_TOLD, json.dumps(names, ensure_ascii=False))


def _spans(rows: Any, whose: Any) -> Select[Any]:
    c = rows.c
    query = select(ARTICLE.c.uid, ARTICLE.c.title, whose, c.start, c.end, LABEL.c.name, c.text)
    query = query.select_from(rows).join(ARTICLE, ARTICLE.c.id == c.article_id)
    return query.join(LABEL, LABEL.c.id == c.label_id)
