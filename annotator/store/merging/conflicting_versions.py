"""Versions of work that are kept aside: not shown, not counted, never lost without being told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select

from annotator.domain.work_json import SavedVersion, version_text, version_value
from annotator.store.bulk import chunks, insert_rows
from annotator.store.mapping import ANNOTATOR
from annotator.store.tables import ArticleRow, table
from annotator.store.work.work_tables import SavedVersionRow
from annotator.store.work.work_versions import Pair

KEPT = table(SavedVersionRow)
ARTICLE = table(ArticleRow)
DIVERGED, UNPLACED = "diverged", "unplaced"


@dataclass(frozen=True, slots=True)
class ConflictingVersion:
    """One version kept aside, with where it belongs and what it came in."""

    article: int
    uid: str
    title: str
    annotator: str
    key: str
    kind: str
    source: str
    kept: SavedVersion

    def __str__(self) -> str:
        version, lost = self.kept.version, self.kept.unplaced
        what = (
            f"{len(lost)} annotations without a place"
            if lost
            else f"{len(version.spans)} annotations, {version.status or 'new'}"
        )
        source = f", from {self.source}" if self.source else ""
        return f"{self.key[:8]}  {self.annotator}, “{self.title}” ({self.uid}): {what}{source}"

    def to_json(self) -> dict[str, object]:
        """The version as a JSON object of a report."""
        version = self.kept.version
        return {
            "key": self.key,
            "kind": self.kind,
            "annotator": self.annotator,
            "id": self.uid,
            "title": self.title,
            "status": version.status,
            "came": self.source,
            "spans": [
                {"start": span.start, "end": span.end, "label": span.label}
                for span in version.spans
            ],
            "unplaced": [item.to_json() for item in self.kept.unplaced],
        }


def saved_versions(
    connection: Connection, numbers: Sequence[int], *, kind: str = DIVERGED
) -> dict[Pair, dict[str, SavedVersion]]:
    """The versions of one kind kept for some articles, by their keys."""
    by_pair: dict[Pair, dict[str, SavedVersion]] = {}
    columns = (KEPT.c.article_id, KEPT.c.annotator_id, KEPT.c.key, KEPT.c.content)
    for some in chunks(numbers):
        chunk = KEPT.c.article_id.in_(some) & (KEPT.c.kind == kind)
        for article, person, key, content in connection.execute(select(*columns).where(chunk)):
            by_pair.setdefault((article, person), {})[key] = version_value(content)
    return by_pair


def entries(connection: Connection) -> list[ConflictingVersion]:
    """Everything that is kept aside, by article and annotator."""
    query = (
        select(KEPT, ARTICLE.c.uid, ARTICLE.c.title, ANNOTATOR.c.name)
        .join(ARTICLE, ARTICLE.c.id == KEPT.c.article_id)
        .join(ANNOTATOR, ANNOTATOR.c.id == KEPT.c.annotator_id)
        .order_by(KEPT.c.article_id, ANNOTATOR.c.name, KEPT.c.key)
    )
    return [
        ConflictingVersion(
            article=row["article_id"],
            uid=row["uid"],
            title=row["title"],
            annotator=row["name"],
            key=row["key"],
            kind=row["kind"],
            source=row["came"],
            kept=version_value(row["content"]),
        )
        for row in connection.execute(query).mappings()
    ]


def labels_used(connection: Connection) -> set[str]:
    """The labels of all versions kept aside; the project may have them no longer."""
    names: set[str] = set()
    for content in connection.execute(select(KEPT.c.content)).scalars():
        version = version_value(content).version
        names.update(span.label for span in version.spans)
        names.update(decision.suggestion.label for decision in version.decisions)
    return names


def keep(connection: Connection, rows: Iterable[tuple[Pair, str, str, SavedVersion, str]]) -> None:
    """Keep versions aside, each as its pair, key, kind, content and what it came in."""
    values: list[tuple[Any, ...]] = [
        (*pair, key, kind, version_text(kept), source) for pair, key, kind, kept, source in rows
    ]
    insert_rows(connection, KEPT, values)


def let_go(connection: Connection, pair: Pair, keys: Iterable[str]) -> None:
    """Keep these versions no longer."""
    own = (KEPT.c.article_id == pair[0]) & (KEPT.c.annotator_id == pair[1])
    connection.execute(delete(KEPT).where(own, KEPT.c.key.in_(list(keys))))


def spoilt(connection: Connection, numbers: Sequence[int]) -> Iterator[str]:
    """Which versions kept for some articles are not what they were, in sentences."""
    columns = (KEPT.c.key, KEPT.c.content, ARTICLE.c.uid, ANNOTATOR.c.name)
    query = (
        select(*columns)
        .join(ARTICLE, ARTICLE.c.id == KEPT.c.article_id)
        .join(ANNOTATOR, ANNOTATOR.c.id == KEPT.c.annotator_id)
    )
    for key, content, uid, name in connection.execute(query.where(KEPT.c.article_id.in_(numbers))):
        try:
            version = version_value(content).version
            whole = (version.key, version.annotator) == (key, name)
        except (ValueError, TypeError, KeyError):
            whole = False
        if not whole:
            yield f"article {uid}: the version {key[:8]} of {name} that is kept aside is spoilt"
