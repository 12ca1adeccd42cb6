"""JSON that holds articles: a list of records, or an object with such a list, or one record."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.domain.records import Item
from annotator.formats import fields
from annotator.formats.json import json_records, json_values
from annotator.formats.reader import Reader, ReadOptions, Source


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The records of a file, one at a time. What is wrong in one comes as an issue.

    A record is read as a line of JSON lines is; keys are found by their names, or as
    ``options.columns`` says. Raises InputError and OSError.
    """
    told = options.columns.get(fields.TEXT)
    yield from json_records.items(source, options, json_values.records(source, told))


def looks_like(source: Source) -> bool:
    """Whether it is JSON whose first object has a text. Raises OSError."""
    record = json_values.first(source) if json_values.is_json(source) else None
    return record is not None and fields.has_text(record)


READER = Reader(
    name="json",
    title="JSON",
    suffixes=frozenset({".json"}),
    read=read,
    looks_like=looks_like,
    holds_work=True,
)
