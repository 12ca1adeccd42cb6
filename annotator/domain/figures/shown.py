"""The short form of a figure for the small tag beside its span. Shows values, never reads text."""

from __future__ import annotations

from fractions import Fraction

from annotator.domain.figures import units
from annotator.domain.figures.value import Figure, Qualifier

SIGNS: dict[Qualifier, str] = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "≈",
    Qualifier.NEARLY: "≲",
    Qualifier.AT_LEAST: "≥",
    Qualifier.AT_MOST: "≤",
    Qualifier.MORE_THAN: ">",
    Qualifier.LESS_THAN: "<",
    Qualifier.BETWEEN: "",
    Qualifier.VAGUE: "~",
}
"""What stands before the number: ≲ is a little less, ~ a magnitude only a policy gave a number."""

_COINS = {"USD": "$", "EUR": "€", "GBP": "£"}
_MAGNITUDES = ((10**12, "tn"), (10**9, "bn"), (10**6, "m"))
_SIMPLE = {
    Fraction(1, 2): "½",
    Fraction(1, 3): "⅓",
    Fraction(2, 3): "⅔",
    Fraction(1, 4): "¼",
    Fraction(3, 4): "¾",
}
_NO_BREAK = "\u00a0"
_LONGEST_WORDS = 24


def short_form(figure: Figure, surface: str = "") -> str:
    """The figure in a few characters: ">3,000", "≈174 of 400", "45 %", "50–60", "$1.5bn".

    A vague figure without numbers shows its own words, as long as they are few; an unread one
    shows nothing.
    """
    if not figure.parsed:
        return ""
    core = _core(figure)
    if not core:
        words = " ".join(surface.split())
        return words if len(words) <= _LONGEST_WORDS else ""
    whole = "" if figure.of is None else f" of {_number(figure.of)}"
    return f"{SIGNS[figure.qualifier]}{core}{whole}"


def _core(figure: Figure) -> str:
    if figure.best is None and figure.low is not None and figure.high is not None:
        return _with_unit(
            f"{_value(figure.low, figure)}–{_value(figure.high, figure)}", figure.unit
        )
    known = next((v for v in (figure.best, figure.low, figure.high) if v is not None), None)
    return "" if known is None else _with_unit(_value(known, figure), figure.unit)


def _value(value: Fraction, figure: Figure) -> str:
    if figure.unit == units.FRACTION:
        return _SIMPLE.get(value) or str(value)
    return _number(value)


def _with_unit(number: str, unit: str | None) -> str:
    if unit is None or unit == units.FRACTION:
        return number
    if unit == units.PERCENT:
        return f"{number}{_NO_BREAK}%"
    if unit in _COINS:
        return _COINS[unit] + number
    return f"{number}{_NO_BREAK}{unit}"


def _number(value: Fraction) -> str:
    """Digits with thousands separators; from a million on in m, bn, tn where that is exact."""
    for size, sign in _MAGNITUDES:
        scaled = value / size
        if abs(scaled) >= 1 and (scaled * 100).denominator == 1:
            return _plain(scaled) + sign
    return _plain(value)


def _plain(value: Fraction) -> str:
    if value.denominator == 1:
        return f"{value.numerator:,}"
    return f"{float(value):,.3f}".rstrip("0").rstrip(".")
