"""Reads a whole figure from its own words: qualifiers, one number or two, unit.

Works on tokens and gives a Reading; of the sentence around it asks `Around` alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from annotator.domain.figures import qualifiers, units
from annotator.domain.figures.currencies import CODES, SYMBOLS
from annotator.domain.figures.number_words import Amount, Tokens, peek
from annotator.domain.figures.numerals import (
    ALL_SCALES,
    COLLECTIVES,
    GLUED_SCALES,
    GLYPHS,
    NUMBER_WORDS,
    PARTS,
    QUANTIFIERS,
    VAGUE,
)
from annotator.domain.figures.ranges import (
    BRIDGES,
    Around,
    range_of,
    read_higher,
    read_ratio,
    read_second,
)
from annotator.domain.figures.scan import read_digits, scan
from annotator.domain.figures.sides import DASHES, Side, read_side, read_unit
from annotator.domain.figures.vague import Vague, read_vague
from annotator.domain.figures.value import Qualifier

Bounds = tuple[Qualifier, ...]
_GO_ON = (
    ALL_SCALES.keys()
    | GLUED_SCALES.keys()
    | GLYPHS.keys()
    | BRIDGES
    | units.GLUED_ONLY
    | {phrase[0] for phrase in (*units.UNITS, *qualifiers.AFTER)}
    | {"and", "in", "mil", "/", "⁄"}
)
"""What may belong to the number before it."""
_OPENERS = (
    NUMBER_WORDS
    | VAGUE.keys()
    | PARTS.keys()
    | COLLECTIVES.keys()
    | QUANTIFIERS
    | {"a", "an", "minus", "between", "from"}
    | {phrase[0] for phrase in (*qualifiers.BEFORE, *qualifiers.NEUTRAL)}
    | {money.lower() for money in (*CODES, *SYMBOLS)}
)
"""The words a span with a value may begin with."""
_FIRST_WORD = re.compile(r"\s*([A-Za-z]+)(?:[\s,]|-\w|$)")
_BEGINS_NEXT = NUMBER_WORDS | VAGUE.keys() | PARTS.keys() | QUANTIFIERS | {"a", "an", "some"}


class Reading(NamedTuple):
    """What the words of a figure say; `end` is the index of the first token left over, `core_end`
    that of the first behind the number, its magnitude and unit.

    One of `vague` and `numbers` (one number, or two for a range) is set, neither where the words
    are a figure that nobody can read for sure. `letter_m` marks "5m", which is five million or
    five metres, `ratio` "one in five", whose noun follows at once, `joint` what stands between
    the two numbers of a range.
    """

    numbers: tuple[Fraction, ...] = ()
    vague: Vague | None = None
    bounds: Bounds = ()
    unit: str | None = None
    end: int = 0
    core_end: int = 0
    article: bool = False
    letter_m: bool = False
    ratio: bool = False
    joint: str = ""

    @property
    def is_read(self) -> bool:
        """Whether the words say something for sure."""
        return bool(self.numbers) or self.vague is not None


def read_amounts(tokens: Tokens) -> Reading | None:
    """The figure the tokens begin with; None if they do not begin with one that can be read."""
    forms = [token.text for token in tokens]
    bounds: list[Qualifier] = []
    at, ranged = 0, ""
    while at < len(tokens):
        qualifier, behind = qualifiers.leading(forms, at)
        if qualifier is not None:
            bounds.append(qualifier)
            at = behind
        elif forms[at] in ("between", "from") and not ranged:
            ranged, at = forms[at], at + 1
        elif (reading := read_core(tokens, forms, at, ranged, tuple(bounds))) is not None:
            return reading if reading.is_read else None
        elif behind > at:
            at = behind
        else:
            return None
    return None


def read_core(
    tokens: Tokens,
    forms: Sequence[str],
    at: int,
    ranged: str = "",
    bounds: Bounds = (),
    around: Around | None = None,
) -> Reading | None:
    """The figure that begins at `at` without its qualifiers, and those behind it.

    `ranged` is "between" or "from" where that stands before it, `around` the running text that
    the tokens are, None where they are all there is of the figure.
    """
    following = peek(tokens, at + 1)
    goes_on = ranged or following.kind == "num" or following.text in _GO_ON
    if not goes_on and forms[at].isdecimal():
        number = read_digits(forms[at])
        if number is not None:  # nothing belongs to most numbers in digits
            return Reading((number[0],), bounds=bounds, end=at + 1, core_end=at + 1)
    if (vague := read_vague(tokens, at)) is not None:
        core = _vague_reading(tokens, forms, vague, at, ranged, around)
    elif (side := read_side(tokens, forms, at, running=around is not None)) is not None:
        core = _number_reading(tokens, forms, side, at, ranged, around)
    else:
        return None
    behind, end = _read_trailing(tokens, forms, core.end) if core.is_read else ((), core.end)
    return core._replace(bounds=bounds + behind, end=end, core_end=core.end)


def _vague_reading(
    tokens: Tokens, forms: Sequence[str], vague: Vague, at: int, ranged: str, around: Around | None
) -> Reading:
    unit, end = read_unit(forms, vague.end + (peek(tokens, vague.end).text == "of"))
    if unit is None:
        end = vague.end
    if around is not None and (second := read_second(tokens, forms, end, "", running=True)):
        first = Side(Amount(Fraction(0), vague.end), unit, end)
        if around.are_range(at, first, *second):  # several hundred to 3,000
            return Reading(unit=second[1].unit, end=second[1].end, joint=forms[end])
    sure = vague.sure and not ranged
    return Reading(vague=vague if sure else None, unit=unit, end=end)


def _number_reading(
    tokens: Tokens, forms: Sequence[str], side: Side, at: int, ranged: str, around: Around | None
) -> Reading:
    ratio = None if ranged else read_ratio(tokens, forms, side)
    if ratio is not None:
        share, every = ratio
        one = side.amount.value == 1
        if around is None or around.is_ratio(at, share.end, one=one, every=every):
            return Reading((share.value,), unit=units.FRACTION, end=share.end, ratio=True)
    running = around is not None
    second = read_second(tokens, forms, side.end, ranged, running=running)
    second = second or read_higher(tokens, forms, side, running=running)
    if second is not None and (around is None or around.are_range(at, side, *second)):
        return _range_reading(forms, side, second[1])
    numbers: tuple[Fraction, ...] = (side.amount.value,)
    if (ranged and around is None) or not (side.amount.sure or side.unit == units.PERCENT):
        numbers = ()
    share_of = units.FRACTION if side.amount.share else None
    article = side.amount.article and side.unit is None
    unit = side.unit or share_of
    return Reading(numbers, None, (), unit, side.end, article=article, letter_m=side.letter_m)


def _range_reading(forms: Sequence[str], first: Side, second: Side) -> Reading:
    joint = forms[first.end]
    both = range_of(first, second, dashed=joint in DASHES) or ()
    if first.unit and second.unit and first.unit != second.unit:
        both = ()
    if first.unit == units.PERCENT and second.unit is None:
        both = ()
    share = units.FRACTION if second.amount.share else None
    unit = first.unit or second.unit or share
    letter_m = first.letter_m or second.letter_m
    article = first.amount.article and unit == units.FRACTION
    return Reading(both, None, (), unit, second.end, 0, article, letter_m, joint=joint)


def _read_trailing(tokens: Tokens, forms: Sequence[str], at: int) -> tuple[Bounds, int]:
    """The qualifiers behind the number ("or more", "at least") and where they end."""
    bounds: Bounds = ()
    if at + 1 < len(forms) and forms[at] == "-" and forms[at + 1] == "odd":
        at += 1
    while True:
        qualifier, end = qualifiers.trailing(forms, at)
        if qualifier is None or not _belongs_before(tokens, at, end):
            return bounds, at
        bounds, at = (*bounds, qualifier), end


def _belongs_before(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a qualifier is none of the next number: "12, at least 3 of them children"."""
    first = tokens[at]
    if first.text == "+":
        return not first.space
    behind = peek(tokens, end)
    if first.text == "at":  # 60 at most fighters
        return not (behind.kind == "num" or behind.text in _BEGINS_NEXT)
    return first.text in ("or", "odd") or not behind.text[:1].isalnum()


def is_no_amount(surface: str) -> bool:
    """Whether it is plain from its first word that a span is no figure, whatever stands around."""
    first = _FIRST_WORD.match(surface)
    return first is not None and first[1].lower() not in _OPENERS


@lru_cache(maxsize=4096)
def read_words(text: str) -> tuple[Reading, str, str, bool] | None:
    """The reading of a span's own words, the words read, those left over, and whether apart.

    Cached: a story says "two" and "dozens" over and over.
    """
    tokens = scan(text)
    reading = read_amounts(tokens)
    if reading is None:
        return None
    if reading.end >= len(tokens):
        return reading, text, "", False
    following = tokens[reading.end]
    return reading, text[: following.start].rstrip(), text[following.start :], following.space
