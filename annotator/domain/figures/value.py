"""The value of a FIGURE span and its JSON form; reads no text and knows no project."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

LARGEST = 10**18
"""No number of a figure lies outside -LARGEST … LARGEST (fits 64-bit integers everywhere)."""

Place = tuple[int, int]
"""Code points of an article, half open."""

REACH = 200
"""Code points on either side of a figure that are looked at."""

_SURE_DIGITS = 12
_LARGEST_DENOMINATOR = 1000


class Qualifier(StrEnum):
    """How the words bound the number; decides which of low, best and high are set."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    VAGUE = "vague"


PLACES: dict[Qualifier, tuple[bool, bool, bool]] = {
    Qualifier.EXACT: (True, True, True),
    Qualifier.ABOUT: (False, True, False),
    Qualifier.NEARLY: (False, True, True),
    Qualifier.AT_LEAST: (True, True, False),
    Qualifier.MORE_THAN: (True, True, False),
    Qualifier.AT_MOST: (False, True, True),
    Qualifier.LESS_THAN: (False, True, True),
    Qualifier.BETWEEN: (True, False, True),
}
"""Which of low, best and high a qualifier sets; for vague figures the policy says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a FIGURE span says, with exact numbers.

    ``unit`` is "percent", "fraction", an ISO 4217 code, a unit of measure or None (a plain
    count). ``of`` is the whole a share was taken from. ``parsed`` False means that the words
    could not be read with confidence: then all numbers are None and the qualifier is "exact",
    which says nothing. A vague figure ("hundreds") counts as parsed even when a policy gives it
    no numbers. ``confirmed`` means a person agreed with the value. ``part_of`` is the place, in
    code points of the article, of the number this one is among ("including 19 civilians"): a
    place outlasts what becomes of the other's span; records name that span by its id.

    Raises ValueError when the numbers contradict each other or the flags.
    """

    low: Fraction | None = None
    best: Fraction | None = None
    high: Fraction | None = None
    qualifier: Qualifier = Qualifier.EXACT
    unit: str | None = None
    counts: str | None = None
    outcome: str | None = None
    of: Fraction | None = None
    parsed: bool = True
    confirmed: bool = False
    part_of: Place | None = None

    def __post_init__(self) -> None:
        bounds = [v for v in (self.low, self.best, self.high) if v is not None]
        for number in {id(v): v for v in (*bounds, self.of)}.values():
            _check_number(number)
        if any(a is not b and a > b for a, b in pairwise(bounds)):
            raise ValueError("A figure's numbers must satisfy low <= best <= high.")
        if not self.parsed and (bounds or self.of is not None):
            raise ValueError("A figure that is not parsed cannot have numbers.")
        if self.parsed and not bounds and self.qualifier is not Qualifier.VAGUE:
            raise ValueError("A parsed figure needs a number unless it is vague.")

    def to_json(self) -> dict[str, object]:
        """The figure as the JSON object of the export format (also what the store keeps).

        Whole numbers become int, all others the nearest float. `from_json` gives back the same
        figure for every decimal of up to 12 significant digits and for every fraction p/q with
        q <= 1000 below a thousand million; what the parser returns is always of these kinds.
        """
        return {
            "low": _to_number(self.low),
            "best": _to_number(self.best),
            "high": _to_number(self.high),
            "qualifier": self.qualifier.value,
            "unit": self.unit,
            "counts": self.counts,
            "outcome": self.outcome,
            "of": _to_number(self.of),
            "parsed": self.parsed,
            "confirmed": self.confirmed,
            **({} if self.part_of is None else {"part_of": list(self.part_of)}),
        }

    @classmethod
    def from_json(cls, record: Mapping[str, object]) -> Figure:
        """The figure of a JSON object; raises ValueError with one sentence if it is not one.

        Only "qualifier" is required: a missing text or number is null, "parsed" is true and
        "confirmed" false when missing. A key that no figure has is refused.
        """
        if not isinstance(record, Mapping):
            raise ValueError("A figure must be a JSON object.")
        unknown = [str(key) for key in record if key not in _KEYS]
        if unknown:
            raise ValueError(f"A figure has no key {min(unknown)!r}.")
        return cls(
            low=_from_number(record, "low"),
            best=_from_number(record, "best"),
            high=_from_number(record, "high"),
            qualifier=_from_qualifier(record),
            unit=_from_text(record, "unit"),
            counts=_from_text(record, "counts"),
            outcome=_from_text(record, "outcome"),
            of=_from_number(record, "of"),
            parsed=_from_flag(record, "parsed", missing=True),
            confirmed=_from_flag(record, "confirmed", missing=False),
            part_of=_from_place(record.get("part_of")),
        )


def _from_place(value: object) -> Place | None:
    if value is None:
        return None
    if isinstance(value, list) and [type(offset) for offset in value] == [int, int]:
        start, end = value
        if 0 <= start < end:
            return start, end
    raise ValueError("A figure's 'part_of' must be the place of another or null.")


_KEYS = frozenset(field.name for field in fields(Figure))


@lru_cache(maxsize=10_000)  # few values stand in most figures
def figure_text(figure: Figure | None) -> str | None:
    """A figure as projects keep it, None for none."""
    return None if figure is None else json.dumps(figure.to_json(), ensure_ascii=False)


def stored_figure(text: str | None) -> Figure | None:
    """The figure of its stored JSON text, None for none; raises ValueError if it is damaged."""
    try:
        return None if text is None else Figure.from_json(json.loads(text))
    except RecursionError:
        raise ValueError("A figure is no nest of lists.") from None


@lru_cache(maxsize=10_000)  # few values stand in most figures
def readable_figure(text: str | None) -> Figure | None:
    """As `stored_figure`, but ``DAMAGED`` for a figure that cannot be read.

    One damaged value must not keep an article from being shown or taken out; `check` names it.
    """
    try:
        return stored_figure(text)
    except ValueError:
        return DAMAGED


def fits(value: Fraction) -> bool:
    """Whether the number lies within -LARGEST … LARGEST."""
    return abs(value.numerator) <= LARGEST * value.denominator


def survives_json(value: Fraction) -> bool:
    """Whether the number comes back unchanged from its JSON form."""
    return value.denominator == 1 or exact(float(value)) == value


def exact(number: float) -> Fraction:
    """The fraction a JSON number stands for: a short decimal, else a small fraction.

    A decimal of up to 12 digits and a fraction with a denominator of up to 1000 that differ at
    all differ by more than one step of a double, so the choice is never ambiguous.
    """
    decimal = Fraction(repr(number))
    digits = repr(number).partition("e")[0].replace(".", "").strip("-0")
    if len(digits) <= _SURE_DIGITS:
        return decimal
    simple = decimal.limit_denominator(_LARGEST_DENOMINATOR)
    return simple if float(simple) == number else decimal


def _check_number(number: Fraction | None) -> None:
    if number is None:
        return
    if isinstance(number, bool) or not isinstance(number, Fraction | int):
        raise ValueError("A figure's numbers must be exact fractions.")
    if not fits(number):
        raise ValueError("A figure's number is too large.")


def _to_number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def _from_number(record: Mapping[str, object], key: str) -> Fraction | None:
    value = record.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"A figure's {key!r} must be a number or null.")
    if isinstance(value, int):
        return Fraction(value)
    if not math.isfinite(value):
        raise ValueError(f"A figure's {key!r} must be a finite number.")
    return exact(value)


def _from_qualifier(record: Mapping[str, object]) -> Qualifier:
    value = record.get("qualifier")
    try:
        return Qualifier(value)  # type: ignore[arg-type]
    except ValueError:
        known = ", ".join(Qualifier)
        raise ValueError(f"A figure's 'qualifier' must be one of {known}.") from None


def _from_text(record: Mapping[str, object], key: str) -> str | None:
    value = record.get(key)
    if value is None or isinstance(value, str):
        return value
    raise ValueError(f"A figure's {key!r} must be a text or null.")


def _from_flag(record: Mapping[str, object], key: str, *, missing: bool) -> bool:
    value = record.get(key, missing)
    if isinstance(value, bool):
        return value
    raise ValueError(f"A figure's {key!r} must be true or false.")


UNPARSED = Figure(parsed=False)
"""The figure of words that could not be read."""

DAMAGED = Figure(parsed=False)
"""Stands where a stored figure cannot be read; known by identity, since an equal one is sound."""
