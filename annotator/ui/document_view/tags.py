"""Where the small tags of spans stand above the lines, and how much of their words. Paints nothing.

Tags of one line never overlap. Spans that begin at one place have theirs side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import le
from typing import NamedTuple

from annotator.ui.document_view.laid_block import LinePart
from annotator.ui.document_view.marks import Mark

_GAP_PX = 3.0
_LEAST_GAP_PX = 2.0  # where even first letters are crowded
_SAME_PLACE_PX = 1.0
_SIDE_BY_SIDE = 3  # further ones are counted
_ENDS = "?✓"
_FORMS = 5  # of each tag, see below

Width = Callable[[str], float]


class Anchor(NamedTuple):
    """Where the tag of a mark belongs: it goes from ``x`` to the right, or to the left (rtl).

    Without a mark it is of no span, says what has muted the text below, and is not shortened.
    """

    mark: Mark | None
    tag: str
    x: float
    rtl: bool
    top: float

    @classmethod
    def of(cls, mark: Mark, tag: str, boxes: Sequence[LinePart]) -> Anchor:
        """Above where the mark begins, else above its first box."""
        part = next((box for box in boxes if box.starts is not None), boxes[0])
        rtl = part.starts is not None and part.starts > part.rect.center().x()
        x = part.rect.right() if rtl else part.rect.left()
        return cls(mark, tag, x, rtl, part.rect.top())


class Tag(NamedTuple):
    """Words above a line; ``top`` is where the letters of the line begin."""

    mark: Mark | None
    words: str
    left: float
    top: float


def tags_of(anchors: Sequence[Anchor], width: Width, bounds: tuple[float, float]) -> Iterator[Tag]:
    """The tags of marks in text order, the outer before the inner, from left to right of a line.

    ``width`` measures words, none stands beyond the ``bounds``.
    """
    by_line = sorted(anchors, key=lambda anchor: (round(anchor.top), anchor.x))
    for _, line in groupby(by_line, key=lambda anchor: round(anchor.top)):
        yield from _on_line(_places(list(line)), width, bounds)


def _places(anchors: Sequence[Anchor]) -> list[list[Anchor]]:
    """The tags of a line that belong to one place, from left to right."""
    places: list[list[Anchor]] = []
    for anchor in anchors:
        last = places[-1][0] if places else None
        if last and last.rtl == anchor.rtl and anchor.x - last.x < _SAME_PLACE_PX:
            places[-1].append(anchor)
        else:
            places.append([anchor])
    return places


def _on_line(
    places: Sequence[Sequence[Anchor]], width: Width, bounds: tuple[float, float]
) -> list[Tag]:
    # Up to the edge of the view; one alone is moved rather than shortened there.
    rooms = {
        id(place): 1e9 if len(place) == 1 else abs(bounds[not place[0].rtl] - place[0].x)
        for place in places
    }
    for place, beside in pairwise(places):
        between = beside[0].x - place[0].x
        if place[0].rtl != beside[0].rtl:
            between /= 2  # those that go towards each other share what is between them
        if not place[0].rtl:
            rooms[id(place)] = between
        if beside[0].rtl:
            rooms[id(beside)] = between
    placed = [
        (tag, width(tag.words))
        for place in places
        for tag in _side_by_side(place, rooms[id(place)], width)
    ]
    return _apart(placed, bounds, rtl=places[0][0].rtl)


def _side_by_side(place: Sequence[Anchor], room: float, width: Width) -> Iterator[Tag]:
    """The tags of one place, each with as much of its words as there is room for all."""
    named, rest = place[:_SIDE_BY_SIDE], len(place) - _SIDE_BY_SIDE
    for shortened in range(_FORMS):
        words = [_form(each.tag, shortened if each.mark else 0) for each in named]
        if rest > 0:
            words[-1] += f" +{rest}"
        widths = [width(each) for each in words]
        if sum(widths) + _GAP_PX * len(widths) <= room:
            break
    x = place[0].x
    for anchor, each, wide in zip(named, words, widths, strict=True):
        yield Tag(anchor.mark, each, x - wide if anchor.rtl else x, anchor.top)
        x += -wide - _GAP_PX if anchor.rtl else wide + _GAP_PX


def _form(tag: str, shortened: int) -> str:
    """A tag, the more shortened the less of it: letters go first. A value stays whole, or goes with
    the name: a figure without it would read as one that has none.
    """
    if not shortened:
        return tag
    end = tag[len(tag.rstrip(_ENDS)) :]
    name, _, value = tag.rstrip(_ENDS).partition(" ")
    forms = (name + end, name[:3] + end, name[:1] + end, name[:1])
    if value:
        whole = f"{value.rstrip()}{' ' if value.endswith(' ') else ''}{end}"
        forms = (f"{name[:3]} {whole}", f"{name[:1]} {whole}", whole, name[:1])
    return forms[shortened - 1]


def _apart(
    placed: Sequence[tuple[Tag, float]], bounds: tuple[float, float], *, rtl: bool
) -> list[Tag]:
    """The tags of a line, moved on where too little room for even their first letters is left, and
    back from where nobody would see them.
    """
    placed = sorted(placed, key=lambda each: each[0].left)
    lefts = [tag.left for tag, _ in placed]
    ends = [bounds[0], *(tag.left + wide + _LEAST_GAP_PX for tag, wide in placed)]
    if ends[-1] <= bounds[1] and all(map(le, ends, lefts)):
        return [tag for tag, _ in placed]
    for rightwards in (not rtl, rtl):
        edge = bounds[0] if rightwards else bounds[1]
        for number in range(len(placed)) if rightwards else reversed(range(len(placed))):
            wide = placed[number][1]
            left = max(lefts[number], edge) if rightwards else min(lefts[number], edge - wide)
            lefts[number] = left
            edge = left + wide + _LEAST_GAP_PX if rightwards else left - _LEAST_GAP_PX
    return [tag._replace(left=left) for (tag, _), left in zip(placed, lefts, strict=True)]
