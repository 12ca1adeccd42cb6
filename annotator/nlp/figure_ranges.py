"""Takes two numbers as one figure where they are a range: 15 to 20 percent, 10-15, two or three."""

from __future__ import annotations

import re

from annotator.domain.figures.changes import are_no_range
from annotator.domain.figures.halves import goes_to
from annotator.domain.figures.scan import plain_digits
from annotator.nlp import number_words as v
from annotator.nlp.figure_numbers import quantity
from annotator.nlp.figure_units import Number, is_money, take_unit
from annotator.nlp.mentions import Tokens

_SIGN = re.compile(r"^\D+(?=\d)")
_PLAIN = re.compile(r"[\d.,]+")
_RANGING = v.word_set("range ranges ranged ranging vary varies varied varying")
_REACH = 40
_DASHES = frozenset("-–—")


def take_range(tokens: Tokens, lower: list[str], number: Number) -> None:
    """``15 to 20 percent``, ``10-15``, ``between 10 and 15``, ``two or three`` are one span."""
    at = number.end
    if at + 1 >= len(lower):
        return
    before = lower[number.core - 1] if number.core else ""
    joint = lower[at]
    between = before == "between" and joint == "and"
    if not (joint in _DASHES or joint in ("to", "or") or between):
        return
    begin = at + 1 + (lower[at + 1] == "even")
    if begin >= len(lower):
        return
    if is_money(tokens.words, lower, begin):
        begin += 1
    end = quantity(tokens, lower, begin)
    if end == begin or (lower[begin] in v.FRACTIONS and joint == "to"):
        return
    if joint == "to" and before == "from" and number.kind == "number":
        if not _spans(lower, number):
            return
    elif joint == "to" and goes_to(
        tokens.surface(number.core, number.end), tokens.text[tokens.ends[at - 1] :][:_REACH]
    ):
        return
    if joint == "to" and _are_two(tokens, number, begin, end):
        return
    if joint in ("-", "–", "—", "to", "or") and not _rises(lower, number, begin):
        return
    number.end = end
    if between:
        number.core -= 1
        number.start = number.core
    take_unit(tokens, lower, number)
    if number.kind == "number":
        number.kind = "range"


def _spans(lower: list[str], number: Number) -> bool:
    """``estimates range from 300 to 3,000``: a range, where other changes have two levels."""
    return number.core > 1 and lower[number.core - 2] in _RANGING


def _are_two(tokens: Tokens, number: Number, begin: int, end: int) -> bool:
    """``rose by five to 31``: a change and a level are two figures."""
    before = tokens.text[: tokens.starts[number.core]]
    first = tokens.surface(number.core, number.end)
    behind = tokens.text[tokens.starts[begin] : tokens.ends[end - 1] + 12]
    return are_no_range(before, first, behind)


def _rises(lower: list[str], number: Number, begin: int) -> bool:
    """Whether the second number of a would-be range is the larger: ``6-3`` is a score."""
    first, second = _bare(lower[number.core]), _bare(lower[begin])
    if _PLAIN.fullmatch(first) and _PLAIN.fullmatch(second):
        magnitude = lower[begin + 1] if begin + 1 < len(lower) else ""
        return _value(first) < _value(second) or magnitude in v.BIG
    return not (first[0].isdecimal() and second[0].isdecimal())


def _bare(word: str) -> str:
    """Digits of any script without the sign of a currency before them."""
    return plain_digits(_SIGN.sub("", word))


def _value(digits: str) -> float:
    """``12,000`` and ``1,20,000`` as numbers, good enough to compare them."""
    whole = re.sub(r",(?=\d{2,3}\b)", "", digits.rstrip(".,"))
    return float(whole) if whole.count(".") < 2 and "," not in whole else 0.0
