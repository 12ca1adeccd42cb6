"""Which annotators mark which labels, as the project has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, select

from annotator.domain.division import Marks, is_divided
from annotator.domain.gold import Plan
from annotator.store.mapping import ANNOTATOR, LABEL
from annotator.store.row_mapper import ANNOTATION


def marks(connection: Connection, people: Sequence[str]) -> Marks:
    """The labels that each of some annotators marks anywhere in the project."""
    return _by_person(people, _marked(connection, people))


def divided(connection: Connection, plan: Plan) -> Marks | None:
    """Who marks which labels, where each is to be compared between those alone; else None."""
    if plan.by_label is False:
        return None
    marked: list[tuple[str, list[str]]] = []
    for label, who in _marked(connection, plan.annotators):
        if plan.by_label is None and len(who) > 1:
            return None  # mostly the first label: the others need not be looked for
        marked.append((label, who))
    by_person = _by_person(plan.annotators, marked)
    return by_person if plan.by_label or is_divided(by_person) else None


def _marked(connection: Connection, people: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Each label of the project with those of some annotators who mark it."""
    labels = connection.execute(select(LABEL.c.id, LABEL.c.name).order_by(LABEL.c.id)).all()
    ids = select(ANNOTATOR.c.name, ANNOTATOR.c.id).where(ANNOTATOR.c.name.in_(people))
    persons = connection.execute(ids).all()
    for number, label in labels:
        who = []
        for name, person in persons:  # one row is enough, where counting would read all of them
            has = (ANNOTATION.c.annotator_id == person) & (ANNOTATION.c.label_id == number)
            if connection.execute(select(ANNOTATION.c.id).where(has).limit(1)).first():
                who.append(name)
        yield label, who


def _by_person(people: Sequence[str], marked: Iterable[tuple[str, Sequence[str]]]) -> Marks:
    labels: dict[str, set[str]] = {name: set() for name in people}
    for label, who in marked:
        for name in who:
            labels[name].add(label)
    return {name: frozenset(own) for name, own in labels.items()}
