"""Where everything lies: lays out the blocks that are looked at, and answers where and what.

Coordinates are pixels of the whole document, x from the left edge of the column. Paints nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout

from annotator.ui.document_view.blocks import Kind, cut
from annotator.ui.document_view.folds import Fold
from annotator.ui.document_view.laid_block import LaidBlock, LinePart
from annotator.ui.document_view.leading import Leading, tag_font

LINE_PITCH = 2.05  # line heights are this times the size of the type: open leading, for the tags
_TITLE_PITCH = 1.95
TITLE_SCALE = 1.4
_PARAGRAPH_GAP = 0.35  # after a paragraph, in type sizes
_BLANK = 0.45  # the first blank line, in type sizes; further ones take none
_FOLD = 1.9  # the line of a closed fold, in type sizes
_ASIDE_PX = 14.0  # how far beside the column the arrow of an open fold stands
_PARTS = 2000  # ranges whose boxes are kept
_EAGER = 20_000  # code points up to which all is laid out at once, so the scroll bar never lies


class DocumentLayout:
    """The geometry of one text in one column."""

    def __init__(self, text: str, title: str, font: QFont, width: float) -> None:
        self.text = text
        self.title = title
        self.font = font
        self.width = width
        self.blocks = cut(text, title)
        self._starts = [block.start for block in self.blocks]
        self._laid: dict[int, LaidBlock] = {}
        self._closed: dict[int, Fold] = {}  # every block that is not seen, by its number
        self._size = QFontMetricsF(font).height() / 1.25
        self._letters = QFontMetricsF(font).averageCharWidth()
        tags, large = tag_font(font), self._size * TITLE_SCALE
        self._leading = Leading.of(font, tags, self._size * LINE_PITCH)
        self._title_leading = Leading.of(self.title_font, tags, large * _TITLE_PITCH)
        self._heights = [self._estimate(number) for number in range(len(self.blocks))]
        self._tops: list[float] | None = None
        self._parts: dict[tuple[int, int], Sequence[LinePart]] = {}  # as they were asked for
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
            self._measured(number, self._laid[number])
            if number in self._laid
            else self._estimate(number)
            for number in range(len(self.blocks))
        ]
        self._forget_tops()

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
        """Where the character stands that closes an open fold: before its first line."""
        boxes = self.parts(fold.start, fold.start + 1)
        y = boxes[0].rect.center().y() if boxes else self._top(fold.first)
        return QPointF(self.width + _ASIDE_PX if self.blocks[fold.first].rtl else -_ASIDE_PX, y)

    def font_of(self, number: int) -> QFont:
        """The font a block is set in."""
        return self.title_font if self.blocks[number].kind is Kind.TITLE else QFont(self.font)

    @property
    def title_font(self) -> QFont:
        """The font titles are set in."""
        font = QFont(self.font)
        font.setPixelSize(round(self.font.pixelSize() * TITLE_SCALE))
        font.setBold(True)
        return font

    def between(self, top: float, bottom: float) -> list[int]:
        """The numbers of the blocks that meet a stretch of the document, all laid out."""
        number = self.block_at_y(top)
        offsets: list[int] = []
        while number < len(self.blocks) and self._top(number) < bottom:
            fold = self._closed.get(number)
            if fold is None:
                self.laid(number)
            if fold is None or number == fold.first:
                offsets.append(number)
            number += 1
        return offsets

    def range_of(self, blocks: Sequence[int]) -> tuple[int, int]:
        """From where the first of some blocks begins to where the last ends; empty for none."""
        if not blocks:
            return 0, 0
        return self.blocks[blocks[0]].start, self.blocks[blocks[-1]].end

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
        return self._block(number).layout

    def offset_at(self, point: QPointF) -> int:
        """The code point boundary nearest to a point."""
        number = self.block_at_y(point.y())
        if number in self._closed:
            return self._closed[number].start
        block, y = self._block(number), point.y() - self._top(number)
        return self.blocks[number].start + block.offset_at(point.x(), y)

    def reach_at(self, point: QPointF) -> tuple[int, int]:
        """Where a range begins, and where one ends, that is drawn from or to a point."""
        number = self.block_at_y(point.y())
        if number in self._closed:
            return self._closed[number].start, self._closed[number].start
        y = point.y() - self._top(number)
        return self._shifted(number, self._block(number).reach_at(point.x(), y))

    def char_at(self, point: QPointF) -> int | None:
        """The code point under a point, None beside the text."""
        number = self.block_at_y(point.y())
        if number in self._closed:
            return None
        block, y = self._block(number), point.y() - self._top(number)
        offset = block.char_at(point.x(), y)
        if offset is None:
            return None
        start, end = self.blocks[number].start, self.blocks[number].end
        return min(start + offset, max(end - 1, start))

    def line_at(self, y: float) -> tuple[int, int]:
        """``[start, end)`` of the drawn line nearest to a height."""
        number = self.block_at_y(y)
        if number in self._closed:
            return self._closed[number].start, self._closed[number].end
        return self._shifted(number, self._block(number).line_at(y - self._top(number)))

    def parts(self, start: int, end: int) -> Sequence[LinePart]:
        """The boxes around the letters of ``[start, end)``, line by line from the top.

        What is folded has none.
        """
        known = self._parts.get((start, end))
        if known is not None:
            return known
        numbers = range(self.block_of(start), self.block_of(max(start, end - 1)) + 1)
        parts = [
            part.moved(QPointF(0.0, self._top(number)))
            for number in numbers
            if number not in self._closed
            for part in self._block(number).parts(
                start - self.blocks[number].start, end - self.blocks[number].start
            )
        ]
        if len(self._parts) >= _PARTS:
            self._parts.clear()
        self._parts[start, end] = parts
        return parts

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
        return self._shifted(
            number, self._block(number).line_around(offset - self.blocks[number].start)
        )

    def right_to_left(self, offset: int) -> bool:
        """Whether the paragraph at ``offset`` runs from right to left."""
        return self.blocks[self.block_of(offset)].rtl

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
        return [top + middle for middle in self._block(number).middles()]

    def _block(self, number: int) -> LaidBlock:
        block = self._laid.get(number)
        if block is None:
            block = self._laid[number] = self._lay_out(number)
            height = self._measured(number, block)
            if height != self._heights[number]:
                self._heights[number] = height
                self._forget_tops()
        return block

    def _shifted(self, number: int, place: tuple[int, int]) -> tuple[int, int]:
        begin = self.blocks[number].start
        return begin + place[0], begin + place[1]

    def _forget_tops(self) -> None:
        """Heights are others now, and all below them lies elsewhere."""
        self._tops = None
        self._parts.clear()

    def _top(self, number: int) -> float:
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0.0))
        return self._tops[number]

    def _leading_of(self, number: int) -> Leading:
        return self._title_leading if self.blocks[number].kind is Kind.TITLE else self._leading

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
        return lines * self._leading_of(number).pitch + self._gap(number)

    def _fold_height(self, number: int) -> float:
        return round(self._size * _FOLD) if number == self._closed[number].first else 0.0

    def _measured(self, number: int, block: LaidBlock) -> float:
        if number in self._closed:
            return self._fold_height(number)
        if self.blocks[number].kind is Kind.BLANK:
            return self._blank_height(number)
        return block.layout.lineCount() * self._leading_of(number).pitch + self._gap(number)

    def _lay_out(self, number: int) -> LaidBlock:
        block = self.blocks[number]
        return LaidBlock(
            self.text[block.start : block.end],
            self.font_of(number),
            width=self.width,
            leading=self._leading_of(number),
            rtl=block.rtl,
        )
