"""What comes in beside the work itself: the time it took, and what is muted in its articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from annotator.domain.merging import ArticleMatch
from annotator.domain.same_text import records_of
from annotator.domain.values import MutedRange, NewArticle, UnmutedRange, new_id
from annotator.store.imports import also
from annotator.store.merging.match_articles import MatchedArticle
from annotator.store.queue.summaries import recount
from annotator.store.row_mapper import MUTED, UNMUTED, add, fetch, remove

_SHARE = text(
    "INSERT INTO time_share (article_id, annotator_id, writer, seconds) "
    "VALUES (:article, :person, :writer, :seconds) "
    "ON CONFLICT (article_id, annotator_id, writer) DO UPDATE SET seconds = "
    "CASE WHEN excluded.seconds > time_share.seconds THEN excluded.seconds "
    "ELSE time_share.seconds END"
)
_TIME = text(
    "INSERT INTO time_spent (article_id, annotator_id, seconds) "
    "SELECT CAST(:article AS INTEGER), CAST(:person AS INTEGER), sum(seconds) FROM time_share "
    "WHERE article_id = :article AND annotator_id = :person "
    "ON CONFLICT (article_id, annotator_id) DO UPDATE SET seconds = excluded.seconds"
)


def join_time(
    connection: Connection, here: Sequence[MatchedArticle], people: Mapping[str, int]
) -> None:
    """Take over how long people worked elsewhere; their time is the sum over all places."""
    rows = [
        {
            "article": item.number,
            "person": people[name],
            "writer": writer,
            "seconds": seconds,
        }
        for item in here
        for name, shares in item.article.seconds.items()
        for writer, seconds in shares.items()
    ]
    if rows:
        connection.execute(_SHARE, rows)
        pairs = sorted({(row["article"], row["person"]) for row in rows})
        connection.execute(_TIME, [{"article": a, "person": p} for a, p in pairs])


def join_records(connection: Connection, here: Sequence[MatchedArticle]) -> int:
    """Keep what records of elsewhere tell of articles that were here and these do not say; returns
    how many these are.
    """
    told: dict[int, list[tuple[str, dict[str, Any]]]] = {}
    for item in here:
        article = item.article
        if item.number is None or item.match is ArticleMatch.ADDED or not article.extra:
            continue
        facts = (article.title, article.source, article.url, article.published, article.uid)
        there = NewArticle(article.text, *facts, extra=article.extra)
        records = records_of(there, article.sha256)
        if records:
            told.setdefault(item.number, []).extend(("", record) for record in records)
    return sum(also.keep_told(connection, told).records.values())


def join_muted(connection: Connection, here: Sequence[MatchedArticle]) -> None:
    """Mute what either side mutes and nobody has unmuted."""
    marked = {
        item.number: item.article
        for item in here
        if item.number is not None and (item.article.muted or item.article.unmuted)
    }
    for number, article in marked.items():
        muted = fetch(connection, MutedRange, MUTED.c.article_id == number)
        unmuted = fetch(connection, UnmutedRange, UNMUTED.c.article_id == number)
        there = {(item.start, item.end) for item in muted}
        lifted = {(item.start, item.end) for item in unmuted}
        new = [p for p in article.unmuted if (p.start, p.end) not in lifted]
        lifted |= {(part.start, part.end) for part in new}
        gone = [item for item in muted if (item.start, item.end) in lifted]
        remove(connection, MutedRange, gone)
        add(
            connection,
            UnmutedRange,
            [UnmutedRange(new_id(), number, p.start, p.end, p.rule) for p in new],
        )
        add(
            connection,
            MutedRange,
            [
                MutedRange(new_id(), number, p.start, p.end, p.rule)
                for p in article.muted
                if (p.start, p.end) not in there | lifted
            ],
        )
    recount(connection, sorted(marked))
