"""Dates and times right before a number: such a number begins anew. Reads no values."""

from __future__ import annotations

import re

from annotator.domain.figures.nouns import PEOPLE
from annotator.domain.figures.numerals import word_set

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_CLOSED = r"[\s,;:.)\]]*"
_DIGITS_DATE = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
DIGITS_DATE = re.compile(_DIGITS_DATE)
"""A date of eight digits: 20220512."""
CLOCK_TIME = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
"""A time of day with a full stop, as it stands behind "at": 22.30."""
NOT_COUNTED = word_set(
    "and or to at in on of by for from with when while as the a an after before during until"
    " through near where who it he she they we there a.m. p.m. am pm GMT"
)
"""Words behind a number that it does not count."""
_WHOLE = re.compile(
    rf"\b(?:(?:{MONTHS})\.?,?\s+{_DAY}(?:\s*(?:[-–&]|to|and|through)\s*{_DAY})?(?:,?\s+{_YEAR})?"
    rf"|{_DAY}(?:\s+of)?[\s-]+(?:{MONTHS})\.?,?(?:[\s-]+{_YEAR})?"
    rf"|(?:{MONTHS})\.?,?\s+{_YEAR}"
    rf"|{_YEAR}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.](?:{_YEAR}|\d\d)"
    rf"|(?<!\d){_DIGITS_DATE}|\d\d?:\d\d(?::\d\d)?){_CLOSED}[-–—]?\s*$",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(rf"(?<![\w.,$€£/-]){_YEAR}(?:[-–/](?:{_YEAR}|\d\d))?{_CLOSED}$")
_DATED = rf"(?<![\d.,]){_DAY}(?:\s+of)?[\s-]+(?:{MONTHS})\.?"
_DAY_AND_MONTH = re.compile(rf"{_DATED}$")
_FATES = word_set("killed wounded injured dead died")
_TWO_DIGITS = re.compile(r"\d\d")
_HEAD_BEHIND_DAY = re.compile(rf"{_DATED}\s+\d{{1,3}}$")
_NEXT = re.compile(r"\s+([a-z]+)\b")
_YEAR_DASH = re.compile(rf"(?i)\b(?:in|since|during|until)\s+({_YEAR})(?:\s+[-–—]|—)\s*$")
_FIRST_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_REACH = 40
YEAR_CUT = re.compile(rf"{_YEAR}[.,]\d+")
"""A year and what stands behind it after a lost blank ("In 2022.12 civilians"), or a decimal."""


def ends_in_date(before: str) -> bool:
    """Whether a text ends in a date, a year or a time of day, and the punctuation behind it.

    Four digits without a separator are no beginning of a grouped number, so a year needs no word
    that makes it one; before a dash it does: "2000 – 3000" is a range.
    """
    near = before[-_REACH:]
    return _WHOLE.search(near) is not None or _YEAR_ALONE.search(near) is not None


def counts_and_dates_not(digits: str, following: str) -> bool:
    """Whether a number behind a day and its month counts the word that follows.

    Two digits may be the year ("the 12 May 22 attack"), so those count only people.
    """
    if _TWO_DIGITS.fullmatch(digits):
        return following in PEOPLE or following in _FATES
    return following.islower() and following not in NOT_COUNTED


def is_counted_behind_day(before: str, surface: str, after: str) -> bool:
    """Whether a number stands between a day with its month and a word: "3-5 March [14] people"."""
    following = _NEXT.match(after)
    word = "" if following is None else following[1]
    if surface[-1:].isdigit() and not counts_and_dates_not(surface, word):
        return False
    return _DAY_AND_MONTH.search(before[-_REACH:]) is not None


def may_begin_group(before: str) -> bool:
    """Whether a group of three may go on a number behind a day and its month: "12 May 1 [300]"."""
    return _HEAD_BEHIND_DAY.search(before[-_REACH:]) is not None


def ends_in_year_and_dash(before: str, surface: str) -> bool:
    """Whether a number behind "in 2022 -" can neither end a range nor a span of years."""
    year_dash = _YEAR_DASH.search(before[-_REACH:])
    digits = _FIRST_DIGITS.match(surface)
    if year_dash is None or digits is None:
        return False
    year, number = year_dash[1], int(digits.group().replace(",", ""))
    return number < int(year) and not (len(digits.group()) == 2 and digits.group() > year[2:])
