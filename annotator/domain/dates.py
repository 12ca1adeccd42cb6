"""Days as people and files write them, in one form: ISO, which sorts. Doubtful ones stay unread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from annotator.domain import calendars
from annotator.domain.months import GREGORIAN, SOLAR, TWO_WORDS, folded


class Order(StrEnum):
    """In which order the numbers of a date stand."""

    DAY_FIRST = "day, month, year"
    MONTH_FIRST = "month, day, year"
    YEAR_FIRST = "year, month, day"
    SOLAR = "year, month, day of the Persian calendar"


class _Written(NamedTuple):
    day: date
    start: int
    end: int


_NUMBERED = (
    re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)"),
    re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?\s*\Z"),
    re.compile(r"\s*(\d{4}) ?[/.] ?(\d{1,2}) ?[/.] ?(\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2})(?!\d)"),
)
_THREE = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d|[/.-]\d|:)"
)
_ERA = re.compile(
    r"(令和|平成|昭和|民[国國])\s?(\d{1,3}|元)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})(?!\d)"
)
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民国": 1911, "民國": 1911}
_VIETNAMESE = re.compile(r"(?<!\w)(\d{1,2}) thang (\d{1,2})(?:,? nam |, ?| )(\d{4})(?!\d)")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|e|º|o|ª|a|ης|-?го|-?е|ே)?"
_MONTH = r"(?P<month>[^\W\d_][^\d\s.,،/()-]*)\.?"
_ALSO = r"(?:\s?[/(]\s?(?P<also>[^\W\d_][^\d\s.,،/()]*)\)?)?"  # “آذار/مارس”
_BEFORE_MONTH = r"(?:[.,،]|/|-|\s?de\b|\s?of\b|\s?d['’])?\s{0,2}(?:di |ke )?"
_BEFORE_YEAR = r"(?:[,،.]|/|-|\s?del?\b|\s?of\b|\s?sal\b|\s?(?:سال|عام)(?=\s))?\s{0,2}['’]?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_NAMED = (
    re.compile(rf"(?<!\w){_DAY}{_BEFORE_MONTH}{_MONTH}{_ALSO}{_BEFORE_YEAR}{_YEAR}"),
    re.compile(rf"(?<!\w){_MONTH}(?:\s{{1,2}}|-){_DAY}(?:,?\s{{1,2}}|-){_YEAR}"),
    re.compile(
        rf"(?<!\w){_YEAR}(?:\.|,|-|/)?\s?(?:m\. |йил |жылы |оны )?{_MONTH}[\s-]{{1,2}}{_DAY}(?!\d)"
    ),
    # As programs print it: “Wed Oct 10 20:19:24 +0000 2018”.
    re.compile(
        rf"(?<!\w){_MONTH} +(?P<day>\d{{1,2}}) \d\d:\d\d(?::\d\d)?(?: [a-z]{{2,5}}| [+-]\d{{4}})?"
        rf" {_YEAR}"
    ),
)
_WEEKDAY = r"\s*(?:[^\W\d_][^\d\s,.]{1,14}[,.]{0,2}\s)?\s*"
_SHORT = (  # with two digits of the year, where there is nothing else but a weekday and a time
    re.compile(
        rf"{_WEEKDAY}{_DAY}{_BEFORE_MONTH}{_MONTH}{_BEFORE_YEAR}(?P<year>\d\d)"
        r"(?:[ ,t]+\d{1,2}[:.]\d\d.{0,20})?\s*"
    ),
    re.compile(rf"{_WEEKDAY}{_MONTH}\s{{1,2}}{_DAY},?\s{{1,2}}['’]?(?P<year>\d\d)\s*"),
)
_MONTH_ALONE = re.compile(r"(?P<month>[^\W\d_]{3,20})\.?,?(?: de)? (?P<year>\d{4})")
_SEASONS = frozenset(
    [
        "spring",
        "summer",
        "fall",
        "autumn",
        "winter",
        "fruhjahr",
        "fruhling",
        "sommer",
        "herbst",
        "printemps",
        "ete",
        "automne",
        "hiver",
        "primavera",
        "verano",
        "otono",
        "invierno",
        "verao",
        "outono",
        "inverno",
        "estate",
        "autunno",
        "lente",
        "zomer",
        "herfst",
    ]
)
_REST = re.compile(r"\W*(?:[^\W\d_][^\d\s]{0,14}\W*)?")  # a weekday, or “г.”
_LONGEST = 40  # code points of what says a day and nothing more
_PERSIAN_DIGITS = re.compile("[۰-۹]")
_ABBREVIATED = re.compile(r"(?<=[\u0e00-\u0eff])\.\s?(?=[\u0e00-\u0eff])")  # “มี.ค.”
_THAI = re.compile("[\u0e00-\u0eff\u1780-\u17ff]")


def iso_day(text: str, *, order: Order | None = None) -> str | None:
    """The first day a short text names, as ISO; None where it names none, or where day and month
    could be either and ``order`` does not say.
    """
    written = _written(text, order)
    return written.day.isoformat() if written else None


def iso_day_alone(text: str, *, order: Order | None = None) -> str | None:
    """The day of a text that says a day, its weekday perhaps, and nothing more."""
    written = _written(text, order) if len(text) <= _LONGEST else None
    if written is None:
        return None
    before, after = text[: written.start], text[written.end :]
    return written.day.isoformat() if _REST.fullmatch(before) and _REST.fullmatch(after) else None


def iso_month(text: str) -> str | None:
    """The month, or of a season the year, that a text says and nothing more: “January 2009”."""
    match = _MONTH_ALONE.fullmatch(folded(text.strip()))
    if match is None or not calendars.day(int(match["year"]), 1, 1):
        return None
    month = GREGORIAN.get(match["month"])
    if month is None:
        return match["year"] if match["month"] in _SEASONS else None
    return f"{match['year']}-{month:02}"


def is_doubtful(text: str) -> bool:
    """Whether a text has a date in numbers that may be two days."""
    is_numbers = _THREE.search(text) or _NUMBERED[0].match(text) or _NUMBERED[2].match(text)
    return is_numbers is not None and iso_day(text) is None


def order_of(texts: Iterable[str]) -> Order | None:
    """In which order dates that are written alike have their numbers: the one in which all of them
    are days; None where several are left, or none is.
    """
    left: set[Order] | None = None
    for text in texts:
        readings = {order for order, _ in _readings(text)}
        if readings:
            left = readings if left is None else left & readings
            if not left:
                return None
    return left.pop() if left and len(left) == 1 else None


def _written(text: str, order: Order | None) -> _Written | None:
    for pattern in _NUMBERED:
        match = pattern.search(text)
        if match:
            year, month, number = map(int, match.groups())
            is_solar = order is Order.SOLAR or _PERSIAN_DIGITS.search(match[0])
            if is_solar and year in calendars.SOLAR_YEARS:
                return _at(_past(calendars.solar_day(year, month, number)), match)
            return _at(calendars.day(year, month, number), match)
    return _in_words(text) or _in_numbers(text, order)


def _in_numbers(text: str, order: Order | None) -> _Written | None:
    match = _ERA.search(text)
    if match:
        year = 1 if match[2] == "元" else int(match[2])
        said = calendars.day(_ERAS[match[1]] + year, int(match[3]), int(match[4]))
        return _at(said, match)
    match = _THREE.search(text)
    readings = dict(_readings(text)) if match else {}
    if match is None or not readings:
        return None
    if order in readings:
        return _at(readings[order], match)
    days = set(readings.values())
    return _at(days.pop(), match) if len(days) == 1 else None


def _readings(text: str) -> Iterator[tuple[Order, date]]:
    """What a date in numbers may mean, in each order in which it is a day."""
    match = _THREE.search(text)
    if match is None:
        numbered = _NUMBERED[0].match(text) or _NUMBERED[2].match(text)
        solar = calendars.solar_day(*map(int, numbered.groups())) if numbered else None
        if numbered and solar and _past(solar):
            yield Order.SOLAR, solar
            if int(numbered[3]) < 31:  # a month of the moon has 30 days at most
                yield Order.YEAR_FIRST, solar
        return
    one, other, last = int(match[1]), int(match[3]), int(match[4])
    year = last if len(match[4]) == 4 else calendars.whole_year(last)
    given = {Order.DAY_FIRST: (year, other, one)}
    if match[2] != ".":
        given[Order.MONTH_FIRST] = (year, one, other)
    if len(match[4]) == 2:
        given[Order.YEAR_FIRST] = (calendars.whole_year(one), other, last)
    for order, (whole, month, number) in given.items():
        day = calendars.day(whole, month, number) if whole is not None else None
        if day is not None:
            yield order, day


def _in_words(text: str) -> _Written | None:
    plain = TWO_WORDS.sub(lambda name: name[0].replace(" ", "_"), folded(text))
    plain = _ABBREVIATED.sub("", plain)
    is_same_length = len(plain) == len(text)
    for pattern in _NAMED:
        for match in pattern.finditer(plain):
            day = _named(match, int(match["year"]))
            if day is not None:
                return _Written(day, *(match.span() if is_same_length else _around(match, text)))
    for pattern in _SHORT:
        whole = pattern.fullmatch(plain)
        year = calendars.whole_year(int(whole["year"])) if whole else None
        day = _named(whole, year) if whole and year else None
        if day is not None:
            return _Written(day, 0, len(text))
    counted = _VIETNAMESE.search(plain)
    if counted is None:
        return None
    return _at(calendars.day(int(counted[3]), int(counted[2]), int(counted[1])), counted)


def _around(match: re.Match[str], text: str) -> tuple[int, int]:
    """Where in a text about what stands in its folded form at a match."""
    return match.start(), len(text) - (len(match.string) - match.end())


def _named(match: re.Match[str], year: int) -> date | None:
    """The day of a match whose month is named; None where it is none."""
    name, number = match["month"], int(match["day"])
    also = match.groupdict().get("also")
    solar = SOLAR.get(name)
    if solar is not None and year in calendars.SOLAR_YEARS:
        return calendars.solar_day(year, solar, number)
    month = GREGORIAN.get(name) or GREGORIAN.get(name.removeprefix("ב"))
    if month is None or (also and GREGORIAN.get(also, month) != month):
        return None
    if _THAI.search(name) and year > date.today().year + 100:
        year -= calendars.BUDDHIST
    return calendars.day(year, month, number)


def _past(day: date | None) -> date | None:
    """A day that is not far ahead."""
    return day if day and day.year <= date.today().year + 1 else None


def _at(day: date | None, match: re.Match[str]) -> _Written | None:
    return None if day is None else _Written(day, match.start(), match.end())
