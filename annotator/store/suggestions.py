"""What suggesters said, by suggester and version, and which articles they have been through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, exists, insert, select

from annotator.domain.errors import SaveError
from annotator.domain.records import RecordSpan
from annotator.domain.values import SuggestedSpan, Suggestion
from annotator.store.bulk import insert_rows
from annotator.store.mapping import LABEL, figure_text, figure_value, label_ids
from annotator.store.summaries import suggestions_added, suggestions_dropped
from annotator.store.tables import (
    ArticleRow,
    DecisionRow,
    SourceRow,
    SuggestionRow,
    SuggestionRunRow,
    table,
)

SUGGESTION = table(SuggestionRow)
RUN = table(SuggestionRunRow)
SOURCE = table(SourceRow)
_PLACE = ("start", "end", "label_id")
_COLUMNS = ("article_id", "source_id", *_PLACE, "rule", "score", "figure")
_ARTICLE = table(ArticleRow)
_DECISION = table(DecisionRow)


def source_id(connection: Connection, name: str, version: str) -> int:
    """The number of a suggester in one version, added when new."""
    query = select(SOURCE.c.id).where(SOURCE.c.name == name, SOURCE.c.version == version)
    number = connection.execute(query).scalar()
    if number is None:
        added = insert(SOURCE).values(name=name, version=version).returning(SOURCE.c.id)
        number = connection.execute(added).scalar_one()
    return int(number)


def suggestions_of(connection: Connection, article: int) -> tuple[Suggestion, ...]:
    """All suggestions for an article, in text order."""
    query = select_suggestions().where(SUGGESTION.c.article_id == article)
    order = (SUGGESTION.c.start, SUGGESTION.c.end.desc(), SUGGESTION.c.id)
    found = connection.execute(query.order_by(*order)).mappings()
    return tuple(suggestion_of(row) for row in found)


def select_suggestions() -> Select[Any]:
    """A query for whole suggestions, with names joined in."""
    return (
        select(SUGGESTION, LABEL.c.name.label("label"), SOURCE.c.name, SOURCE.c.version)
        .join(LABEL, LABEL.c.id == SUGGESTION.c.label_id)
        .join(SOURCE, SOURCE.c.id == SUGGESTION.c.source_id)
    )


def suggestion_of(row: RowMapping) -> Suggestion:
    """The value of a row of `select_suggestions`."""
    return Suggestion(
        id=row["id"],
        article_id=row["article_id"],
        start=row["start"],
        end=row["end"],
        label=row["label"],
        source=row["name"],
        version=row["version"],
        rule=row["rule"],
        score=row["score"],
        figure=figure_value(row["figure"]),
    )


def articles_without_run(
    connection: Connection, *, since: int = 0, until: int | None = None, limit: int | None = None
) -> list[int]:
    """The articles ``since`` to ``until`` no suggester has been through, in import order."""
    ran = exists().where(RUN.c.article_id == _ARTICLE.c.id)
    query = select(_ARTICLE.c.id).where(_ARTICLE.c.id >= since, ~ran).order_by(_ARTICLE.c.id)
    if until is not None:
        query = query.where(_ARTICLE.c.id <= until)
    return list(connection.execute(query.limit(limit)).scalars())


def add_suggestions(
    connection: Connection,
    found: Mapping[int, Sequence[SuggestedSpan | RecordSpan]],
    *,
    source: str,
    version: str,
) -> int:
    """Store what a suggester found, by article, and that it has been there; returns how many.

    What is there already (same article, range and label) is not doubled. Raises SaveError for a
    label the project does not have.
    """
    number = source_id(connection, source, version)
    labels = label_ids(connection)
    there = _existing(connection, found)
    rows: list[tuple[Any, ...]] = []
    scores: dict[int, list[float | None]] = {}
    for article, spans in found.items():
        held = there.get(article, set())
        given: list[float | None] = []
        for span in spans:
            label = labels.get(span.label)
            if label is None:
                raise SaveError(
                    f"The suggester {source} uses the label “{span.label}”, which the project "
                    "does not have; add it or map it to another."
                )
            start, end, score = span.start, span.end, span.score
            key = (start, end, label)
            if key not in held:
                held.add(key)
                given.append(score)
                figure = None if span.figure is None else figure_text(span.figure)
                rows.append((article, number, start, end, label, span.rule, score, figure))
        if given:
            scores[article] = given
    insert_rows(connection, SUGGESTION, _COLUMNS, rows)
    suggestions_added(connection, scores)
    ran = set(
        connection.execute(
            select(RUN.c.article_id).where(
                RUN.c.source_id == number, RUN.c.article_id.in_(list(found))
            )
        ).scalars()
    )
    runs = [{"article_id": a, "source_id": number} for a in found if a not in ran]
    if runs:
        connection.execute(insert(RUN), runs)
    return len(rows)


def drop_waiting(connection: Connection, articles: Iterable[int]) -> None:
    """Forget the suggestions of some articles that nobody has decided on, and their runs."""
    numbers = list(articles)
    decided = exists().where(_DECISION.c.suggestion_id == SUGGESTION.c.id)
    connection.execute(delete(SUGGESTION).where(SUGGESTION.c.article_id.in_(numbers), ~decided))
    connection.execute(delete(RUN).where(RUN.c.article_id.in_(numbers)))
    suggestions_dropped(connection, numbers)


def _existing(connection: Connection, found: Iterable[int]) -> dict[int, set[tuple[int, int, int]]]:
    columns = (SUGGESTION.c.article_id, SUGGESTION.c.start, SUGGESTION.c.end, SUGGESTION.c.label_id)
    query = select(*columns).where(SUGGESTION.c.article_id.in_(list(found)))
    there: dict[int, set[tuple[int, int, int]]] = {}
    for article, start, end, label in connection.execute(query):
        there.setdefault(article, set()).add((start, end, label))
    return there
