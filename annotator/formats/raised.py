"""Raised marks: a footnote's number is no part of the number it follows; “km²” is one word."""

from __future__ import annotations

import re

_UNIT = re.compile(r"(?:^|[^\w])(?:[kcdm]?m|mi|ft|in|yd|inch|sq|[кдс]?м)\Z")
_ONE = r"(?:\d{1,3}|[a-z]|[ivx]{2,5}|[*†‡§¶‖#]{1,3})"
_BETWEEN = r"(?:\s?[,;–\-]\s?|\s|\]\s?\[)"
MARK = re.compile(
    rf"[\[(]?(?P<mark>(?:(?:note|fn|nb|ref) ?)?{_ONE}(?:{_BETWEEN}{_ONE}){{0,9}})[\])]?"
)
"""The mark of a note as it may be raised, or marks in a row."""
_POWERS = ("2", "3")
_RAISED = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
# Behind a bare 10 a lower number is rather that of a note.
_TEN = re.compile(r"(?:^|[^\w.,])10\Z")
_TENS = frozenset(str(power) for power in range(3, 16))
_TIMES_TEN = re.compile(r"[×x*·]\s?10\Z")
_EXPONENT = re.compile(r"[-−]?\d{1,2}")
# Letters that are raised in a word: 5e (French), 10h, nº, 12ª (Spanish), Mc, Dr.
_ORDINAL = re.compile(r"(?:^|[^\w.,])(?:\d{1,3}|[IVXLC]+)\Z")
_ORDINALS = {"e": "e", "h": "h", "a": "ª", "o": "º", "0": "°"}
_NUMBER_SIGN = re.compile(r"(?:^|\W)[nN]\Z")
_CAPITAL = re.compile(r"(?:^|\W)[A-Z]\Z")


def set_apart(before: str, raised: str) -> str:
    """What a raised piece of a line becomes behind ``before``: a mark, or marks in a row, stand in
    brackets; squares and cubes of a unit and powers of ten are signs; all else (“2nd”) is as it
    was.
    """
    text = raised.strip()
    end = before[-12:]
    if (text in _POWERS and _UNIT.search(end)) or _is_power(end, text):
        return text.translate(_RAISED)
    if text in _ORDINALS and _ORDINAL.search(end):
        return _ORDINALS[text]
    if text == "o" and _NUMBER_SIGN.search(end):
        return "º"
    if len(text) == 1 and text.islower() and _CAPITAL.search(end):
        return raised
    match = MARK.fullmatch(text)
    if match is None or not before.strip():
        return raised
    return f" [{match['mark']}]" + " " * raised[-1].isspace()


def _is_power(before: str, text: str) -> bool:
    if text in _TENS and _TEN.search(before):
        return True
    return _EXPONENT.fullmatch(text) is not None and _TIMES_TEN.search(before) is not None
