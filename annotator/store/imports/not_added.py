"""What records say of articles that are there already beside their spans, and is not added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, select

from annotator.domain.errors import DamagedError
from annotator.domain.records import ImportIssue, Record
from annotator.domain.same_text import told_by
from annotator.domain.span_keys import KEPT_UNDER, kept
from annotator.domain.wording import counted
from annotator.store.articles.article_rows import TEXT
from annotator.store.articles.snapshots import parsed_extra
from annotator.store.bulk import chunks

_NAMED = {KEPT_UNDER: "keys of spans"}


def issues(
    connection: Connection, stored: Sequence[tuple[int, bool]], records: Sequence[Record]
) -> Iterator[ImportIssue]:
    """One for each file that has relations, features and the like for articles that lack them.

    ``stored`` has the number of each record's article, and whether it is new.
    """
    wanted: list[tuple[int, Record, dict[str, Any]]] = []
    for (number, is_new), record in zip(stored, records, strict=True):
        is_kept = is_new or told_by(record)  # by `also`
        extra = {} if is_kept else kept(record.article, record.spans).extra
        more = {key: value for key, value in extra.items() if isinstance(value, list | dict)}
        if more:
            wanted.append((number, record, more))
    there: dict[int, dict[str, Any]] = {}
    for some in chunks(sorted({number for number, _, _ in wanted}), 900):
        query = select(TEXT.c.article_id, TEXT.c.extra).where(TEXT.c.article_id.in_(some))
        for number, extra in connection.execute(query):
            with suppress(DamagedError):
                there[number] = parsed_extra(extra)
    files: dict[str, tuple[set[int], dict[str, None]]] = {}
    for number, record, more in wanted:
        known = there.get(number, {})
        for key in (key for key, value in more.items() if known.get(key) != value):
            numbers, keys = files.setdefault(record.file, (set(), {}))
            numbers.add(number)
            keys[_NAMED.get(key, f"“{key}”")] = None
    for file, (numbers, keys) in files.items():
        what = f"of {counted(len(numbers), 'article')} already in the project it says more "
        reason = f"beside spans ({', '.join(keys)}), which was not added"
        yield ImportIssue(file, None, what + reason, loss=False)
