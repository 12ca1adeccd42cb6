"""A team's own names in the project: read here, changed by edits."""

from __future__ import annotations

from sqlalchemy import (
    Connection,
    func,
    select,
    update,
)

from annotator.domain.errors import SaveError
from annotator.domain.names import NONE, NameBook, ProjectName
from annotator.store.definitions.name_tables import ProjectNameRow
from annotator.store.mapping import Numbers, RowMapper
from annotator.store.row_values import NamedRow
from annotator.store.tables import table

NAME = table(ProjectNameRow)
_BETWEEN = "|"


def book(connection: Connection) -> NameBook:
    """The names of the project, by spelling."""
    query = NAMES.query.order_by(func.lower(NAME.c.spelling), NAME.c.word_list)
    return NameBook(tuple(map(NAMES.value, connection.execute(query).mappings())))


def with_label(connection: Connection, label: int) -> int:
    """How many names have a label, given by its number."""
    query = select(func.count()).select_from(NAME).where(NAME.c.label_id == label)
    return int(connection.execute(query).scalar_one())


def relabel(connection: Connection, old: int, new: int) -> None:
    """Give the names of one label another; both are given by their numbers."""
    connection.execute(update(NAME).where(NAME.c.label_id == old).values(label_id=new))


def _name_of(row: NamedRow) -> ProjectName:
    return ProjectName(
        spelling=row["spelling"],
        label=row["label"] or ("" if row["word_list"] else NONE),
        word_list=row["word_list"],
        variants=tuple(part for part in row["variants"].split(_BETWEEN) if part),
        annotator=row["annotator"],
        at=row["at"],
    )


def _label(row: ProjectName, numbers: Numbers) -> int | None:
    if row.word_list or row.label == NONE:
        return None
    if row.label not in numbers.labels:
        raise SaveError(
            f"The name “{row.spelling}” has the label “{row.label}”, which the project does not "
            "have; add it or choose another."
        )
    return numbers.labels[row.label]


NAMES = RowMapper(
    NAME,
    _name_of,
    {"label_id": _label, "variants": lambda row, _: _BETWEEN.join(row.variants)},
)
