"""Numbers and days among the further facts of an article, which tables and services write as text.

A value becomes a number only if it is written as that number is, so that no code such as 007 does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any, TypeAlias

from annotator.domain.calendars import serial_day
from annotator.domain.dates import Order, is_doubtful, iso_day_alone, order_of

Cast: TypeAlias = Callable[[str], "str | int | float"]

_WHOLE = re.compile(r"-?[1-9]\d{0,14}|0")
_DECIMAL = re.compile(r"-?(?:[1-9]\d{0,14}|0)\.\d{1,15}")
_NO_TIME = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?\Z")
_LONGEST = 64  # characters of a cell that may be a number or a day
_LOOKED_AT = 200  # cells
_OF_DAYS = re.compile(
    r"(?i)date|datum|fecha|дата|tarih|dátum|tanggal|تاريخ|تاریخ|日期|日付|날짜|\b(?:day|data|dia|día|jour)\b"
)
# A name of which numbers are days: no “update_id”, no “candidate_votes”.
_ONLY_OF_DAYS = re.compile(
    r"(?i)(?:.*[\W_])?(?:event|start|end|pub|source|report|incident)?(?:date|datum|fecha|дата|tarih)"
    r"(?:[\W_]?(?:start|end|from|to|published|reported|of[\W_]\w+))?"
)


def number(text: str) -> str | int | float:
    """The number that a text is written as; any other text as it is."""
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def day(text: str, *, order: Order | None = None) -> str:
    """The ISO day of a text that says a day and nothing more; any other text as it is."""
    return iso_day_alone(_NO_TIME.sub("", text.strip()), order=order) or text


def is_of_days(name: str) -> bool:
    """Whether the name of a column says that it holds days."""
    return _OF_DAYS.search(name) is not None


def casts(columns: Iterable[tuple[str, Iterable[str]]]) -> dict[str, Cast]:
    """How the cells of columns are read of which some cells are known: as days where they are days
    and the name of the column says so, as numbers where all of them are.
    """
    known: dict[str, Cast] = {}
    for name, cells in columns:
        values = _short(cells)
        if not values:
            continue
        if all(number(value) != value for value in values):
            are_days = _ONLY_OF_DAYS.fullmatch(name) and all(_counted(v) for v in values)
            known[name] = days(name) if are_days else number
        elif is_of_days(name):
            known[name] = days(name)
    return known


def orders(columns: Iterable[tuple[str, Iterable[str]]]) -> dict[str, Order | None]:
    """Of the columns with dates that may be two days, the order in which all their dates are days;
    None where more than one is left.
    """
    known: dict[str, Order | None] = {}
    for name, cells in columns:
        values = [cell.strip() for cell in cells if cell and len(cell) <= _LONGEST]
        if any(map(is_doubtful, values)):
            known[name] = order_of(values)
    return known


def days(name: str, order: Order | None = None) -> Cast:
    """How the cells of a column of days are read; its numbers too, where its name says that they
    can be nothing else.
    """
    counts = _ONLY_OF_DAYS.fullmatch(name) is not None

    def read(text: str) -> str:
        counted = _counted(text) if counts else None
        return counted or day(text, order=order)

    return read


def _counted(text: str) -> str | None:
    """The ISO day of a number that is one: as spreadsheets count, or year, month and day."""
    counted = serial_day(text.strip())
    return counted.isoformat() if counted else iso_day_alone(text)


def _short(cells: Iterable[str]) -> list[str]:
    values = islice((v.strip() for v in cells if v and len(v) <= _LONGEST), _LOOKED_AT)
    return [value for value in values if value]


def record(given: Mapping[str, Any], order: Order | None = None) -> dict[str, Any]:
    """A record of a known data set with its numbers and days as such."""
    return {
        key: (day(value, order=order) if _OF_DAYS.search(key) else number(value))
        if isinstance(value, str)
        else value
        for key, value in given.items()
    }
