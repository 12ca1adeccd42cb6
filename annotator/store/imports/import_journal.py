"""What an import has brought, batch by batch, so that it can be taken back as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, Table, delete, exists, func, select

from annotator.store.articles.article_rows import ARTICLE, TEXT
from annotator.store.articles.stories import STORY
from annotator.store.bulk import chunks
from annotator.store.imports import also
from annotator.store.mapping import LABEL
from annotator.store.queue.summaries import TALLY, recount, tally
from annotator.store.review.review_rows import GOLD_SPAN, REVIEW
from annotator.store.row_mapper import ANNOTATION, DECISION, MUTED, STATUS, UNMUTED
from annotator.store.work.suggestions import RUN, SOURCE, SUGGESTION
from annotator.store.work.work_versions import VERSION, advance

# Tables with rows of articles that were there already, and what tells their rows apart.
_KEPT: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (DECISION, ("suggestion_id", "annotator_id")),
    (ANNOTATION, ("id",)),
    (SUGGESTION, ("id",)),
    (RUN, ("article_id", "source_id")),
    (STATUS, ("article_id", "annotator_id")),
    (TALLY, ("article_id", "annotator_id")),
    (MUTED, ("id",)),
    (UNMUTED, ("id",)),
    (VERSION, ("article_id", "annotator_id")),
    (GOLD_SPAN, ("id",)),
    (REVIEW, ("article_id",)),
)
Keys = dict[str, set[tuple[object, ...]]]


@dataclass(slots=True)
class Footprint:
    """The articles an import has added, and the rows it has added to articles there before;
    ``extras`` are the further keys of those it has added to.
    """

    articles: list[range] = field(default_factory=list)
    known: set[int] = field(default_factory=set)
    rows: Keys = field(default_factory=lambda: {table.name: set() for table, _ in _KEPT})
    labels: list[str] = field(default_factory=list)
    extras: dict[int, str | None] = field(default_factory=dict)
    sources: frozenset[int] = frozenset()

    @property
    def count(self) -> int:
        """How many articles were added."""
        return sum(len(numbers) for numbers in self.articles)


@dataclass(frozen=True, slots=True)
class Before:
    """How things stood when a batch began."""

    last: int
    known: tuple[int, ...]
    keys: Keys


def begin(connection: Connection) -> Footprint:
    """An empty footprint: what is there now is no part of it."""
    return Footprint(sources=frozenset(connection.execute(select(SOURCE.c.id)).scalars()))


def before(connection: Connection, footprint: Footprint, hashes: Sequence[str]) -> Before:
    """Look at what a batch may add to; ``hashes`` are those of its texts that may be there."""
    last = _last(connection)
    known: list[int] = []
    for some in chunks(hashes):
        query = select(ARTICLE.c.id).where(ARTICLE.c.sha256.in_(some))
        known += connection.execute(query).scalars()
    own = tuple(n for n in known if not any(n in added for added in footprint.articles))
    return Before(last, own, _keys(connection, own))


def after(connection: Connection, footprint: Footprint, state: Before) -> None:
    """Take what a batch has added into the footprint; in the transaction of the batch."""
    last = _last(connection)
    if last > state.last:
        footprint.articles.append(range(state.last + 1, last + 1))
    if state.known:
        footprint.known.update(state.known)
        for name, keys in _keys(connection, state.known).items():
            footprint.rows[name] |= keys - state.keys[name]


def take_back(connection: Connection, footprint: Footprint) -> None:
    """Remove everything of a footprint, in one transaction of the caller.

    What people have done since in the articles that go, goes with them.
    """
    for numbers in footprint.articles:
        for some in chunks(numbers):
            _remove(connection, list(some))
    _remove_rows(connection, footprint)
    also.put_back(connection, footprint.extras)
    for label in footprint.labels:
        _remove_unused(
            *(connection, LABEL, LABEL.c.name == label),
            *((ANNOTATION, SUGGESTION, GOLD_SPAN), "label_id"),
        )
    new = SOURCE.c.id.not_in(footprint.sources)
    _remove_unused(connection, SOURCE, new, (SUGGESTION, RUN), "source_id")


def _remove(connection: Connection, numbers: list[int]) -> None:
    if connection.dialect.name == "sqlite":
        query = select(ARTICLE.c.id, ARTICLE.c.title, TEXT.c.text)
        query = query.join(TEXT, TEXT.c.article_id == ARTICLE.c.id)
        rows = connection.execute(query.where(ARTICLE.c.id.in_(numbers))).all()
        if rows:
            # The index keeps no texts: it is told what to forget.
            connection.exec_driver_sql(
                "INSERT INTO article_fts(article_fts, rowid, title, text) "
                "VALUES ('delete', ?, ?, ?)",
                [tuple(row) for row in rows],
            )
    # Verdicts and annotations refer to each other, and some tables only restrict.
    connection.execute(delete(DECISION).where(DECISION.c.article_id.in_(numbers)))
    connection.execute(delete(ANNOTATION).where(ANNOTATION.c.article_id.in_(numbers)))
    connection.execute(delete(STORY).where(STORY.c.article_id.in_(numbers)))
    connection.execute(delete(ARTICLE).where(ARTICLE.c.id.in_(numbers)))


def _remove_rows(connection: Connection, footprint: Footprint) -> None:
    changed: set[tuple[int, int]] = set()
    for table, names in _KEPT:
        key = table.c[names[0]]
        for row in footprint.rows[table.name]:
            condition = key == row[0]
            for name, value in zip(names[1:], row[1:], strict=True):
                condition = condition & (table.c[name] == value)
            if "annotator_id" in table.c:
                whose = select(table.c.article_id, table.c.annotator_id).where(condition)
                changed.update((article, person) for article, person in connection.execute(whose))
            connection.execute(delete(table).where(condition))
    # Work that was there before is another than the import had made of it.
    added = footprint.rows[VERSION.name]
    advance(connection, sorted(pair for pair in changed if pair not in added))
    known = sorted(footprint.known)
    if known:
        recount(connection, known)
        pairs: list[tuple[int, int]] = []
        for some in chunks(known):
            query = select(TALLY.c.article_id, TALLY.c.annotator_id)
            query = query.where(TALLY.c.article_id.in_(some))
            pairs += [(article, person) for article, person in connection.execute(query)]
        tally(connection, pairs)


def _remove_unused(
    connection: Connection,
    table: Table,
    which: ColumnElement[bool],
    users: Iterable[Table],
    column: str,
) -> None:
    condition = which
    for user in users:
        condition = condition & ~exists().where(user.c[column] == table.c.id)
    connection.execute(delete(table).where(condition))


def _keys(connection: Connection, numbers: Sequence[int]) -> Keys:
    keys: Keys = {table.name: set() for table, _ in _KEPT}
    for chunk in chunks(numbers):
        for table, names in _KEPT:
            query = select(*(table.c[name] for name in names))
            rows = connection.execute(query.where(table.c.article_id.in_(chunk)))
            keys[table.name].update(tuple(row) for row in rows)
    return keys


def _last(connection: Connection) -> int:
    return connection.execute(select(func.max(ARTICLE.c.id))).scalar() or 0
