"""Reads one number from tokens: digits, number words, fractions, magnitudes.

Knows nothing of units, qualifiers or the sentence around. Every reading starts at an index and
gives an Amount with the index behind it, or None.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from annotator.domain.figures.nouns import PEOPLE, is_plural
from annotator.domain.figures.numerals import (
    ALL_SCALES,
    COLLECTIVES,
    GLUED_SCALES,
    GLYPHS,
    PARTS,
    SCALES,
    TENS,
    UNITS,
)
from annotator.domain.figures.scan import Token, read_digits

_SLASH_PARTS = range(2, 11)
_SLASH_ENDS = frozenset(("nd", "rd", "th", "nds", "rds", "ths"))
_NONE = Token("", "", False, 0, 0)
Tokens = Sequence[Token]


class Amount(NamedTuple):
    """One number: its value, the magnitude it was multiplied with, and what follows it.

    `scale` is the product of its magnitudes and `step` the last of them: 100,000 and 1,000 in
    "two hundred thousand". `share` marks a fraction of a whole ("two-thirds"), `article` one that
    began with "a" ("a third" may be an ordinal), `sure` False a writing that needs a magnitude or
    percent sign.
    """

    value: Fraction
    end: int
    scale: int = 1
    step: int = 1
    share: bool = False
    article: bool = False
    sure: bool = True


def peek(tokens: Tokens, at: int) -> Token:
    """The token at an index, or an empty one behind the end."""
    return tokens[at] if at < len(tokens) else _NONE


def read_number(tokens: Tokens, at: int, *, running: bool = False) -> Amount | None:
    """The number that starts at `at`: a share, a part of a magnitude, or a cardinal.

    In a running text "a million and five" may go on with another number, in a span it may not.
    """
    return _read_part(tokens, at) or _read_cardinal(tokens, at, running)


def _read_part(tokens: Tokens, at: int) -> Amount | None:
    """half, two-thirds, ¾, 1/2, a quarter: alone, or of a magnitude (half a million)."""
    part = _part(tokens, at)
    if part is None:
        return None
    after = part.end
    if peek(tokens, after).text == "of":
        after += 1
    if peek(tokens, after).text in ("a", "an", "one"):
        after += 1
    word = peek(tokens, after).text
    scale = SCALES.get(word) or COLLECTIVES.get(word)
    if scale is None:
        return part
    return Amount(part.value * scale, after + 1, scale, scale)


def _part(tokens: Tokens, at: int) -> Amount | None:
    first = peek(tokens, at)
    if first.text in GLYPHS:
        return Amount(GLYPHS[first.text], at + 1, share=True)
    if first.kind == "num":
        return _slash_part(tokens, at)
    if first.text == "half":
        return Amount(Fraction(1, 2), at + 1, share=True)
    second = peek(tokens, at + 1)
    single = PARTS.get(first.text) if first.text[-1:] != "s" else None
    if single is not None and second.text == "of" and _names_scale(tokens, at + 2):
        return Amount(Fraction(1, single), at + 1, share=True)  # quarter of a million
    if second.text not in PARTS:
        return None
    if first.text in ("a", "an"):
        return Amount(Fraction(1, PARTS[second.text]), at + 2, share=True, article=True)
    count = UNITS.get(first.text, 0)
    plural = second.text.endswith("s")
    spoken = count > 1 and peek(tokens, at + 2).text in SCALES  # three quarter million
    if count == 0 or (plural != (count > 1) and not spoken):
        return None
    return Amount(Fraction(count, PARTS[second.text]), at + 2, share=True)


def _names_scale(tokens: Tokens, at: int) -> bool:
    return peek(tokens, at).text in ("a", "one") and peek(tokens, at + 1).text in SCALES


def _slash_part(tokens: Tokens, at: int) -> Amount | None:
    slash, below = peek(tokens, at + 1), peek(tokens, at + 2)
    if slash.text not in ("/", "⁄") or below.kind != "num" or slash.space or below.space:
        return None
    above = tokens[at].text
    if not (above.isdecimal() and below.text.isdecimal() and above.isascii()):
        return None
    top, bottom = int(above), int(below.text)
    if not below.text.isascii() or bottom not in _SLASH_PARTS or not 0 < top < bottom:
        return None
    ending = peek(tokens, at + 3)
    end = at + 3 + (ending.text in _SLASH_ENDS and not ending.space)
    return Amount(Fraction(top, bottom), end, share=True)


def _read_cardinal(tokens: Tokens, at: int, running: bool) -> Amount | None:
    """1,037; 1.5 million; two and a half million; a million and a half; one hundred and six."""
    first = _read_group(tokens, at, opening=True)
    if first is None or first.step < 1_000:
        return first
    total, end, ceiling, sure = first.value, first.end, first.step, first.sure
    while ceiling >= 1_000:
        group = _read_group(tokens, _skip_joint(tokens, end, running), opening=False)
        if group is None or group.step >= ceiling or group.value >= ceiling:
            break
        total += group.value
        end, ceiling, sure = group.end, group.step, sure and group.sure
    return Amount(total, end, first.scale, first.step, sure=sure)


def _skip_joint(tokens: Tokens, at: int, running: bool) -> int:
    if running and tokens[at - 1].text not in ("hundred", "thousand"):
        return at
    return at + (peek(tokens, at).text in (("and",) if running else ("and", ",")))


def _read_group(tokens: Tokens, at: int, *, opening: bool) -> Amount | None:
    """A number below a thousand or in digits, with a half behind it and its magnitudes."""
    head = peek(tokens, at)
    if head.kind == "num":
        core = _read_digit_group(tokens, at)
        if core is not None and not opening and core.scale == 1:
            return None
        return core
    if opening and head.text in ("a", "an"):
        collective = _with_collective(tokens, 1, at + 1)
        if collective is not None:
            return collective if peek(tokens, collective.end).text in ("of", "") else None
        return _with_scale(tokens, Fraction(1), at + 1, needed=True)
    if opening and head.text in SCALES:
        return _with_scale(tokens, Fraction(1), at, needed=True)
    small = _below_hundred(tokens, at)
    if small is None:
        return None
    collective = _with_collective(tokens, *small) if opening else None
    if collective is not None:
        return collective
    spoken = _spoken_decimal(tokens, small) if opening else None
    if spoken is not None:
        amount = _with_scale(tokens, spoken.value, spoken.end, needed=False)
        return amount and amount._replace(sure=amount.scale > 1)
    return _with_scale(tokens, Fraction(small[0]), small[1], needed=False)


def _with_collective(tokens: Tokens, value: int, at: int) -> Amount | None:
    """three score and ten; sure only where something is counted behind it."""
    times = COLLECTIVES.get(peek(tokens, at).text)
    end = at + 1
    if times is None or (times == 144 and peek(tokens, end).text not in ("of", "")):
        return None  # two gross violations
    rest = UNITS.get(peek(tokens, end + 1).text, 0) if peek(tokens, end).text == "and" else 0
    if times == 20 and 0 < rest < 20:
        return Amount(Fraction(value * times + rest), end + 2, times, times)
    behind = peek(tokens, end + (peek(tokens, end).text == "of")).text
    people = behind in PEOPLE or (times != 20 and is_plural(behind or "."))
    sure = not behind or people or (value > 1 and is_plural(behind))
    return Amount(Fraction(value * times), end, times, times, sure=sure)


def _spoken_decimal(tokens: Tokens, whole: tuple[int, int]) -> Amount | None:
    """one point two five; sure only with a magnitude or a percent sign behind it."""
    value, at = Fraction(whole[0]), whole[1]
    if peek(tokens, at).text != "point":
        return None
    place, at = Fraction(1, 10), at + 1
    while (digit := UNITS.get(peek(tokens, at).text, 10)) < 10:
        value, place, at = value + digit * place, place / 10, at + 1
    return None if place == Fraction(1, 10) else Amount(value, at)


def _read_digit_group(tokens: Tokens, at: int) -> Amount | None:
    read = read_digits(tokens[at].text)
    if read is None:
        return None
    value, sure = read
    end = at + 1
    behind = peek(tokens, end)
    if behind.text in GLYPHS:
        value, end = value + GLYPHS[behind.text], end + 1
    elif behind.kind == "num" and (part := _slash_part(tokens, end)) is not None:
        value, end = value + part.value, part.end
    elif behind.text in GLUED_SCALES and not behind.space:
        glued = GLUED_SCALES[behind.text]
        return Amount(value * glued, end + 1, glued, glued)
    if peek(tokens, end).text == "-" and peek(tokens, end + 1).text in SCALES:
        end += 1
    amount = _with_scale(tokens, value, end, needed=False)
    return amount and amount._replace(sure=sure or amount.scale > 1)


def _with_scale(tokens: Tokens, value: Fraction, at: int, *, needed: bool) -> Amount | None:
    """Adds "and a half", multiplies with the magnitudes that follow, adds what they leave room for.

    The rest of a hundred ("and twenty") belongs to the hundred, before a thousand multiplies it.
    """
    value, at = _add_half(tokens, value, at)
    scale, last = 1, 1
    while (step := ALL_SCALES.get(peek(tokens, at).text)) is not None:
        last = step
        value, at, scale = value * step, at + 1, scale * step
        if step == 100:
            rest = _rest_of_hundred(tokens, at)
            if rest is not None:
                value, at = value + rest[0], rest[1]
        tail = _half_of_scale(tokens, at)
        if tail is not None:
            return Amount(value + tail * scale, at + 3, scale, last)
    return None if needed and scale == 1 else Amount(value, at, scale, last)


def _add_half(tokens: Tokens, value: Fraction, at: int) -> tuple[Fraction, int]:
    half = _half_of_scale(tokens, at)
    return (value, at) if half is None else (value + half, at + 3)


def _half_of_scale(tokens: Tokens, at: int) -> Fraction | None:
    """The part in "and a half", "and a quarter"."""
    if peek(tokens, at).text != "and" or peek(tokens, at + 1).text not in ("a", "one"):
        return None
    part = peek(tokens, at + 2).text
    return Fraction(1, PARTS[part]) if part in ("half", "quarter", "third") else None


def _below_hundred(tokens: Tokens, at: int) -> tuple[int, int] | None:
    word = peek(tokens, at).text
    if word in UNITS:
        return UNITS[word], at + 1
    if word not in TENS:
        return None
    unit = UNITS.get(peek(tokens, at + 1).text, 0)
    if 0 < unit < 10:
        return TENS[word] + unit, at + 2
    return TENS[word], at + 1


def _rest_of_hundred(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """The "and twenty" of a hundred, unless a hundred of its own follows it."""
    rest = _below_hundred(tokens, at + 1 if peek(tokens, at).text == "and" else at)
    if rest is None or peek(tokens, rest[1]).text in ("hundred", "hundreds"):
        return None
    return rest
