"""What the lines of a page stand in: one element, or several of the same make side by side."""

from __future__ import annotations

from collections.abc import Iterable

HOLDERS = frozenset(
    {"article", "aside", "blockquote", "center", "details", "div", "fieldset", "figure", "form"}
    | {"main", "section"}
)
"""Elements that hold lines. Lists and tables hold what their surroundings do."""

Place = tuple[tuple[int, str], ...]
"""The elements around a line, outermost first: the number and the make of each."""


def make_of(tag: str, attrs: Iterable[tuple[str, str | None]]) -> str | None:
    """The make of an element that holds lines: what it is, and its classes; None of another."""
    return f"{tag} {dict(attrs).get('class') or ''}" if tag in HOLDERS else None


class Places:
    """Follows which elements are open."""

    def __init__(self) -> None:
        self.now: Place = ()
        self._count = 0

    def begin(self, make: str) -> None:
        """An element of a make begins."""
        self._count += 1
        self.now = (*self.now, (self._count, make))

    def end(self, tag: str) -> None:
        """An element that holds lines ends, and with it what was left open in it."""
        for depth in range(len(self.now) - 1, -1, -1):
            if self.now[depth][1].partition(" ")[0] == tag:
                self.now = self.now[:depth]
                return


def are_together(place: Place, other: Place) -> bool:
    """Whether two lines stand in one element, or in elements of one make side by side."""
    if place == other:
        return True
    if not place or not other or place[:-1] != other[:-1]:
        return False
    return place[-1][1] == other[-1][1]


def holds(place: Place, other: Place) -> bool:
    """Whether what stands in the one place is around the other, or beside it."""
    return place == other[: len(place)] or are_together(place, other)


def is_aside(place: Place) -> bool:
    """Whether the page marks it as something beside its story."""
    return any(make.startswith("aside ") for _, make in place)
