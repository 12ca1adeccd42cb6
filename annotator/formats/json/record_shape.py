"""What keys and paths records have, with their first values: for choosing among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.formats import datasets, fields
from annotator.formats.json.record_text import is_foreign
from annotator.formats.tables.table_shape import Column, Table

_MOST_PATHS = 100


def shape_of(records: Iterable[Mapping[str, Any]]) -> Table | None:
    """The paths of all texts and numbers in some records; None for records that hold somebody's
    work, and where there are none.
    """
    values: dict[str, list[str]] = {}
    guess: dict[str, str] = {}
    for record in records:
        if not is_foreign(record):
            return None
        surface = [key for key, value in record.items() if fields.words_in(value)]
        for path in (*surface, *datasets.texts_in(record)):
            words = fields.words_in(datasets.value_at(record, path))
            if words and len(values) < _MOST_PATHS:
                column = values.setdefault(path, [])
                column += [words] if words not in column else []
        guess = fields.chosen(record, {}) | guess
    columns = tuple(Column(path, tuple(some[:5])) for path, some in values.items())
    return Table("", columns, guess, has_header=True) if columns else None
