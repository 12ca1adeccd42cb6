"""The labels of a project, and what becomes of spans when a label goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, exists, func, insert, select, union, update

from annotator.domain.label_names import LabelNames
from annotator.domain.labels import LabelUses
from annotator.domain.lineage import JOINED_LABELS
from annotator.domain.values import Label
from annotator.store.definitions import former_labels, names, overlap_rule
from annotator.store.mapping import LABEL, label_id
from annotator.store.merging import conflicting_versions
from annotator.store.queue.summaries import tally, tally_all
from annotator.store.review import review_rows, reviewing
from annotator.store.row_mapper import ANNOTATION, DECISION
from annotator.store.work.suggestions import SUGGESTION
from annotator.store.work.work_versions import Pair, advance_by


def labels(connection: Connection) -> tuple[Label, ...]:
    """The labels in the order in which they are offered."""
    rows = connection.execute(select(LABEL).order_by(LABEL.c.position, LABEL.c.id)).mappings()
    return tuple(
        Label(row["name"], row["key"], row["light"], row["dark"], row["description"])
        for row in rows
    )


def uses(connection: Connection, name: str) -> LabelUses:
    """What has a label, of everybody."""
    number = label_id(connection, name)
    people = select(func.count(func.distinct(ANNOTATION.c.annotator_id)))
    return LabelUses(
        annotations=_count(connection, ANNOTATION, number),
        annotators=connection.execute(people.where(ANNOTATION.c.label_id == number)).scalar_one(),
        suggestions=_count(connection, SUGGESTION, number),
        gold=_count(connection, review_rows.GOLD_SPAN, number),
        names=names.with_label(connection, number),
    )


def add(connection: Connection, label: Label) -> None:
    """Add a label behind the others."""
    last = connection.execute(select(func.max(LABEL.c.position))).scalar()
    position = 0 if last is None else last + 1
    connection.execute(insert(LABEL).values(position=position, **_columns(label)))


def change(connection: Connection, name: str, label: Label) -> None:
    """Give a label another name, key, colour or description; its spans stay with it.

    That is no edit of anybody's work: what comes in under the old name is known by it.
    """
    connection.execute(update(LABEL).where(LABEL.c.name == name).values(**_columns(label)))
    if label.name != name:
        review_rows.relabel(connection, name, label.name)
        reviewing.relabel_plan(connection, name, label.name)
        former_labels.note(connection, name, label.name)
        overlap_rule.relabel(connection, name, label.name)
        conflicting_versions.relabel(connection, LabelNames({name: label.name}))


def reorder(connection: Connection, names: Sequence[str]) -> None:
    """Offer the labels in this order."""
    for position, name in enumerate(names):
        connection.execute(update(LABEL).where(LABEL.c.name == name).values(position=position))


def merge(connection: Connection, name: str, into: str) -> None:
    """Give all spans of one label another, and take the first label away.

    Where a span of the other label lies there already, the two become one.
    """
    old, new = label_id(connection, name), label_id(connection, into)
    advance_by(connection, workers(connection, old), JOINED_LABELS)
    _drop_doubles(connection, old, new)
    names.relabel(connection, old, new)
    review_rows.merge_label(connection, old, new)
    review_rows.relabel(connection, name, into)
    reviewing.relabel_plan(connection, name, None)
    for rows in (ANNOTATION, SUGGESTION):
        connection.execute(update(rows).where(rows.c.label_id == old).values(label_id=new))
    connection.execute(delete(LABEL).where(LABEL.c.id == old))
    former_labels.note(connection, name, into)
    overlap_rule.relabel(connection, name, None)
    conflicting_versions.relabel(connection, LabelNames({name: into}, frozenset({name})))
    if not overlap_rule.rule(connection).is_flat:
        tally_all(connection)  # what is answered by what goes by labels there


def remove(connection: Connection, name: str) -> None:
    """Take an unused label away; the database refuses one that is used."""
    connection.execute(delete(LABEL).where(LABEL.c.name == name))
    former_labels.note(connection, name, "")


def _drop_doubles(connection: Connection, old: int, new: int) -> None:
    twin = ANNOTATION.alias("twin")
    same = (
        (twin.c.article_id == ANNOTATION.c.article_id)
        & (twin.c.annotator_id == ANNOTATION.c.annotator_id)
        & (twin.c.start == ANNOTATION.c.start)
        & (twin.c.end == ANNOTATION.c.end)
        & (twin.c.label_id == new)
    )
    whose = (ANNOTATION.c.article_id, ANNOTATION.c.annotator_id)
    first = select(twin.c.id).where(same).limit(1).scalar_subquery()
    query = select(ANNOTATION.c.id, first, *whose)
    query = query.where(ANNOTATION.c.label_id == old, exists().where(same))
    changed = set()
    for gone, stays, article, person in connection.execute(query).all():
        changed.add((article, person))
        named = DECISION.c.annotation_id == gone
        connection.execute(update(DECISION).where(named).values(annotation_id=stays))
        connection.execute(delete(ANNOTATION).where(ANNOTATION.c.id == gone))
    tally(connection, sorted(changed))


def workers(connection: Connection, number: int) -> list[Pair]:
    """Whose work in which articles has a label: in annotations, or in what was decided on."""
    a, d, s = ANNOTATION.c, DECISION.c, SUGGESTION.c
    made = select(a.article_id, a.annotator_id).where(a.label_id == number)
    decided = select(d.article_id, d.annotator_id).join(SUGGESTION, s.id == d.suggestion_id)
    rows = connection.execute(union(made, decided.where(s.label_id == number)))
    return sorted((article, person) for article, person in rows)


def _count(connection: Connection, rows: Table, number: int) -> int:
    query = select(func.count()).select_from(rows).where(rows.c.label_id == number)
    return int(connection.execute(query).scalar_one())


def _columns(label: Label) -> dict[str, Any]:
    return {
        "name": label.name,
        "key": label.key,
        "light": label.light,
        "dark": label.dark,
        "description": label.description,
    }
