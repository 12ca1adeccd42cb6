"""Articles in and out of the project: batches, and one article with its spans."""

from __future__ import annotations

import gc
import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from annotator.domain.control_share import is_control
from annotator.domain.errors import ProjectError
from annotator.domain.same_text import with_own_id
from annotator.domain.state import ArticleState
from annotator.domain.text import text_hash
from annotator.domain.values import (
    Annotation,
    ArticleStatus,
    Decision,
    Document,
    MutedRange,
    NewArticle,
    UnmutedRange,
)
from annotator.store.articles import search
from annotator.store.bulk import insert_rows
from annotator.store.definitions import overlap_rule
from annotator.store.definitions.control_share import share
from annotator.store.mapping import find_annotator
from annotator.store.queue.summaries import SUMMARY, SUMMARY_COLUMNS, summary_row
from annotator.store.row_mapper import ANNOTATION, DECISION, MUTED, STATUS, UNMUTED, fetch
from annotator.store.row_values import article_of
from annotator.store.tables import ArticleRow, ArticleTextRow, table
from annotator.store.work.suggestions import suggestions_of

ARTICLE = table(ArticleRow)
TEXT = table(ArticleTextRow)


def add_articles(connection: Connection, articles: Sequence[NewArticle]) -> list[tuple[int, bool]]:
    """Store articles; an article whose text is there already is not doubled.

    Returns for each its number and whether it is new, in the order given.
    """
    hashes = [text_hash(article.text) for article in articles]
    known = _known(connection, hashes)
    taken = _taken_uids(
        connection, [a.uid or h[:16] for a, h in zip(articles, hashes, strict=True)]
    )
    following = (connection.execute(select(func.max(ARTICLE.c.id))).scalar() or 0) + 1
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows: list[tuple[Any, ...]] = []
    texts: list[tuple[Any, ...]] = []
    summaries: list[tuple[Any, ...]] = []
    new: list[tuple[int, NewArticle]] = []
    results: list[tuple[int, bool]] = []
    for article, sha256 in zip(articles, hashes, strict=True):
        if sha256 in known:
            results.append((known[sha256], False))
            continue
        number = known[sha256] = following + len(rows)
        uid = article.uid or sha256[:16]
        # Two texts may come under one name; the hash keeps them apart.
        if uid in taken:
            uid, article = sha256, with_own_id(article)
        taken.add(uid)
        rows.append(_article_row(number, uid, sha256, article, now))
        texts.append(_text_row(number, sha256, article))
        summaries.append(summary_row(number, sha256, article))
        new.append((number, article))
        results.append((number, True))
    if rows:
        insert_rows(connection, ARTICLE, rows)
        insert_rows(connection, TEXT, texts)
        insert_rows(connection, SUMMARY, summaries, SUMMARY_COLUMNS)
        search.index(connection, new)
    return results


def _known(connection: Connection, hashes: Sequence[str]) -> dict[str, int]:
    query = select(ARTICLE.c.sha256, ARTICLE.c.id).where(ARTICLE.c.sha256.in_(hashes))
    return {sha256: number for sha256, number in connection.execute(query)}


def _taken_uids(connection: Connection, uids: Sequence[str]) -> set[str]:
    return set(connection.execute(select(ARTICLE.c.uid).where(ARTICLE.c.uid.in_(uids))).scalars())


def _article_row(
    number: int, uid: str, sha256: str, article: NewArticle, now: str
) -> tuple[Any, ...]:
    facts = (article.title, article.source, article.url, article.published)
    return (number, uid, sha256, len(article.text), *facts, now)


def _text_row(number: int, sha256: str, article: NewArticle) -> tuple[Any, ...]:
    raw, raw_sha256 = None, sha256
    if article.raw is not None:
        raw, raw_sha256 = zlib.compress(article.raw), hashlib.sha256(article.raw).hexdigest()
    extra = json.dumps(article.extra, ensure_ascii=False) if article.extra else None
    return (number, article.text, article.encoding, raw_sha256, raw, extra)


def numbers(connection: Connection) -> list[int]:
    """The numbers of all articles, in import order."""
    return search.numbers_in(connection, "SELECT id AS number FROM article ORDER BY id")


def document(connection: Connection, number: int) -> Document:
    """An article with its text. Raises ProjectError if it is not in the project."""
    query = select(ARTICLE, TEXT.c.text).join(TEXT, TEXT.c.article_id == ARTICLE.c.id)
    row = connection.execute(query.where(ARTICLE.c.id == number)).mappings().first()
    if row is None:
        raise ProjectError(f"Article {number} is not in the project; look at the queue again.")
    return Document(article_of(row), row["text"])


def texts(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The texts of some articles by number, in the order given; give some hundreds at most."""
    query = select(TEXT.c.article_id, TEXT.c.text).where(TEXT.c.article_id.in_(numbers))
    by_number = {number: text for number, text in connection.execute(query)}
    return {number: by_number[number] for number in numbers if number in by_number}


def article_state(connection: Connection, number: int, *, annotator: str) -> ArticleState:
    """One article as one annotator sees it."""
    with _undisturbed():
        return _article_state(connection, number, annotator)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Python's look for cycles goes through all that is made, again and again while much is."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _article_state(connection: Connection, number: int, annotator: str) -> ArticleState:
    person = find_annotator(connection, annotator)
    statuses = fetch(
        connection,
        ArticleStatus,
        (STATUS.c.article_id == number) & (STATUS.c.annotator_id == person),
    )
    annotations = fetch(
        connection,
        Annotation,
        (ANNOTATION.c.article_id == number) & (ANNOTATION.c.annotator_id == person),
    )
    decisions = fetch(
        connection,
        Decision,
        (DECISION.c.article_id == number) & (DECISION.c.annotator_id == person),
    )
    muted = fetch(connection, MutedRange, MUTED.c.article_id == number)
    unmuted = fetch(connection, UnmutedRange, UNMUTED.c.article_id == number)
    doc = document(connection, number)
    return ArticleState(
        document=doc,
        annotator=annotator,
        annotations=tuple(sorted(annotations, key=lambda a: (a.start, -a.end, a.id))),
        suggestions=suggestions_of(connection, number),
        decisions=tuple(sorted(decisions, key=lambda d: d.suggestion_id)),
        muted=tuple(sorted(muted, key=lambda m: m.start)),
        unmuted=tuple(sorted(unmuted, key=lambda m: m.start)),
        article_status=statuses[0] if statuses else None,
        is_control=is_control(doc.article.sha256, share(connection)),
        overlap_rule=overlap_rule.rule(connection),
    )


def extras(connection: Connection, number: int) -> dict[str, Any]:
    """The unknown keys that came with an article."""
    stored = connection.execute(select(TEXT.c.extra).where(TEXT.c.article_id == number)).scalar()
    return dict(json.loads(stored)) if stored else {}


def states(
    connection: Connection, numbers: Sequence[int], *, annotator: str
) -> Iterator[ArticleState]:
    """Articles one after the other as one annotator sees them, in the order given."""
    for number in numbers:
        yield article_state(connection, number, annotator=annotator)
