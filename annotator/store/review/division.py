"""Which annotators mark which labels, as the project has it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from annotator.domain.division import Marks, is_divided
from annotator.domain.gold import Plan
from annotator.store.mapping import ANNOTATOR, LABEL
from annotator.store.row_mapper import ANNOTATION


def marks(connection: Connection, people: Sequence[str]) -> Marks:
    """The labels that each of some annotators marks anywhere in the project."""
    labels = connection.execute(select(LABEL.c.id, LABEL.c.name)).all()
    ids = select(ANNOTATOR.c.name, ANNOTATOR.c.id).where(ANNOTATOR.c.name.in_(people))
    marked: dict[str, frozenset[str]] = dict.fromkeys(people, frozenset())
    for name, person in connection.execute(ids).all():
        own = []
        for label, said in labels:  # the first is enough, where counting would read all of them
            has = (ANNOTATION.c.annotator_id == person) & (ANNOTATION.c.label_id == label)
            if connection.execute(select(ANNOTATION.c.id).where(has).limit(1)).first():
                own.append(said)
        marked[name] = frozenset(own)
    return marked


def divided(connection: Connection, plan: Plan) -> Marks | None:
    """Who marks which labels, where each is to be compared between those alone; else None."""
    if plan.by_label is False:
        return None
    marked = marks(connection, plan.annotators)
    return marked if plan.by_label or is_divided(marked) else None
