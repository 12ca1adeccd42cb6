"""What the lines of a page stand in: one element, or several of the same make side by side."""

from __future__ import annotations

# Elements that hold lines. Lists and tables hold what their surroundings do.
_HOLDERS = frozenset(
    {"article", "aside", "blockquote", "center", "details", "div", "fieldset", "figure", "form"}
    | {"main", "section"}
)

Place = tuple[tuple[int, str], ...]
"""The elements around a line, outermost first: the number and the make of each."""


class Places:
    """Follows which elements are open."""

    def __init__(self) -> None:
        self.now: Place = ()
        self._count = 0

    def begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        if tag in _HOLDERS:
            self._count += 1
            self.now = (*self.now, (self._count, f"{tag} {dict(attrs).get('class') or ''}"))

    def end(self, tag: str) -> None:
        """An element ends, and with it what was left open in it."""
        if tag not in _HOLDERS:
            return
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
