"""Which texts are in the project already."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from annotator.store.articles.article_rows import ARTICLE

_CHUNK = 500  # parameters a statement


def known(connection: Connection, hashes: Sequence[str]) -> set[str]:
    """Which of these hashes of texts are those of articles."""
    found: set[str] = set()
    for at in range(0, len(hashes), _CHUNK):
        query = select(ARTICLE.c.sha256).where(ARTICLE.c.sha256.in_(hashes[at : at + _CHUNK]))
        found.update(connection.execute(query).scalars())
    return found
