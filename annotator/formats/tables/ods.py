"""OpenDocument workbooks (ODS): each sheet a table, read as any is.

Source of the format: OpenDocument 1.3, part 3, chapter 9 (tables).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from xml.etree import ElementTree

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats.archives.zip_members import content, names_of, opened
from annotator.formats.office.open_document import kind_of, named, root_of
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.tables import workbook
from annotator.formats.tables.table_rows import Row
from annotator.formats.tables.table_shape import Table
from annotator.formats.tables.workbook import Hidden, Sheet

_BODY = "content.xml"
_SHEETS = b"application/vnd.oasis.opendocument.spreadsheet"
_MOST_COLUMNS = 16_384
_MOST_ALIKE = 10_000  # rows with something in them that stand as one
_GROUPS = frozenset(
    {"table-row-group", "table-rows", "table-header-rows", "table-column-group"}
    | {"table-columns", "table-header-columns"}
)
_LEFT_OUT = frozenset({"annotation", "frame", "custom-shape"})


def looks_like(source: Source) -> bool:
    """Whether it is an archive with the body of such a workbook."""
    return _SHEETS in source.head[:200] and _BODY in names_of(source)


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The articles of all sheets that have a column for texts. Raises InputError and OSError."""
    yield from workbook.read(source, options, _sheets(source))


def look(source: Source) -> Table:
    """What columns its first sheet of articles has, or else its first with rows. Raises InputError
    and OSError.
    """
    return workbook.look(_sheets(source))


def _sheets(source: Source) -> Iterator[Sheet]:
    with opened(source) as archive:
        workbook.check_is_one(archive, _BODY)
        root = root_of(content(archive, _BODY), "workbook")
    unseen = set(_unseen_styles(root))
    for table in root.iter():
        if kind_of(table) == "table":
            given = named(table.attrib)
            is_hidden = given.get("style-name") in unseen or given.get("display") == "false"
            name = given.get("name", "")
            yield Sheet(name, partial(_rows, table), _hidden(table), is_hidden)


def _unseen_styles(root: ElementTree.Element) -> Iterator[str]:
    """The names of styles that hide a sheet."""
    for style in root.iter():
        if kind_of(style) == "style":
            for properties in style:
                if named(properties.attrib).get("display") == "false":
                    yield named(style.attrib).get("name", "")


def _parts(
    block: ElementTree.Element, kind: str, *, is_hidden: bool = False
) -> Iterator[tuple[ElementTree.Element, int, bool]]:
    """The rows or columns of a table, how many each stands for, and whether nobody sees it."""
    for part in block:
        given = named(part.attrib)
        if kind_of(part) in _GROUPS:
            closed = is_hidden or given.get("display") == "false"
            yield from _parts(part, kind, is_hidden=closed)
        elif kind_of(part) == kind:
            times = _times(given.get(f"number-{kind.removeprefix('table-')}s-repeated"))
            unseen = given.get("visibility") in ("collapse", "filter")
            yield part, times, is_hidden or unseen


def _times(said: str | None) -> int:
    return int(said) if said and said.isdecimal() else 1


def _hidden(table: ElementTree.Element) -> Hidden:
    hidden: dict[str, set[int]] = {"table-row": set(), "table-column": set()}
    for kind, numbers in hidden.items():
        at = 1
        for _, times, is_hidden in _parts(table, kind):
            if is_hidden:
                numbers.update(range(at, at + min(times, 1 << 20)))
            at += times
    return Hidden(frozenset(hidden["table-row"]), frozenset(hidden["table-column"]))


def _rows(table: ElementTree.Element) -> Iterator[Row]:
    number = 1
    for row, times, _ in _parts(table, "table-row"):
        cells = _cells(row)
        if cells and times > _MOST_ALIKE:
            raise InputError(
                f"a row of it stands for {times:,} rows that are alike; save it as CSV"
            )
        for repeated in range(times if cells else 0):
            yield Row(number + repeated, list(cells))
        number += times


def _cells(row: ElementTree.Element) -> list[str]:
    """The cells of a row up to the last that holds something."""
    cells: list[str] = []
    for cell in row:
        if kind_of(cell) not in ("table-cell", "covered-table-cell"):
            continue
        given = named(cell.attrib)
        times = _times(given.get("number-columns-repeated"))
        cells += [_value(cell, given)] * min(times, _MOST_COLUMNS - len(cells))
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _value(cell: ElementTree.Element, given: dict[str, str]) -> str:
    kind = given.get("value-type")
    if kind == "date":
        return given.get("date-value", "").removesuffix("T00:00:00")
    if kind in ("float", "percentage", "currency"):
        value = given.get("value", "")
        return value.removesuffix(".0")
    lines = [_words(part) for part in cell if kind_of(part) == "p"]
    return "\n".join(lines)


def _words(part: ElementTree.Element) -> str:
    said = [part.text or ""]
    for child in part:
        kind, given = kind_of(child), named(child.attrib)
        if kind == "s":
            said.append(" " * min(_times(given.get("c")), 100))
        elif kind in ("tab", "line-break"):
            said.append("\t" if kind == "tab" else "\n")
        elif kind not in _LEFT_OUT:
            said.append(_words(child))
        said.append(child.tail or "")
    return "".join(said)


READER = Reader(
    name="ods",
    title="Workbook (ODS)",
    suffixes=frozenset({".ods"}),
    read=read,
    looks_like=looks_like,
)
