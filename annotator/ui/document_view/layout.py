"""Where everything lies: lays out the blocks that are looked at, and answers where and what.

Coordinates are pixels of the whole document, x from the left edge of the column. Paints nothing.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from annotator.ui.document_view.blocks import Kind, cut, shown
from annotator.ui.document_view.folds import Fold
from annotator.ui.document_view.offset_map import OffsetMap
from annotator.ui.document_view.signs import SignBox, boxes_of, clusters, is_simple, nearest

LINE_PITCH = 2.05  # line heights are this times the size of the type: open leading, for the tags
_TITLE_PITCH = 1.95
TITLE_SCALE = 1.4
_PARAGRAPH_GAP = 0.35  # after a paragraph, in type sizes
_BLANK = 0.45  # the first blank line, in type sizes; further ones take none
_FOLD = 1.9  # the line of a closed fold, in type sizes
_EAGER = 20_000  # code points up to which all is laid out at once, so the scroll bar never lies


@dataclass(slots=True)
class _Laid:
    layout: QTextLayout
    offsets: OffsetMap
    signs: list[list[SignBox]] | None  # line by line, where Qt's own measures do not hold


@dataclass(frozen=True, slots=True)
class LinePart:
    """The part of a range that lies on one drawn line. ``text`` is the box around its letters."""

    rect: QRectF
    first: bool
    last: bool


class DocumentLayout:
    """The geometry of one text in one column."""

    def __init__(self, text: str, title: str, font: QFont, width: float) -> None:
        self.text = text
        self.font = font
        self.width = width
        self.blocks = cut(text, title)
        self._starts = [block.start for block in self.blocks]
        self._laid: dict[int, _Laid] = {}
        self._closed: dict[int, Fold] = {}  # every block that is not seen, by its number
        self._size = QFontMetricsF(font).height() / 1.25
        self._letters = QFontMetricsF(font).averageCharWidth()
        self._heights = [self._estimate(number) for number in range(len(self.blocks))]
        self._tops: list[float] | None = None
        if len(text) <= _EAGER:
            for number in range(len(self.blocks)):
                self.laid(number)

    @property
    def height(self) -> float:
        """The height of the whole document, as far as it is known."""
        return self._top(len(self.blocks))

    def top(self, number: int) -> float:
        """Where block ``number`` begins."""
        return self._top(number)

    def set_folds(self, closed: Sequence[Fold]) -> None:
        """Show the blocks of each of these folds as one thin line."""
        self._closed = {n: fold for fold in closed for n in range(fold.first, fold.last + 1)}
        self._heights = [
            self._measured(number, self._laid[number].layout)
            if number in self._laid
            else self._estimate(number)
            for number in range(len(self.blocks))
        ]
        self._tops = None

    def fold_of(self, number: int) -> Fold | None:
        """The closed fold that a block is in."""
        return self._closed.get(number)

    def fold_at(self, offset: int) -> Fold | None:
        """The closed fold that a code point is in."""
        return self._closed.get(self.block_of(offset))

    def fold_area(self, fold: Fold) -> QRectF:
        """Where the line of a closed fold lies."""
        return QRectF(0, self._top(fold.first), self.width, self._heights[fold.first])

    def opened_arrow(self, fold: Fold) -> QPointF:
        """Where the sign stands that closes an open fold: before its first line."""
        boxes = self.parts(fold.start, fold.start + 1)
        y = boxes[0].rect.center().y() if boxes else self._top(fold.first)
        return QPointF(-14.0, y)

    def font_of(self, number: int) -> QFont:
        """The font a block is set in."""
        font = QFont(self.font)
        if self.blocks[number].kind is Kind.TITLE:
            font.setPixelSize(round(self.font.pixelSize() * TITLE_SCALE))
            font.setBold(True)
        return font

    def between(self, top: float, bottom: float) -> list[int]:
        """The numbers of the blocks that meet a stretch of the document, all laid out."""
        number = self.block_at_y(top)
        found: list[int] = []
        while number < len(self.blocks) and self._top(number) < bottom:
            fold = self._closed.get(number)
            if fold is None:
                self.laid(number)
            if fold is None or number == fold.first:
                found.append(number)
            number += 1
        return found

    def block_at_y(self, y: float) -> int:
        """The block at a height; the nearest one outside the document."""
        self._top(0)
        assert self._tops is not None
        return max(0, min(bisect_right(self._tops, y) - 1, len(self.blocks) - 1))

    def block_of(self, offset: int) -> int:
        """The block that holds a code point."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def laid(self, number: int) -> QTextLayout:
        """The layout of a block, made when it is first asked for."""
        held = self._laid.get(number)
        if held is None:
            held = self._laid[number] = self._lay_out(number)
            height = self._measured(number, held.layout)
            if height != self._heights[number]:
                self._heights[number] = height
                self._tops = None
        return held.layout

    def offset_at(self, point: QPointF) -> int:
        """The code point boundary nearest to a point."""
        number = self.block_at_y(point.y())
        if number in self._closed:
            return self._closed[number].start
        layout = self.laid(number)
        y = point.y() - self._top(number)
        line = _line_at(layout, y)
        qt_pos = line.xToCursor(point.x(), QTextLine.CursorPosition.CursorBetweenCharacters)
        box = self._sign_box(number, line, point.x())
        if box is not None:
            qt_pos = box.qt_edge(point.x())
        return self.blocks[number].start + self._laid[number].offsets.offset(qt_pos)

    def sign_at(self, point: QPointF) -> int | None:
        """The code point under a point, None beside the text."""
        number = self.block_at_y(point.y())
        if number in self._closed:
            return None
        layout = self.laid(number)
        y = point.y() - self._top(number)
        line = _line_at(layout, y)
        box = self._sign_box(number, line, point.x())
        room = line.naturalTextRect().adjusted(0, -6, 0, 6)
        if box is not None:
            room.setLeft(box.left)
            room.setRight(box.right)
        if not room.contains(QPointF(point.x(), y)):
            return None
        qt_pos = _on_sign(line, point.x()) if box is None else box.qt_start
        offset = self.blocks[number].start + self._laid[number].offsets.offset(qt_pos)
        return min(offset, max(self.blocks[number].end - 1, self.blocks[number].start))

    def parts(self, start: int, end: int) -> list[LinePart]:
        """The boxes around the letters of ``[start, end)``, line by line from the top.

        What is folded has none.
        """
        boxes = [
            box
            for number in range(self.block_of(start), self.block_of(max(start, end - 1)) + 1)
            if number not in self._closed
            for box in self._boxes(number, start, end)
        ]
        return [
            LinePart(box, first=index == 0, last=index == len(boxes) - 1)
            for index, box in enumerate(boxes)
        ]

    def line_step(self, offset: int, x: float, step: int) -> int:
        """The offset at ``x`` one drawn line below (1) or above (-1) the one of ``offset``."""
        box = self.parts(offset, offset + 1)
        y = box[0].rect.center().y() if box else self._top(self.block_of(offset))
        fold = self._closed.get(self.block_of(offset))
        if fold is not None:
            y = self.fold_area(fold).center().y()
        middles = [middle for n in self._near(self.block_of(offset)) for middle in self._middles(n)]
        beyond = [m for m in middles if (m > y + 2 if step > 0 else m < y - 2)]
        if not beyond:
            return offset
        target = min(beyond) if step > 0 else max(beyond)
        return self.offset_at(QPointF(x, target))

    def line_ends(self, offset: int) -> tuple[int, int]:
        """``[start, end)`` of the drawn line that holds ``offset``."""
        number = self.block_of(offset)
        if number in self._closed:
            return self._closed[number].start, self._closed[number].end
        held = self.laid(number)
        offsets = self._laid[number].offsets
        begin = self.blocks[number].start
        line = held.lineForTextPosition(offsets.qt_pos(offset - begin))
        if not line.isValid():
            return begin, self.blocks[number].end
        first = offsets.offset(line.textStart())
        return begin + first, begin + offsets.offset(line.textStart() + line.textLength())

    def right_to_left(self, offset: int) -> bool:
        """Whether the paragraph at ``offset`` runs from right to left."""
        block = self.blocks[self.block_of(offset)]
        return _rtl(self.text[block.start : block.end])

    def _near(self, number: int) -> Iterator[int]:
        """This block and the nearest ones with text above and below."""
        own = self._closed.get(number)
        for step in (-1, 1):
            other = number + step
            while 0 <= other < len(self.blocks) and (
                self.blocks[other].kind is Kind.BLANK or (own and self._closed.get(other) is own)
            ):
                other += step
            if 0 <= other < len(self.blocks):
                yield other
        yield number

    def _middles(self, number: int) -> list[float]:
        """Half way down each drawn line of a block; a closed fold has one."""
        fold = self._closed.get(number)
        if fold is not None:
            return [self.fold_area(fold).center().y()]
        top = self._top(number)
        return [top + line.rect().center().y() for line in _lines(self.laid(number))]

    def _boxes(self, number: int, start: int, end: int) -> Iterator[QRectF]:
        block, layout = self.blocks[number], self.laid(number)
        top = self._top(number)
        offsets = self._laid[number].offsets
        first = offsets.qt_pos(max(start, block.start) - block.start)
        last = offsets.qt_pos(min(end, block.end) - block.start)
        metrics = QFontMetricsF(layout.font())
        for line in _lines(layout):
            begin = max(first, line.textStart())
            stop = min(last, line.textStart() + line.textLength())
            if stop < last and self.text[block.start + offsets.offset(stop) - 1].isspace():
                stop -= 1  # the blank at which the line was broken is not there to be seen
            if begin < stop:
                baseline = top + line.y() + line.ascent()
                height = metrics.ascent() + metrics.descent()
                for left, right in self._runs(number, line, begin, stop):
                    yield QRectF(left, baseline - metrics.ascent(), right - left, height)

    def _sign_box(self, number: int, line: QTextLine, x: float) -> SignBox | None:
        signs = self._laid[number].signs
        return nearest(signs[line.lineNumber()], x) if signs is not None else None

    def _runs(
        self, number: int, line: QTextLine, begin: int, stop: int
    ) -> list[tuple[float, float]]:
        """Left and right of what lies between two positions of a line.

        In mixed directions a range may lie in several places; they are joined where they touch.
        """
        signs = self._laid[number].signs
        if signs is None:
            return [(_x(line, begin), _x(line, stop))]
        inside = [
            (box.left, box.right)
            for box in signs[line.lineNumber()]
            if box.qt_start < stop and begin < box.qt_end
        ]
        joined: list[tuple[float, float]] = []
        for left, right in sorted(inside):
            if joined and left <= joined[-1][1] + 0.5:
                joined[-1] = (joined[-1][0], max(right, joined[-1][1]))
            else:
                joined.append((left, right))
        return joined

    def _top(self, number: int) -> float:
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0.0))
        return self._tops[number]

    def _pitch(self, number: int) -> float:
        if self.blocks[number].kind is Kind.TITLE:
            return round(self._size * TITLE_SCALE * _TITLE_PITCH)
        return round(self._size * LINE_PITCH)

    def _blank_height(self, number: int) -> float:
        repeated = number > 0 and self.blocks[number - 1].kind is Kind.BLANK
        return 0.0 if repeated or number == 0 else round(self._size * _BLANK)

    def _gap(self, number: int) -> float:
        following = number + 1
        ends = following == len(self.blocks) or self.blocks[following].opens
        return round(self._size * _PARAGRAPH_GAP) if ends else 0.0

    def _estimate(self, number: int) -> float:
        block = self.blocks[number]
        if number in self._closed:
            return self._fold_height(number)
        if block.kind is Kind.BLANK:
            return self._blank_height(number)
        lines = -(-(block.end - block.start) * self._letters // max(1.0, self.width)) or 1
        return lines * self._pitch(number) + self._gap(number)

    def _fold_height(self, number: int) -> float:
        return round(self._size * _FOLD) if number == self._closed[number].first else 0.0

    def _measured(self, number: int, layout: QTextLayout) -> float:
        if number in self._closed:
            return self._fold_height(number)
        if self.blocks[number].kind is Kind.BLANK:
            return self._blank_height(number)
        return layout.lineCount() * self._pitch(number) + self._gap(number)

    def _lay_out(self, number: int) -> _Laid:
        block = self.blocks[number]
        text = self.text[block.start : block.end]
        layout = QTextLayout(shown(text), self.font_of(number))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        direction = Qt.LayoutDirection.RightToLeft if _rtl(text) else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(direction)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        pitch = self._pitch(number)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width)
            # The letters stand low in their line: the tag needs the room above them.
            line.setPosition(QPointF(0.0, y + (pitch - line.height()) * 0.62))
            y += pitch
        layout.endLayout()
        signs = None
        if not is_simple(text, mixed=any(map(_runs_left, text))):
            whole = clusters(text)
            signs = [boxes_of(line, whole) for line in _lines(layout)]
        return _Laid(layout, OffsetMap(text), signs)


def _lines(layout: QTextLayout) -> Iterator[QTextLine]:
    return (layout.lineAt(index) for index in range(layout.lineCount()))


def _line_at(layout: QTextLayout, y: float) -> QTextLine:
    """The line nearest to a height inside the block."""
    return min(_lines(layout), key=lambda line: abs(line.rect().center().y() - y))


def _on_sign(line: QTextLine, x: float) -> int:
    """The position of the letter at ``x`` in simple text; Qt takes a ligature for one letter."""
    qt_pos = line.xToCursor(x, QTextLine.CursorPosition.CursorBetweenCharacters)
    return qt_pos - 1 if qt_pos > line.textStart() and _x(line, qt_pos) > x else qt_pos


def _x(line: QTextLine, qt_pos: int) -> float:
    found: Any = line.cursorToX(qt_pos)  # the stubs do not know that it is a pair
    return float(found[0] if isinstance(found, tuple) else found)


def _runs_left(sign: str) -> bool:
    return sign > "\u0590" and unicodedata.bidirectional(sign) in ("R", "AL", "AN")


def _rtl(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left (UAX 9, rule P2)."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
