"""Words of articles outside the reading surface, each in its own direction of writing."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QTextOption

from annotator.domain.direction import mostly_left


def direction_of(text: str) -> Qt.LayoutDirection:
    """The direction in which words are set that stand alone; digits alone run to the right."""
    left = Qt.LayoutDirection.RightToLeft
    return left if mostly_left(text) else Qt.LayoutDirection.LeftToRight


def wrapping(text: str) -> QTextOption:
    """How words that stand alone are broken into lines, which begin at their own side."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(direction_of(text))
    if option.textDirection() is Qt.LayoutDirection.RightToLeft:
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    return option


def paint_line(painter: QPainter, area: QRect, top: int, text: str) -> None:
    """One line of words ``top`` pixels down an area, from their own side, cut off at its end."""
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    box = QRect(area.left(), area.top() + top, area.width(), metrics.height())
    painter.setLayoutDirection(direction_of(text))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
