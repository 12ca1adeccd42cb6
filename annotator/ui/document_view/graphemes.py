"""Where each character of a drawn line lies, in any direction of writing.

Qt's cursor positions say this for simple text alone: where directions meet, one position has two
places, and where one character is several code points there are places inside it. Those lines are
measured character by character, as Qt measures what it would paint for a selection of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple

import regex
from PySide6.QtGui import QTextLayout, QTextLine

_CLUSTER = regex.compile(r"\X")
_INTRICATE = regex.compile(
    r"[\p{M}\p{Bidi_Class=R}\p{Bidi_Class=AL}\p{Bidi_Class=AN}\p{Default_Ignorable_Code_Point}]"
)
_NO_ROOM_PX = 0.01
_PLACES = QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions


class Cluster(NamedTuple):
    """A grapheme cluster of a text, in UTF-16 positions."""

    qt_start: int
    qt_end: int
    is_letter: bool = False


@dataclass(frozen=True, slots=True)
class CharBox:
    """One grapheme cluster on a line: pixels from the column's left, UTF-16 positions."""

    left: float
    right: float
    qt_start: int
    qt_end: int
    leftwards: bool

    def qt_edge(self, x: float) -> int:
        """The position of the edge that is nearer to ``x``."""
        behind = (x > (self.left + self.right) / 2) != self.leftwards
        return self.qt_end if behind else self.qt_start


@dataclass(frozen=True, slots=True)
class _Measured:
    """What Qt would paint for a selection of a range: a box, and how many glyphs are in it."""

    box: CharBox
    glyphs: int
    is_letter: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """Characters of a range that touch each other on a line, whatever their order in the text."""

    chars: Sequence[CharBox]  # from left to right

    @property
    def left(self) -> float:
        return self.chars[0].left

    @property
    def right(self) -> float:
        return max(box.right for box in self.chars)

    def edge_of(self, box: CharBox, *, leading: bool, rtl: bool) -> float:
        """Where a range begins (``leading``) or ends that does so with ``box``.

        That is the side of the box, unless it lies inside the strip, where nobody sees an edge:
        then the side where a line that runs from right to left (``rtl``) or not begins or ends.
        """
        on_the_right = box.leftwards == leading
        outermost = self.right - box.right < 0.5 if on_the_right else box.left - self.left < 0.5
        if not outermost:
            on_the_right = rtl == leading
        return self.right if on_the_right else self.left


def clusters(text: str) -> list[Cluster]:
    """The grapheme clusters of a text, in order."""
    places: list[Cluster] = []
    at = 0
    for match in _CLUSTER.finditer(text):
        end = at + sum(2 if char > "\uffff" else 1 for char in match[0])
        places.append(Cluster(at, end, match[0][0].isalpha()))
        at = end
    return places


def is_simple(text: str) -> bool:
    """Whether every code point is a character of its own, is seen, and runs to the right."""
    if text.isascii():
        return True
    return not _INTRICATE.search(text) and all(len(char) == 1 for char in _CLUSTER.findall(text))


def boxes_of(line: QTextLine, whole: Sequence[Cluster], *, rtl: bool) -> list[CharBox]:
    """The boxes of the clusters ``whole`` that take room on a line, in the order of the text.

    ``rtl`` is the direction of the line, which a tab has.
    """
    first, stop = line.textStart(), line.textStart() + line.textLength()
    boxes: list[CharBox] = []
    joined: list[_Measured] = []  # what one glyph, or a group of them, is drawn for
    for start, end, is_letter in whole:
        if end <= first or stop <= start:
            continue
        char = _measured(line, Cluster(max(start, first), min(end, stop), is_letter))
        if joined and (char is None or not _are_joined(line, joined[-1], char)):
            boxes += _side_by_side(line, joined)
            joined = []
        if char is None:
            boxes.append(_tab(line, boxes, start, end, rtl=rtl))
        else:
            joined.append(char)
    boxes += _side_by_side(line, joined)
    return [box for box in boxes if box.right - box.left >= _NO_ROOM_PX]


def strips_of(boxes: Sequence[CharBox]) -> list[Strip]:
    """The boxes joined where they touch; the strip that is read first comes first."""
    joined: list[list[CharBox]] = []
    right = 0.0
    for box in sorted(boxes, key=lambda box: box.left):
        if joined and box.left <= right + 0.5:
            joined[-1].append(box)
            right = max(right, box.right)
        else:
            joined.append([box])
            right = box.right
    strips = [Strip(chars) for chars in joined]
    return sorted(strips, key=lambda strip: min(box.qt_start for box in strip.chars))


def nearest(boxes: Sequence[CharBox], x: float) -> CharBox:
    """The box that holds ``x``, else the nearest one; there has to be one."""
    return min(boxes, key=lambda box: max(box.left - x, x - box.right, 0.0))


def _measured(line: QTextLine, char: Cluster) -> _Measured | None:
    """The box around all glyphs that are drawn for a range; None for a tab, which has none."""
    start, end, is_letter = char
    runs = line.glyphRuns(start, end - start, _PLACES)
    if not runs:
        return None
    rects = [run.boundingRect() for run in runs]
    left, right = min(rect.left() for rect in rects), max(rect.right() for rect in rects)
    box = CharBox(left, right, start, end, runs[0].isRightToLeft())
    return _Measured(box, sum(len(run.positions()) for run in runs), is_letter)


def _are_joined(line: QTextLine, before: _Measured, char: _Measured) -> bool:
    """Whether two neighbours share their glyphs: for both there are fewer than for one and one.

    Where Qt's cursor stands at the box of the first, it has glyphs of its own. A letter that takes
    no room shares that of the one before it.
    """
    one, other = before.box, char.box
    if one.leftwards != other.leftwards:
        return False
    if char.is_letter and other.right - other.left < _NO_ROOM_PX:
        return True
    if abs(x_of(line, one.qt_start) - (one.right if one.leftwards else one.left)) < _NO_ROOM_PX:
        return False
    both = _measured(line, Cluster(one.qt_start, other.qt_end))
    return both is not None and both.glyphs < before.glyphs + char.glyphs


def _side_by_side(line: QTextLine, joined: Sequence[_Measured]) -> Sequence[CharBox]:
    """The boxes of characters that share glyphs, which Qt's cursor divides among them.

    On their own Qt measures all but the last of them beside the glyphs, or with no room at all.
    Where the cursor has no place between them either, they are as wide as each other.
    """
    boxes = [char.box for char in joined]
    if len(boxes) < 2:
        return boxes
    whole = _measured(line, Cluster(boxes[0].qt_start, boxes[-1].qt_end))
    assert whole is not None
    begin, end = whole.box.left, whole.box.right
    if boxes[0].leftwards:
        begin, end = end, begin
    edges = [begin, *(x_of(line, box.qt_start) for box in boxes[1:]), end]
    onwards = 1 if begin < end else -1
    if any((after - before) * onwards < _NO_ROOM_PX for before, after in pairwise(edges)):
        edges = [begin + (end - begin) * place / len(boxes) for place in range(len(boxes) + 1)]
    return [
        replace(box, left=min(ends), right=max(ends))
        for box, ends in zip(boxes, pairwise(edges), strict=True)
    ]


def _tab(line: QTextLine, before: Sequence[CharBox], start: int, end: int, *, rtl: bool) -> CharBox:
    """The box of a tab: it follows all that stands before it, in the direction of the line.

    Of Qt's cursor positions only their distance is right where blanks hang over the line's end.
    """
    room, width = line.naturalTextRect(), abs(x_of(line, end) - x_of(line, start))
    if rtl:
        right = min((box.left for box in before), default=room.right())
        return CharBox(right - width, right, start, end, leftwards=True)
    left = max((box.right for box in before), default=room.left())
    return CharBox(left, left + width, start, end, leftwards=False)


def x_of(line: QTextLine, qt_pos: int) -> float:
    """Where Qt's cursor stands at a position."""
    found: Any = line.cursorToX(qt_pos)  # the stubs do not know that it is a pair
    return float(found[0] if isinstance(found, tuple) else found)
