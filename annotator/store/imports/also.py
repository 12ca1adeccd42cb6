"""What further records say of articles that are there: kept with each, as events that one text
tells, or papers that printed it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select, update

from annotator.domain.errors import DamagedError
from annotator.domain.records import Record
from annotator.domain.same_text import ALSO, further, mark_of, says_so, told_by
from annotator.domain.values import NewArticle
from annotator.store.articles.article_rows import ARTICLE, TEXT
from annotator.store.articles.snapshots import parsed_extra
from annotator.store.bulk import chunks


@dataclass(frozen=True, slots=True)
class Kept:
    """How many records of each file were kept with articles that were there, and what these
    articles had as further keys before, by number.
    """

    records: Mapping[str, int] = field(default_factory=dict)
    before: dict[int, str | None] = field(default_factory=dict)

    def __add__(self, other: Kept) -> Kept:
        records = Counter(self.records)
        records.update(other.records)
        return Kept(records, other.before | self.before)


def keep(
    connection: Connection, stored: Sequence[tuple[int, bool]], records: Sequence[Record]
) -> Kept:
    """Keep what records say of articles there already that neither these nor their further records
    say; ``stored`` has the number of each record's article, and whether it is new.
    """
    told: dict[int, list[tuple[str, dict[str, Any]]]] = {}
    for (number, is_new), record in zip(stored, records, strict=True):
        said = {} if is_new else told_by(record)
        if said:
            told.setdefault(number, []).append((record.file, said))
    return keep_told(connection, told)


def keep_told(
    connection: Connection, told: Mapping[int, Sequence[tuple[str, dict[str, Any]]]]
) -> Kept:
    """Keep further records with articles by their numbers, each with the file it comes from."""
    kept, before = Counter[str](), dict[int, str | None]()
    for some in chunks(sorted(told)):
        columns = (ARTICLE.c.uid, ARTICLE.c.title, ARTICLE.c.source, ARTICLE.c.url)
        query = select(ARTICLE.c.id, *columns, ARTICLE.c.published, TEXT.c.text, TEXT.c.extra)
        query = query.join(TEXT, TEXT.c.article_id == ARTICLE.c.id)
        for row in connection.execute(query.where(ARTICLE.c.id.in_(some))).all():
            with suppress(DamagedError):
                extra = parsed_extra(row.extra)
                article = NewArticle(
                    *(row.text, row.title, row.source, row.url, row.published, row.uid), extra=extra
                )
                files = _added(article, extra, told[row.id])
                if files:
                    kept.update(files)
                    before[row.id] = row.extra
                    _store(connection, row.id, json.dumps(extra, ensure_ascii=False))
    return Kept(kept, before)


def put_back(connection: Connection, before: Mapping[int, str | None]) -> None:
    """Give articles the further keys that they had."""
    for number, extra in before.items():
        _store(connection, number, extra)


def _store(connection: Connection, number: int, extra: str | None) -> None:
    connection.execute(update(TEXT).where(TEXT.c.article_id == number).values(extra=extra))


def _added(
    article: NewArticle, extra: dict[str, Any], told: Sequence[tuple[str, dict[str, Any]]]
) -> list[str]:
    """Add to the keys what is new of what is told; returns the files of that."""
    also = further(extra)
    marks, files = set(map(mark_of, also)), list[str]()
    for file, said in told:
        mark = mark_of(said)
        if mark not in marks and not says_so(article, said):
            marks.add(mark)
            also.append(said)
            files.append(file)
    if files:
        extra[ALSO] = also
    return files
