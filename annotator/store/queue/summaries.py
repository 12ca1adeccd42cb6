"""Counts that are kept, not computed: suggestions by article, work by article and annotator.

Whoever adds or takes away suggestions, annotations, verdicts or muted ranges says so here, in the
same transaction. Suggestions in muted text are not counted. Nothing here is the truth: everything
can be counted anew.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select, text

from annotator.domain.control_share import draw
from annotator.domain.values import NewArticle
from annotator.store.bulk import chunks
from annotator.store.definitions import overlap_rule
from annotator.store.prepared import Prepared
from annotator.store.tables import MutedRow, SummaryRow, TallyRow, table

SUMMARY = table(SummaryRow)
TALLY = table(TallyRow)
MUTED = table(MutedRow)
_FACTS = ("length", "published", "source", "title_key", "shuffle")
SUMMARY_COLUMNS = ("article_id", *_FACTS, "suggestions")
_KEY_LENGTH = 40

# What `domain.answering.waiting` says, once more: counting may not read every article.
_SEEN = (
    "article_id = :article AND NOT EXISTS (SELECT 1 FROM muted_range AS m "
    'WHERE m.article_id = :article AND m.start < suggestion."end" AND suggestion.start < m."end")'
)
_WAITING = (
    f"{_SEEN} AND NOT EXISTS (SELECT 1 FROM decision "
    "WHERE suggestion_id = suggestion.id AND annotator_id = :person) "
    "AND NOT EXISTS (SELECT 1 FROM own WHERE {contradicts})"
)
_ADDED = text(
    "UPDATE article_summary SET suggestions = suggestions + :count, lowest_score = CASE "
    "WHEN lowest_score IS NULL OR lowest_score > :lowest THEN :lowest ELSE lowest_score END "
    "WHERE article_id = :article"
)
_RECOUNT = text(
    "UPDATE article_summary SET "
    f"suggestions = (SELECT count(*) FROM suggestion WHERE {_SEEN}), "
    f"lowest_score = (SELECT min(score) FROM suggestion WHERE {_SEEN}) "
    "WHERE article_id = :article"
)
# Own spans are gathered first: looked up for each suggestion, they took ten times as long.
_TALLY = (
    "INSERT INTO tally (article_id, annotator_id, annotations, decisions, waiting, lowest_score) "
    'WITH own AS MATERIALIZED (SELECT start, "end", label_id FROM annotation '
    "WHERE article_id = :article AND annotator_id = :person) "
    "SELECT CAST(:article AS INTEGER), CAST(:person AS INTEGER), (SELECT count(*) FROM own), "
    "(SELECT count(*) FROM decision WHERE article_id = :article AND annotator_id = :person), "
    f"count(*), min(score) FROM suggestion WHERE {_WAITING} "
    "ON CONFLICT (article_id, annotator_id) DO UPDATE SET annotations = excluded.annotations, "
    "decisions = excluded.decisions, waiting = excluded.waiting, "
    "lowest_score = excluded.lowest_score"
)

_MISCOUNTED = (
    "SELECT uid FROM article LEFT JOIN article_summary AS s ON s.article_id = article.id "
    "WHERE article.id IN ({}) AND (s.article_id IS NULL OR s.suggestions <> "
    "(SELECT count(*) FROM suggestion WHERE suggestion.article_id = article.id "
    "AND NOT EXISTS (SELECT 1 FROM muted_range AS m WHERE m.article_id = article.id "
    'AND m.start < suggestion."end" AND suggestion.start < m."end")))'
)
_MISTALLIED = (
    "SELECT DISTINCT uid FROM tally JOIN article ON article.id = tally.article_id "
    "WHERE article.id IN ({}) AND (decisions <> (SELECT count(*) FROM decision AS d "
    "WHERE d.article_id = article.id AND d.annotator_id = tally.annotator_id) "
    "OR annotations <> (SELECT count(*) FROM annotation AS a "
    "WHERE a.article_id = article.id AND a.annotator_id = tally.annotator_id) "
    "OR waiting <> (SELECT count(*) FROM suggestion WHERE suggestion.article_id = article.id "
    "AND NOT EXISTS (SELECT 1 FROM decision AS d "
    "WHERE d.suggestion_id = suggestion.id AND d.annotator_id = tally.annotator_id) "
    "AND NOT EXISTS (SELECT 1 FROM muted_range AS m WHERE m.article_id = article.id "
    'AND m.start < suggestion."end" AND suggestion.start < m."end") '
    "AND NOT EXISTS (SELECT 1 FROM annotation AS a WHERE a.article_id = article.id "
    "AND a.annotator_id = tally.annotator_id AND {contradicts})))"
)


def summary_row(number: int, sha256: str, article: NewArticle) -> tuple[Any, ...]:
    """The summary of an article that comes in, in SUMMARY_COLUMNS; it has no suggestions yet."""
    key, shuffle = title_key(article.title), draw(sha256)
    return (number, len(article.text), article.published, article.source, key, shuffle, 0)


def title_key(title: str) -> str:
    """What a title is sorted by: without case, accents and signs before its first word."""
    folded = title.casefold()
    if not folded.isascii():
        parted = unicodedata.normalize("NFKD", folded[: 2 * _KEY_LENGTH])
        folded = "".join(char for char in parted if not unicodedata.combining(char))
    first = next((at for at, char in enumerate(folded) if char.isalnum()), 0)
    return folded[first : first + _KEY_LENGTH]


def suggestions_added(connection: Connection, added: Mapping[int, Sequence[float | None]]) -> None:
    """Count suggestions that have been added; ``added`` has their scores by article."""
    rows = []
    for article, scores in added.items():
        lowest = min((score for score in scores if score is not None), default=None)
        rows.append({"article": article, "count": len(scores), "lowest": lowest})
    if rows:
        connection.execute(_ADDED, rows)
        _recount(connection, _with_muted(connection, list(added)))
        _retally(connection, added)


def recount(connection: Connection, articles: Iterable[int]) -> None:
    """Count the suggestions of some articles anew, as a whole and for everybody."""
    numbers = list(articles)
    _recount(connection, numbers)
    _retally(connection, numbers)


def _recount(connection: Connection, numbers: Sequence[int]) -> None:
    if numbers:
        connection.execute(_RECOUNT, [{"article": number} for number in numbers])


def _with_muted(connection: Connection, numbers: Sequence[int]) -> list[int]:
    numbers_muted: list[int] = []
    for some in chunks(numbers):
        query = select(MUTED.c.article_id).distinct()
        chunk = MUTED.c.article_id.in_(some)
        numbers_muted += connection.execute(query.where(chunk)).scalars()
    return numbers_muted


def tally(connection: Connection, pairs: Iterable[Sequence[int]]) -> None:
    """Count anew what annotators have done in articles, given as pairs of their numbers."""
    rows = [{"article": article, "person": person} for article, person in pairs]
    if rows:
        contradicts = overlap_rule.contradicts(connection, "own", "suggestion")
        if len(rows) == 1:
            _tally_by(contradicts).run(connection, **rows[0])
        else:
            connection.execute(text(_TALLY.format(contradicts=contradicts)), rows)


@lru_cache(4)
def _tally_by(contradicts: str) -> Prepared:
    return Prepared(text(_TALLY.format(contradicts=contradicts)))


def tally_all(connection: Connection) -> None:
    """Count anew what everybody has done in every article: by another rule, own spans answer other
    suggestions.
    """
    pairs = select(TALLY.c.article_id, TALLY.c.annotator_id).where(TALLY.c.annotations > 0)
    tally(connection, connection.execute(pairs).all())


def miscounted(connection: Connection, articles: Sequence[int]) -> Iterator[str]:
    """Where a kept count is not what counting anew gives, in sentences."""
    listed = ", ".join(map(str, articles)) or "NULL"
    for uid in connection.execute(text(_MISCOUNTED.format(listed))).scalars():
        yield f"article {uid}: the queue counts its suggestions wrongly"
    contradicts = overlap_rule.contradicts(connection, "a", "suggestion")
    query = _MISTALLIED.format(listed, contradicts=contradicts)
    for uid in connection.execute(text(query)).scalars():
        yield f"article {uid}: the queue counts what was done in it wrongly"


def _retally(connection: Connection, articles: Iterable[int]) -> None:
    numbers = list(articles)
    for some in chunks(numbers):
        known = TALLY.c.article_id.in_(some)
        pairs = connection.execute(select(TALLY.c.article_id, TALLY.c.annotator_id).where(known))
        tally(connection, [(article, person) for article, person in pairs])
