"""Offsets counted otherwise: in UTF-16 code units, and in a text of which parts were replaced."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import TypeAlias

from annotator.domain.errors import InputError

Bounds: TypeAlias = tuple[int, int]


def utf16_length(text: str) -> int:
    """How many UTF-16 code units a text has."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Utf16:
    """The UTF-16 offsets of one text, both ways; without characters beyond 16 bits they cost
    nothing."""

    __slots__ = ("_pairs", "_wide")

    def __init__(self, text: str) -> None:
        has_wide = not text.isascii() and max(text) > "\uffff"
        wide = (i for i, char in enumerate(text if has_wide else "") if char > "\uffff")
        self._wide = array("q", wide)  # code points that are a pair of units
        self._pairs = array("q", (at + before for before, at in enumerate(self._wide)))

    @property
    def is_plain(self) -> bool:
        """Whether every character is one unit, so that both offsets are the same."""
        return not self._wide

    def unit(self, offset: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return offset + bisect_left(self._wide, offset)

    def containing(self, unit: int) -> int:
        """The code point offset of a UTF-16 offset; inside a pair, that of its character."""
        return unit - bisect_left(self._pairs, unit)

    def offset(self, unit: int) -> int:
        """The code point offset of a UTF-16 offset. Raises InputError inside a pair."""
        offset = self.containing(unit)
        if self.unit(offset) != unit:
            raise InputError(f"{unit} lies inside a character")
        return offset

    def places(self, bounds: Iterable[Bounds]) -> list[Bounds]:
        """Code point offsets of many ranges as UTF-16 offsets."""
        if not self._wide:
            return list(bounds)
        return [(self.unit(start), self.unit(end)) for start, end in bounds]

    def bounds(self, places: Iterable[Bounds]) -> list[Bounds]:
        """Back again. Raises InputError inside a pair."""
        if not self._wide:
            return list(places)
        return [(self.offset(start), self.offset(end)) for start, end in places]


class Shifts:
    """Where offsets lie once parts of their text have been replaced."""

    def __init__(self, replaced: Iterable[tuple[int, int, int]]) -> None:
        """``replaced`` are the parts in text order, ``[start, end)`` with their new lengths."""
        self._ends: list[int] = []
        self._by = [0]
        for start, end, length in replaced:
            self._ends.append(end)
            self._by.append(self._by[-1] + length - (end - start))

    def offset(self, offset: int) -> int:
        """Where an offset that lies inside no part lies now; behind a part that ends there."""
        return offset + self._by[bisect_right(self._ends, offset)]
