"""Articles in and out of the project: batches, the queue, and one article with its spans."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from annotator.domain.errors import ProjectError
from annotator.domain.state import ArticleState, QueueEntry
from annotator.domain.text import text_hash
from annotator.domain.values import (
    Annotation,
    Article,
    Decision,
    Document,
    MutedRange,
    NewArticle,
    Status,
    Work,
)
from annotator.store.mapping import find_annotator
from annotator.store.rows import ANNOTATION, DECISION, MUTED, WORK, fetch
from annotator.store.suggestions import SUGGESTION, suggestions_of
from annotator.store.tables import ArticleRow, ArticleTextRow, table

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
    rows: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    results: list[tuple[int, bool]] = []
    for article, sha256 in zip(articles, hashes, strict=True):
        if sha256 in known:
            results.append((known[sha256], False))
            continue
        number = known[sha256] = following + len(rows)
        uid = article.uid or sha256[:16]
        # Two texts may come under one name; the hash keeps them apart.
        uid = sha256 if uid in taken else uid
        taken.add(uid)
        rows.append(_article_row(number, uid, sha256, article, now))
        texts.append(_text_row(number, article))
        results.append((number, True))
    if rows:
        connection.execute(insert(ARTICLE), rows)
        connection.execute(insert(TEXT), texts)
    return results


def _known(connection: Connection, hashes: Sequence[str]) -> dict[str, int]:
    query = select(ARTICLE.c.sha256, ARTICLE.c.id).where(ARTICLE.c.sha256.in_(hashes))
    return {sha256: number for sha256, number in connection.execute(query)}


def _taken_uids(connection: Connection, uids: Sequence[str]) -> set[str]:
    return set(connection.execute(select(ARTICLE.c.uid).where(ARTICLE.c.uid.in_(uids))).scalars())


def _article_row(
    number: int, uid: str, sha256: str, article: NewArticle, now: str
) -> dict[str, Any]:
    return {
        "id": number,
        "uid": uid,
        "sha256": sha256,
        "length": len(article.text),
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": article.published,
        "imported_at": now,
    }


def _text_row(number: int, article: NewArticle) -> dict[str, Any]:
    original = article.text.encode() if article.raw is None else article.raw
    return {
        "article_id": number,
        "text": article.text,
        "encoding": article.encoding,
        "raw_sha256": hashlib.sha256(original).hexdigest(),
        "raw": None if article.raw is None else zlib.compress(article.raw),
        "extra": json.dumps(article.extra, ensure_ascii=False) if article.extra else None,
    }


def article_of(row: Mapping[str, Any]) -> Article:
    """The value of a row of the article table."""
    return Article(
        id=row["id"],
        uid=row["uid"],
        title=row["title"],
        sha256=row["sha256"],
        length=row["length"],
        source=row["source"],
        url=row["url"],
        published=row["published"],
    )


def queue_ids(
    connection: Connection, *, annotator: str, statuses: Sequence[Status] = (), words: str = ""
) -> list[int]:
    """The numbers of the articles in import order, limited to ``statuses`` and title ``words``."""
    query = select(ARTICLE.c.id).order_by(ARTICLE.c.id)
    if statuses:
        query = query.outerjoin(WORK, _own(WORK, connection, annotator))
        status = func.coalesce(WORK.c.status, Status.NEW.value)
        query = query.where(status.in_([status.value for status in statuses]))
    for word in words.split():
        query = query.where(ARTICLE.c.title.icontains(word, autoescape=True))
    return list(connection.execute(query).scalars())


def queue_entries(
    connection: Connection, numbers: Sequence[int], *, annotator: str
) -> dict[int, QueueEntry]:
    """What the queue shows of some articles, by number."""
    person = find_annotator(connection, annotator)
    annotations = _counts(connection, ANNOTATION, numbers, ANNOTATION.c.annotator_id == person)
    suggestions = _counts(connection, SUGGESTION, numbers)
    decisions = _counts(connection, DECISION, numbers, DECISION.c.annotator_id == person)
    query = select(ARTICLE, WORK.c.status, WORK.c.reason).outerjoin(
        WORK, (WORK.c.article_id == ARTICLE.c.id) & (WORK.c.annotator_id == person)
    )
    found = connection.execute(query.where(ARTICLE.c.id.in_(numbers))).mappings()
    return {
        row["id"]: QueueEntry(
            article=article_of(dict(row)),
            status=Status(row["status"] or Status.NEW),
            reason=row["reason"],
            annotations=annotations.get(row["id"], 0),
            suggestions=suggestions.get(row["id"], 0),
            waiting=suggestions.get(row["id"], 0) - decisions.get(row["id"], 0),
        )
        for row in found
    }


def _own(rows: Any, connection: Connection, annotator: str) -> Any:
    person = find_annotator(connection, annotator)
    return (rows.c.article_id == ARTICLE.c.id) & (rows.c.annotator_id == person)


def _counts(
    connection: Connection, rows: Any, numbers: Sequence[int], *conditions: Any
) -> dict[int, int]:
    query = (
        select(rows.c.article_id, func.count())
        .where(rows.c.article_id.in_(numbers), *conditions)
        .group_by(rows.c.article_id)
    )
    return {number: count for number, count in connection.execute(query)}


def status_counts(connection: Connection, *, annotator: str) -> dict[Status, int]:
    """How many articles stand where, for one annotator; every status is a key."""
    status = func.coalesce(WORK.c.status, Status.NEW.value)
    query = (
        select(status, func.count())
        .select_from(ARTICLE)
        .outerjoin(WORK, _own(WORK, connection, annotator))
        .group_by(status)
    )
    found = {Status(name): count for name, count in connection.execute(query)}
    return {status: found.get(status, 0) for status in Status}


def document(connection: Connection, number: int) -> Document:
    """An article with its text. Raises ProjectError if it is not in the project."""
    query = select(ARTICLE, TEXT.c.text).join(TEXT, TEXT.c.article_id == ARTICLE.c.id)
    row = connection.execute(query.where(ARTICLE.c.id == number)).mappings().first()
    if row is None:
        raise ProjectError(f"Article {number} is not in the project; look at the queue again.")
    return Document(article_of(dict(row)), row["text"])


def article_state(connection: Connection, number: int, *, annotator: str) -> ArticleState:
    """One article as one annotator sees it."""
    person = find_annotator(connection, annotator)
    works = fetch(connection, Work, (WORK.c.article_id == number) & (WORK.c.annotator_id == person))
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
    return ArticleState(
        document=document(connection, number),
        annotator=annotator,
        annotations=tuple(sorted(annotations, key=lambda a: (a.start, -a.end, a.id))),
        suggestions=suggestions_of(connection, number),
        decisions=tuple(sorted(decisions, key=lambda d: d.suggestion_id)),
        muted=tuple(sorted(muted, key=lambda m: m.start)),
        work=works[0] if works else None,
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
