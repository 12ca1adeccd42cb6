"""Days as other calendars and as spreadsheets count them. Knows no words."""

from __future__ import annotations

from datetime import date, timedelta

FIRST_YEAR = 1500
"""Before it a year is one of another calendar."""
SOLAR_YEARS = range(1300, 1472)
"""The years of the Persian calendar whose leap years follow the cycle of 33."""
BUDDHIST = 543
"""By how much the years that are counted in Thailand, Laos and Cambodia are ahead."""
_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})  # of the cycle
_FIRST_SOLAR = date(1921, 3, 21)  # 1 Farvardin 1300
_FIRST_SERIAL = date(1899, 12, 30)
_OLDEST_SERIAL = date(1970, 1, 1)
_AHEAD = 20  # years that a date may lie in the future


def last_year() -> int:
    """Behind it a year is one of another calendar."""
    return date.today().year + _AHEAD


def day(year: int, month: int, number: int) -> date | None:
    """A day of the calendar of today; None for what is none, or of another calendar."""
    if not FIRST_YEAR <= year <= last_year():
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None


def solar_day(year: int, month: int, number: int) -> date | None:
    """A day of the Persian year, as Iran and Afghanistan count it; None for what is none."""
    if year not in SOLAR_YEARS or not 1 <= month <= 12:
        return None
    longest = 31 if month < 7 else 30 if month < 12 or year % 33 in _LEAP else 29
    if not 1 <= number <= longest:
        return None
    leaps = sum(past % 33 in _LEAP for past in range(SOLAR_YEARS.start, year))
    days = (year - SOLAR_YEARS.start) * 365 + leaps + 31 * (month - 1) - max(0, month - 7)
    return _FIRST_SOLAR + timedelta(days + number - 1)


def whole_year(two_digits: int) -> int | None:
    """The year that is meant by its last two digits; None where that could be two."""
    this = date.today().year % 100
    if two_digits <= this:
        return 2000 + two_digits
    return 1900 + two_digits if two_digits >= 70 else None


def serial_day(text: str) -> date | None:
    """The day that a spreadsheet counts from 1900 on: 45300 is 9 January 2024.

    None for what is no number of five digits, or of no day since 1970.
    """
    whole, _, part = text.partition(".")
    if len(whole) != 5 or not whole.isdecimal() or not (not part or part.isdecimal()):
        return None
    counted = _FIRST_SERIAL + timedelta(int(whole))
    return counted if _OLDEST_SERIAL <= counted <= date.today() + timedelta(366) else None
