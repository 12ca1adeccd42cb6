"""The share of articles in which suggestions stay hidden, and which those are."""

from __future__ import annotations

from sqlalchemy import Connection

from annotator.domain.control_share import bound, share_of
from annotator.store.articles.search import numbers_in
from annotator.store.events import log
from annotator.store.project_settings import UNAIDED_SHARE, fact, set_fact


def share(connection: Connection) -> int:
    """In how many of a hundred articles suggestions stay hidden; 0 where nobody has chosen."""
    return share_of(fact(connection, UNAIDED_SHARE))


def set_share(connection: Connection, percent: int, *, annotator: str) -> None:
    """Hide suggestions in so many of a hundred articles from now on; the log says who chose it."""
    set_fact(connection, UNAIDED_SHARE, str(percent))
    log(connection, f"Suggestions are hidden in {percent} % of the articles", annotator=annotator)


def control_articles(connection: Connection) -> set[int]:
    """The numbers of the articles in the control share."""
    return below(connection, share(connection))


def below(connection: Connection, percent: int) -> set[int]:
    """The numbers of the articles that a share of so many percent puts into the control share."""
    if not percent:
        return set()
    query = "SELECT article_id AS number FROM article_summary WHERE shuffle < :bound"
    return set(numbers_in(connection, query, {"bound": bound(percent)}))
