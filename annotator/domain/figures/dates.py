"""Dates and times right before a number: such a number begins anew. Reads no values."""

from __future__ import annotations

import re

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_CLOSED = r"[\s,;:.)\]]*"
_WHOLE = re.compile(
    rf"\b(?:(?:{MONTHS})\.?,?\s+{_DAY}(?:\s*(?:[-–&]|to|and|through)\s*{_DAY})?(?:,?\s+{_YEAR})?"
    rf"|{_DAY}(?:\s+of)?[\s-]+(?:{MONTHS})\.?,?(?:[\s-]+{_YEAR})?"
    rf"|(?:{MONTHS})\.?,?\s+{_YEAR}"
    rf"|{_YEAR}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.](?:{_YEAR}|\d\d)"
    rf"|\d\d?:\d\d(?::\d\d)?){_CLOSED}[-–—]?\s*$",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(rf"(?<![\w.,$€£/-]){_YEAR}(?:[-–/](?:{_YEAR}|\d\d))?{_CLOSED}$")
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
