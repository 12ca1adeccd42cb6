"""What a file of another program counts: UTF-16 code units, code points, or characters as seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

import regex

from annotator.domain.errors import InputError
from annotator.domain.offsets import Utf16

_GRAPHEME = regex.compile(r"\X")


def has_pairs(text: str) -> bool:
    """Whether the text has characters that UTF-16 counts as two."""
    return not text.isascii() and max(text) > "\uffff"


def are_utf16(text: str, spans: Iterable[tuple[int, int, str | None]], *, otherwise: bool) -> bool:
    """Whether offsets count UTF-16 units rather than code points; ``spans`` are start, end, quote.

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


def graphemes(text: str) -> list[int]:
    """Where each character as people see one begins, and the end of the text."""
    return [*(match.start() for match in _GRAPHEME.finditer(text)), len(text)]


def count_graphemes(text: str, spans: Sequence[tuple[int, int]]) -> bool | None:
    """Whether offsets count characters as people see them rather than code points or UTF-16 units;
    None where that cannot be told, though it makes a difference.
    """
    places = graphemes(text)
    if len(places) == len(text) + 1:
        return False
    seen = [(places[start], places[end]) for start, end in spans if 0 <= start < end < len(places)]
    if seen == list(spans):
        return False
    others = sum(_fits(text, start, end, None) for start, end in spans)
    if has_pairs(text):
        units = Utf16(text)
        others = max(others, sum(_fits(text, *place, None) for place in _converted(units, spans)))
    as_seen = sum(_fits(text, start, end, None) for start, end in seen)
    return None if others == as_seen else as_seen > others


def _converted(units: Utf16, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        with suppress(InputError):
            yield units.offset(start), units.offset(end)


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
