"""Finds FIGURE spans over word lists: numbers with quantity meaning, by the guidelines.

A small grammar: approximator, number, magnitude, unit, range. What the guidelines leave out
(dates, ages, durations, ordinals, numbers in names, boilerplate) is blocked. Knows no spaCy, and
gives spans only: their values are read by ``annotator.domain.figures``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.nlp import number_words as v
from annotator.nlp.figure_exclusions import blocked, is_boilerplate
from annotator.nlp.figure_numbers import quantity, read_digits
from annotator.nlp.figure_ranges import take_range
from annotator.nlp.figure_ratios import take_ratio
from annotator.nlp.figure_units import Number, is_money, take_approximator, take_unit
from annotator.nlp.mentions import Tokens

_PERCENT = frozenset("%٪％")


@dataclass(frozen=True, slots=True)
class FigureSpan:
    """A FIGURE span in positions of a Tokens, and the rule that made it."""

    start: int
    end: int
    rule: str


def find_figures(tokens: Tokens, taken: Sequence[bool]) -> list[FigureSpan]:
    """The figures of a text. ``taken`` marks tokens of dates and names, where there are none."""
    if is_boilerplate(tokens.text):
        return []
    lower = [word.lower() for word in tokens.words]
    figures: list[FigureSpan] = []
    at = 0
    while at < len(lower):
        if not _may_open(lower[at]) or taken[at]:
            at += 1
            continue
        number = _read(tokens, lower, at)
        if number is None:
            at += 1
            continue
        free = figures[-1].end if figures else 0
        first = number.core + (lower[number.core] == "between")
        if lower[number.end : number.end + 1] != ["score"] and not blocked(
            tokens, lower, taken, first, number.end
        ):
            take_approximator(tokens, lower, number, free, taken)
            figures.append(FigureSpan(number.start, number.end, number.kind))
        at = number.end
    return figures


def _may_open(word: str) -> bool:
    return word in _OPENING or (not word.isalpha() and any(map(str.isdecimal, word)))


_OPENING = v.COUNTED | v.VAGUE | v.BIG | v.FRACTIONS | v.CURRENCY_SIGNS | v.GLYPHS
_OPENING |= _PERCENT
_OPENING |= {code.lower() for code in v.CODES | v.LARGE_ONLY}


def _read(tokens: Tokens, lower: list[str], at: int) -> Number | None:
    """The number that begins at a token, with magnitude, unit and range; None if none does."""
    core = at
    if lower[at] in _PERCENT:
        return _percent_before(tokens, lower, at)
    money = is_money(tokens.words, lower, at)
    if money:
        at += 1 + (lower[at + 1 : at + 2] == ["."])
    end = quantity(tokens, lower, at)
    if end == at:
        return None
    money = money or (lower[at][0] in v.SIGN_OPENERS and not lower[at].isalpha())
    number = Number(core, core, end, "money" if money else "number")
    _widen_left(lower, number)
    take_unit(tokens, lower, number)
    if not take_ratio(tokens, lower, number):
        take_range(tokens, lower, number)
    return number


def _percent_before(tokens: Tokens, lower: list[str], at: int) -> Number | None:
    """``٪٥٠ of homes``: the sign first, as scripts from the right and some others have it."""
    behind = at + 1
    if behind == len(lower) or not lower[behind][0].isdecimal() or tokens.touches(at):
        return None
    end = read_digits(tokens, lower, behind) if tokens.touches(behind) else behind
    return Number(at, at, end, "percent") if end > behind else None


def _widen_left(lower: list[str], number: Number) -> None:
    """``a dozen``, ``several hundred``, ``a third``: the small word is part of the number."""
    first = lower[number.core]
    before = lower[number.core - 1] if number.core else ""
    if first in v.BIG or first in v.SHARES:
        if before == "of" and number.core > 1 and lower[number.core - 2] == "couple":
            number.core -= 1
            before = "couple"
        if before in v.SEVERAL and first in v.BIG:
            number.core -= 1
            before = lower[number.core - 1] if number.core else ""
            if before == "a":
                number.core -= 1
        elif before in ("a", "an") and first != "half":
            number.core -= 1
    number.start = number.core
