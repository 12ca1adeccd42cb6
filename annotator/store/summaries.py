"""Counts that are kept, not computed: suggestions by article, work by article and annotator.

Whoever adds or takes away suggestions, annotations or verdicts says so here, in the same
transaction. Nothing here is the truth: everything can be counted anew.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select, text

from annotator.domain.unaided import draw
from annotator.domain.values import NewArticle
from annotator.store.tables import SummaryRow, TallyRow, table

SUMMARY = table(SummaryRow)
TALLY = table(TallyRow)
_FACTS = ("length", "published", "source", "title_key", "shuffle")
SUMMARY_COLUMNS = ("article_id", *_FACTS, "suggestions")
_KEY_LENGTH = 40
_CHUNK = 500  # numbers a statement

_ADDED = text(
    "UPDATE article_summary SET suggestions = suggestions + :count, lowest_score = CASE "
    "WHEN lowest_score IS NULL OR lowest_score > :lowest THEN :lowest ELSE lowest_score END "
    "WHERE article_id = :article"
)
_RECOUNT = text(
    "UPDATE article_summary SET "
    "suggestions = (SELECT count(*) FROM suggestion WHERE article_id = :article), "
    "lowest_score = (SELECT min(score) FROM suggestion WHERE article_id = :article) "
    "WHERE article_id = :article"
)
_TALLY = text(
    "INSERT INTO tally (article_id, annotator_id, annotations, decisions, lowest_score) "
    "SELECT CAST(:article AS INTEGER), CAST(:person AS INTEGER), "
    "(SELECT count(*) FROM annotation WHERE article_id = :article AND annotator_id = :person), "
    "(SELECT count(*) FROM decision WHERE article_id = :article AND annotator_id = :person), "
    "(SELECT min(score) FROM suggestion WHERE article_id = :article AND NOT EXISTS (SELECT 1 "
    "FROM decision WHERE suggestion_id = suggestion.id AND annotator_id = :person)) WHERE true "
    "ON CONFLICT (article_id, annotator_id) DO UPDATE SET annotations = excluded.annotations, "
    "decisions = excluded.decisions, lowest_score = excluded.lowest_score"
)

_MISCOUNTED = (
    "SELECT uid FROM article LEFT JOIN article_summary AS s ON s.article_id = article.id "
    "WHERE article.id IN ({}) AND (s.article_id IS NULL OR s.suggestions <> "
    "(SELECT count(*) FROM suggestion WHERE suggestion.article_id = article.id))"
)
_MISTALLIED = (
    "SELECT DISTINCT uid FROM tally JOIN article ON article.id = tally.article_id "
    "WHERE article.id IN ({}) AND (decisions <> (SELECT count(*) FROM decision AS d "
    "WHERE d.article_id = article.id AND d.annotator_id = tally.annotator_id) "
    "OR annotations <> (SELECT count(*) FROM annotation AS a "
    "WHERE a.article_id = article.id AND a.annotator_id = tally.annotator_id))"
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
        _retally(connection, added)


def suggestions_dropped(connection: Connection, articles: Iterable[int]) -> None:
    """Count the suggestions of some articles anew."""
    numbers = list(articles)
    if numbers:
        connection.execute(_RECOUNT, [{"article": number} for number in numbers])
        _retally(connection, numbers)


def tally(connection: Connection, pairs: Iterable[tuple[int, int]]) -> None:
    """Count anew what annotators have done in articles, given as pairs of their numbers."""
    rows = [{"article": article, "person": person} for article, person in pairs]
    if rows:
        connection.execute(_TALLY, rows)


def miscounted(connection: Connection, articles: Sequence[int]) -> Iterator[str]:
    """Where a kept count is not what counting anew gives, in sentences."""
    listed = ", ".join(map(str, articles)) or "NULL"
    for uid in connection.execute(text(_MISCOUNTED.format(listed))).scalars():
        yield f"article {uid}: the queue counts its suggestions wrongly"
    for uid in connection.execute(text(_MISTALLIED.format(listed))).scalars():
        yield f"article {uid}: the queue counts what was done in it wrongly"


def _retally(connection: Connection, articles: Iterable[int]) -> None:
    numbers = list(articles)
    for at in range(0, len(numbers), _CHUNK):
        known = TALLY.c.article_id.in_(numbers[at : at + _CHUNK])
        pairs = connection.execute(select(TALLY.c.article_id, TALLY.c.annotator_id).where(known))
        tally(connection, [(article, person) for article, person in pairs])
