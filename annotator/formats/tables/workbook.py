"""The sheets of a workbook, each a table: which are read, and what of them nobody sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple
from zipfile import ZipFile

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats import fields
from annotator.formats.reader import ReadOptions, Source
from annotator.formats.tables import table
from annotator.formats.tables.remarks import why_none
from annotator.formats.tables.table_rows import Row
from annotator.formats.tables.table_shape import Table, table_of

_SAMPLE_ROWS = 200
_NAMED = 12
_SHOW = "show {} in the workbook and import it again to get what is in {}"


@dataclass(slots=True)
class Hidden:
    """Rows and columns, counted from 1, that the workbook hides, by hand or by a filter.

    Of the last time its rows were gone through, ``left_out`` counts those that hold something, and
    ``names`` says what the columns are called.
    """

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    left_out: int = 0
    names: list[str] = field(default_factory=list)

    def without(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows as a reader sees them; those that are empty then are none."""
        self.left_out, self.names = 0, []
        is_first = True
        width = 0  # a row of a sheet has all of its cells, also those that are empty
        for number, cells in rows:
            if number in self.rows:
                self.left_out += any(cells)
                continue
            if is_first and any(cells):
                is_first = False
                self.names = [c for at, c in enumerate(cells, 1) if at in self.columns and c]
            seen = [cell for at, cell in enumerate(cells, 1) if at not in self.columns]
            while seen and not seen[-1]:
                seen.pop()
            if seen:
                width = width or len(seen)
                yield Row(number, seen + [""] * (width - len(seen)))

    def notes(self) -> Iterator[str]:
        """What there is to say of it, worded to follow the name of a file or sheet."""
        if self.left_out:
            them, what = (
                ("it", "1 hidden row of it was")
                if self.left_out == 1
                else (
                    "them",
                    f"{self.left_out:,} hidden rows of it were",
                )
            )
            yield f"{what} left out (a filter hides rows too): {_SHOW.format(them, them)}"
        if self.names:
            shown = "”, “".join(self.names[:_NAMED])
            more = f" and {len(self.names) - _NAMED} more" if len(self.names) > _NAMED else ""
            what = "column" if len(self.names) == 1 else "columns"
            was = "was" if len(self.names) == 1 else "were"
            yield f"its hidden {what} “{shown}”{more} {was} left out"


class Sheet(NamedTuple):
    """A sheet as a workbook has it: its rows as often as they are asked for, empty ones too."""

    name: str
    rows: Callable[[], Iterator[Row]]
    hidden: Hidden
    is_hidden: bool = False


class _Looked(NamedTuple):
    name: str
    rows: Callable[[], Iterator[Row]]
    looked: Table
    hidden: Hidden


def read(source: Source, options: ReadOptions, sheets: Iterable[Sheet]) -> Iterator[Item]:
    """The articles of all sheets that have a column for texts, and what was left out unseen.

    Raises InputError and OSError.
    """
    listed = list(sheets)
    yield from _of_hidden_sheets(source, listed)
    visible = list(_looked(listed))
    if not visible:
        raise InputError(_why_none(listed))
    refused: list[tuple[str, InputError]] = []
    has_read = False
    for sheet in visible:
        place = f"sheet “{sheet.name}”: " if len(visible) > 1 else ""
        try:
            _refuse_remarks(sheet, visible, options)
            items = table.articles(
                *(source, options, sheet.looked, sheet.rows(), sheet.rows),
                encoding="utf-8",
                place=place,
            )
            for item in items:
                has_read = True
                yield item
        except InputError as error:
            refused.append((sheet.name, error))
        for note in sheet.hidden.notes():
            yield source.issue(place + note, loss=False)
    if not has_read:
        name, why = refused[0] if refused else ("", InputError("it holds no row of a table"))
        raise InputError(f"its sheet “{name}”: {why}") if name and len(visible) > 1 else why
    for name, why in refused:
        yield source.issue(f"its sheet “{name}” was skipped: {why}", loss=False)


def look(sheets: Iterable[Sheet]) -> Table:
    """What columns its first sheet of articles has, or else its first with rows. Raises InputError
    and OSError.
    """
    listed = list(sheets)
    visible = list(_looked(listed))
    for sheet in visible:
        if not why_none(sheet.looked, [other.looked for other in visible if other is not sheet]):
            return sheet.looked
    if not visible:
        raise InputError(_why_none(listed))
    return visible[0].looked


def _looked(sheets: Iterable[Sheet]) -> Iterator[_Looked]:
    """The sheets that are shown and have rows, and what columns they have."""
    for sheet in sheets:
        if sheet.is_hidden:
            continue

        def rows(sheet: Sheet = sheet) -> Iterator[Row]:
            return sheet.hidden.without(sheet.rows())

        sample = [row.cells for row in islice(rows(), _SAMPLE_ROWS)]
        if sample:
            yield _Looked(sheet.name, rows, table_of(sample, ","), sheet.hidden)


def _of_hidden_sheets(source: Source, sheets: Sequence[Sheet]) -> Iterator[Item]:
    for sheet in sheets:
        count = sum(any(cells) for _, cells in sheet.rows()) if sheet.is_hidden else 0
        if count:
            what = "1 row" if count == 1 else f"{count:,} rows"
            said = f"its hidden sheet “{sheet.name}” was left out ({what}): "
            yield source.issue(said + _SHOW.format("it", "it"), loss=False)


def _why_none(sheets: Sequence[Sheet]) -> str:
    """Why no sheet can be read."""
    if any(any(row.cells) for sheet in sheets for row in sheet.rows()):
        return "everything in it is hidden: " + _SHOW.format("it", "it")
    return "it holds no row of a table"


def _refuse_remarks(sheet: _Looked, sheets: Sequence[_Looked], options: ReadOptions) -> None:
    """Raise InputError for a sheet that tells of the others, unless its text has been told."""
    asked = options.columns.get(fields.TEXT)
    others = [other.looked for other in sheets if other is not sheet]
    why = why_none(sheet.looked, others)
    if why and asked not in [column.name for column in sheet.looked.columns]:
        raise InputError(why)


def check_is_one(archive: ZipFile, part: str) -> None:
    """Raises InputError where an archive lacks the part that makes it a workbook."""
    if part not in archive.namelist():
        raise InputError("it is not a workbook; open it, save it as XLSX or CSV and import that")
