"""A button that shows the key it stands for, so the key is learnt by looking."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.ui.look import theme

_PAD = 11
_GAP = 8
_HEIGHT = 28
_SWATCH = 10


class KeyButton(QAbstractButton):
    """Runs an action; shows its text, its first key and, for labels, the label's colour."""

    def __init__(
        self,
        action: QAction,
        parent: QWidget | None = None,
        *,
        swatch: tuple[QColor, QColor] | None = None,
        primary: bool = False,
    ) -> None:
        super().__init__(parent)
        self._action = action
        self._swatch = swatch  # for a light and for a dark page
        self._primary = primary
        self.setObjectName(f"button_{action.objectName()}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._take_over)
        self._take_over()

    def sizeHint(self) -> QSize:
        metrics, small = QFontMetrics(self._font()), QFontMetrics(self._key_font())
        width = 2 * _PAD + metrics.horizontalAdvance(self.text())
        width += (_SWATCH + _GAP) if self._swatch else 0
        width += small.horizontalAdvance(self._key()) + 10 + _GAP if self._key() else 0
        return QSize(width, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, text = self._colours(look)
        edge = fill if self._primary else look.color(QPalette.ColorRole.Mid)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        x = float(_PAD)
        if self._swatch:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._swatch[1 if theme.is_dark(look) else 0])
            painter.drawRoundedRect(QRectF(x, (_HEIGHT - _SWATCH) / 2, _SWATCH, _SWATCH), 2, 2)
            x += _SWATCH + _GAP
        painter.setPen(text)
        painter.setFont(self._font())
        words = painter.fontMetrics().horizontalAdvance(self.text())
        box = QRectF(x, 0, words + 2, _HEIGHT)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        self._paint_key(painter, x + words + _GAP, text)
        painter.end()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second half of a double click is no click of its own where holding the key does the
        action once; what may be done over and over (mend, next) is done with every click.
        """
        if self._action.autoRepeat():
            super().mouseDoubleClickEvent(event)

    def _paint_key(self, painter: QPainter, x: float, text: QColor) -> None:
        if not self._key():
            return
        painter.setFont(self._key_font())
        width = painter.fontMetrics().horizontalAdvance(self._key()) + 10
        cap = QRectF(x, (_HEIGHT - 17) / 2 + 0.5, width - 1, 16)
        edge = QColor(text)
        edge.setAlphaF(0.35)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 3, 3)
        quiet = QColor(text)
        quiet.setAlphaF(0.8)
        painter.setPen(quiet)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key())

    def _colours(self, look: QPalette) -> tuple[QColor, QColor]:
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        if self._primary and self.isEnabled():
            fill = look.color(QPalette.ColorRole.Highlight)
            text = look.color(QPalette.ColorRole.HighlightedText)
        else:
            fill = look.color(QPalette.ColorRole.Button)
            text = look.color(group, QPalette.ColorRole.ButtonText)
        if self.underMouse() and self.isEnabled():
            fill = fill.darker(106) if not theme.is_dark(look) else fill.lighter(115)
        return (fill.darker(112) if self.isDown() else fill), text

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self._primary or self._swatch else font.weight())
        return font

    def _key_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(7.0, font.pointSizeF() * 0.82))
        return font

    def _key(self) -> str:
        key = self._action.shortcut().toString(self._action.shortcut().SequenceFormat.NativeText)
        return "⏎" if key == "Return" else key

    def _take_over(self) -> None:
        self.setText(self._action.text().replace("&", ""))
        self.setEnabled(self._action.isEnabled())
        self.setAccessibleName(self.text())
        self.setToolTip(self._action.toolTip())
        self.updateGeometry()
        self.update()
