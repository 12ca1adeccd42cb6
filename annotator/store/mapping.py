"""Between rows and domain values: names for numbers, JSON for figures."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from sqlalchemy import Connection, insert, select

from annotator.domain.edits import Row
from annotator.domain.errors import SaveError
from annotator.domain.figures import Figure
from annotator.domain.gold import refuse_reserved
from annotator.domain.values import Label
from annotator.store.tables import AnnotatorRow, LabelRow, table

LABEL = table(LabelRow)
ANNOTATOR = table(AnnotatorRow)


def label_ids(connection: Connection) -> dict[str, int]:
    """The number of each label by its name."""
    return {name: number for number, name in connection.execute(select(LABEL.c.id, LABEL.c.name))}


def label_id(connection: Connection, name: str) -> int:
    """The number of one label. Raises SaveError if the project has no such label."""
    number = connection.execute(select(LABEL.c.id).where(LABEL.c.name == name)).scalar()
    if number is None:
        raise SaveError(f"The project has no label “{name}”; add it or choose another.")
    return int(number)


def find_annotator(connection: Connection, name: str) -> int | None:
    """The number of an annotator who has worked in this project, else None."""
    query = select(ANNOTATOR.c.id).where(ANNOTATOR.c.name == name)
    return connection.execute(query).scalar()


def annotator_id(connection: Connection, name: str) -> int:
    """The number of an annotator, who is added when new to the project.

    Raises ProjectError for a name that no annotator may have.
    """
    number = find_annotator(connection, name)
    if number is None:
        refuse_reserved(name)
        added = insert(ANNOTATOR).values(name=name).returning(ANNOTATOR.c.id)
        number = connection.execute(added).scalar_one()
    return int(number)


def figure_text(figure: Figure | None) -> str | None:
    """A figure as it is stored."""
    return None if figure is None else json.dumps(figure.to_json(), ensure_ascii=False)


# What the log calls otherwise than the program does; a ruling has a kind itself, that of its
# conflict.
_STORED = {"ArticleStatus": "Work", "kind": "conflict"}


def event_text(rows: tuple[Row | Label, ...]) -> str:
    """Rows as the event log keeps them: a JSON list, each with its kind."""
    return json.dumps([_plain(row) for row in rows], ensure_ascii=False, default=_member)


def _plain(row: Row | Label) -> dict[str, Any]:
    kind = type(row).__name__
    values: dict[str, Any] = {"kind": _STORED.get(kind, kind)}
    for name in (field.name for field in dataclasses.fields(row)):
        value = getattr(row, name)
        if value is not None:
            stored = _STORED.get(name, name)
            values[stored] = value.to_json() if isinstance(value, Figure) else value
    return values


def _member(value: object) -> dict[str, Any]:
    """A value within a row, such as a version of a ruling."""
    if isinstance(value, Figure):
        return value.to_json()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        members = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {name: found for name, found in members if found is not None}
    raise TypeError(f"the event log cannot keep {type(value).__name__}")
