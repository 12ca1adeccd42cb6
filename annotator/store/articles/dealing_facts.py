"""What articles of an export are dealt out to its parts by, in a few statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table, func, select

from annotator.domain.dealing import Item
from annotator.domain.gold import GOLD
from annotator.store.articles.article_rows import ARTICLE
from annotator.store.articles.stories import first_hashes
from annotator.store.bulk import chunks
from annotator.store.mapping import LABEL, find_annotator
from annotator.store.review.review_rows import GOLD_SPAN
from annotator.store.row_mapper import ANNOTATION


def items(
    connection: Connection, wanted: Sequence[tuple[int, str]], *, with_labels: bool
) -> list[Item]:
    """The articles with these numbers, each with whose work it is to go out with."""
    numbers = [number for number, _ in wanted]
    groups = first_hashes(connection, numbers)
    labels = _labels(connection, wanted) if with_labels else {}
    columns = (ARTICLE.c.id, ARTICLE.c.sha256, ARTICLE.c.uid, ARTICLE.c.source, ARTICLE.c.published)
    return [
        Item(groups.get(number, sha256), uid, source, published, labels.get(number))
        for chunk in chunks(sorted(set(numbers)))
        for number, sha256, uid, source, published in connection.execute(
            select(*columns).where(ARTICLE.c.id.in_(chunk))
        )
    ]


def _labels(
    connection: Connection, wanted: Sequence[tuple[int, str]]
) -> Mapping[int, Counter[str]]:
    """How many spans of each label an article goes out with."""
    by_whom: defaultdict[str, list[int]] = defaultdict(list)
    for number, whose in wanted:
        by_whom[whose].append(number)
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for whose, numbers in by_whom.items():
        rows: Table = GOLD_SPAN if whose == GOLD else ANNOTATION
        query = select(rows.c.article_id, LABEL.c.name, func.count())
        query = query.join(LABEL, LABEL.c.id == rows.c.label_id)
        query = query.group_by(rows.c.article_id, LABEL.c.name)
        if whose != GOLD:
            query = query.where(rows.c.annotator_id == find_annotator(connection, whose))
        for chunk in chunks(numbers):
            of_chunk = query.where(rows.c.article_id.in_(chunk))
            for number, name, count in connection.execute(of_chunk):
                counts[number][name] += count
    return counts
