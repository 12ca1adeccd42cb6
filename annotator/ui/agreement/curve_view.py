"""Agreement over time as a picture: a line with its intervals, and a broken line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from annotator.domain.agreement import Measured
from annotator.domain.agreement.over_time import Curve
from annotator.ui.look import theme

_LEFT, _TOP, _BELOW, _DOT = 36, 10, 24, 3


class CurveView(QWidget):
    """Draws one curve; the table beside it says the same in numbers."""

    def __init__(self, curve: Curve) -> None:
        super().__init__()
        self.setObjectName("agreement_curve")
        self.setAccessibleName(self.tr("Exact F1 as a line, overlap F1 as a broken line"))
        self.setMinimumHeight(90)
        self._curve = curve

    def sizeHint(self) -> QSize:
        return QSize(480, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self.palette()
        ink, quiet = look.color(QPalette.ColorRole.Text), theme.quiet(look)
        self._draw_frame(painter, quiet)
        steps = self._curve.steps
        painter.setPen(QPen(quiet, 1))
        for at, step in enumerate(steps):
            low, high = step.strict_f1.low, step.strict_f1.high
            if low is not None and high is not None:
                painter.drawLine(self._point(at, low), self._point(at, high))
        broken = QPen(quiet, 1.5, Qt.PenStyle.DashLine)
        self._draw_line(painter, [step.overlap_f1 for step in steps], broken)
        self._draw_line(painter, [step.strict_f1 for step in steps], QPen(ink, 2))
        painter.setBrush(ink)
        for at, step in enumerate(steps):
            if step.strict_f1.value is not None:
                painter.drawEllipse(self._point(at, step.strict_f1.value), _DOT, _DOT)
        painter.end()

    def _draw_frame(self, painter: QPainter, quiet: QColor) -> None:
        painter.setPen(quiet)
        for value in (0.0, 0.5, 1.0):
            y = self._point(0, value).y()
            painter.setOpacity(0.4)
            painter.drawLine(QPointF(_LEFT, y), QPointF(self.width(), y))
            painter.setOpacity(1)
            box = QRectF(0, y - 10, _LEFT - 6, 20)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, flags, f"{value:.1f}")
        below = QRectF(_LEFT, self.height() - _BELOW + 4, self.width() - _LEFT, _BELOW - 4)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self._curve.steps[0].name)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, self._curve.steps[-1].name)

    def _draw_line(self, painter: QPainter, values: Sequence[Measured], pen: QPen) -> None:
        points = [
            self._point(at, measured.value)
            for at, measured in enumerate(values)
            if measured.value is not None
        ]
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))

    def _point(self, at: int, value: float) -> QPointF:
        wide = self.width() - _LEFT - 4 * _DOT
        high = self.height() - _TOP - _BELOW
        last = len(self._curve.steps) - 1
        return QPointF(_LEFT + 2 * _DOT + wide * at / last, _TOP + high * (1 - value))
