"""Figures as a person types them into a form: value, qualifier, whole. Reads no article."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from annotator.domain import figures
from annotator.domain.figures.value import PLACES, Figure, Qualifier

_Numbers = tuple[Fraction | None, Fraction | None, Fraction | None]
_SEPARATOR = re.compile(r"(?<=\d)[,\s](?=\d{3}(?!\d))")
_DIGITS = re.compile(r"\d+(?:[,\s]\d{3})*(?:\.\d+)?|\d+/\d+")
_RANGE = re.compile(r"([\d.,/\s]+)(?:-|–|\bto\b)([\d.,/\s]+)")
# The qualifiers that go with one number.
_SINGLE = PLACES.keys() - {Qualifier.BETWEEN}


def value_text(figure: Figure) -> str:
    """The numbers as they are typed: "3000", "50–60", "100/200/1000", "2/3", "" without any."""
    if figure.qualifier is Qualifier.BETWEEN:
        return f"{number_text(figure.low)}–{number_text(figure.high)}"
    if figure.qualifier is Qualifier.VAGUE:
        bounds = (figure.low, figure.best, figure.high)
        return " / ".join(map(number_text, bounds)) if any(v is not None for v in bounds) else ""
    return number_text(figure.best)


def number_text(number: Fraction | None) -> str:
    """A number as it is typed: a short decimal if it is one, else a fraction."""
    if number is None:
        return ""
    decimal = f"{float(number):.12g}"
    exact = "e" not in decimal and Fraction(decimal) == number
    return decimal if exact else str(number)


def with_value(figure: Figure, typed: str) -> Figure:
    """The figure with another value, as a person types it: "3000", "50-60", "about 2 million".

    A plain number keeps the qualifier; words that bring one set it. "low / best / high" makes a
    vague figure; nothing at all makes it unread. Raises ValueError for what is no number.
    """
    words = typed.strip()
    if not words:
        empty = figure.qualifier is Qualifier.VAGUE
        return replace(
            figure, low=None, best=None, high=None, of=figure.of if empty else None, parsed=empty
        )
    if words.count("/") == 2:
        low, best, high = (_number(part) if part.strip() else None for part in words.split("/"))
        return replace(
            figure, low=low, best=best, high=high, qualifier=Qualifier.VAGUE, parsed=True
        )
    plain = _plain(words)
    if plain is not None:
        return with_number(figure, plain)
    span = _RANGE.fullmatch(words)
    if span is not None and (low := _plain(span[1])) and (high := _plain(span[2])):
        return _made(figure, (low, None, high), Qualifier.BETWEEN, figure.unit)
    read = figures.parse_figure(words)
    if not read.parsed or read.best is read.low is read.high is None:
        raise ValueError(f"“{words}” is no number; write it as 3000, 50-60 or about 2 million.")
    unit = read.unit or figure.unit
    if read.qualifier is Qualifier.EXACT:
        assert read.best is not None  # an exact figure always has its number
        return with_number(figure, read.best, unit=unit)
    bounds = (read.low, read.best, read.high)
    return _made(figure, bounds, read.qualifier, unit)


def with_number(figure: Figure, number: Fraction, *, unit: str | None = None) -> Figure:
    """The figure with one number, under its own qualifier."""
    qualifier = figure.qualifier if figure.qualifier in _SINGLE else Qualifier.EXACT
    places = PLACES[qualifier]
    low, best, high = (number if place else None for place in places)
    return _made(figure, (low, best, high), qualifier, unit or figure.unit)


def with_qualifier(figure: Figure, qualifier: Qualifier) -> Figure:
    """The figure with another qualifier; its number moves to where that one puts it.

    Raises ValueError where the numbers do not allow it: a range needs two.
    """
    numbers = [n for n in (figure.best, figure.low, figure.high) if n is not None]
    if qualifier is Qualifier.VAGUE:
        return replace(figure, qualifier=qualifier, parsed=True)
    if not numbers:
        raise ValueError("Type the value first; the qualifier bounds it.")
    if qualifier is Qualifier.BETWEEN:
        if figure.low is None or figure.high is None or figure.low == figure.high:
            raise ValueError("A range needs two numbers; type them as 50-60.")
        return _made(figure, (figure.low, None, figure.high), qualifier, figure.unit)
    return with_number(replace(figure, qualifier=qualifier), numbers[0])


def with_whole(figure: Figure, typed: str) -> Figure:
    """The figure with another whole, "" for none. Raises ValueError for what is no number."""
    return replace(figure, of=_number(typed) if typed.strip() else None)


def _made(figure: Figure, numbers: _Numbers, qualifier: Qualifier, unit: str | None) -> Figure:
    low, best, high = numbers
    return replace(
        figure, low=low, best=best, high=high, qualifier=qualifier, unit=unit, parsed=True
    )


def _plain(typed: str) -> Fraction | None:
    """A number in digits. Nobody means a year or a date here, which an article might."""
    words = typed.strip()
    if _DIGITS.fullmatch(words) is None:
        return None
    try:
        return Fraction(_SEPARATOR.sub("", words))
    except ZeroDivisionError:
        return None


def _number(typed: str) -> Fraction:
    plain = _plain(typed)
    if plain is not None:
        return plain
    read = figures.parse_figure(typed.strip())
    if not read.parsed or read.best is None or read.qualifier is not Qualifier.EXACT:
        raise ValueError(f"“{typed.strip()}” is no number; write it as 3000 or 2.5 million.")
    return read.best
