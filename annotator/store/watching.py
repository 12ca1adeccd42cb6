"""What other windows and programs commit to a project that is open here.

A look costs next to nothing while nobody commits: SQLite counts the commits of others in
`PRAGMA data_version`, PostgreSQL its transactions in a snapshot.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, PoolProxiedConnection, Row, func, select, text
from sqlalchemy.exc import DBAPIError

from annotator.domain.changes import WORK, Change, ChangeOrigin, Part
from annotator.store.definitions.guidelines import GUIDELINES
from annotator.store.engine import own_marks
from annotator.store.events import EVENT
from annotator.store.project import PROJECT, Project
from annotator.store.project_settings import (
    LICENCE,
    OVERLAPS,
    PIPELINE,
    PIPELINE_LABELS,
    SENT_BACK,
    STORIES_GROUPED_AT,
    UNAIDED_SHARE,
    VAGUE_POLICY,
)
from annotator.store.review.reviewing import PLAN
from annotator.store.tables import ArticleRow, table
from annotator.store.work.suggestions import SUGGESTION

ARTICLE = table(ArticleRow)
_MOST = 500  # events or articles read at a look; where there are more, anything may have changed
_PATIENCE_S = 4.0  # with a server; a window asks again, and says meanwhile that it is away
_SNAPSHOT = text("SELECT CAST(txid_current_snapshot() AS text)")
_ANYTHING = Part.ARTICLES | Part.DUPLICATES | Part.ASSIGNMENTS | Part.LABELS | WORK
_OF_FACTS = {
    VAGUE_POLICY: Part.POLICY,
    PIPELINE: Part.PIPELINE,
    PIPELINE_LABELS: Part.PIPELINE,
    UNAIDED_SHARE: Part.CONTROL_SHARE,
    OVERLAPS: Part.OVERLAPS,
    STORIES_GROUPED_AT: Part.DUPLICATES,
    PLAN: Part.PLAN,
    SENT_BACK: Part.STATUS | Part.ASSIGNMENTS,
    LICENCE: Part.LICENCE,
}
_OF_ROWS = {
    "Annotation": Part.ANNOTATIONS,
    "Decision": Part.ANNOTATIONS,
    "Work": Part.STATUS,
    "MutedRange": Part.MUTED,
    "UnmutedRange": Part.MUTED,
    "ProjectName": Part.NAMES,
    "Label": Part.LABELS,
}  # all other kinds are of reviews


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a look has found: the last event, article and suggestion, and the facts."""

    event: int
    article: int
    suggestion: int
    guidelines: int
    facts: dict[str, str]


class Watch:
    """Finds out what others have committed since it was made. For one thread at a time."""

    def __init__(self, project: Project) -> None:
        """Raises ProjectError."""
        self._project = project
        self._file: PoolProxiedConnection | None = None
        self._inode = 0
        self._stamp = self._stamp_now()
        with project.reading() as connection:
            self._seen = _look(connection)

    def news(self) -> Change | None:
        """What others have committed since it was asked last; None for nothing.

        Raises ProjectError, and is told of it the next time then.
        """
        reach = self._project.reach
        with nullcontext() if reach is None else reach.patience(_PATIENCE_S):
            return self._news()

    def _news(self) -> Change | None:
        stamp = self._stamp_now()
        if stamp == self._stamp:
            return None
        with self._project.reading() as connection:
            seen = _look(connection)
            parts, articles = _differences(connection, self._seen, seen)
        self._stamp, self._seen = stamp, seen
        return Change(parts, articles, origin=ChangeOrigin.ELSEWHERE) if parts else None

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.invalidate()
            self._file = None

    def _stamp_now(self) -> object:
        """Another value after each commit of somebody else, and after some of one's own."""
        path = self._project.path
        if path is None:
            with self._project.reading() as connection:
                return connection.execute(_SNAPSHOT).scalar()
        with suppress(OSError, sqlite3.Error, DBAPIError):
            inode = path.stat().st_ino
            if inode != self._inode:  # another file has been put in its place
                self.close()
            if self._file is None:
                self._file = self._project.engine.raw_connection()
            self._inode = inode
            # Outside a transaction: nothing is locked for longer than this takes.
            stamp = self._file.driver_connection.execute("PRAGMA data_version")  # type: ignore[union-attr]
            return inode, stamp.fetchone()[0]
        self.close()
        return None


def _look(connection: Connection) -> _Seen:
    columns = (EVENT.c.id, ARTICLE.c.id, SUGGESTION.c.id, GUIDELINES.c.version)
    last = (connection.execute(select(func.max(column))).scalar() or 0 for column in columns)
    event, article, suggestion, guidelines = last
    facts = connection.execute(select(PROJECT.c.key, PROJECT.c.value))
    return _Seen(event, article, suggestion, guidelines, {key: value for key, value in facts})


def _differences(
    connection: Connection, before: _Seen, now: _Seen
) -> tuple[Part, tuple[int, ...] | None]:
    """Which parts others have changed between two looks, and in which articles."""
    own = own_marks(connection)
    parts = Part(0)
    articles: set[int] | None = set()
    for key, value in now.facts.items():
        if before.facts.get(key) != value and (key, value) not in own:
            parts |= _OF_FACTS.get(key, Part(0))
    if now.guidelines != before.guidelines:
        parts |= Part.GUIDELINES
    events = _events(connection, before.event)
    # An import that was taken back goes with its events.
    if now.article < before.article or now.event < before.event or len(events) == _MOST:
        parts, articles = parts | _ANYTHING, None
    for event in events:
        if (event.id, event.at) not in own:
            touched, inside = _of_event(event)
            parts |= touched
            articles = None if articles is None or inside is None else articles | inside
    newly = set(_suggested(connection, before.suggestion))
    if newly:
        parts |= Part.SUGGESTIONS
        articles = None if articles is None or len(newly) > _MOST else articles | newly
    return parts, None if articles is None else tuple(sorted(articles))


def _events(connection: Connection, after: int) -> Sequence[Row[Any]]:
    return connection.execute(select(EVENT).where(EVENT.c.id > after).limit(_MOST)).all()


def _suggested(connection: Connection, after: int) -> Iterator[int]:
    query = select(SUGGESTION.c.article_id).where(SUGGESTION.c.id > after).distinct()
    return iter(connection.execute(query.limit(_MOST + 1)).scalars())


def _of_event(event: Row[Any]) -> tuple[Part, set[int] | None]:
    """What an event of another program has changed; what it does not tell may be anything."""
    rows = [row for side in (event.before, event.after) for row in json.loads(side)]
    if not rows:
        return _ANYTHING, None
    parts = Part(0)
    for row in rows:
        parts |= _OF_ROWS.get(row["kind"], Part.GOLD)
    if Part.LABELS in parts:  # with their names in all spans
        return parts | WORK, None
    return parts, {row["article_id"] for row in rows if "article_id" in row}
