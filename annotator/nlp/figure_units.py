"""Takes into the span of a number what belongs to it: percent, currency, unit, approximator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.nlp import number_words as v
from annotator.nlp.mentions import Tokens

_TWO_WORD_PERCENT = (("per", "cent"), ("percentage", "points"), ("percentage", "point"))


@dataclass(slots=True)
class Number:
    """A number under inspection: ``core`` is where it begins without its approximator."""

    start: int
    core: int
    end: int
    kind: str = "number"


def take_unit(lower: list[str], number: Number) -> None:
    """Percent, currency and unit of measure are in."""
    end = number.end
    word = lower[end] if end < len(lower) else ""
    after = lower[end + 1] if end + 1 < len(lower) else ""
    if word in v.PERCENT:
        number.end, number.kind = end + 1, "percent"
    elif (word, after) in _TWO_WORD_PERCENT:
        number.end, number.kind = end + 2, "percent"
    elif word in v.CURRENCIES:
        number.end, number.kind = end + 1, "money"
    elif word in ("u.s.", "us", "canadian", "australian") and after in v.CURRENCIES:
        number.end, number.kind = end + 2, "money"
    elif word in v.MEASURES and word != "m":
        number.end, number.kind = end + 1, "measure"
    elif word in v.MEASURE_OPENERS and after in v.MEASURES:
        number.end, number.kind = end + 2, "measure"
    elif word == "of" and lower[end - 1] in v.VAGUE:
        _take_unit_of(lower, number)
    follower = lower[number.end] if number.end < len(lower) else ""
    if number.kind == "measure" and follower in ("celsius", "fahrenheit"):
        number.end += 1


def _take_unit_of(lower: list[str], number: Number) -> None:
    """``billions of dollars``, ``hundreds of square kilometers``."""
    probe = Number(number.start, number.core, number.end + 1)
    last = lower[probe.end - 1 : probe.end]
    if last != ["of"]:
        return
    word = lower[probe.end] if probe.end < len(lower) else ""
    after = lower[probe.end + 1] if probe.end + 1 < len(lower) else ""
    if word in v.CURRENCIES or (word in v.MEASURES and word != "m"):
        number.end = probe.end + 1
        number.kind = "money" if word in v.CURRENCIES else "measure"
    elif word in v.MEASURE_OPENERS and after in v.MEASURES:
        number.end, number.kind = probe.end + 2, "measure"
    elif word in ("u.s.", "us") and after in v.CURRENCIES:
        number.end, number.kind = probe.end + 2, "money"


def take_approximator(
    tokens: Tokens, lower: list[str], number: Number, free: int, taken: Sequence[bool]
) -> None:
    """Take in the approximator before the number and the afterthought behind it."""
    start = number.core
    if (
        start
        and lower[start - 1] in ("a", "an")
        and lower[start] != "a"
        and (lower[start] == "estimated")
    ):
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
                start = begin
                break
        else:
            break
    number.start = start
    if lower[number.end : number.end + 1] == ["+"] and tokens.touches(number.end):
        number.end += 1
    if tuple(lower[number.end : number.end + 2]) in v.AFTERTHOUGHTS:
        number.end += 2
