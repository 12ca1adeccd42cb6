"""One block as it is drawn: its lines, and where the characters of its text lie on them.

Offsets are code points of the block's own text, y is from its top. Paints nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from annotator.domain.offsets import Utf16
from annotator.ui.document_view.blocks import shown
from annotator.ui.document_view.graphemes import (
    CharBox,
    Cluster,
    boxes_of,
    clusters,
    is_simple,
    nearest,
    strips_of,
    x_of,
)
from annotator.ui.document_view.leading import Leading

_BETWEEN = QTextLine.CursorPosition.CursorBetweenCharacters
_STRAY = 0.25  # of a letter's width
_REACH_PX = 6  # how far above and below its line a letter is pointed at


@dataclass(frozen=True, slots=True)
class LinePart:
    """A box around letters of a range that stand side by side on one drawn line.

    A range has several on a line where directions meet within it. ``starts`` and ``ends`` are
    the left or right of the box, where the range starts or ends there; None elsewhere.
    """

    rect: QRectF
    starts: float | None = None
    ends: float | None = None

    def moved(self, by: QPointF) -> LinePart:
        """The same part elsewhere."""
        return replace(
            self,
            rect=self.rect.translated(by),
            starts=None if self.starts is None else self.starts + by.x(),
            ends=None if self.ends is None else self.ends + by.x(),
        )


class LaidBlock:
    """Lays a text out in lines; one that runs to the left begins at the right."""

    def __init__(
        self, text: str, font: QFont, *, width: float, leading: Leading, rtl: bool
    ) -> None:
        self._text = text
        self._rtl = rtl
        self._offsets = Utf16(text)
        self._leading = leading
        self._ascent = QFontMetricsF(font).ascent()
        # Qt's own measures hold for simple text. The boxes of other lines, by their number, are
        # measured when they are first asked for.
        self._simple = not rtl and is_simple(text)
        self._whole: list[Cluster] | None = None
        self._boxes: dict[int, list[CharBox]] = {}
        self.layout = QTextLayout(shown(text), font)
        self._lay_out(width)

    def offset_at(self, x: float, y: float) -> int:
        """The code point boundary nearest to a point."""
        line = self._line_at(y)
        boxes = self._boxes_on(line)
        if not boxes:
            return self._offsets.containing(line.xToCursor(x, _BETWEEN))
        # Beside the line is where it begins or ends, whatever stands there.
        if x < min(box.left for box in boxes):
            qt_pos = boxes[-1].qt_end if self._rtl else boxes[0].qt_start
        elif x > max(box.right for box in boxes):
            qt_pos = boxes[0].qt_start if self._rtl else boxes[-1].qt_end
        else:
            qt_pos = nearest(boxes, x).qt_edge(x)
        return self._offsets.containing(qt_pos)

    def reach_at(self, x: float, y: float) -> tuple[int, int]:
        """Where a range begins, and where one ends, that begins or ends at a point.

        The letter there belongs to it, unless the point is in its outermost quarter: so much may
        a hand stray into the next one.
        """
        line = self._line_at(y)
        boxes = self._boxes_on(line)
        box = nearest(boxes, x) if boxes else self._simple_box(line, x)
        if not box.left <= x <= box.right:
            offset = self.offset_at(x, y)
            return offset, offset
        along = (box.right - x if box.leftwards else x - box.left) / (box.right - box.left or 1.0)
        start, end = self._offsets.containing(box.qt_start), self._offsets.containing(box.qt_end)
        return end if along > 1 - _STRAY else start, start if along < _STRAY else end

    def char_at(self, x: float, y: float) -> int | None:
        """The code point under a point, None beside the text."""
        line = self._line_at(y)
        room = line.naturalTextRect().adjusted(0, -_REACH_PX, 0, _REACH_PX)
        boxes = self._boxes_on(line)
        if not boxes:
            qt_pos = _on_sign(line, x)
        else:
            box = nearest(boxes, x)
            room.setLeft(box.left)
            room.setRight(box.right)
            qt_pos = box.qt_start
        return self._offsets.containing(qt_pos) if room.contains(QPointF(x, y)) else None

    def parts(self, start: int, end: int) -> Iterator[LinePart]:
        """The boxes around what lies here of ``[start, end)``, which may go beyond the block."""
        first = self._offsets.unit(max(start, 0))
        last = self._offsets.unit(min(end, len(self._text)))
        for line in self._lines_from(first):
            begin, stop = max(first, line.textStart()), line.textStart() + line.textLength()
            if begin >= last:
                return
            if stop < last or (stop == last and end > len(self._text)):
                # The blanks at which a line was broken are not there to be seen.
                while stop > begin and self._blank_before(stop):
                    stop -= 1
            yield from self._parts_on(
                line,
                begin,
                min(stop, last),
                starts=begin == first and start >= 0,
                ends=last <= stop and end <= len(self._text),
            )

    def line_around(self, offset: int) -> tuple[int, int]:
        """``[start, end)`` of the drawn line that holds ``offset``."""
        line = self.layout.lineForTextPosition(self._offsets.unit(offset))
        if not line.isValid():
            return 0, len(self._text)
        start, stop = line.textStart(), line.textStart() + line.textLength()
        return self._offsets.containing(start), self._offsets.containing(stop)

    def line_at(self, y: float) -> tuple[int, int]:
        """``[start, end)`` of the drawn line nearest to a height."""
        return self.line_around(self._offsets.containing(self._line_at(y).textStart()))

    def middles(self) -> Iterator[float]:
        """Half way down each line."""
        lines = range(self.layout.lineCount())
        return (line * self._leading.pitch + self._leading.middle for line in lines)

    def _parts_on(
        self, line: QTextLine, begin: int, stop: int, *, starts: bool, ends: bool
    ) -> Iterator[LinePart]:
        if begin >= stop:
            return
        top = line.y() + line.ascent() - self._ascent
        if self._simple:
            left, right = x_of(line, begin), x_of(line, stop)
            rect = QRectF(left, top, right - left, self._leading.height)
            yield LinePart(rect, left if starts else None, right if ends else None)
            return
        inside = [b for b in self._boxes_on(line) if b.qt_start < stop and begin < b.qt_end]
        for strip in strips_of(inside):
            first, last = inside[0] in strip.chars, inside[-1] in strip.chars
            yield LinePart(
                QRectF(strip.left, top, strip.right - strip.left, self._leading.height),
                strip.edge_of(inside[0], leading=True, rtl=self._rtl) if starts and first else None,
                strip.edge_of(inside[-1], leading=False, rtl=self._rtl) if ends and last else None,
            )

    def _boxes_on(self, line: QTextLine) -> list[CharBox]:
        """What takes room on a line, in the order of the text; nothing where Qt is right."""
        if self._simple:
            return []
        number = line.lineNumber()
        boxes = self._boxes.get(number)
        if boxes is None:
            if self._whole is None:
                self._whole = clusters(self._text)
            boxes = self._boxes[number] = boxes_of(line, self._whole, rtl=self._rtl)
        return boxes

    def _simple_box(self, line: QTextLine, x: float) -> CharBox:
        """The box of the letter at ``x`` in simple text."""
        offset = self._offsets.containing(_on_sign(line, x))
        start = self._offsets.unit(offset)
        end = self._offsets.unit(min(offset + 1, len(self._text)))
        return CharBox(x_of(line, start), x_of(line, end), start, end, leftwards=False)

    def _blank_before(self, qt_pos: int) -> bool:
        return self._text[self._offsets.containing(qt_pos) - 1].isspace()

    def _lines_from(self, qt_pos: int) -> Iterator[QTextLine]:
        """The lines from the one that holds a position on."""
        line = self.layout.lineForTextPosition(qt_pos)
        first = line.lineNumber() if line.isValid() else 0
        return (self.layout.lineAt(index) for index in range(first, self.layout.lineCount()))

    def _line_at(self, y: float) -> QTextLine:
        """The line nearest to a height."""
        number = round((y - self._leading.middle) / self._leading.pitch)
        return self.layout.lineAt(max(0, min(number, self.layout.lineCount() - 1)))

    def _lay_out(self, width: float) -> None:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if self._rtl:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        else:
            option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        self.layout.setTextOption(option)
        self.layout.setCacheEnabled(True)
        self.layout.beginLayout()
        baseline = self._leading.above + self._ascent
        while (line := self.layout.createLine()).isValid():
            line.setLineWidth(width)
            # On one baseline, whatever other fonts its letters are of.
            line.setPosition(QPointF(0.0, baseline - line.ascent()))
            baseline += self._leading.pitch
        self.layout.endLayout()


def _on_sign(line: QTextLine, x: float) -> int:
    """The position of the letter at ``x`` in simple text; Qt takes a ligature for one letter."""
    qt_pos = line.xToCursor(x, _BETWEEN)
    return qt_pos - 1 if qt_pos > line.textStart() and x_of(line, qt_pos) > x else qt_pos
