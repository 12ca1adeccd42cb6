"""Finds the figures of a running text and reads their values, in one pass over its tokens.

A small grammar: qualifier, number, magnitude, unit, range. What the guidelines leave out (dates,
ages, durations, ordinals, numbers in names, boilerplate) is no figure. Knows no spaCy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotator.domain.figures import qualifiers, sides, units
from annotator.domain.figures.amounts import Reading, read_core
from annotator.domain.figures.currencies import CODES, SYMBOLS, UNREAD_SIGNS
from annotator.domain.figures.exclusions import is_boilerplate, is_duration, is_excluded
from annotator.domain.figures.grouping import group_line
from annotator.domain.figures.neighbours import Line, Neighbours
from annotator.domain.figures.numerals import (
    COLLECTIVES,
    GLYPHS,
    PARTS,
    QUANTIFIERS,
    SCALES,
    TENS,
    UNITS,
    VAGUE,
    word_set,
)
from annotator.domain.figures.outcome_words import ACTIVE, FATED
from annotator.domain.figures.pairs import Pairs
from annotator.domain.figures.parse import value_at
from annotator.domain.figures.policies import VERBATIM, VaguePolicy
from annotator.domain.figures.qualifiers import OWNERS
from annotator.domain.figures.scan import plain_digits, running
from annotator.domain.figures.value import UNPARSED, Figure, Place, Qualifier

_NUMBERS = UNITS.keys() | TENS.keys() | SCALES.keys() | VAGUE.keys() | GLYPHS.keys() | {"half"}
_MONEY = SYMBOLS.keys() | CODES | UNREAD_SIGNS
_SIGNS = {sign for sign in SYMBOLS if len(sign) > 1 and not sign[-1].isalpha()}
_SIGN_HEADS, _SIGN_ENDS = {sign[:-1] for sign in _SIGNS}, {sign[-1] for sign in _SIGNS}
_PERCENT = frozenset("%٪％")
_ARTICLES = frozenset(("a", "an"))
_BEHIND_ARTICLE = SCALES.keys() | PARTS.keys() - {"half"} | {"few", "couple"} | COLLECTIVES.keys()
_OPENERS = (
    _NUMBERS
    | _MONEY
    | _PERCENT
    | _ARTICLES
    | _SIGN_HEADS
    | QUANTIFIERS
    | PARTS.keys()
    | {"minus", "−"}
)
_WORD = re.compile(rf"[^\W\d_]+|[\d{''.join(GLYPHS)}]+")
_OPENING = _NUMBERS | PARTS.keys() | COLLECTIVES.keys()
_DIGIT = re.compile(r"\d")
_REACH = 100
_SHORT = 5 * _REACH
_LINE = re.compile(r"[^\n]+")


class FoundFigure(NamedTuple):
    """A figure of a text, [start, end) in code points, what it says, and of which kind it is:
    number, percent, money, measure, range or ratio.
    """

    start: int
    end: int
    figure: Figure
    kind: str


def read_figures(
    text: str, names: Sequence[Place] = (), *, policy: VaguePolicy = VERBATIM
) -> list[FoundFigure]:
    """The figures of a text. `names` are the places of its names, where there are none."""
    figures: list[FoundFigure] = []
    for match in _LINE.finditer(plain_digits(text)):
        line = match.group()
        parts = _parts(line)
        if parts and not is_boilerplate(line):
            figures += _of_line(line, parts, match.start(), names, policy)
    return figures


def _of_line(
    text: str, parts: Sequence[Place], offset: int, names: Sequence[Place], policy: VaguePolicy
) -> Iterator[FoundFigure]:
    if offset:
        names = [(start - offset, end - offset) for start, end in names]
    tokens = [token for start, end in parts for token in running(text, start, end)]
    line = Line(text, group_line(text, tokens), names)
    pairs = Pairs(line)
    at = free = 0
    for begin, (form, kind, _, _, _) in enumerate(line.tokens):
        if begin < at or (kind != "num" and form not in _OPENERS) or not _opens(line, begin):
            continue
        reading = _read(line, begin, pairs)
        if reading is None:
            continue
        at = reading.end
        core_end = _with_pounds(line, reading.core_end)
        excluded = is_excluded(line, begin, core_end) or (
            reading.end > core_end and is_duration(Neighbours(line, begin, reading.end))
        )
        if not excluded and not _is_no_number(line, begin, reading):
            start = _widened(line, begin, free, reading)
            at = free = max(core_end, reading.end)
            yield _figure_of(line, start, begin, free, reading, offset, policy)


def _parts(text: str) -> list[Place]:
    """The parts of a text in which its numbers lie and all that is asked around them."""
    low = text.lower()
    if len(text) < _SHORT:
        none = _DIGIT.search(text) is None and _OPENING.isdisjoint(_WORD.findall(low))
        return [] if none else [(0, len(text))]
    parts: list[list[int]] = []
    for match in _WORD.finditer(low):
        word = match.group()
        if word in _OPENING or not word.isalpha():
            if parts and match.start() - _REACH <= parts[-1][1]:
                parts[-1][1] = match.end() + _REACH
            else:
                parts.append([match.start() - _REACH, match.end() + _REACH])
    whole = ((text.rfind(" ", 0, max(0, start)) + 1, text.find(" ", end)) for start, end in parts)
    return [(start, len(text) if end < 0 else end) for start, end in whole]


def _opens(line: Line, at: int) -> bool:
    """Whether a figure may begin at a token."""
    token = line.tokens[at]
    if line.taken[at]:
        return False
    if token.kind == "num":
        return not (line.touches(at) and line.tokens[at - 1].kind == "word")
    behind = line.form(at + 1)
    if behind in _SIGN_ENDS and line.touches(at + 1) and token.text + behind in SYMBOLS:
        return True
    if token.text in SCALES and line.tokens[at - 1].kind == "num" and at:
        return False  # K5 million
    if token.text in _ARTICLES:
        half = behind == "half" and line.form(at + 2) in SCALES
        return half or behind in _BEHIND_ARTICLE
    if token.text in _MONEY:
        return behind[:1].isdigit() or line.form(at + 2)[:1].isdigit()
    return token.text not in _SIGN_HEADS


def _read(line: Line, at: int, pairs: Pairs) -> Reading | None:
    """The figure that begins at a token, None if none does."""
    tokens, forms = line.tokens, line.forms
    if forms[at] in _PERCENT:
        return _percent_before(line, at, pairs)
    ranged = "between" if line.form(at - 1) == "between" else ""
    reading = read_core(tokens, forms, at, ranged, (), pairs)
    if reading is not None:
        return reading
    money, digits = sides.read_money(tokens, at)
    if money is None and forms[at] in UNREAD_SIGNS:
        digits = at + 1
    if digits < len(tokens) and tokens[digits].kind == "num":
        end = _unread_end(line, digits + 1)
        return Reading(end=end, core_end=end)
    return None


def _is_no_number(line: Line, at: int, reading: Reading) -> bool:
    """``at tens``, ``test scores``, ``the second half``, ``a third attack``, ``on 2/3``."""
    form, before, after = line.form(at), line.form(at - 1), line.form(reading.core_end)
    if reading.vague is not None:
        if form == "tens":
            return line.form(at + 1) != "of"
        return form == "scores" and not _scores_count(before, after)
    if line.form(reading.core_end - 1) in COLLECTIVES and not reading.is_read:
        return True  # the two score differently
    if form == "half":
        return before in _HALVED
    if reading.article:
        return after != "of" and before not in _BEFORE_SHARE
    slashed = line.form(at + 1) in ("/", "⁄") and reading.unit == units.FRACTION
    if slashed and after not in ("of", "majority"):
        return True
    return line.form(at + 1) == "point" and before == "at" and reading.end > at + 2


def _scores_count(before: str, after: str) -> bool:
    counted = after in _SCORES_BEHIND or after in FATED or before in ACTIVE
    return counted and before not in ("test", "box")


_SCORES_BEHIND = word_set("of more were are others have had fled")
_HALVED = frozenset(("first", "second", "last", "latter", "other", "this", "better"))
_BEFORE_SHARE = word_set("by only about nearly almost than around over roughly least just")


def _percent_before(line: Line, at: int, pairs: Pairs) -> Reading | None:
    """``٪٥٠ of homes``: the sign first, as scripts from the right and some others have it."""
    if line.form(at + 1)[:1].isdigit() and line.touches(at + 1) and not line.touches(at):
        reading = read_core(line.tokens, line.forms, at + 1, "", (), pairs)
        if reading is not None and reading.unit is None:
            return reading._replace(unit=units.PERCENT)
    return None


def _unread_end(line: Line, at: int) -> int:
    """The end of digits that nobody can read: with their magnitude and unit."""
    while line.form(at) in SCALES:
        at += 1
    return sides.read_unit(line.forms, at)[1]


def _widened(line: Line, core: int, free: int, reading: Reading) -> int:
    """Where a figure begins with its qualifiers, at most two phrases of them."""
    forms = line.forms
    start = core - (reading.joint == "and")
    for _ in range(2):
        for phrase in _ENDING.get(line.form(start - 1), ()):
            begin = start - len(phrase)
            if begin < free or tuple(forms[begin:start]) != phrase or any(line.taken[begin:start]):
                continue
            if phrase in _NARROW and _kind(reading) == "number":
                continue
            if begin and forms[begin - 1] in OWNERS.get(phrase, ()):
                continue  # took over 12 posts
            start = begin
            break
        else:
            break
    return start


_PHRASES = (qualifiers.BEFORE.keys() | qualifiers.COMPOUNDS) - qualifiers.VERBAL
_ENDING = {
    end: tuple(sorted((p for p in _PHRASES if p[-1] == end), key=len, reverse=True))
    for end in {phrase[-1] for phrase in _PHRASES}
}
_NARROW = frozenset({("under",), ("below",), ("above",)}) | {
    (word, "than") for word in ("higher", "lower", "better", "larger", "greater")
}
"""What speaks of quantity only before percentages, money and measures."""


def _with_pounds(line: Line, end: int) -> int:
    """Pounds of nobody knows what belong to the span; what they are is the value's to say."""
    return end + (line.form(end) in units.UNREAD)


def _figure_of(
    line: Line, start: int, core: int, end: int, reading: Reading, offset: int, policy: VaguePolicy
) -> FoundFigure:
    tokens, forms = line.tokens, line.forms
    bounds: list[Qualifier] = []
    at = start
    while at < core and (step := qualifiers.leading(forms, at))[1] > at:
        if step[0] is not None:
            bounds.append(step[0])
        at = step[1]
    reading = reading._replace(bounds=(*bounds, *reading.bounds))
    first, last = tokens[start].start, tokens[end - 1].end
    core_end = tokens[reading.end - 1].end
    figure = (
        value_at(line.text, (first, last), core_end, reading, offset=offset, policy=policy)
        if reading.is_read
        else UNPARSED
    )
    return FoundFigure(offset + first, offset + last, figure, _kind(reading))


def _kind(reading: Reading) -> str:
    if reading.ratio:
        return "ratio"
    if reading.unit == units.PERCENT:
        return "percent"
    if reading.unit in units.MONEY:
        return "money"
    if reading.unit not in (None, units.FRACTION):
        return "measure"
    return "range" if reading.joint else "number"
