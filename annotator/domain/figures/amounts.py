"""Reads a whole figure from its own words: qualifiers, one number or two, unit.

Works on tokens and gives a Reading; never looks at the sentence around the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from annotator.domain.figures import currencies, qualifiers, units
from annotator.domain.figures.number_words import Amount, Tokens, peek, read_number
from annotator.domain.figures.vague import Vague, read_vague
from annotator.domain.figures.value import Qualifier

_DASHES = frozenset("-–—‒−‐‑")
_BRIDGES = _DASHES | {"to", "or"}
_FILLERS = frozenset(("even", "possibly", "perhaps", "maybe", "about", "around", "as"))
_LETTERS = {"m": 10**6, "mil": 10**6, "b": 10**9, "t": 10**12}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a figure say; `end` is the index of the first token left over.

    One of `vague` and `numbers` (one number, or two for a range) is set. `letter_m` marks "5m",
    which is five million or five metres, `ratio` "one in five", whose noun follows at once.
    """

    numbers: tuple[Fraction, ...] = ()
    vague: Vague | None = None
    bounds: tuple[Qualifier, ...] = ()
    unit: str | None = None
    end: int = 0
    article: bool = False
    letter_m: bool = False
    ratio: bool = False


class _Side(NamedTuple):
    amount: Amount
    unit: str | None
    end: int
    letter_m: bool = False


def read_amounts(tokens: Tokens) -> Reading | None:
    """The figure the tokens begin with; None if they do not begin with one."""
    words = [token.text for token in tokens]
    bounds: list[Qualifier] = []
    at, ranged = 0, ""
    while at < len(tokens):
        qualifier, behind = qualifiers.leading(words, at)
        if qualifier is not None:
            bounds.append(qualifier)
            at = behind
        elif words[at] in ("between", "from") and not ranged:
            ranged, at = words[at], at + 1
        elif (vague := read_vague(tokens, at)) is not None:
            return None if ranged else _vague_reading(tokens, words, vague, bounds)
        elif (side := _read_side(tokens, words, at)) is not None:
            return _number_reading(tokens, words, side, bounds, ranged)
        elif behind > at:
            at = behind
        else:
            return None
    return None


def _vague_reading(
    tokens: Tokens, words: Sequence[str], vague: Vague, bounds: list[Qualifier]
) -> Reading | None:
    at = vague.end + (peek(tokens, vague.end).text == "of")
    unit, end = _read_unit(words, at)
    if unit is None:
        end = at
    bounds, end = _read_trailing(words, end, bounds)
    return Reading(vague=vague, bounds=tuple(bounds), unit=unit, end=end)


def _number_reading(
    tokens: Tokens, words: Sequence[str], side: _Side, bounds: list[Qualifier], ranged: str
) -> Reading | None:
    if not ranged and (ratio := _read_ratio(tokens, words, side)) is not None:
        bounds, end = _read_trailing(words, ratio.end, bounds)
        return Reading((ratio.value,), None, tuple(bounds), units.FRACTION, end, ratio=True)
    second = _read_second(tokens, words, side.end, ranged)
    if ranged and second is None:
        return None
    numbers: tuple[Fraction, ...] = (side.amount.value,)
    last, unit, letter_m = side, side.unit, side.letter_m
    if second is not None:
        both = _range(side, second, dashed=words[side.end] in _DASHES)
        if both is None or (side.unit and second.unit and side.unit != second.unit):
            return None
        if side.unit == units.PERCENT and second.unit is None:
            return None
        numbers, last, unit = both, second, side.unit or second.unit
        letter_m = side.letter_m or second.letter_m
    elif not (side.amount.sure or unit == units.PERCENT):
        return None
    if unit is None and last.amount.share:
        unit = units.FRACTION
    bounds, end = _read_trailing(words, last.end, bounds)
    article = side.amount.article and unit == units.FRACTION
    return Reading(numbers, None, tuple(bounds), unit, end, article, letter_m)


def _read_side(tokens: Tokens, words: Sequence[str], at: int) -> _Side | None:
    """One number with the currency before it and the unit behind it."""
    money, at = _read_money(tokens, at)
    negative = money is None and words[at] in ("minus", "−") if at < len(words) else False
    amount = read_number(tokens, at + negative)
    if amount is None:
        return None
    letter = peek(tokens, amount.end)
    stop = letter.text in _DASHES or (letter.text == "." and amount.scale > 1)  # 2 mio. euros
    unit, end = _read_unit(words, amount.end + (stop and not letter.space))
    if unit is None:
        end = amount.end
        if amount.share and words[end : end + 1] != []:
            unit, end = _read_part_unit(words, end)
    glued = letter.text in units.GLUED_ONLY and not letter.space
    coin = money or _read_unit(words, amount.end + 1)[0]
    apart = letter.text in _LETTERS and coin in units.MONEY  # 5 m euros
    if unit is None and (glued or apart or letter.text == "mil"):
        return _letter_side(words, amount, money, letter.text)
    if money is not None and unit not in (None, money):
        return None
    if negative:
        if unit not in ("°C", "°F", "degree", units.PERCENT):
            return None
        amount = amount._replace(value=-amount.value)
    return _Side(amount, unit or money, end)


def _letter_side(
    words: Sequence[str], amount: Amount, money: str | None, letter: str
) -> _Side | None:
    """$5m, 5m euros, $2b, 17 mil euros: a magnitude where money stands near.

    A lone m is left open, a lone mil (which is a thousand to many) not read.
    """
    unit, end = _read_unit(words, amount.end + 1)
    coin = money or (unit if unit in units.MONEY else None)
    if coin is None:
        if letter != "m" or amount.scale > 1:
            return None
        return _Side(amount, None, amount.end + 1, letter_m=True)
    if unit not in (None, coin) or amount.scale > 1:
        return None
    scale = _LETTERS[letter]
    value = amount.value * scale
    return _Side(Amount(value, amount.end, scale, scale), coin, max(end, amount.end + 1))


def _read_money(tokens: Tokens, at: int) -> tuple[str | None, int]:
    """The currency at `at`, and where its number begins."""
    first, second = peek(tokens, at), peek(tokens, at + 1)
    if second.text and not second.space:
        pair = (first.text + second.text).lower()
        if pair in currencies.SYMBOLS:
            return currencies.SYMBOLS[pair], at + 2
        if first.text in currencies.CODES and second.text == "$":
            return first.text, at + 2
    apart = len(first.text) > 1
    if first.text in currencies.LETTER_SIGNS and not _is_large(tokens, at + 1, apart=apart):
        return None, at
    if first.text in currencies.AMBIGUOUS_CODES and not _is_large(tokens, at + 1, apart=True):
        return None, at
    if first.text in currencies.SYMBOLS:
        stop = second.text == "." and not second.space
        return currencies.SYMBOLS[first.text], at + 1 + stop
    if first.text in currencies.CODES:
        return first.text, at + 1
    return None, at


def _is_large(tokens: Tokens, at: int, *, apart: bool = False) -> bool:
    """Whether large digits follow, without a blank unless they may stand apart."""
    digits, behind = peek(tokens, at), peek(tokens, at + 1)
    if digits.kind != "num" or (digits.space and not apart):
        return False
    glued = behind.text not in _LETTERS or not behind.space
    return currencies.is_large(digits.text, behind.text if glued else "")


def _read_unit(words: Sequence[str], at: int) -> tuple[str | None, int]:
    for size in range(units.LONGEST, 0, -1):
        unit = units.UNITS.get(tuple(words[at : at + size]))
        if unit is not None:
            return unit, at + size
    return None, at


def _read_part_unit(words: Sequence[str], at: int) -> tuple[str | None, int]:
    """The unit in "half a percent", "a quarter of a mile", "one-half of one percent"."""
    behind = at + (words[at] == "of")
    if behind < len(words) and words[behind] in ("a", "an", "one"):
        unit, end = _read_unit(words, behind + 1)
        if unit is not None:
            return unit, end
    return None, at


def _read_second(tokens: Tokens, words: Sequence[str], at: int, ranged: str) -> _Side | None:
    """The other end of a range, behind "to", "or", a dash, or the "and" of "between"."""
    if at >= len(words):
        return None
    bridges = _BRIDGES | {"and"} if ranged == "between" else _BRIDGES
    if words[at] not in bridges:
        return None
    at += 1
    while at < len(words) and words[at] in _FILLERS:
        at += 1
    return _read_side(tokens, words, at)


def _read_ratio(tokens: Tokens, words: Sequence[str], side: _Side) -> Amount | None:
    """one in five, two in every three, 1 in 10: a share."""
    if words[side.end : side.end + 1] != ["in"] or side.unit or side.amount.share:
        return None
    at = side.end + 1 + (words[side.end + 1 : side.end + 2] == ["every"])
    whole = read_number(tokens, at)
    if whole is None or whole.share or not side.amount.sure or not whole.sure:
        return None
    above, below = side.amount.value, whole.value
    if above.denominator > 1 or below.denominator > 1 or not 0 < above < below <= 1_000:
        return None
    return Amount(above / below, whole.end, share=True)


def _range(first: _Side, second: _Side, *, dashed: bool) -> tuple[Fraction, Fraction] | None:
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


def _read_trailing(
    words: Sequence[str], at: int, bounds: list[Qualifier]
) -> tuple[list[Qualifier], int]:
    """Adds the qualifiers behind the number ("or more", "at least")."""
    if at + 1 < len(words) and words[at] == "-" and words[at + 1] == "odd":
        at += 1
    while True:
        qualifier, end = qualifiers.trailing(words, at)
        if qualifier is None:
            return bounds, at
        bounds, at = [*bounds, qualifier], end
