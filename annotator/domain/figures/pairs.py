"""Whether two numbers of a text are one figure: 15 to 20 percent, two or three, one in five.

Looks at the words around them; the numbers are read elsewhere.
"""

from __future__ import annotations

from fractions import Fraction

from annotator.domain.figures.changes import are_no_range
from annotator.domain.figures.exclusion_words import TIME_UNITS
from annotator.domain.figures.halves import goes_to
from annotator.domain.figures.neighbours import Line
from annotator.domain.figures.nouns import is_plural
from annotator.domain.figures.numerals import PARTS, SCALES, word_set
from annotator.domain.figures.outcome_words import ACTIVE, FATED
from annotator.domain.figures.sides import Side

_RANGING = word_set("range ranges ranged ranging vary varies varied varying")
_BOUNDING = word_set("about around nearly almost some over roughly approximately than more fewer")
_DOERS = ACTIVE.keys() | word_set("least hit won in by lost and")
_PERCENT = word_set("% ٪ ％ percent pct pc")
_REACH = 40


class Pairs:
    """The pairs of numbers in one line."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def are_range(self, at: int, first: Side, begin: int, second: Side) -> bool:
        """``10-15``, ``between 10 and 15``; no ``from 27 to 31``, no ``rose by five to 31``."""
        line, tokens = self._line, self._line.tokens
        joint = line.form(first.end)
        if joint == "and":
            return True
        if joint == ",":  # five, six hundred; or a list: killed five, six hundred wounded
            return line.form(at - 1) not in ACTIVE and line.form(second.end) not in FATED
        if joint == "to":
            if line.form(begin) in PARTS:
                return False
            text = line.text
            surface, behind = line.surface(at, first.end), text[tokens[first.end - 1].end :]
            if line.form(at - 1) == "from" and first.unit is None:
                if line.form(at - 2) not in _RANGING:
                    return False
            elif goes_to(surface, behind[:_REACH]):
                return False
            to = text[tokens[begin].start : tokens[second.end - 1].end + 12]
            if are_no_range(text[: tokens[at].start], surface, to):
                return False
        return self._rises(at, first, begin, second)

    def _rises(self, at: int, first: Side, begin: int, second: Side) -> bool:
        """Whether the second number of a would-be range is the larger: ``6-3`` is a score."""
        digits = all(self._line.form(place)[:1].isdigit() for place in (at, begin))
        grouped = self._line.form(begin).partition(" ")  # "2022 - 120 000" is no range
        high = Fraction(grouped[0]) if grouped[1] else second.amount.value
        rises = first.amount.value < high or second.amount.scale > 1
        return rises or not digits

    def is_ratio(self, at: int, end: int, *, one: bool, every: bool) -> bool:
        """No ``killed two in three attacks``, no ``one in five days``."""
        line = self._line
        after = line.form(end) or "."
        if after in TIME_UNITS or after in SCALES or after in _PERCENT:
            return False
        while line.form(at - 1) in _BOUNDING:
            at -= 1
        if every:
            return True
        if line.form(at - 1) in _DOERS:
            return False
        counted = is_plural(after) or after == "of"
        return counted if not one else counted or not after[0].isdecimal()
