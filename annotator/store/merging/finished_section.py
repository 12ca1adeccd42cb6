"""On which day annotators have finished articles, in bundles: for how agreement goes with time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from annotator.domain.errors import InputError
from annotator.store.articles.article_rows import ARTICLE
from annotator.store.bulk import chunks
from annotator.store.review import finishing

_MOST = 1_000_000


class FinishedSection:
    """A line an annotator and day, with the hashes of the texts."""

    name = "finished"

    def write(
        self, connection: Connection, numbers: Sequence[int], *, annotators: Sequence[str]
    ) -> Iterator[Mapping[str, Any]]:
        """The days of ``annotators`` in some articles."""
        hashes = dict(_rows(connection, ARTICLE.c.id, numbers))
        by_day: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for (article, name), day in sorted(finishing.days(connection).items()):
            if name in annotators and article in hashes:
                by_day[name, day].append(hashes[article])
        for (name, day), texts in sorted(by_day.items()):
            yield {"annotator": name, "day": day, "sha256": texts}

    def read(
        self, connection: Connection, lines: Iterable[Mapping[str, Any]], *, annotator: str
    ) -> list[str]:
        """Keep the days; nothing is to be said of them."""
        said: dict[tuple[int, str], str] = {}
        for line in lines:
            name, day, texts = (line.get(key) for key in ("annotator", "day", "sha256"))
            if not isinstance(name, str) or not _is_day(day) or not _are_texts(texts):
                raise InputError("what it says of when articles were finished is damaged")
            rows = _rows(connection, ARTICLE.c.sha256, texts or ())
            for number, _ in rows:
                said[number, name] = max(str(day), said.get((number, name), ""))
        finishing.note(connection, said)
        return []


def _rows(connection: Connection, column: Any, values: Sequence[Any]) -> list[tuple[int, str]]:
    query = select(ARTICLE.c.id, ARTICLE.c.sha256)
    return [
        (number, sha256)
        for some in chunks(values)
        for number, sha256 in connection.execute(query.where(column.in_(some)))
    ]


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _are_texts(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) < _MOST
        and all(isinstance(text, str) for text in value)
    )
