"""Reads what makes one figure of two numbers: a range (5 to 10, 5-6,000), a ratio (one in five).

Works on tokens; what the sentence around has to say to it is asked through `Around`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

from annotator.domain.figures import units
from annotator.domain.figures.number_words import Amount, Tokens, read_number
from annotator.domain.figures.numerals import UNITS
from annotator.domain.figures.sides import DASHES, Side, read_side

BRIDGES = DASHES | {"to", "or"}
_FILLERS = frozenset(("even", "possibly", "perhaps", "maybe", "about", "around", "as"))


class Around(Protocol):
    """A running text, asked whether two numbers of it are one figure."""

    def are_range(self, at: int, first: Side, begin: int, second: Side) -> bool:
        """Whether the sides that begin at `at` and at `begin` are the ends of a range."""
        ...

    def is_ratio(self, at: int, end: int, *, one: bool, every: bool) -> bool:
        """Whether "one in five" in [at, end) is a share of what is counted."""
        ...


def read_second(
    tokens: Tokens, forms: Sequence[str], at: int, ranged: str, *, running: bool = False
) -> tuple[int, Side] | None:
    """The other end of a range and where it begins, behind "to", "or", a dash, or the "and" of
    "between".
    """
    bridge = forms[at] if at < len(forms) else ""
    if bridge not in BRIDGES and not (bridge == "and" and ranged == "between"):
        return None
    at += 1
    while at < len(forms) and forms[at] in _FILLERS:
        at += 1
    side = read_side(tokens, forms, at, running=running)
    return None if side is None else (at, side)


def read_higher(
    tokens: Tokens, forms: Sequence[str], first: Side, *, running: bool
) -> tuple[int, Side] | None:
    """The higher end of "five, six hundred" and where it begins."""
    low = UNITS.get(forms[first.end - 1], 0)
    if not low or first.amount.value != low or forms[first.end : first.end + 1] != [","]:
        return None
    side = read_side(tokens, forms, first.end + 1, running=running)
    if side is None or side.amount.scale == 1:
        return None
    higher = side.amount.value == (low + 1) * side.amount.scale
    return (first.end + 1, side) if higher else None


def read_ratio(tokens: Tokens, forms: Sequence[str], side: Side) -> tuple[Amount, bool] | None:
    """one in five, two in every three, 1 in 10: a share, and whether it is of every so many."""
    if forms[side.end : side.end + 1] != ["in"] or side.unit or side.amount.share:
        return None
    every = forms[side.end + 1 : side.end + 2] == ["every"]
    whole = read_number(tokens, side.end + 1 + every)
    if whole is None or whole.share or not side.amount.sure or not whole.sure:
        return None
    above, below = side.amount.value, whole.value
    if above.denominator > 1 or below.denominator > 1 or not 0 < above < below <= 1_000:
        return None
    return Amount(above / below, whole.end, share=True), every


def range_of(first: Side, second: Side, *, dashed: bool) -> tuple[Fraction, Fraction] | None:
    """The two ends; "10 to 15 million" shares the magnitude. None unless they ascend surely."""
    low, high = first.amount.value, second.amount.value
    if first.amount.share != second.amount.share:
        return None
    sure = first.amount.sure and second.amount.sure
    if not sure and second.unit != units.PERCENT and second.amount.scale == 1:
        return None
    if first.amount.scale == 1 and second.amount.scale > 1:
        shared = _shared(low, second.amount)
        if shared is None:
            return None
        low = shared
    if first.letter_m or second.letter_m:
        return None
    if first.amount.scale == second.amount.scale == 1:
        return _grouped(low, high, dashed=dashed)
    return (low, high) if low < high else None


def _grouped(low: Fraction, high: Fraction, *, dashed: bool) -> tuple[Fraction, Fraction] | None:
    """5-6,000 is 5,000 to 6,000: thousands written once. None where nobody knows.

    Up to three times as large it is surely shared, behind a dash up to ten times; 5-600 and
    "between 5 and 6,500" may be either.
    """
    thousands = high / 1_000
    if low < thousands <= 10 * low and low < 1_000:
        if thousands.denominator > 1 or not (dashed or thousands <= 3 * low):
            return None
        return low * 1_000, high
    hundreds = high / 100
    if low < 10 and hundreds.denominator == 1 and low < hundreds <= 3 * low:
        return None
    return (low, high) if low < high else None


def _shared(low: Fraction, second: Amount) -> Fraction | None:
    for scale in (second.scale, second.step):
        if low * scale < second.value:
            return low * scale
    return low if low * 1000 >= second.step else None
