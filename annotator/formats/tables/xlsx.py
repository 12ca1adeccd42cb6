"""Workbooks (XLSX): each sheet a table, read as any is. openpyxl takes the file apart."""

from __future__ import annotations

import io
import logging
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats import fields, typed
from annotator.formats.archives.zip_members import names_of, opened
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.tables import workbook
from annotator.formats.tables.table_rows import Row
from annotator.formats.tables.table_shape import Table
from annotator.formats.tables.workbook import Hidden, Sheet

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_BOOK = "xl/workbook.xml"
_BLOCK = 1 << 20
_MOST_COLUMNS = 16_384
_HIDES = re.compile(rb"""\shidden=|\s(?:ht|width)=["']0(?:\.0*)?["']""")
_ZERO = re.compile(r"0(?:\.0*)?")
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
    yield from workbook.read(source, options, _sheets(source))


def look(source: Source) -> Table:
    """What columns its first sheet of articles has, or else its first with rows. Raises InputError
    and OSError.
    """
    return workbook.look(_sheets(source))


def _sheets(source: Source) -> Iterator[Sheet]:
    """Each sheet, and what of it is hidden."""
    import openpyxl

    with opened(source) as archive:  # which refuses what unpacks to too much
        workbook.check_is_one(archive, _BOOK)
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
            rows = partial(_rows, sheet, later=_LATER if is_from_1904(book) else 0)
            yield Sheet(sheet.title, rows, _hidden(sheet), sheet.sheet_state != "visible")
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


def _hidden(sheet: ReadOnlyWorksheet) -> Hidden:
    """The rows and columns that a sheet hides, or makes so small that nobody sees them."""
    if not any(_HIDES.search(block) for block in _blocks(sheet)):
        return Hidden()
    rows: set[int] = set()
    columns: set[int] = set()
    number = 0
    with sheet._get_source() as part:
        for _, element in ElementTree.iterparse(part):
            kind = element.tag.rpartition("}")[2]
            size = element.get("width" if kind == "col" else "ht")
            is_hidden = element.get("hidden") in ("1", "true") or _is_zero(size)
            if kind == "col" and is_hidden:
                last = min(int(element.get("max", "1")), _MOST_COLUMNS)
                columns.update(range(int(element.get("min", "1")), last + 1))
            elif kind == "row":
                number = int(element.get("r") or number + 1)
                rows |= {number} if is_hidden else set()
                element.clear()
    return Hidden(frozenset(rows), frozenset(columns))


def _blocks(sheet: ReadOnlyWorksheet) -> Iterator[bytes]:
    """The XML of a sheet block by block, each with the end of the one before."""
    with sheet._get_source() as part:
        end = b""
        while block := part.read(_BLOCK):
            yield end + block
            end = block[-40:]


def _is_zero(size: str | None) -> bool:
    return size is not None and _ZERO.fullmatch(size) is not None


def _rows(sheet: ReadOnlyWorksheet, *, later: int = 0) -> Iterator[Row]:
    """All rows; numbers in columns of days count ``later`` days more."""
    days: set[int] = set()
    for number, cells in enumerate(_values(sheet), 1):
        row = [_cell(_moved(cell, later) if at in days else cell) for at, cell in enumerate(cells)]
        if later and not days:
            published = fields.guess(row).get("published")
            days = {at for at, name in enumerate(row) if name and _counts(name, published)}
        yield Row(number, row)


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
