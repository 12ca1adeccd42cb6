"""Many articles at once as one annotator sees them, in a few statements; for exports."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from annotator.domain.edits import ArticleRow
from annotator.domain.errors import DamagedError
from annotator.domain.state import ArticleState
from annotator.domain.values import (
    Annotation,
    ArticleStatus,
    Decision,
    Document,
    MutedRange,
    Suggestion,
    UnmutedRange,
)
from annotator.store.articles.article_rows import ARTICLE, TEXT
from annotator.store.bulk import chunks
from annotator.store.definitions import overlap_rule
from annotator.store.mapping import ANNOTATOR, LABEL, find_annotator
from annotator.store.project_settings import JOINED, fact
from annotator.store.row_mapper import ANNOTATION, DECISION, MUTED, STATUS, UNMUTED, fetch
from annotator.store.row_values import article_of, suggestion_of
from annotator.store.work.suggestions import SUGGESTION, select_suggestions

R = TypeVar("R", bound=ArticleRow)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An article's state, with those suggestions alone that have been decided on, and the
    unknown keys that came with it.
    """

    state: ArticleState
    extra: dict[str, Any]


def snapshots(connection: Connection, numbers: Sequence[int], *, annotator: str) -> list[Snapshot]:
    """Articles in the order given; give some hundreds at most. One no longer there is left out.

    Raises DamagedError if one of them cannot be read.
    """
    person = find_annotator(connection, annotator)
    annotations = _by_article(
        fetch(connection, Annotation, _own(ANNOTATION, numbers, person)),
    )
    decisions = _by_article(fetch(connection, Decision, _own(DECISION, numbers, person)))
    statuses = _by_article(fetch(connection, ArticleStatus, _own(STATUS, numbers, person)))
    muted = _by_article(fetch(connection, MutedRange, MUTED.c.article_id.in_(numbers)))
    unmuted = _by_article(fetch(connection, UnmutedRange, UNMUTED.c.article_id.in_(numbers)))
    rejected = _decided(connection, [d.suggestion_id for rows in decisions.values() for d in rows])
    by_number: dict[int, Snapshot] = {}
    rule = overlap_rule.rule(connection)
    query = select(ARTICLE, TEXT.c.text, TEXT.c.extra).join(TEXT, TEXT.c.article_id == ARTICLE.c.id)
    for row in connection.execute(query.where(ARTICLE.c.id.in_(numbers))).mappings():
        number = row["id"]
        state = ArticleState(
            document=Document(article_of(row), row["text"]),
            annotator=annotator,
            annotations=tuple(
                sorted(annotations[number], key=lambda a: (a.start, -a.end, a.label, a.id))
            ),
            suggestions=tuple(rejected.get(number, ())),
            decisions=tuple(decisions[number]),
            muted=tuple(sorted(muted[number], key=lambda m: (m.start, m.end))),
            unmuted=tuple(sorted(unmuted[number], key=lambda m: (m.start, m.end))),
            article_status=statuses[number][0] if statuses[number] else None,
            overlap_rule=rule,
        )
        by_number[number] = Snapshot(state, _extra(row["extra"]))
    return [by_number[number] for number in numbers if number in by_number]


def without_label(
    connection: Connection, numbers: Sequence[int], *, annotator: str
) -> dict[int, list[tuple[int, int]]]:
    """Where annotations of some articles lie whose label is not in the project any more."""
    person = find_annotator(connection, annotator)
    query = select(ANNOTATION.c.article_id, ANNOTATION.c.start, ANNOTATION.c.end)
    query = query.where(_own(ANNOTATION, numbers, person))
    query = query.where(ANNOTATION.c.label_id.not_in(select(LABEL.c.id)))
    places: dict[int, list[tuple[int, int]]] = {}
    for number, start, end in connection.execute(query).all():
        places.setdefault(number, []).append((start, end))
    return places


def _extra(stored: str | None) -> dict[str, Any]:
    try:
        extra = json.loads(stored) if stored else {}
    except (ValueError, RecursionError):
        extra = None
    if not isinstance(extra, dict):
        raise DamagedError("Its further keys are damaged; restore a backup.")
    return extra


def annotators(connection: Connection) -> list[str]:
    """Everybody who has worked in the project, by name; who has been joined with another and has
    nothing since is that other.
    """
    names = list(connection.execute(select(ANNOTATOR.c.name).order_by(ANNOTATOR.c.name)).scalars())
    joined = json.loads(fact(connection, JOINED) or "{}")
    return [name for name in names if name not in joined or _has_work(connection, name)]


def _has_work(connection: Connection, name: str) -> bool:
    person = select(ANNOTATOR.c.id).where(ANNOTATOR.c.name == name).scalar_subquery()
    own = (select(t.c.article_id).where(t.c.annotator_id == person) for t in (ANNOTATION, STATUS))
    return any(connection.execute(query.limit(1)).first() is not None for query in own)


def _own(rows: Any, numbers: Sequence[int], person: int | None) -> Any:
    return rows.c.article_id.in_(numbers) & (rows.c.annotator_id == person)


def _by_article(rows: Sequence[R]) -> defaultdict[int, list[R]]:
    by_article: defaultdict[int, list[R]] = defaultdict(list)
    for row in rows:
        by_article[row.article_id].append(row)
    return by_article


def _decided(connection: Connection, ids: Sequence[int]) -> dict[int, list[Suggestion]]:
    query = select_suggestions()
    by_article: dict[int, list[Suggestion]] = {}
    for some in chunks(ids, 900):
        chunk = query.where(SUGGESTION.c.id.in_(some))
        for row in connection.execute(chunk).mappings():
            suggestion = suggestion_of(row)
            by_article.setdefault(suggestion.article_id, []).append(suggestion)
    return by_article
