"""Which columns the tables among some files have, and which were chosen for the like before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from annotator.domain.errors import InputError
from annotator.formats.json import json_list, json_values, jsonl
from annotator.formats.json.json_values import Value
from annotator.formats.json.record_shape import shape_of
from annotator.formats.reader import ReadOptions, Source
from annotator.formats.tables import ods, parquet, table, xlsx
from annotator.formats.tables.table_shape import Table
from annotator.operations.importing import finding, reading
from annotator.operations.importing.finding import File
from annotator.operations.importing.import_choices import FileChoices, ImportChoices

_RECORDS = (json_list.READER, jsonl.READER, parquet.READER)
_READERS = (table.READER, xlsx.READER, ods.READER, *_RECORDS)
KINDS = tuple(reader.name for reader in _READERS)
"""Kinds of files whose columns, or the paths in whose records, can be chosen."""

_SUFFIXES = frozenset().union(*(reader.suffixes for reader in _READERS))
_LOOKED_AT = 20  # records


def columns_of(file: File, choices: ImportChoices) -> Table | None:
    """What columns a file has, or paths its records; None where it has none or cannot be read."""
    options = choices.options_of(file)
    try:
        return _columns(reading.source_of(file, options), options)
    except (InputError, OSError):
        return None


def _columns(source: Source, options: ReadOptions) -> Table | None:
    if xlsx.looks_like(source):
        return xlsx.look(source)
    if ods.looks_like(source):
        return ods.look(source)
    if parquet.looks_like(source):
        return shape_of(islice(parquet.records(source), _LOOKED_AT))
    if json_values.is_json(source) or json_values.has_lines(source):
        values = (item.value for item in json_values.records(source) if isinstance(item, Value))
        return shape_of(v for v in islice(values, _LOOKED_AT) if isinstance(v, dict))
    return table.look(source, options)


def header(table: Table) -> str:
    """What tables with the same columns have in common."""
    return "\t".join(column.name for column in table.columns)


def with_remembered(
    choices: ImportChoices,
    paths: Sequence[Path],
    remembered: Mapping[str, Mapping[str, str]],
) -> ImportChoices:
    """The choices with what was chosen before for tables with the same header; ``remembered`` maps
    headers to columns. What has been chosen for a file this time is left.
    """
    if not remembered:
        return choices
    files = dict(choices.files)
    for path in finding.find(paths):
        if not isinstance(path, Path) or path.suffix.lower() not in _SUFFIXES:
            continue
        own = files.get(str(path), FileChoices())
        columns = columns_of(path, choices) if own.columns is None else None
        kept = remembered.get(header(columns)) if columns else None
        if kept is not None:
            files[str(path)] = replace(own, columns=kept)
    return replace(choices, files=files)
