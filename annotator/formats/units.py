"""Offsets of programs that count UTF-16 code units, brought to code points."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable

from annotator.domain.errors import InputError


class Utf16:
    """The UTF-16 offsets of one text."""

    def __init__(self, text: str) -> None:
        astral = (i for i, char in enumerate(text if not text.isascii() else "") if char > "\uffff")
        self._pairs = array("q", (place + before for before, place in enumerate(astral)))

    def unit(self, offset: int) -> int:
        """The UTF-16 offset of a code point offset."""
        # A pair at unit p with n before it is the character at p - n.
        return offset + bisect_left(
            range(len(self._pairs)), offset, key=lambda n: self._pairs[n] - n
        )

    def offset(self, unit: int) -> int:
        """The code point offset of a UTF-16 offset. Raises InputError inside a pair."""
        before = bisect_left(self._pairs, unit)
        if before and self._pairs[before - 1] == unit - 1:
            raise InputError(f"{unit} lies inside a character")
        return unit - before


def has_pairs(text: str) -> bool:
    """Whether the text has characters that UTF-16 counts as two."""
    return not text.isascii() and max(text) > "\uffff"


def are_utf16(text: str, spans: Iterable[tuple[int, int, str | None]], *, otherwise: bool) -> bool:
    """Whether offsets count UTF-16 units rather than code points; ``found`` are start, end, quote.

    Programs have changed their minds about it, and their files do not say. The quotes of the
    spans decide; where there are none, whether the spans are whole words. ``otherwise`` is the
    answer where both counts fit equally well.
    """
    if not has_pairs(text):
        return otherwise
    units = Utf16(text)
    points_fit = units_fit = 0
    for start, end, quote in spans:
        points_fit += _fits(text, start, end, quote)
        try:
            units_fit += _fits(text, units.offset(start), units.offset(end), quote)
        except InputError:
            continue
    return otherwise if points_fit == units_fit else units_fit > points_fit


def _fits(text: str, start: int, end: int, quote: str | None) -> bool:
    if not 0 <= start < end <= len(text):
        return False
    if quote is not None:
        return text[start:end] == quote
    return not (_is_inside_a_word(text, start) or _is_inside_a_word(text, end)) and not (
        text[start].isspace() or text[end - 1].isspace()
    )


def _is_inside_a_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()
