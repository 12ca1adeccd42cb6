"""A team's own names in the project: read here, changed by edits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    func,
    select,
    tuple_,
    update,
)

from annotator.domain.errors import SaveError
from annotator.domain.names import NONE, NameBook, ProjectName
from annotator.store.definitions.name_tables import ProjectNameRow
from annotator.store.mapping import ANNOTATOR, LABEL, annotator_id, label_ids
from annotator.store.tables import table

NAME = table(ProjectNameRow)
_BETWEEN = "|"


class NameMapper:
    """How names are found, taken away and added."""

    table = NAME

    def select(self) -> Select[Any]:
        labels = (LABEL.c.name.label("label"), ANNOTATOR.c.name.label("annotator"))
        joined = NAME.join(ANNOTATOR).outerjoin(LABEL, LABEL.c.id == NAME.c.label_id)
        return select(NAME, *labels).select_from(joined)

    def where(self, rows: Sequence[ProjectName]) -> ColumnElement[bool]:
        keys = [(row.word_list, row.spelling) for row in rows]
        return tuple_(NAME.c.word_list, NAME.c.spelling).in_(keys)

    def value(self, row: RowMapping) -> ProjectName:
        return ProjectName(
            spelling=row["spelling"],
            label=row["label"] or ("" if row["word_list"] else NONE),
            word_list=row["word_list"],
            variants=tuple(part for part in row["variants"].split(_BETWEEN) if part),
            annotator=row["annotator"],
            at=row["at"],
        )

    def params(self, connection: Connection, rows: Sequence[ProjectName]) -> list[dict[str, Any]]:
        labels = label_ids(connection)
        people = {name: annotator_id(connection, name) for name in {row.annotator for row in rows}}
        return [
            {
                "word_list": row.word_list,
                "spelling": row.spelling,
                "label_id": _label(labels, row),
                "variants": _BETWEEN.join(row.variants),
                "at": row.at,
                "annotator_id": people[row.annotator],
            }
            for row in rows
        ]


def book(connection: Connection) -> NameBook:
    """The names of the project, by spelling."""
    query = NameMapper().select().order_by(func.lower(NAME.c.spelling), NAME.c.word_list)
    return NameBook(tuple(map(NameMapper().value, connection.execute(query).mappings())))


def with_label(connection: Connection, label: int) -> int:
    """How many names have a label, given by its number."""
    query = select(func.count()).select_from(NAME).where(NAME.c.label_id == label)
    return int(connection.execute(query).scalar_one())


def relabel(connection: Connection, old: int, new: int) -> None:
    """Give the names of one label another; both are given by their numbers."""
    connection.execute(update(NAME).where(NAME.c.label_id == old).values(label_id=new))


def _label(labels: dict[str, int], row: ProjectName) -> int | None:
    if row.word_list or row.label == NONE:
        return None
    if row.label not in labels:
        raise SaveError(
            f"The name “{row.spelling}” has the label “{row.label}”, which the project does not "
            "have; add it or choose another."
        )
    return labels[row.label]
