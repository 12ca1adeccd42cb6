"""What columns a table has, told by its first rows: for choosing among them before it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.domain.dates import Order
from annotator.domain.errors import InputError
from annotator.formats import fields, typed
from annotator.formats.typed import Cast

_SHOWN = 5
_LONGEST_NAME = 64
_GDELT_COLUMNS = (57, 58, 61)  # of GDELT 1, without addresses and with them, and of GDELT 2
_SHORTEST_STORY = 150  # letters: remarks are shorter
_LONGEST_CODE = 4  # words of a code or a name
_ENDS = re.compile(r"[.!?…।።؟۔։။។](?:[\s\"'”’»)\]]|\Z)|[。！？]")
_WIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]")
_NUMBER = re.compile(r"[\d\s.,:/+-]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its first values."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What a table looks like: for choosing columns before it is read.

    ``guess`` maps what an article needs to names of columns; ``has_header`` says whether the
    names are in the file; ``casts`` how the cells of some columns are kept, ``orders`` in which
    order the numbers of dates stand that may be two days, None where these rows do not tell.
    """

    delimiter: str
    columns: tuple[Column, ...]
    guess: Mapping[str, str]
    has_header: bool
    casts: Mapping[str, Cast] = field(default_factory=dict, compare=False)
    orders: Mapping[str, Order | None] = field(default_factory=dict, compare=False)


def table_of(row_cells: Sequence[Sequence[str]], delimiter: str) -> Table:
    """What some rows look like. Raises InputError where there are none."""
    if not row_cells:
        raise InputError("it holds no row of a table")
    has_header = _is_header(row_cells)
    names = _names(row_cells[0], has_header)
    values = row_cells[1:] if has_header else row_cells
    columns = tuple(
        Column(name, tuple(row[place] for row in values[:_SHOWN] if place < len(row)))
        for place, name in enumerate(names)
    )
    guess = fields.guess(names) if has_header else {}
    if len(names) == 1:
        guess = _guess_of_one(names[0], [row[0] for row in values if row], is_named=has_header)
    cells = [
        (name, [row[place] for row in values if place < len(row)])
        for place, name in enumerate(names)
    ]
    return Table(delimiter, columns, guess, has_header, typed.casts(cells), typed.orders(cells))


def _guess_of_one(name: str, cells: Sequence[str], *, is_named: bool) -> dict[str, str]:
    """What the one column of a table holds: its texts if most of its cells read as stories. Where
    it is named as a text nothing but codes and names tells otherwise.
    """
    said = [cell.strip() for cell in cells if cell.strip()]
    if is_named and fields.is_sure(name):
        is_text = not said or any(_is_sentence(cell) for cell in said)
    else:
        is_text = 2 * sum(_is_story(cell) for cell in said) > len(said)
    return {fields.TEXT: name} if is_text else {}


def _is_sentence(cell: str) -> bool:
    return (
        len(cell.split()) > _LONGEST_CODE
        or _weight(cell) > _LONGEST_NAME
        or bool(_ENDS.search(cell))
    )


def _is_story(cell: str) -> bool:
    return _weight(cell) >= _SHORTEST_STORY and _ENDS.search(cell) is not None


def _weight(cell: str) -> int:
    """How long a text is; a sign of a script without blanks counts as four letters."""
    return len(cell) + 3 * len(_WIDE.findall(cell))


def is_gdelt(table: Table) -> bool:
    """Whether it is GDELT's table of events as it is downloaded: without the names of columns."""
    first = [column.values[0] if column.values else "" for column in table.columns[:3]]
    is_wide = len(table.columns) in _GDELT_COLUMNS and not table.has_header
    return is_wide and first[0].isdecimal() and len(first[1]) == 8 and first[1][:6] == first[2]


def _is_header(row_cells: Sequence[Sequence[str]]) -> bool:
    cells = [cell.strip() for cell in row_cells[0]]
    if fields.TEXT in fields.guess(cells):
        return True
    are_names = all(
        0 < len(cell) <= _LONGEST_NAME and not _NUMBER.fullmatch(cell) for cell in cells
    )
    return are_names and len(set(cells)) == len(cells) and len(row_cells) > 1


def _names(cells: Sequence[str], has_header: bool) -> list[str]:
    """Names for columns, each once; those without one are counted."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = cell.strip().replace("\0", "\ufffd") if has_header else ""
        name = name or f"column {number}"
        names.append(f"{name} ({number})" if name in names else name)
    return names
