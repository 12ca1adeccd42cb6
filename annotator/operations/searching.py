"""Looking through all articles of a project for words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from annotator.domain.errors import InputError
from annotator.store.articles import search as store_search
from annotator.store.project import Project
from annotator.store.queue import queue_listing


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """One article with plain text around its first hit; ``ranges`` lie in ``context``."""

    uid: str
    title: str
    context: str
    ranges: tuple[tuple[int, int], ...]
    offset: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """The best matches and how many there are in all."""

    total: int
    articles: tuple[FoundArticle, ...]

    def to_json(self) -> dict[str, object]:
        """The matches as one JSON object."""
        return {"total": self.total, "articles": [_plain(item) for item in self.articles]}


def search(project: Project, words: str, *, limit: int = 50) -> Found:
    """The articles with every word, "phrase" and prefix* of ``words``, the best match first.

    Raises InputError when nothing is asked for.
    """
    with project.reading() as connection:
        numbers = store_search.matching(connection, words)
        if numbers is None:
            raise InputError("Say what to look for.")
        shown = store_search.ranked(connection, words, sorted(numbers))[:limit]
        known = queue_listing.entries(connection, shown, annotator="")
        hits = store_search.hits(connection, words, shown)
    articles = (
        FoundArticle(
            uid=known[hit.article].article.uid,
            title=known[hit.article].article.title,
            context=hit.context,
            ranges=hit.ranges,
            offset=hit.offset,
        )
        for hit in hits
    )
    return Found(len(numbers), tuple(articles))


def _plain(item: FoundArticle) -> dict[str, Any]:
    return {
        "id": item.uid,
        "title": item.title,
        "context": item.context,
        "hits": [list(bounds) for bounds in item.ranges],
        "offset": item.offset,
    }
