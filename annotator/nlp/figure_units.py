"""Takes into the span of a number what belongs to it: percent, currency, unit, approximator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.figures import units
from annotator.domain.figures.currencies import is_large
from annotator.domain.figures.qualifiers import OWNERS
from annotator.nlp import number_words as v
from annotator.nlp.mentions import Tokens

_ON_FOOT = v.word_set("soldier soldiers patrol patrols bridge bridges")
_TEMPERATURES = frozenset(("celsius", "fahrenheit"))


@dataclass(slots=True)
class Number:
    """A number under inspection: ``core`` is where it begins without its approximator."""

    start: int
    core: int
    end: int
    kind: str = "number"


def take_unit(tokens: Tokens, lower: list[str], number: Number) -> None:
    """Percent, currency and unit of measure are in."""
    at = number.end
    if lower[at : at + 1] == ["of"] and lower[at - 1] in v.VAGUE:
        at += 1  # billions of dollars, hundreds of square kilometers
    elif lower[at - 1] in v.SHARES:
        at += lower[at : at + 1] == ["of"]
        at += lower[at : at + 1] in (["a"], ["an"], ["one"])  # half a percent
        if at == number.end:
            return
    if lower[at : at + 1] == ["."] and lower[at - 1] in v.BIG and tokens.touches(at):
        at += 1  # 2 mio. euros
    size, unit = unit_at(tokens.words, lower, at)
    if size == 0:
        return
    number.end = at + size
    if unit == units.PERCENT:
        number.kind = "percent"
    elif unit in units.MONEY:
        number.kind = "money"
    else:
        number.kind = "measure"


def is_money(words: Sequence[str], lower: list[str], at: int) -> bool:
    """Whether a sign or code of a currency stands here, with its number behind."""
    if words[at] in v.LARGE_ONLY:
        digits, behind = ([*lower[at + 1 : at + 3], "", ""])[:2]
        return is_large(digits, behind)
    return lower[at].rstrip(".") in v.CURRENCY_SIGNS or words[at] in v.CODES


def unit_at(words: Sequence[str], lower: list[str], at: int) -> tuple[int, str]:
    """How many words from one on are a unit, and which it is; 0 where none begins there."""
    if at >= len(lower):
        return 0, ""
    first = words[at] if words[at] in v.CODES else _bare(lower[at])
    for phrase in v.UNITS_BY_FIRST.get(first, ()):
        end = at + len(phrase)
        if tuple(_bare(word) for word in lower[at + 1 : end]) == phrase[1:]:
            if first == "foot" and lower[end : end + 1] and lower[end] in _ON_FOOT:
                return 0, ""
            return len(phrase), v.UNITS[phrase]
    return 0, ""


def _bare(word: str) -> str:
    """The word without the stop of an abbreviation: ``u.s.``."""
    return word.rstrip(".") or word


def take_approximator(
    tokens: Tokens, lower: list[str], number: Number, free: int, taken: Sequence[bool]
) -> None:
    """Take in the approximator before the number and the afterthought behind it."""
    start = number.core
    if start and lower[start - 1] == "minus" and number.kind in ("percent", "measure"):
        start -= 1
    for _ in range(2):
        for phrase in v.APPROXIMATORS_BY_END.get(lower[start - 1] if start else "", ()):
            begin = start - len(phrase)
            if (
                begin >= free
                and tuple(lower[begin:start]) == phrase
                and not any(taken[begin:start])
            ):
                if phrase in v.NARROW_APPROXIMATORS and number.kind == "number":
                    continue
                if begin and lower[begin - 1] in OWNERS.get(phrase, ()):
                    continue  # took over 12 posts
                start = begin
                break
        else:
            break
    number.start = start
    end = number.end
    if lower[end : end + 1] == ["-"] and lower[end + 1 : end + 2] == ["odd"]:
        end += 1  # 30-odd
    for size in range(v.LONGEST_AFTERTHOUGHT, 0, -1):
        phrase = tuple(lower[end : end + size])
        if phrase in v.AFTERTHOUGHTS and _belongs_before(tokens, lower, phrase, end):
            number.end = end + size
            break


def _belongs_before(tokens: Tokens, lower: list[str], phrase: tuple[str, ...], at: int) -> bool:
    """Whether an afterthought is none of the next number: ``12, at least 3 of them children``."""
    if phrase[0] == "+":
        return tokens.touches(at)
    if phrase[0] in ("or", "odd"):
        return True
    behind = lower[at + len(phrase) :][:1]
    return not behind or not behind[0][0].isalnum()
