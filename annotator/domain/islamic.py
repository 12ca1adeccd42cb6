"""Days of the Islamic year, as far as they are certain.

A month begins where its new moon is seen, so that a day differs by country. It is counted here by
the tabular calendar with the leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of 30 and the
epoch of 16 July 622 (Reingold and Dershowitz, Calendrical Calculations, chapter 7). The Umm al-Qura
calendar and what was seen are a day before it at most, and two behind it. A weekday beside a date
tells which of these days is meant; without one only the month is certain, or the year.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from annotator.domain.months import folded

YEARS = range(1200, 1500)
"""Years that are read as of this calendar."""
NAMED = "Islamic calendar"
KEPT = "published_hijri"
"""The key under which a date is kept as it is written."""
_LONGEST_MONTH = 30  # also where the table has 29 and the moon was seen late
_EARLY, _LATE = 1, 2  # days by which the official calendar or what was seen may differ
_SOLAR_YEARS = range(1300, 1420)  # of numbers alone, these may be of the Persian calendar
_EPOCH = 1_948_440 - 385  # as a Julian day
_ORDINAL = 1_721_425  # the Julian day before the first of Python's days
_MONTHS = (
    r"(?:ال)?محرم(?: الحرام)?|muharr?[ae]m",
    r"صفر(?: الخیر| المظفر)?|saf[ae]r",
    r"ربیع ?(?:ال)?اول|rabi ?(?:al ?|ul ?|u?l ?)?aww?al|rabi ?(?:i|1)|rebiulevvel|rabiulawal",
    r"ربیع ?(?:ال)?(?:اخر|ثانی)|rabi ?(?:al ?|uth ?|ath ?|ul ?)?(?:thani|sani|akh[ie]r|akhar)"
    r"|rabi ?(?:ii|2)|rebiulahir|rabiulakhir",
    r"جماد[یا] ?(?:ال)?اول[یا]?|jum[ai]da ?(?:al ?|ul ?)?(?:ula|aww?al)|jum[ai]da ?(?:i|1)"
    r"|cemaziyelevvel|jumadilawal",
    r"جماد[یا] ?(?:ال)?(?:اخر[ةه]?|ثانی[ةه]?)"
    r"|jum[ai]da ?(?:al ?|ath ?|ul ?)?(?:akh[ie]ra?h?|thani(?:ya)?h?|sani)"
    r"|jum[ai]da ?(?:ii|2)|cemaziyelahir|jumadilakhir",
    r"رجب(?: المرجب)?|rajab|rece[pb]",
    r"شعبان(?: المعظم)?|sha?aban|shaban|saban|syak?ban",
    r"رمضان(?: المبارک)?|ramad?h?[ae]n|ramazan",
    r"شوال(?: المکرم)?|shaww?al|sevval|syawal",
    r"ذ[یوا] ?(?:ال)?قعد[ةه]|(?:dh?u|z[iu]l?) ?(?:al ?|l ?)?(?:qi?[ae]?d[ae]h?|kade|kaidah)",
    r"ذ[یوا] ?(?:ال)?حج[ةه]|(?:dh?u|z[iu]l?) ?(?:al ?|l ?)?hij+[ae]h?|zilhicce",
)
_NAMED = re.compile(
    r"(?<!\w)(\d{1,2})(?:st|nd|rd|th)?(?: من| of)?[ ,/-]{0,2}(?: شهر )?"
    r"(?:" + "|".join(f"(?P<m{number}>{name})" for number, name in enumerate(_MONTHS, 1)) + r")"
    r"[ ,،/-]{0,3}(?:سنة |سن[ةه] |عام )?(\d{4})(?!\d)"
)
_SOLAR_MARK = re.compile(r"(?<!\w)ه? ?\. ?ش|شمسی")
_MARK = r" ?(?P<lunar>ه\.? ?ق|قمری|a\.?h\.?|h\b)|(?: ?ه\b)"
_NUMBERED = re.compile(
    r"(?<![\d/.-])(?:(?P<y>\d{4})([/.-])(?P<m>\d{1,2})\2(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})([/.-])(?P<m2>\d{1,2})\6(?P<y2>\d{4}))(?![\d/-])(?:" + _MARK + ")?"
)
_WEEKDAYS = (
    r"الاثنین|دوشنبه|پیر|monday|pazartesi|senin",
    r"الثلاثاء|سه ?شنبه|منگل|tuesday|sali|selasa",
    r"الاربعاء|چهار ?شنبه|بده|wednesday|carsamba|rabu",
    r"الخمیس|پنج ?شنبه|جمعرات|thursday|persembe|kamis",
    r"الجمعة|جمعه|friday|cuma|jumat",
    r"السبت|(?<!\w)شنبه|هفته|saturday|cumartesi|sabtu",
    r"الاحد|یک ?شنبه|اتوار|sunday|pazar|ahad|minggu",
)
_WEEKDAY = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<w{n}>{name})" for n, name in enumerate(_WEEKDAYS)) + r")(?!\w)"
)
_LONGEST = 100  # code points of what says a day
_SIGNS = str.maketrans("-", " ", "'’ʿʾ‘`")


class IslamicDay(NamedTuple):
    """What is certain of a day, as an ISO day, or a month or year alone where it is not whole."""

    iso: str
    is_whole: bool

    def told(self) -> str:
        """What was taken, worded to follow the date as it is written."""
        how = "by its weekday" if self.is_whole else "since its day differs by country"
        only = "" if self.is_whole else " alone"
        return f"is of the {NAMED}: it was read as {self.iso}{only}, {how}"


def tabular_day(year: int, month: int, number: int) -> date:
    """The day of the tabular calendar; the months of odd numbers have 30 days, others 29."""
    julian = (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + number + _EPOCH
    return date.fromordinal(julian - _ORDINAL)


def islamic_day(text: str) -> IslamicDay | None:
    """What is certain of the day of the Islamic calendar that a short text says; None where it
    says none, or nothing of it is certain.
    """
    if len(text) > _LONGEST:
        return None
    plain = " ".join(folded(text.translate(_SIGNS)).split())
    said = _named(plain) or _numbered(folded(text))
    if said is None:
        return None
    middle = tabular_day(*said)
    days = [middle + timedelta(off) for off in range(-_EARLY, _LATE + 1)]
    if days[0] > date.today():
        return None
    weekday = _WEEKDAY.search(plain)
    if weekday is not None:
        number = next(n for n in range(7) if weekday[f"w{n}"])
        meant = [day for day in days if day.weekday() == number]
        return IslamicDay(meant[0].isoformat(), True) if meant else None
    for form in ("%Y-%m", "%Y"):
        if len({day.strftime(form) for day in days}) == 1:
            return IslamicDay(middle.strftime(form), False)
    return None


def _named(plain: str) -> tuple[int, int, int] | None:
    match = _NAMED.search(plain)
    if match is None or _SOLAR_MARK.search(plain):
        return None
    month = next(number for number in range(1, 13) if match[f"m{number}"])
    return _checked(int(match[match.lastindex or 0]), month, int(match[1]))


def _numbered(plain: str) -> tuple[int, int, int] | None:
    """Of numbers alone, those that say that they are of this calendar, or can be of no other."""
    match = _NUMBERED.search(plain)
    if match is None or _SOLAR_MARK.search(plain):
        return None
    year, month, number = (int(match[key] or match[f"{key}2"]) for key in "ymd")
    if not match["lunar"] and year in _SOLAR_YEARS:
        return None
    if match["d2"] and month <= 12 and number <= 12 and month != number:
        return None  # either may be the month
    return _checked(year, month, number)


def _checked(year: int, month: int, number: int) -> tuple[int, int, int] | None:
    is_day = year in YEARS and 1 <= month <= 12 and 1 <= number <= _LONGEST_MONTH
    return (year, month, number) if is_day else None
