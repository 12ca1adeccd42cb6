"""Which columns the tables among some files have, and which were chosen for the like before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from annotator.domain.errors import InputError
from annotator.formats.tables import table, xlsx
from annotator.formats.tables.table_shape import Table
from annotator.operations.importing import reading
from annotator.operations.importing.incoming import FileChoices, ImportChoices
from annotator.operations.importing.reading import File

KINDS = (table.READER.name, xlsx.READER.name)
_SUFFIXES = table.READER.suffixes | xlsx.READER.suffixes


def columns_of(file: File, choices: ImportChoices) -> Table | None:
    """What columns a file has; None where it is no table or cannot be read."""
    options = choices.options_of(file)
    try:
        source = reading.source_of(file, options)
        return xlsx.look(source) if xlsx.looks_like(source) else table.look(source, options)
    except (InputError, OSError):
        return None


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
    for path in reading.find(paths):
        if not isinstance(path, Path) or path.suffix.lower() not in _SUFFIXES:
            continue
        own = files.get(str(path), FileChoices())
        columns = columns_of(path, choices) if own.columns is None else None
        kept = remembered.get(header(columns)) if columns else None
        if kept is not None:
            files[str(path)] = replace(own, columns=kept)
    return replace(choices, files=files)
