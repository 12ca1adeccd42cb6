"""Where each character of a drawn line lies, in any direction of writing.

Qt's cursor positions say this for simple text alone: where directions meet, one position has two
places, and where one character is several code points there are places inside it. Those lines are
measured character by character, as Qt measures what it would paint for a selection of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import regex
from PySide6.QtGui import QGlyphRun, QTextLayout, QTextLine

_CLUSTER = regex.compile(r"\X")
_INTRICATE = regex.compile(
    r"[\p{M}\p{Bidi_Class=R}\p{Bidi_Class=AL}\p{Bidi_Class=AN}\p{Default_Ignorable_Code_Point}]"
)
_PLACES = QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions


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


def clusters(text: str) -> list[tuple[int, int]]:
    """``[start, end)`` of the grapheme clusters of a text, in order, in UTF-16 positions."""
    places: list[tuple[int, int]] = []
    at = 0
    for match in _CLUSTER.finditer(text):
        end = at + sum(2 if char > "\uffff" else 1 for char in match[0])
        places.append((at, end))
        at = end
    return places


def is_simple(text: str) -> bool:
    """Whether every code point is a character of its own, is seen, and runs to the right."""
    if text.isascii():
        return True
    return not _INTRICATE.search(text) and all(len(char) == 1 for char in _CLUSTER.findall(text))


def boxes_of(line: QTextLine, whole: Sequence[tuple[int, int]], *, rtl: bool) -> list[CharBox]:
    """The boxes of the clusters ``whole`` that take room on a line, in the order of the text.

    ``rtl`` is the direction of the line, which a tab has.
    """
    first, stop = line.textStart(), line.textStart() + line.textLength()
    boxes: list[CharBox] = []
    ligature: list[CharBox] = []
    glyph: float | None = None  # where the glyph is drawn that the characters in ``ligature`` share
    for start, end in whole:
        if end <= first or stop <= start:
            continue
        runs = line.glyphRuns(max(start, first), min(end, stop) - max(start, first), _PLACES)
        if runs:
            box, place = _measured(runs, start, end)
        else:  # a tab
            boxes += _unstacked(ligature)
            ligature = []
            box, place = _tab(line, boxes, start, end, rtl=rtl), None
        if box.right - box.left < 0.01:
            continue
        if place is None or place != glyph:
            boxes += _unstacked(ligature)
            ligature = []
        glyph = place
        ligature.append(box)
    return [*boxes, *_unstacked(ligature)]


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


def _measured(runs: Sequence[QGlyphRun], start: int, end: int) -> tuple[CharBox, float | None]:
    """The box of one cluster, and where its glyph is drawn if that is not in the box."""
    rects = [run.boundingRect() for run in runs]
    left, right = min(rect.left() for rect in rects), max(rect.right() for rect in rects)
    box = CharBox(left, right, start, end, runs[0].isRightToLeft())
    places = runs[0].positions()
    aside = box.leftwards and bool(places) and places[0].x() < left - (right - left) * 0.4
    return box, places[0].x() if aside else None


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


def _unstacked(ligature: Sequence[CharBox]) -> Sequence[CharBox]:
    """Characters that share one glyph, side by side on it from the right.

    From right to left Qt puts all but the last of them beside the glyph; it is as wide as they
    are together.
    """
    if len(ligature) < 2:
        return ligature
    right = ligature[-1].right
    boxes = []
    for box in ligature:
        left = right - (box.right - box.left)
        boxes.append(replace(box, left=left, right=right))
        right = left
    return boxes


def x_of(line: QTextLine, qt_pos: int) -> float:
    """Where Qt's cursor stands at a position."""
    found: Any = line.cursorToX(qt_pos)  # the stubs do not know that it is a pair
    return float(found[0] if isinstance(found, tuple) else found)
