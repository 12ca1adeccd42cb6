"""The whole that "of which" and "of whom" point back to: five capitals fell, [four] of which … ."""

from __future__ import annotations

import re
from fractions import Fraction

from annotator.domain.figures import units
from annotator.domain.figures.number_words import peek, read_number
from annotator.domain.figures.scan import scan

_BEHIND = re.compile(r"\s*of\s+(?:which|whom)\b")
_BEFORE = re.compile(r"\bof\s+(?:which|whom)\s*,?\s*$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ORDINALS = ("st", "nd", "rd", "th")


def pointed_at(left: str, right: str, number: Fraction) -> Fraction | None:
    """The number before this one that it is a part of, by "of which" or "of whom" beside it.

    None where the last number of the sentence is a year, a share, an amount or not larger.
    """
    before = _BEFORE.search(left)
    if before is None and not _BEHIND.match(right):
        return None
    tokens = scan(left[: before.start()] if before else left)
    last: Fraction | None = None
    at = 0
    while at < len(tokens):
        amount = read_number(tokens, at)
        if amount is None:
            at += 1
            continue
        behind = peek(tokens, amount.end)
        word = tokens[at].text
        unit = (behind.text,) in units.UNITS or behind.text in _ORDINALS
        if amount.share or unit or _YEAR.fullmatch(word) or not amount.sure:
            last = None
        else:
            last = amount.value
        at = amount.end
    return last if last is not None and last > number else None
