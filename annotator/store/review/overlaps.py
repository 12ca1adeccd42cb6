"""Spans of one annotator, or of gold, that overlap though the project does not allow it. Only
looks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, literal, select

from annotator.domain.gold import GOLD
from annotator.domain.overlap_rule import Laid, Overlap
from annotator.store.articles.article_rows import ARTICLE
from annotator.store.definitions import overlap_rule
from annotator.store.mapping import ANNOTATOR, LABEL
from annotator.store.review.review_rows import GOLD_SPAN
from annotator.store.row_mapper import ANNOTATION


def overlaps(connection: Connection, numbers: Sequence[int]) -> Iterator[Overlap]:
    """Each two spans of some articles, a few hundred at most, that the project does not allow."""
    rule = overlap_rule.rule(connection)
    own = _spans(ANNOTATION, ANNOTATOR.c.name).join(ANNOTATOR)
    for rows, query in ((ANNOTATION, own), (GOLD_SPAN, _spans(GOLD_SPAN, literal(GOLD)))):
        laid: defaultdict[tuple[str, str], list[Laid]] = defaultdict(list)
        for uid, whose, *span in connection.execute(query.where(rows.c.article_id.in_(numbers))):
            laid[uid, whose].append(Laid(*span))
        for (uid, whose), spans in sorted(laid.items()):
            yield from (Overlap(uid, whose, pair) for pair in rule.contradictions(spans))


def _spans(rows: Any, whose: Any) -> Select[Any]:
    c = rows.c
    query = select(ARTICLE.c.uid, whose, c.start, c.end, LABEL.c.name, c.text)
    query = query.select_from(rows).join(ARTICLE, ARTICLE.c.id == c.article_id)
    return query.join(LABEL, LABEL.c.id == c.label_id)
