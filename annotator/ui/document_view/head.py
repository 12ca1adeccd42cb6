"""What stands above an article and is no part of its text: its facts, and a title that is in the
data alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPalette, QTextLayout, QTextOption

from annotator.ui.document_view.blocks import shown
from annotator.ui.document_view.layout import DocumentLayout
from annotator.ui.look import theme
from annotator.ui.look.lines import wrapping

_FACTS_PX = 26
_TITLE_LINES = 3
_PITCH = 1.15  # line heights of a title
_BELOW = 0.8  # between a title and the text, in type sizes


class Head:
    """The head of one article. Its title stands in it where the text that is laid out does not have
    it: as plain text, cut off behind three lines, from right to left at the right.
    """

    def __init__(self, facts: str, layout: DocumentLayout) -> None:
        self._facts = facts
        self._font = layout.title_font
        self._width = layout.width
        is_below = any(block.is_title for block in layout.blocks)
        title = "" if is_below else shown(layout.title)
        self._option = wrapping(title)
        metrics = QFontMetricsF(self._font)
        self._pitch = metrics.height() * _PITCH
        lines = list(self._wrapped(title)) if title else []
        rest = "".join(lines[_TITLE_LINES - 1 :])
        last = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self._width)
        self.lines = [*lines[: _TITLE_LINES - 1], last] if len(lines) > _TITLE_LINES else lines

    @property
    def height(self) -> float:
        """How much room it takes, in pixels."""
        title = len(self.lines) * self._pitch + _BELOW * self._font.pixelSize()
        return _FACTS_PX + (round(title) if self.lines else 0)

    def paint(self, painter: QPainter, look: QPalette, small: QFont) -> None:
        """Paint it; the painter's origin is the top left corner of the text, ``small`` is the font
        of the facts.
        """
        painter.setPen(theme.quiet(look))
        painter.setFont(small)
        line = QRectF(0, -self.height, self._width, _FACTS_PX - 6)
        words = painter.fontMetrics().elidedText(
            self._facts, Qt.TextElideMode.ElideRight, int(line.width())
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
        painter.setFont(self._font)
        self._option.setWrapMode(QTextOption.WrapMode.NoWrap)
        self._option.setAlignment(Qt.AlignmentFlag.AlignLeading)  # the side its direction begins at
        for number, words in enumerate(self.lines):
            top = _FACTS_PX - self.height + number * self._pitch
            painter.drawText(QRectF(0, top, self._width, self._pitch), words, self._option)

    def _wrapped(self, title: str) -> Iterator[str]:
        units = title.encode("utf-16-le", "surrogatepass")
        layout = QTextLayout(title, self._font)
        layout.setTextOption(self._option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            start, end = line.textStart(), line.textStart() + line.textLength()
            yield units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
        layout.endLayout()
