"""Which texts are in the project already."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from annotator.store.articles.article_rows import ARTICLE
from annotator.store.bulk import chunks


def known(connection: Connection, hashes: Sequence[str]) -> set[str]:
    """Which of these hashes of texts are those of articles."""
    present: set[str] = set()
    for some in chunks(hashes):
        query = select(ARTICLE.c.sha256).where(ARTICLE.c.sha256.in_(some))
        present.update(connection.execute(query).scalars())
    return present
