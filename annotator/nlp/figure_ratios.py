"""Takes ``one in five``, a share of something, as one figure."""

from __future__ import annotations

from annotator.domain.figures.nouns import is_plural
from annotator.domain.figures.number_words import read_number
from annotator.domain.figures.outcome_words import ACTIVE
from annotator.domain.figures.scan import scan
from annotator.nlp import number_words as v
from annotator.nlp.figure_units import Number
from annotator.nlp.mentions import Tokens

_BOUNDING = v.word_set("about around nearly almost some over roughly approximately than more fewer")
_DOERS = ACTIVE.keys() | v.word_set("least hit won in by lost and")


def take_ratio(tokens: Tokens, lower: list[str], number: Number) -> bool:
    """Take in the whole of a ratio, and say whether it was one."""
    at = number.end
    if lower[at : at + 1] != ["in"] or number.kind != "number":
        return False
    begin = at + 1 + (lower[at + 1 : at + 2] == ["every"])
    first = read_number(scan(tokens.surface(number.core, at)), 0)
    if begin >= len(lower) or first is None or not _is_number(lower[begin]):
        return False
    rest = scan(tokens.text[tokens.starts[begin] : tokens.starts[begin] + 40])
    whole = read_number(rest, 0)
    if whole is None or not first.value < whole.value <= 1_000:
        return False
    end = begin
    while end < len(lower) and tokens.starts[end] - tokens.starts[begin] < rest[whole.end - 1].end:
        end += 1
    if not _is_ratio(lower, number.core, end, first.value == 1, begin > at + 1):
        return False
    number.end, number.kind = end, "ratio"
    return True


def _is_number(word: str) -> bool:
    return word.isdecimal() or word in v.COUNTED


def _is_ratio(lower: list[str], start: int, end: int, one: bool, every: bool) -> bool:
    """No ``killed two in three attacks``, no ``one in five days``."""
    after = lower[end] if end < len(lower) else "."
    if after in v.TIME_UNITS or after in v.BIG or after in v.PERCENT:
        return False
    while start and lower[start - 1] in _BOUNDING:
        start -= 1
    before = lower[start - 1] if start else "."
    if every:
        return True
    if before in _DOERS:
        return False
    counted = is_plural(after) or after == "of"
    return counted if not one else counted or not after[0].isdecimal()
