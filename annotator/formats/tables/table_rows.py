"""Rows out of lines, strictly: a quote that is not closed costs its own line and no other.

Python's own csv module swallows the rest of a file after such a quote.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from annotator.domain.errors import InputError
from annotator.formats import fields

DELIMITERS = (",", ";", "\t", "|")
_LONGEST = 20_000_000
_QUOTED = re.compile(r'[^"]*(?:""[^"]*)*')


class Row(NamedTuple):
    """The cells of a row, and the line it begins on."""

    line: int
    cells: list[str]


class Broken(NamedTuple):
    """A line that is no row, and why not."""

    line: int
    text: str
    reason: str


class _Cells:
    """A row being read: line after line, as long as a quoted cell goes on."""

    def __init__(self, delimiter: str) -> None:
        self.cells: list[str] = []
        self._delimiter = delimiter
        self._quoted: list[str] | None = None
        self._size = 0

    def take(self, line: str) -> bool:
        """Read a line; returns whether the row is whole. Raises InputError."""
        if self._quoted is None and '"' not in line:
            self.cells += line.rstrip("\r\n").split(self._delimiter)
            return True
        at = 0
        while True:
            if self._quoted is not None:
                match = _QUOTED.match(line, at)
                at = match.end() if match else at
                self._quoted.append(match[0] if match else "")
                if at == len(line):
                    self._size += len(line)
                    if self._size > _LONGEST:
                        raise InputError("a quote is not closed")
                    return False
                self.cells.append("".join(self._quoted).replace('""', '"'))
                self._quoted = None
                at += 1
                if not line.startswith(self._delimiter, at):
                    if line[at:].strip("\r\n"):
                        raise InputError("a quote is closed in the middle of a cell")
                    return True
                at += 1
            if line.startswith('"', at):
                self._quoted = []
                at += 1
                continue
            end = line.find(self._delimiter, at)
            if end < 0:
                self.cells.append(line[at:].rstrip("\r\n"))
                return True
            self.cells.append(line[at:end])
            at = end + 1


def rows(lines: Iterable[str], delimiter: str, *, line: int = 1) -> Iterator[Row | Broken]:
    """The rows of a table that are not blank, from line ``line`` on, and what is none.

    After a line that is none it goes on with the next one.
    """
    rest = iter(lines)
    again: deque[str] = deque()
    number = line - 1

    def following() -> str | None:
        return again.popleft() if again else next(rest, None)

    while (first := following()) is not None:
        number += 1
        taken, cells = [first], _Cells(delimiter)
        try:
            while not cells.take(taken[-1]):
                more = following()
                if more is None:
                    raise InputError("a quote is not closed")
                taken.append(more)
        except InputError as error:
            yield Broken(number, first, str(error))
            again.extendleft(reversed(taken[1:]))
            continue
        if any(cell.strip() for cell in cells.cells):
            yield Row(number, cells.cells)
        number += len(taken) - 1


def delimiter_of(sample: Sequence[str], suffix: str = "") -> str:
    """What parts the cells in some lines: what makes known names and as many cells in each row."""
    usual = {".tsv": "\t", ".tab": "\t", ".psv": "|"}.get(suffix, ",")

    def fitness(delimiter: str) -> tuple[int, float, bool, int]:
        table = [row for row in rows(sample, delimiter) if isinstance(row, Row)]
        if not table or len(table[0].cells) < 2:
            return (0, 0.0, delimiter == usual, 0)
        width = len(table[0].cells)
        alike = sum(len(row.cells) == width for row in table) / len(table)
        return (len(fields.guess(table[0].cells)), alike, delimiter == usual, width)

    return max(DELIMITERS, key=fitness)
