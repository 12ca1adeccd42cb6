"""Versions of work that are kept aside: not shown, not counted, never lost without being told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select

from annotator.domain.label_names import LabelNames
from annotator.domain.wording import counted
from annotator.domain.work_json import SavedVersion, under, version_text, version_value
from annotator.store.bulk import chunks, insert_rows
from annotator.store.mapping import ANNOTATOR
from annotator.store.tables import ArticleRow, table
from annotator.store.work.work_tables import SavedVersionRow
from annotator.store.work.work_versions import Pair

SAVED = table(SavedVersionRow)
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
    saved: SavedVersion

    def __str__(self) -> str:
        version, lost = self.saved.version, self.saved.unplaced
        what = (
            f"{counted(len(lost), 'annotation')} without a place"
            if lost
            else f"{counted(len(version.spans), 'annotation')}, {version.status or 'new'}"
        )
        source = f", from {self.source}" if self.source else ""
        return f"{self.key[:8]}  {self.annotator}, “{self.title}” ({self.uid}): {what}{source}"

    def to_json(self) -> dict[str, object]:
        """The version as a JSON object of a report."""
        version = self.saved.version
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
            "unplaced": [item.to_json() for item in self.saved.unplaced],
        }


def saved_versions(
    connection: Connection, numbers: Sequence[int], *, kind: str = DIVERGED
) -> dict[Pair, dict[str, SavedVersion]]:
    """The versions of one kind kept for some articles, by their keys."""
    by_pair: dict[Pair, dict[str, SavedVersion]] = {}
    columns = (SAVED.c.article_id, SAVED.c.annotator_id, SAVED.c.key, SAVED.c.content)
    for some in chunks(numbers):
        chunk = SAVED.c.article_id.in_(some) & (SAVED.c.kind == kind)
        for article, person, key, content in connection.execute(select(*columns).where(chunk)):
            by_pair.setdefault((article, person), {})[key] = version_value(content)
    return by_pair


def entries(connection: Connection) -> list[ConflictingVersion]:
    """Everything that is kept aside, by article and annotator."""
    query = (
        select(SAVED, ARTICLE.c.uid, ARTICLE.c.title, ANNOTATOR.c.name)
        .join(ARTICLE, ARTICLE.c.id == SAVED.c.article_id)
        .join(ANNOTATOR, ANNOTATOR.c.id == SAVED.c.annotator_id)
        .order_by(SAVED.c.article_id, ANNOTATOR.c.name, SAVED.c.key)
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
            saved=version_value(row["content"]),
        )
        for row in connection.execute(query).mappings()
    ]


def relabel(connection: Connection, names: LabelNames) -> None:
    """Let all versions kept aside have the labels by the names they have now."""
    for row in connection.execute(select(SAVED)).mappings().all():
        saved = version_value(row["content"])
        now = under(saved, names)
        if now == saved:
            continue
        pair = (row["article_id"], row["annotator_id"])
        drop(connection, pair, [row["key"]])
        drop(connection, pair, [now.version.key])  # two that differed by the names alone
        save(connection, [(pair, now.version.key, row["kind"], now, row["came"])])


def labels_used(connection: Connection) -> set[str]:
    """The labels of all versions kept aside; the project may have them no longer."""
    names: set[str] = set()
    for content in connection.execute(select(SAVED.c.content)).scalars():
        version = version_value(content).version
        names.update(span.label for span in version.spans)
        names.update(decision.suggestion.label for decision in version.decisions)
    return names


def save(connection: Connection, rows: Iterable[tuple[Pair, str, str, SavedVersion, str]]) -> None:
    """Keep versions aside, each as its pair, key, kind, content and what it came in."""
    values: list[tuple[Any, ...]] = [
        (*pair, key, kind, version_text(saved), source) for pair, key, kind, saved, source in rows
    ]
    insert_rows(connection, SAVED, values)


def drop(connection: Connection, pair: Pair, keys: Iterable[str]) -> None:
    """Keep these versions no longer."""
    own = (SAVED.c.article_id == pair[0]) & (SAVED.c.annotator_id == pair[1])
    connection.execute(delete(SAVED).where(own, SAVED.c.key.in_(list(keys))))


def spoilt(connection: Connection, numbers: Sequence[int]) -> Iterator[str]:
    """Which versions kept for some articles are not what they were, in sentences."""
    columns = (SAVED.c.key, SAVED.c.content, ARTICLE.c.uid, ANNOTATOR.c.name)
    query = (
        select(*columns)
        .join(ARTICLE, ARTICLE.c.id == SAVED.c.article_id)
        .join(ANNOTATOR, ANNOTATOR.c.id == SAVED.c.annotator_id)
    )
    for key, content, uid, name in connection.execute(query.where(SAVED.c.article_id.in_(numbers))):
        try:
            version = version_value(content).version
            whole = (version.key, version.annotator) == (key, name)
        except (ValueError, TypeError, KeyError):
            whole = False
        if not whole:
            yield f"article {uid}: the version {key[:8]} of {name} that is kept aside is spoilt"
