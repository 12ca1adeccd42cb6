"""Where each character of a drawn line lies, in any direction of writing.

Qt's cursor positions say this for simple text alone: where directions meet, one position has two
places, and where one character is several code points there are places inside it. Those lines are
measured character by character, as Qt measures what it would paint for a selection of each.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any, NamedTuple

import regex
from PySide6.QtGui import QTextLayout, QTextLine

_CLUSTER = regex.compile(r"\X")
_INTRICATE = regex.compile(
    r"[\p{M}\p{Bidi_Class=R}\p{Bidi_Class=AL}\p{Bidi_Class=AN}\p{Default_Ignorable_Code_Point}]"
)
# Letters and signs that never join others, run to the left or are unseen: most of most news. To
# find that out of a text takes a twentieth of parting it into clusters.
LONERS = regex.compile(
    r"[\x00-\xac\xae-\u02ff\u0391-\u03a1\u03a3-\u03ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e"
    r"\u20a0-\u20bf\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uff01-\uff60]*"
)
_NO_ROOM_PX = 0.01
_START, _END = attrgetter("qt_start"), attrgetter("qt_end")
_PLACES = QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions


class Way(Enum):
    """Which way a character runs; digits and signs beside them run as others say."""

    LEFT = "left"
    RIGHT = "right"
    ANY = "as what is around it"
    BLANK = "blank"
    OTHER = "other"


_WAYS = {"L": Way.RIGHT, "R": Way.LEFT, "AL": Way.LEFT, "ON": Way.ANY, "CS": Way.ANY}


class Cluster(NamedTuple):
    """A grapheme cluster of a text, in UTF-16 positions."""

    qt_start: int
    qt_end: int
    way: Way = Way.OTHER


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
    for cluster in _CLUSTER.findall(text):
        end = at + len(cluster) + sum(char > "\uffff" for char in cluster)
        places.append(Cluster(at, end, _way_of(cluster[0])))
        at = end
    return places


@cache
def _way_of(char: str) -> Way:
    if char == " ":
        return Way.BLANK
    way = _WAYS.get(unicodedata.bidirectional(char), Way.OTHER)
    is_strong = way in (Way.LEFT, Way.RIGHT)
    return way if is_strong == char.isalpha() else Way.OTHER  # a direction mark is shown as a sign


def is_simple(text: str) -> bool:
    """Whether every code point is a character of its own, is seen, and runs to the right."""
    if text.isascii() or LONERS.fullmatch(text):
        return True
    return not _INTRICATE.search(text) and all(len(char) == 1 for char in _CLUSTER.findall(text))


def boxes_of(line: QTextLine, whole: Sequence[Cluster], *, rtl: bool) -> list[CharBox]:
    """The boxes of the clusters ``whole`` that take room on a line, in the order of the text.

    ``rtl`` is the direction of the line. Qt's cursor knows where its words lie that run so, among
    others that do; what stands between is measured character by character.
    """
    first, stop = line.textStart(), line.textStart() + line.textLength()
    chars = whole[bisect_right(whole, first, key=_END) : bisect_left(whole, stop, key=_START)]
    groups = [list(group) for _, group in groupby(chars, key=lambda char: char.way is Way.BLANK)]
    # A word that begins with a letter of the line's direction, and the sign behind it, run so too
    # if nothing in it runs otherwise (UAX 9, rules N1 and N2).
    own = Way.LEFT if rtl else Way.RIGHT
    along = [group[0].way is own and {c.way for c in group} <= {own, Way.ANY} for group in groups]
    known = [*along, False]
    boxes: list[CharBox] = []
    unsure: list[Cluster] = []
    for number, group in enumerate(groups):
        is_blank = group[0].way is Way.BLANK
        is_sure = known[number - 1] and known[number + 1] if is_blank else known[number]
        is_last = number + 1 == len(groups)
        placed = None if is_last or not is_sure else _by_cursor(line, group, rtl=rtl)
        if placed is None:
            unsure += group
        else:
            boxes += _one_by_one(line, unsure, boxes, rtl=rtl) + placed
            unsure = []
    boxes += _one_by_one(line, unsure, boxes, rtl=rtl)
    return [box for box in boxes if box.right - box.left >= _NO_ROOM_PX]


def _by_cursor(line: QTextLine, chars: Sequence[Cluster], *, rtl: bool) -> list[CharBox] | None:
    """The boxes between Qt's places for a cursor; None where it has no place for a letter."""
    edges = [x_of(line, char.qt_start) for char in chars] + [x_of(line, chars[-1].qt_end)]
    onwards = -1 if rtl else 1
    if any((after - before) * onwards < _NO_ROOM_PX for before, after in pairwise(edges)):
        return None
    return [
        CharBox(min(ends), max(ends), char.qt_start, char.qt_end, rtl)
        for char, ends in zip(chars, pairwise(edges), strict=True)
    ]


def _one_by_one(
    line: QTextLine, chars: Sequence[Cluster], before: Sequence[CharBox], *, rtl: bool
) -> list[CharBox]:
    """The boxes of characters as Qt paints a selection of each; a tab follows those ``before``."""
    first, stop = line.textStart(), line.textStart() + line.textLength()
    boxes: list[CharBox] = []
    joined: list[_Measured] = []  # what one glyph, or a group of them, is drawn for
    for char in chars:
        if char.qt_start < first or stop < char.qt_end:  # a line was broken within it
            char = Cluster(max(char.qt_start, first), min(char.qt_end, stop), char.way)
        here = _measured(line, char)
        if joined and (here is None or not _are_joined(line, joined[-1], here)):
            boxes += _side_by_side(line, joined)
            joined = []
        if here is None:
            boxes.append(_tab(line, [*before, *boxes], char, rtl=rtl))
        else:
            joined.append(here)
    return [*boxes, *_side_by_side(line, joined)]


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
    start, end, way = char
    runs = line.glyphRuns(start, end - start, _PLACES)
    if not runs:
        return None
    rects = [run.boundingRect() for run in runs]
    left, right = min(rect.left() for rect in rects), max(rect.right() for rect in rects)
    box = CharBox(left, right, start, end, runs[0].isRightToLeft())
    return _Measured(box, sum(len(run.positions()) for run in runs), way in (Way.LEFT, Way.RIGHT))


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


def _tab(line: QTextLine, before: Sequence[CharBox], char: Cluster, *, rtl: bool) -> CharBox:
    """The box of a tab: it follows all that stands before it, in the direction of the line.

    Of Qt's cursor positions only their distance is right where blanks hang over the line's end.
    """
    start, end, _ = char
    room, width = line.naturalTextRect(), abs(x_of(line, end) - x_of(line, start))
    if rtl:
        right = min((box.left for box in before), default=room.right())
        return CharBox(right - width, right, start, end, leftwards=True)
    left = max((box.right for box in before), default=room.left())
    return CharBox(left, left + width, start, end, leftwards=False)


def x_of(line: QTextLine, qt_pos: int) -> float:
    """Where Qt's cursor stands at a position."""
    x: Any = line.cursorToX(qt_pos)  # the stubs do not know that it is a pair
    return float(x[0] if isinstance(x, tuple) else x)
