"""Reads one side of a figure: a number with the money before it and the unit behind it.

Works on tokens and never looks at the sentence around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotator.domain.figures import currencies, units
from annotator.domain.figures.number_words import Amount, Tokens, peek, read_number

DASHES = frozenset("-–—‒−‐‑")
_LETTERS = {"m": 10**6, "mil": 10**6, "b": 10**9, "t": 10**12}
_FIRSTS = frozenset(phrase[0] for phrase in units.UNITS)
_ON_FOOT = frozenset(("soldier", "soldiers", "patrol", "patrols", "bridge", "bridges"))


class Side(NamedTuple):
    """A number, its unit and where it ends; `letter_m` marks 5m, five million or five metres."""

    amount: Amount
    unit: str | None
    end: int
    letter_m: bool = False


def read_side(
    tokens: Tokens, forms: Sequence[str], at: int, *, running: bool = False
) -> Side | None:
    """One number with the currency before it and the unit behind it.

    In a running text no unit is taken behind a hyphen: a 5-km march is no figure.
    """
    money, at = read_money(tokens, at)
    negative = money is None and peek(tokens, at).text in ("minus", "−")
    amount = read_number(tokens, at + negative, running=running)
    if amount is None:
        return None
    letter = peek(tokens, amount.end)
    stop = letter.text == "." and amount.scale > 1  # 2 mio. euros
    stop = stop or (letter.text in DASHES and not running)
    unit, end = read_unit(forms, amount.end + (stop and not letter.space))
    if running and unit is not None and _is_compound(tokens, amount.end, end):
        unit = None
    if unit is None:
        end = amount.end
        if amount.share and end < len(forms):
            unit, end = _read_part_unit(forms, end)
    glued = letter.text in units.GLUED_ONLY and not letter.space
    coin = money or read_unit(forms, amount.end + 1)[0]
    apart = letter.text in _LETTERS and coin in units.MONEY  # 5 m euros
    if unit is None and (glued or apart or letter.text == "mil"):
        return _letter_side(forms, amount, money, letter.text)
    if money is not None and unit not in (None, money):
        return None
    if negative:
        if unit not in ("°C", "°F", "degree", units.PERCENT):
            return None
        amount = amount._replace(value=-amount.value)
    return Side(amount, unit or money, end)


def _is_compound(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a unit hangs on its number by a hyphen, or is the head of a name: 16 Mi-8s."""
    unit, behind, number = tokens[at], peek(tokens, end), peek(tokens, end + 1)
    if not unit.space and unit.start > tokens[at - 1].end:
        return True
    return unit.text == "mi" and behind.text == "-" and number.kind == "num" and not number.space


def _letter_side(
    forms: Sequence[str], amount: Amount, money: str | None, letter: str
) -> Side | None:
    """$5m, 5m euros, $2b, 17 mil euros: a magnitude where money stands near.

    A lone m is left open, a lone mil (which is a thousand to many) not read.
    """
    unit, end = read_unit(forms, amount.end + 1)
    coin = money or (unit if unit in units.MONEY else None)
    if coin is None:
        if letter != "m" or amount.scale > 1:
            return None
        return Side(amount, None, amount.end + 1, letter_m=True)
    if unit not in (None, coin) or amount.scale > 1:
        return None
    scale = _LETTERS[letter]
    value = amount.value * scale
    return Side(Amount(value, amount.end, scale, scale), coin, max(end, amount.end + 1))


def read_money(tokens: Tokens, at: int) -> tuple[str | None, int]:
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


def read_unit(forms: Sequence[str], at: int) -> tuple[str | None, int]:
    """The unit that begins at `at`, and where it ends."""
    if at >= len(forms) or forms[at] not in _FIRSTS:
        return None, at
    for size in range(min(units.LONGEST, len(forms) - at), 0, -1):
        unit = units.UNITS.get(tuple(forms[at : at + size]))
        if unit is not None:
            on_foot = forms[at] == "foot" and forms[at + 1 : at + 2]
            if on_foot and forms[at + 1] in _ON_FOOT:
                break
            return unit, at + size
    return None, at


def _read_part_unit(forms: Sequence[str], at: int) -> tuple[str | None, int]:
    """The unit in "half a percent", "a quarter of a mile", "one-half of one percent"."""
    behind = at + (forms[at] == "of")
    if behind < len(forms) and forms[behind] in ("a", "an", "one"):
        unit, end = read_unit(forms, behind + 1)
        if unit is not None:
            return unit, end
    return None, at
