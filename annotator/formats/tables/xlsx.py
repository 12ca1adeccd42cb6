"""Workbooks (XLSX): each sheet a table, read as any is. openpyxl takes the file apart."""

from __future__ import annotations

import io
import logging
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats import fields, typed
from annotator.formats.archives.zip_members import names_of, opened
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.tables import table
from annotator.formats.tables.remarks import why_none
from annotator.formats.tables.table_rows import Row
from annotator.formats.tables.table_shape import Table, table_of

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_BOOK = "xl/workbook.xml"
_SAMPLE_ROWS = 200
_LATER = 1462  # days from the first of 1900 that workbooks count to that of 1904
_LINKS = "xl/_rels/workbook.xml.rels"
_TYPES = "[Content_Types].xml"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_OFFICE = "http://schemas.openxmlformats.org"
_MAIN = f'xmlns="{_OFFICE}/spreadsheetml/2006/main"'
_RELATIONS = f'xmlns:r="{_OFFICE}/officeDocument/2006/relationships"'
_PACKAGE = f'xmlns="{_OFFICE}/package/2006/relationships"'
_CONTENT = f'xmlns="{_OFFICE}/package/2006/content-types"'
_WORKSHEET = f"{_OFFICE}/officeDocument/2006/relationships/worksheet"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def looks_like(source: Source) -> bool:
    """Whether it is an archive with a workbook in it."""
    return _BOOK in names_of(source)


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The articles of all sheets that have a column for texts. Raises InputError and OSError."""
    sheets = list(_looked(source))
    refused: list[tuple[str, InputError]] = []
    has_read = False
    for sheet in sheets:
        place = f"sheet “{sheet.name}”: " if len(sheets) > 1 else ""
        try:
            _refuse_remarks(sheet, sheets, options)
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
    if not has_read:
        if not refused:
            raise InputError("it holds no row of a table")
        name, why = refused[0]
        raise InputError(f"its sheet “{name}”: {why}") if len(sheets) > 1 else why
    for name, why in refused:
        yield source.issue(f"its sheet “{name}” was skipped: {why}", loss=False)


class _Sheet(NamedTuple):
    name: str
    rows: Callable[[], Iterator[Row]]
    looked: Table


def _looked(source: Source) -> Iterator[_Sheet]:
    """The sheets with rows, and what columns they have."""
    for name, rows in _sheets(source):
        sample = [row.cells for row in islice(rows(), _SAMPLE_ROWS)]
        if sample:
            yield _Sheet(name, rows, table_of(sample, ","))


def _refuse_remarks(sheet: _Sheet, sheets: Sequence[_Sheet], options: ReadOptions) -> None:
    """Raise InputError for a sheet that tells of the others, unless its text has been told."""
    asked = options.columns.get(fields.TEXT)
    others = [other.looked for other in sheets if other is not sheet]
    why = why_none(sheet.looked, others)
    if why and asked not in [column.name for column in sheet.looked.columns]:
        raise InputError(why)


def look(source: Source) -> Table:
    """What columns its first sheet of articles has, or else its first with rows. Raises InputError
    and OSError.
    """
    sheets = list(_looked(source))
    for sheet in sheets:
        if not why_none(sheet.looked, [other.looked for other in sheets if other is not sheet]):
            return sheet.looked
    if not sheets:
        raise InputError("it holds no row of a table")
    return sheets[0].looked


def _sheets(source: Source) -> Iterator[tuple[str, Callable[[], Iterator[Row]]]]:
    """Each sheet with its name, and its rows as often as they are asked for."""
    import openpyxl

    with opened(source) as archive:  # which refuses what unpacks to too much
        if _BOOK not in archive.namelist():
            raise InputError("it is no workbook; save it as XLSX or CSV")
    logging.getLogger("openpyxl").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                io.BytesIO(_with_links(source.bytes())),
                read_only=True,
                data_only=True,
                keep_links=False,
            )
        for sheet in book.worksheets:
            yield sheet.title, partial(_rows, sheet, later=_LATER if is_from_1904(book) else 0)
    except InputError:
        raise
    except Exception as error:
        raise InputError("it is a damaged workbook") from error


def _with_links(data: bytes) -> bytes:
    """The workbook with the list of its sheets, which some programs leave out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if _LINKS in names:
            return data
        sheets = [name.removeprefix("xl/") for name in names if _SHEET.fullmatch(name)]
        parts = {name: archive.read(name) for name in names if name not in (_BOOK, _TYPES)}
    numbered = list(enumerate(sheets, 1))
    listed = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="r{n}"/>' for n, _ in numbered)
    parts[_BOOK] = f"<workbook {_MAIN} {_RELATIONS}><sheets>{listed}</sheets></workbook>".encode()
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_WORKSHEET}" Target="{t}"/>' for n, t in numbered
    )
    parts[_LINKS] = f"<Relationships {_PACKAGE}>{links}</Relationships>".encode()
    kinds = "".join(f'<Override PartName="/xl/{t}" ContentType="{_KIND}"/>' for _, t in numbered)
    book = (
        f'<Override PartName="/{_BOOK}" ContentType="{_KIND.replace("worksheet", "sheet.main")}"/>'
    )
    parts[_TYPES] = f"<Types {_CONTENT}>{book}{kinds}</Types>".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def is_from_1904(book: Workbook) -> bool:
    """Whether a workbook counts its days from 1904 on."""
    return bool(book.epoch.year == 1904)


def _rows(sheet: ReadOnlyWorksheet, *, later: int = 0) -> Iterator[Row]:
    """The rows that are not empty; numbers in columns of days count ``later`` days more."""
    width = 0  # a row of a sheet has all of its cells, also those that are empty
    days: set[int] = set()
    for number, cells in enumerate(_values(sheet), 1):
        row = [_cell(_moved(cell, later) if at in days else cell) for at, cell in enumerate(cells)]
        if later and not days:
            published = fields.guess(row).get("published")
            days = {at for at, name in enumerate(row) if name and _counts(name, published)}
        while row and not row[-1]:
            row.pop()
        if row:
            width = width or len(row)
            yield Row(number, row + [""] * (width - len(row)))


def _counts(name: str, published: str | None) -> bool:
    return name == published or typed.is_of_days(name)


def _moved(cell: object, later: int) -> object:
    return cell + later if type(cell) in (int, float) else cell  # type: ignore[operator]


def _values(sheet: ReadOnlyWorksheet) -> Iterator[tuple[object, ...]]:
    try:
        yield from sheet.iter_rows(values_only=True)
    except Exception as error:
        raise InputError("it is a damaged workbook") from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


READER = Reader(
    name="xlsx",
    title="Workbook (XLSX)",
    suffixes=frozenset({".xlsx", ".xlsm"}),
    read=read,
    looks_like=looks_like,
)
