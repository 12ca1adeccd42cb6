"""Suggestions that give way to others, and those that come back with an edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)

from annotator.domain.answering import COPIED, IMPORTED
from annotator.domain.values import SuggestedSpan, Suggestion
from annotator.store.bulk import chunks
from annotator.store.mapping import LABEL, figure_text, label_ids
from annotator.store.queue.summaries import recount
from annotator.store.work.suggestions import (
    DECISION,
    PLACE,
    RUN,
    SOURCE,
    SUGGESTION,
    add_suggestions,
    by_all_names,
    hidden,
    source_id,
)

_PREDICTED = "label-studio"  # what its predictions come in as


def renew(
    connection: Connection,
    by_article: Mapping[int, Sequence[SuggestedSpan]],
    *,
    source: str,
    version: str,
    names: str | None,
) -> int:
    """Store what a suggester found in the place of what one had found with other names.

    What nobody has decided on gives way, unless it was found again: then it stays the same row.
    What muted text hides stays too: no suggester looks there. Returns how many are new.
    """
    number = source_id(connection, source, version, names)
    labels = by_all_names(connection)
    again = {
        (article, span.start, span.end, labels.get(span.label), span.rule, figure_text(span.figure))
        for article, spans in by_article.items()
        for span in spans
    }
    decided = exists().where(DECISION.c.suggestion_id == SUGGESTION.c.id)
    theirs = SUGGESTION.c.source_id.in_(_with_names())
    columns = (SUGGESTION.c.article_id, *(SUGGESTION.c[name] for name in (*PLACE, "rule")))
    query = select(SUGGESTION.c.id, *columns, SUGGESTION.c.figure)
    query = query.where(SUGGESTION.c.article_id.in_(list(by_article)), theirs, ~decided, ~hidden())
    again_there: list[int] = []
    gone: list[int] = []
    for row in connection.execute(query).all():
        (again_there if tuple(row[1:]) in again else gone).append(row[0])
    for numbers in chunks(again_there):
        same = SUGGESTION.c.id.in_(numbers)
        connection.execute(update(SUGGESTION).where(same).values(source_id=number))
    for numbers in chunks(gone):
        connection.execute(delete(SUGGESTION).where(SUGGESTION.c.id.in_(numbers)))
    older = RUN.c.article_id.in_(list(by_article)) & RUN.c.source_id.in_(_with_names())
    connection.execute(delete(RUN).where(older))
    recount(connection, list(by_article))
    return add_suggestions(connection, by_article, source=source, version=version, names=names)


def _with_names() -> Select[Any]:
    """The suggesters that take a team's names."""
    return select(SOURCE.c.id).where(SOURCE.c.names.is_not(None))


def drop_waiting(connection: Connection, articles: Iterable[int]) -> None:
    """Forget the suggestions of some articles that nobody has decided on and no muted text hides,
    and their runs. What a file has brought, also as predictions of Label Studio, or was copied
    from duplicates stays: no suggester would bring it again.
    """
    numbers = list(articles)
    decided = exists().where(DECISION.c.suggestion_id == SUGGESTION.c.id)
    own = SUGGESTION.c.article_id.in_(numbers)
    brought = or_(
        SOURCE.c.name == COPIED,
        *(SOURCE.c.name.startswith(name, autoescape=True) for name in (IMPORTED, _PREDICTED)),
    )
    made = SUGGESTION.c.source_id.not_in(select(SOURCE.c.id).where(brought))
    connection.execute(delete(SUGGESTION).where(own, made, ~decided, ~hidden()))
    connection.execute(delete(RUN).where(RUN.c.article_id.in_(numbers)))
    recount(connection, numbers)


def put_back(connection: Connection, wanted: Sequence[Suggestion]) -> dict[int, int]:
    """See to it that some suggestions are there, for an edit that is taken back or made again.

    One that has gone meanwhile is found by what it says, under another number, or is added as it
    was. Returns the numbers of those by the numbers they had.
    """
    numbers = _numbers(connection, SUGGESTION.c.id, [item.id for item in wanted])
    gone = [item for item in wanted if item.id not in numbers.get(item.says, ())]
    if not gone:
        return {}
    numbers = _numbers(connection, SUGGESTION.c.article_id, {item.article_id for item in gone})
    labels = label_ids(connection)
    moved: dict[int, int] = {}
    for item in gone:
        alike = numbers.get(item.says)
        if alike:
            moved[item.id] = min(alike)
        elif item.label in labels:
            moved[item.id] = _add_again(connection, item, labels[item.label])
    recount(connection, sorted({item.article_id for item in gone}))
    return moved


def _numbers(
    connection: Connection, column: ColumnElement[int], values: Iterable[int]
) -> dict[tuple[int, int, int, str], set[int]]:
    """The numbers of suggestions by what they say; ``column`` has one of ``values``."""
    said = (SUGGESTION.c.article_id, SUGGESTION.c.start, SUGGESTION.c.end, LABEL.c.name)
    query = select(SUGGESTION.c.id, *said).join(LABEL, LABEL.c.id == SUGGESTION.c.label_id)
    by_content: dict[tuple[int, int, int, str], set[int]] = {}
    for chunk in chunks(list(values)):
        for number, article, start, end, label in connection.execute(
            query.where(column.in_(chunk))
        ):
            by_content.setdefault((article, start, end, label), set()).add(number)
    return by_content


def _add_again(connection: Connection, item: Suggestion, label: int) -> int:
    values = {
        "article_id": item.article_id,
        "source_id": source_id(connection, item.source, item.version),
        "label_id": label,
        "start": item.start,
        "end": item.end,
        "rule": item.rule,
        "score": item.score,
        "figure": figure_text(item.figure),
    }
    added = insert(SUGGESTION).values(values).returning(SUGGESTION.c.id)
    return int(connection.execute(added).scalar_one())
