"""Days as people and files write them, in one form: ISO, which sorts. Doubtful ones stay unread."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

# The first letters of the months in the languages of the suppliers: English, German, French,
# Spanish, Portuguese, Italian, Dutch, Russian. The longest that fits decides.
_MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january janvier janv enero ene janeiro gennaio gen januari января янв jän",
            "feb februar february février fevrier févr febrero fevereiro febbraio februari февраля"
            " fev",
            "mar mär märz march mars marzo março marco maart mrt марта mrz",
            "apr april avril avr abril abr aprile апреля",
            "may mai mayo maio maggio mag mei мая",
            "jun juni june juin junio junho giugno giu июня",
            "jul juli july juillet juil julio julho luglio lug июля",
            "aug august août aout agosto ago augustus августа",
            "sep sept september septembre septiembre setiembre setembro settembre set сентября",
            "oct okt oktober october octobre octubre outubro out ottobre ott октября",
            "nov november novembre noviembre novembro ноября",
            "dec dez dezember december décembre decembre diciembre dic dezembro dicembre декабря"
            " déc",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?\s*\Z")
_YEAR_FIRST = re.compile(r"\s*(\d{4}) ?[/.年] ?(\d{1,2}) ?[/.月] ?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)")
_NAMED = (
    re.compile(
        rf"(?<![\w])(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?(?: de|-)? ?{_MONTH}"
        rf"(?: de|,|-)? ?(?P<year>\d{{4}})(?!\d)"
    ),
    re.compile(rf"(?<![\w]){_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})(?!\d)"),
    # As programs print it: “Wed Oct 10 20:19:24 +0000 2018”.
    re.compile(
        rf"(?<![\w]){_MONTH} +(?P<day>\d{{1,2}}) \d\d:\d\d(?::\d\d)?(?: [A-Z]{{2,5}}| [+-]\d{{4}})?"
        r" (?P<year>\d{4})(?!\d)"
    ),
)


def iso_day(text: str, *, day_first: bool | None = None) -> str | None:
    """The first day a short text names, as ISO; None where it names none, or where day and month
    could be either and ``day_first`` does not say.
    """
    numbers = _ISO.match(text) or _COMPACT.match(text) or _YEAR_FIRST.match(text)
    if numbers:
        return _checked(*map(int, numbers.groups()))
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            month = _MONTHS.get(match["month"].casefold())
            if month is not None:
                return _checked(int(match["year"]), month, int(match["day"]))
    numbers = _YEAR_LAST.search(text)
    if numbers is None:
        return None
    one, other, year = int(numbers[1]), int(numbers[3]), int(numbers[4])
    if one == other or one > 12 or numbers[2] == ".":
        return _checked(year, other, one)
    if other > 12 or day_first is False:
        return _checked(year, one, other)
    return _checked(year, other, one) if day_first else None


def is_day_first(texts: Iterable[str]) -> bool | None:
    """Whether dates that are written alike name the day before the month, as far as one tells."""
    for text in texts:
        numbers = _YEAR_LAST.search(text)
        if numbers and (int(numbers[1]) > 12) != (int(numbers[3]) > 12):
            return int(numbers[1]) > 12
    return None


def _checked(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year >= 1000 else None
    except ValueError:
        return None
