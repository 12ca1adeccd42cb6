"""The articles that are marked as confidential."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress

from sqlalchemy import Connection, func, select

from annotator.domain.confidential import CONFIDENTIAL, is_marked, is_reason
from annotator.domain.errors import DamagedError
from annotator.store.articles.article_rows import ARTICLE, TEXT
from annotator.store.articles.snapshots import parsed_extra
from annotator.store.row_mapper import STATUS

_ANYWHERE = f"%{CONFIDENTIAL.lower()}%"


def titles_of(connection: Connection, numbers: Collection[int]) -> tuple[str, ...]:
    """The titles of some articles, in the order of import; the name in exports of one that has
    none.
    """
    articles = select(ARTICLE.c.id, ARTICLE.c.uid, ARTICLE.c.title).order_by(ARTICLE.c.id)
    return tuple(
        str(title or uid)
        for number, uid, title in connection.execute(articles)
        if number in numbers
    )


def confidential(connection: Connection) -> frozenset[int]:
    """Their numbers: those that anybody has flagged so, and those whose file said so."""
    reasons = select(STATUS.c.article_id, STATUS.c.reason)
    reasons = reasons.where(func.lower(STATUS.c.reason).like(_ANYWHERE))
    numbers = {number for number, reason in connection.execute(reasons) if is_reason(reason)}
    extras = select(TEXT.c.article_id, TEXT.c.extra)
    extras = extras.where(func.lower(TEXT.c.extra).like(_ANYWHERE))
    for number, stored in connection.execute(extras):
        with suppress(DamagedError):
            if is_marked(parsed_extra(stored)):
                numbers.add(number)
    return frozenset(numbers)
