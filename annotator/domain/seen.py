"""Which parts of a text a person has had before their eyes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from annotator.domain.spans import Span, joined, meets


class Seen:
    """Parts of one text, ``[start, end)`` in code points, joined where they touch."""

    def __init__(self, parts: Iterable[tuple[int, int]] = ()) -> None:
        self._parts: list[tuple[int, int]] = []
        for start, end in parts:
            self.add(start, end)

    @property
    def parts(self) -> Sequence[tuple[int, int]]:
        """The parts, in text order."""
        return self._parts

    def add(self, start: int, end: int) -> None:
        """This part has been seen."""
        first = bisect_left(self._parts, start, key=lambda part: part[1])
        last = bisect_right(self._parts, end, key=lambda part: part[0])
        touched = self._parts[first:last]
        if touched:
            start, end = min(start, touched[0][0]), max(end, touched[-1][1])
        self._parts[first:last] = [(start, end)]

    def covers(self, span: Span) -> bool:
        """Whether all of a span has been seen."""
        at = bisect_right(self._parts, span.start, key=lambda part: part[0]) - 1
        return at >= 0 and span.end <= self._parts[at][1]

    def is_unread(self, text: str, muted: Iterable[Span]) -> bool:
        """Whether there is a word outside muted text that has not been seen."""
        aside = joined(muted)
        edge = 0
        for start, end in [*self._parts, (len(text), len(text))]:
            gap = text[edge:start]
            for at in (edge + i for i, char in enumerate(gap) if char.isalnum()):
                if not meets(aside, at, at + 1):
                    return True
            edge = end
        return False
