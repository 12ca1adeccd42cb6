"""Edits of every kind as JSON, and back."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from pydantic import TypeAdapter

from annotator.domain.edits import (
    Edit,
    LabelEdit,
    LabelMerge,
    PersonEdit,
    Row,
    SendBackEdit,
    SuggestionBatch,
)
from annotator.domain.gold import Comment, GoldSpan, Review, Ruling
from annotator.domain.names import ProjectName
from annotator.domain.values import (
    Annotation,
    ArticleStatus,
    Decision,
    MutedRange,
    Suggestion,
    UnmutedRange,
)

SUGGESTIONS = TypeAdapter(tuple[Suggestion, ...])
ROWS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        *(Annotation, Decision, ArticleStatus, MutedRange, UnmutedRange),
        *(GoldSpan, Ruling, Review, Comment, ProjectName),
    )
}
_EDITS = {
    kind.__name__: kind
    for kind in (Edit, SuggestionBatch, LabelEdit, LabelMerge, PersonEdit, SendBackEdit)
}


def edit_values(edit: Edit) -> dict[str, Any]:
    """An edit as a JSON object."""
    # A row is told by its kind: muted and unmuted ranges have the same fields.
    own = [item.name for item in fields(edit) if item.name not in ("before", "after")]
    values: dict[str, Any] = TypeAdapter(type(edit)).dump_python(
        edit, mode="json", include=set(own)
    )
    rows = {
        side: [
            # Apart from the row, which may have a kind itself, as rulings do.
            {
                "kind": type(row).__name__,
                "row": TypeAdapter(type(row)).dump_python(row, mode="json"),
            }
            for row in rows_of_side
        ]
        for side, rows_of_side in (("before", edit.before), ("after", edit.after))
    }
    return {"kind": type(edit).__name__} | values | rows


def edit_of(values: dict[str, Any]) -> Edit:
    """The edit of such an object. Raises KeyError, TypeError and ValidationError."""
    rows = {side: tuple(map(_row, values[side])) for side in ("before", "after")}
    own = {name: value for name, value in values.items() if name not in ("kind", *rows)}
    bare: Edit = TypeAdapter(_EDITS[values["kind"]]).validate_python(own)
    parts = {item.name: getattr(bare, item.name) for item in fields(bare)}
    return type(bare)(**parts | rows)


def _row(values: dict[str, Any]) -> Row:
    kind: Any = ROWS[values["kind"]]
    row: Row = TypeAdapter(kind).validate_python(values["row"])
    return row
