"""The strip beside the scroll bar: a row a pixel, a column a kind; a click goes there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.domain.spans import Span
from annotator.domain.wording import filled
from annotator.ui.look import theme
from annotator.ui.overview.places import Kind

WIDTH_PX = 20
_NEAR_PX = 5  # how far from a mark a click may be
# Left and right of each kind's column; hits go all the way across.
_COLUMNS = {
    Kind.HIT: (0, WIDTH_PX),
    Kind.WAITING: (2, 7),
    Kind.MINE: (8, 13),
    Kind.NOTE: (14, 18),
    Kind.CONFLICT: (14, 18),
}


class OverviewStrip(QWidget):
    """Shows rows it is given; each kind has its place and its shape: no colour is needed."""

    requested = Signal(object)  # Span to go to
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("overview_strip")
        self.setAccessibleName(self.tr("Overview of the article"))
        self.setFixedWidth(WIDTH_PX)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.rows: dict[Kind, dict[int, Span]] = {}
        self._counts: dict[Kind, int] = {}

    def show_rows(self, rows: dict[Kind, dict[int, Span]], counts: dict[Kind, int]) -> None:
        """Show where things begin, and how many there are of each kind."""
        if (rows, counts) != (self.rows, self._counts):
            self.rows, self._counts = rows, counts
            self.update()

    def at(self, place: QPointF) -> Span | None:
        """What is nearest to a place; of what is as near, what is in the column pointed at."""
        near = [
            (abs(row + 1 - place.y()), not left <= place.x() <= right, row, kind)
            for kind, (left, right) in _COLUMNS.items()
            for row in self.rows.get(kind, ())
            if abs(row + 1 - place.y()) <= _NEAR_PX
        ]
        near.sort(key=lambda item: (item[1], item[0]))
        return self.rows[near[0][3]][near[0][2]] if near else None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._legend(), self)
            return True
        if event.type() == QEvent.Type.Resize:
            self.resized.emit()
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        span = self.at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and span is not None:
            self.requested.emit(span)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self.palette()
        painter.fillRect(event.rect(), look.color(QPalette.ColorRole.Window))
        quiet = theme.quiet(look)
        tint = QColor(look.color(QPalette.ColorRole.Highlight))
        tint.setAlphaF(0.55)
        for row in self.rows.get(Kind.HIT, ()):
            painter.fillRect(QRectF(0, row, WIDTH_PX, 2), tint)
        for row in self.rows.get(Kind.MINE, ()):
            painter.fillRect(self._box(Kind.MINE, row), quiet)
        painter.setPen(quiet)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        left, right = _COLUMNS[Kind.WAITING]
        for row in self.rows.get(Kind.WAITING, ()):  # a dash with a gap, as in the text
            painter.drawPoint(left, row)
            painter.drawLine(left + 2, row, right, row)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(QPalette.ColorRole.Text))
        for row in self.rows.get(Kind.NOTE, ()):
            painter.drawEllipse(QRectF(_COLUMNS[Kind.NOTE][0], row - 1, 4, 4))
        painter.setBrush(theme.undecided(dark=theme.is_dark(look))[1])
        for row in self.rows.get(Kind.CONFLICT, ()):
            x, y = _COLUMNS[Kind.CONFLICT][0], row - 2.0
            painter.drawPolygon([QPointF(x, y + 6), QPointF(x + 3, y), QPointF(x + 6, y + 6)])
        painter.end()

    def _box(self, kind: Kind, row: int) -> QRectF:
        left, right = _COLUMNS[kind]
        return QRectF(left, row, right - left, 2)

    def _legend(self) -> str:
        """What the columns are, with counts."""
        words = {
            Kind.WAITING: self.tr("Left, dashes: %n suggestions wait"),
            Kind.MINE: self.tr("Middle, bars: %n spans are yours"),
            Kind.NOTE: self.tr("Right, dots: %n notes"),
            Kind.CONFLICT: self.tr("Right, triangles: %n conflicts"),
            Kind.HIT: self.tr("Across: %n hits of the search"),
        }
        return "\n".join(filled(text, self._counts.get(kind, 0)) for kind, text in words.items())
