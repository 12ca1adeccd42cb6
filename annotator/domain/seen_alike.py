"""Where a span of one text stands in another that looks the same: to the code point, by what is
seen of both (`domain.text.seen_text`).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import regex

from annotator.domain.span_copies import CopiedSpan
from annotator.domain.spans import Span
from annotator.domain.text import NO_WIDTH, seen_text

S = TypeVar("S", bound=Span)
_CLUSTER = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class SeenPlaces:
    """What is seen of a text, and the code points ``[start, end)`` of it behind each sign."""

    seen: str
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, text: str) -> SeenPlaces | None:
        """The places of a text; None where signs cannot be told apart one by one."""
        places = _Places()
        for match in _CLUSTER.finditer(text):
            places.add(match[0], match.start())
        seen = "".join(places.signs)
        return cls(seen, places.starts, places.ends) if seen == seen_text(text) else None


class _Places:
    def __init__(self) -> None:
        self.signs: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._blank: int | None = None

    def add(self, cluster: str, at: int) -> None:
        """Add what is seen of the characters that are one on the screen."""
        bare = [n for n, char in enumerate(cluster) if not NO_WIDTH.fullmatch(char)]
        composed = unicodedata.normalize("NFC", "".join(cluster[n] for n in bare))
        apart = len(composed) == len(bare)
        for n, sign in enumerate(composed):
            start = at + bare[n] if apart else at
            end = start + 1 if apart else at + len(cluster)
            if sign.isspace():
                self._blank = start if self._blank is None else self._blank
                continue
            if self._blank is not None and self.signs:
                self._put(" ", self._blank, start)
            self._blank = None
            self._put(sign, start, end)

    def _put(self, sign: str, start: int, end: int) -> None:
        self.signs.append(sign)
        self.starts.append(start)
        self.ends.append(end)


class Alike:
    """Two texts of which the same is seen."""

    def __init__(self, source: SeenPlaces, target: SeenPlaces) -> None:
        self._source, self._target = source, target

    @classmethod
    def of(cls, source_text: str, target_text: str) -> Alike | None:
        """None where other things are seen of the one text than of the other."""
        if seen_text(source_text) != seen_text(target_text):
            return None
        source, target = SeenPlaces.of(source_text), SeenPlaces.of(target_text)
        return None if source is None or target is None else cls(source, target)

    def copies(self, spans: Iterable[S]) -> list[CopiedSpan[S]]:
        """The spans in the other text, in the order given; one of which nothing is seen has no
        place.
        """
        placed = ((span, self._place(span.start, span.end)) for span in spans)
        return [CopiedSpan(span, *place, exact=True) for span, place in placed if place]

    def _place(self, start: int, end: int) -> tuple[int, int] | None:
        source, target = self._source, self._target
        first, last = bisect_right(source.ends, start), bisect_left(source.starts, end)
        while first < last and source.seen[first] == " ":
            first += 1
        while first < last and source.seen[last - 1] == " ":
            last -= 1
        return (target.starts[first], target.ends[last - 1]) if first < last else None
