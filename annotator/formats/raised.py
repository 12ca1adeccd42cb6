"""Raised marks: a footnote's number is no part of the number it follows; “km²” is one word."""

from __future__ import annotations

import re

_UNIT = re.compile(r"(?:^|[^\w])(?:[kcdm]?m|mi|ft|in|yd|inch|sq)\Z")
_MARK = re.compile(r"[\[(]?(?P<mark>\d{1,3}|[a-z]|[*†‡§]{1,3}|note \d{1,3})[\])]?")
_POWERS = {"2": "²", "3": "³"}


def set_apart(before: str, raised: str) -> str:
    """What a raised piece of a line becomes behind ``before``: a mark stands in brackets, a square
    or cube of a unit is its sign, and all else (“2nd”) is as it was.
    """
    text = raised.strip()
    if text in _POWERS and _UNIT.search(before[-12:]):
        return _POWERS[text]
    match = _MARK.fullmatch(text)
    return f" [{match['mark']}]" if match and before.strip() else raised
