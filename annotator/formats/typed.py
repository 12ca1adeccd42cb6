"""Numbers and days among the further facts of an article, which tables and services write as text.

A value becomes a number only if it is written as that number is, so that no code such as 007 does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any, TypeAlias

from annotator.domain.dates import is_day_first, iso_day

Cast: TypeAlias = Callable[[str], "str | int | float"]

_WHOLE = re.compile(r"-?[1-9]\d{0,14}|0")
_DECIMAL = re.compile(r"-?(?:[1-9]\d{0,14}|0)\.\d{1,15}")
_DAY = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}([./-])\d{1,2}\1\d{4}|\d{4}/\d{1,2}/\d{1,2}"
    r"|\d{1,2}\.?[ -][^\W\d_]{3,12}\.?[ -]\d{4}|[^\W\d_]{3,12}\.? \d{1,2},? \d{4}"
)
_NO_TIME = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?\Z")
_LONGEST = 64  # characters of a cell that may be a number or a day
_LOOKED_AT = 200  # cells
_OF_DAYS = re.compile(r"(?i)date|datum|fecha|дата|\bday\b")


def number(text: str) -> str | int | float:
    """The number that a text is written as; any other text as it is."""
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def day(text: str, *, day_first: bool | None = None) -> str:
    """The ISO day of a text that says a day and nothing more; any other text as it is."""
    bare = _NO_TIME.sub("", text.strip())
    return (iso_day(bare, day_first=day_first) or text) if _DAY.fullmatch(bare) else text


def casts(columns: Iterable[tuple[str, Iterable[str]]]) -> dict[str, Cast]:
    """How the cells of columns are read of which some cells are known: as numbers where all of
    them are, as days where they are days and the name of the column says so.
    """
    known: dict[str, Cast] = {}
    for name, cells in columns:
        values = list(islice((v.strip() for v in cells if v and len(v) <= _LONGEST), _LOOKED_AT))
        values = [value for value in values if value]
        if values and all(number(value) != value for value in values):
            known[name] = number
        elif values and _OF_DAYS.search(name):
            known[name] = _days(is_day_first(values))
    return known


def _days(day_first: bool | None) -> Cast:
    return lambda text: day(text, day_first=day_first)


def record(given: Mapping[str, Any]) -> dict[str, Any]:
    """A record of a known data set with its numbers and days as such."""
    return {
        key: (day(value) if _OF_DAYS.search(key) else number(value))
        if isinstance(value, str)
        else value
        for key, value in given.items()
    }
