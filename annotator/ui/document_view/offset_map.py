"""Between code points, which everything stores, and UTF-16 code units, which Qt counts."""

from __future__ import annotations

from bisect import bisect_left


class OffsetMap:
    """Converts offsets of one piece of text both ways; costs nothing without astral characters."""

    __slots__ = ("_astral", "_astral_qt")

    def __init__(self, text: str) -> None:
        self._astral = [] if text.isascii() else [i for i, c in enumerate(text) if c > "\uffff"]
        self._astral_qt = [offset + count for count, offset in enumerate(self._astral)]

    def qt_pos(self, offset: int) -> int:
        """The UTF-16 position of a code point offset."""
        return offset + bisect_left(self._astral, offset)

    def offset(self, qt_pos: int) -> int:
        """The code point offset of a UTF-16 position; inside a pair, that of its character."""
        # A character at qt 4 covers 4 and 5: it lies wholly before 6, so count those before
        # qt_pos - 1; a position inside the pair then still counts as before it.
        whole = bisect_left(self._astral_qt, qt_pos - 1)
        inside = whole < len(self._astral_qt) and self._astral_qt[whole] == qt_pos - 1
        return qt_pos - whole - (1 if inside else 0)
