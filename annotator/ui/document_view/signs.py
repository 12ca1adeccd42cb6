"""Where each sign of a drawn line lies, in any direction of writing.

Qt answers this itself for simple text; where directions meet and where one sign is several code
points it gives places that are not there, so those lines are measured by their glyphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex
from PySide6.QtCore import QPointF
from PySide6.QtGui import QGlyphRun, QTextLayout, QTextLine

_CLUSTER = regex.compile(r"\X")
_MARK = regex.compile(r"\p{M}")
_ALL = QTextLayout.GlyphRunRetrievalFlag.RetrieveAll


@dataclass(frozen=True, slots=True)
class SignBox:
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
class _Glyph:
    qt_pos: int
    left: float
    width: float
    leftwards: bool


def clusters(text: str) -> list[tuple[int, int]]:
    """``[start, end)`` of the grapheme clusters of a text, in order, in UTF-16 positions."""
    found: list[tuple[int, int]] = []
    at = 0
    for match in _CLUSTER.finditer(text):
        end = at + sum(2 if sign > "\uffff" else 1 for sign in match[0])
        found.append((at, end))
        at = end
    return found


def is_simple(text: str, *, mixed: bool) -> bool:
    """Whether every code point of the text is a sign of its own and all run to the right."""
    if mixed or _MARK.search(text):
        return False
    return text.isascii() or all(len(sign) == 1 for sign in _CLUSTER.findall(text))


def boxes_of(line: QTextLine, whole: Sequence[tuple[int, int]]) -> list[SignBox]:
    """The boxes of the clusters ``whole`` that lie on a line and take room there."""
    first, stop = line.textStart(), line.textStart() + line.textLength()
    here = [cluster for cluster in whole if first <= cluster[0] < stop]
    ranges = _ranges(_glyphs(line), stop)
    found = []
    for start, end in here:
        parts = [part for part in ranges if part.qt_start < end and start < part.qt_end]
        cut = [_share(part, start, end) for part in parts]
        if cut:
            left, right = min(box[0] for box in cut), max(box[1] for box in cut)
            found.append(SignBox(left, right, start, end, parts[0].leftwards))
    return found


def nearest(boxes: Sequence[SignBox], x: float) -> SignBox | None:
    """The box that holds ``x``, else the nearest one."""
    return min(boxes, key=lambda box: max(box.left - x, x - box.right, 0.0), default=None)


def _glyphs(line: QTextLine) -> list[_Glyph]:
    """The glyphs that take room, those of one position joined, from left to right."""
    joined: dict[int, _Glyph] = {}
    for run in line.glyphRuns(line.textStart(), line.textLength(), _ALL):
        for qt_pos, place, advance in _measured(run):
            if advance <= 0.01:
                continue
            held = joined.get(qt_pos)
            left, right = place.x(), place.x() + advance
            if held is not None:
                left, right = min(left, held.left), max(right, held.left + held.width)
            joined[qt_pos] = _Glyph(qt_pos, left, right - left, run.isRightToLeft())
    return sorted(joined.values(), key=lambda glyph: glyph.left)


def _measured(run: QGlyphRun) -> list[tuple[int, QPointF, float]]:
    advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
    widths = [advance.x() for advance in advances]
    return list(zip(run.stringIndexes(), run.positions(), widths, strict=True))


def _ranges(glyphs: Sequence[_Glyph], stop: int) -> list[SignBox]:
    """What each glyph stands for: the positions up to the next glyph's, the room up to it."""
    order = sorted(glyph.qt_pos for glyph in glyphs)
    ends = dict(zip(order, [*order[1:], stop], strict=True))
    found = []
    for index, glyph in enumerate(glyphs):
        right = glyph.left + glyph.width
        if index + 1 < len(glyphs) and glyphs[index + 1].left - glyph.left < 1.5 * glyph.width:
            right = glyphs[index + 1].left  # letters are set closer or wider than they are
        found.append(SignBox(glyph.left, right, glyph.qt_pos, ends[glyph.qt_pos], glyph.leftwards))
    return found


def _share(part: SignBox, start: int, end: int) -> tuple[float, float]:
    """The room of ``[start, end)`` in a glyph that stands for more (a ligature)."""
    length, width = part.qt_end - part.qt_start, part.right - part.left
    low = (max(start, part.qt_start) - part.qt_start) / length * width
    high = (min(end, part.qt_end) - part.qt_start) / length * width
    if part.leftwards:
        return part.right - high, part.right - low
    return part.left + low, part.left + high
