"""Where the articles of a bundle stand in the project: as they are, in another text, or not yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection, func, select

from annotator.domain.merging import ArticleMatch, Unplaced
from annotator.domain.text import seen_text
from annotator.domain.values import NewArticle
from annotator.domain.work import BundledArticle
from annotator.domain.work_copies import alike, copied_work
from annotator.store.articles.article_rows import ARTICLE, TEXT, add_articles, texts

_READ, _ALIKE = 200, 40  # characters of a beginning that are read, and that must look alike
_MOST_NEAR = 50  # articles that begin so and are compared


@dataclass(frozen=True, slots=True)
class MatchedArticle:
    """An article of a bundle with where it stands; its text is that of the project now."""

    article: BundledArticle
    match: ArticleMatch
    number: int | None
    sha256: str
    unplaced: Mapping[str, tuple[Unplaced, ...]]
    is_alike: bool = False  # to its other text: the same is seen of both


class Beginnings:
    """The articles of a project by what is seen of their beginnings; all are read when the first is
    asked for, and once, since a merge asks with each of its batches.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def _rows(self) -> Mapping[str, Sequence[tuple[int, int, str]]]:
        """Lengths, numbers and hashes."""
        begin = func.substr(TEXT.c.text, 1, _READ)
        query = select(ARTICLE.c.length, ARTICLE.c.id, ARTICLE.c.sha256, begin)
        query = query.join(TEXT, TEXT.c.article_id == ARTICLE.c.id).order_by(ARTICLE.c.id)
        rows: dict[str, list[tuple[int, int, str]]] = {}
        for length, number, sha256, beginning in self._connection.execute(query):
            key = seen_text(beginning)[:_ALIKE]
            rows.setdefault(key, []).append((length, number, sha256))
        return rows

    def seen_alike(
        self, article: BundledArticle, taken: Collection[int]
    ) -> tuple[int, str, str] | None:
        """The number, hash and text of the first article that differs from another only in signs
        that nobody sees. Of those that begin alike the nearest in length are compared.
        """
        seen, size = seen_text(article.text), len(article.text)
        free = [row for row in self._rows.get(seen[:_ALIKE], ()) if row[1] not in taken]
        near = sorted(free, key=lambda row: abs(row[0] - size))[:_MOST_NEAR]
        hashes = {number: sha256 for _, number, sha256 in near}
        for number, text in texts(self._connection, sorted(hashes)).items():
            if seen_text(text) == seen:
                return number, hashes[number], text
        return None


def match_articles(
    connection: Connection,
    batch: Sequence[BundledArticle],
    beginnings: Beginnings,
    *,
    add_missing: bool,
    join_alike: bool = True,
    taken: Collection[int] = (),
) -> list[MatchedArticle]:
    """Find each article by its text, else by its id or address, else by what is seen of its text;
    add it if it is to be added. Without ``join_alike`` what is seen of a text is no reason.

    ``taken`` are articles that the bundle has itself: they are no other text of one of its.
    """
    known = _known(connection, batch)
    others = _other_texts(
        connection,
        [a for a in batch if a.sha256 not in known],
        beginnings,
        {*taken, *known.values()},
        join_alike=join_alike,
    )
    lacking = [a for a in batch if a.sha256 not in known and a.sha256 not in others]
    added = _add(connection, lacking) if add_missing else {}
    matched = []
    for article in batch:
        if article.sha256 in others:
            matched.append(others[article.sha256])
            continue
        number = known.get(article.sha256, added.get(article.sha256))
        match = ArticleMatch.SAME_TEXT if article.sha256 in known else ArticleMatch.ADDED
        match = ArticleMatch.LACKING if number is None else match
        matched.append(MatchedArticle(article, match, number, article.sha256, {}))
    return matched


def only_seen_alike(
    connection: Connection,
    batch: Sequence[BundledArticle],
    beginnings: Beginnings,
    taken: Collection[int],
) -> list[BundledArticle]:
    """The articles that nothing but what is seen of their texts makes the same as one here."""
    known = _known(connection, batch)
    lacking = [article for article in batch if article.sha256 not in known]
    other = _other_texts(
        connection, lacking, beginnings, {*taken, *known.values()}, join_alike=False
    )
    return [
        article
        for article in lacking
        if article.sha256 not in other
        and beginnings.seen_alike(article, {*taken, *known.values()}) is not None
    ]


def _known(connection: Connection, batch: Sequence[BundledArticle]) -> dict[str, int]:
    query = select(ARTICLE.c.sha256, ARTICLE.c.id)
    wanted = query.where(ARTICLE.c.sha256.in_([article.sha256 for article in batch]))
    return {sha256: number for sha256, number in connection.execute(wanted)}


def _other_texts(
    connection: Connection,
    lacking: Sequence[BundledArticle],
    beginnings: Beginnings,
    taken: set[int],
    *,
    join_alike: bool,
) -> dict[str, MatchedArticle]:
    """Articles that stand here in another text: of the same id or address, and alike, or one that
    differs only in signs that nobody sees.
    """
    if not lacking:
        return {}
    columns = (ARTICLE.c.uid, ARTICLE.c.url, ARTICLE.c.sha256, ARTICLE.c.id)
    urls = [article.url for article in lacking if article.url]
    same = ARTICLE.c.uid.in_([article.uid for article in lacking]) | ARTICLE.c.url.in_(urls)
    query = select(*columns).where(same).order_by(ARTICLE.c.sha256.desc())
    rows = [row for row in connection.execute(query) if row[3] not in taken]
    by_url = {url: (number, sha256) for _, url, sha256, number in rows if url}
    by_uid = {uid: (number, sha256) for uid, _, sha256, number in rows}
    others = {}
    for article in lacking:
        number, sha256 = by_uid.get(article.uid) or by_url.get(article.url or "") or (0, "")
        text = texts(connection, [number]).get(number)
        if text is None or not alike(article.text, text):
            if not join_alike:
                continue
            number, sha256, text = beginnings.seen_alike(article, taken) or (0, "", None)
        if text is not None:
            moved = copied_work(article, text)
            others[article.sha256] = MatchedArticle(
                *(moved.article, ArticleMatch.OTHER_TEXT, number, sha256),
                *(moved.unplaced, moved.is_alike),
            )
    return others


def _add(connection: Connection, lacking: Sequence[BundledArticle]) -> dict[str, int]:
    if not lacking:
        return {}
    new = [
        NewArticle(
            text=article.text,
            title=" ".join(article.title.split()),
            source=article.source,
            url=article.url,
            published=article.published,
            uid=article.uid or None,
            raw=article.raw,
            encoding=article.encoding if article.raw is not None else "utf-8",
            extra=article.extra,
        )
        for article in lacking
    ]
    stored = add_articles(connection, new)
    return {a.sha256: number for a, (number, _) in zip(lacking, stored, strict=True)}
