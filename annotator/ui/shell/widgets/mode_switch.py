"""What the window is for: annotating or reviewing. One button a mode, the present one marked."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from annotator.ui.look import theme

_HEIGHT, _SMALL = 28, 24
_PAD = 11
_GAP = 7
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ModeButton(QAbstractButton):
    """Runs an action; marked while what it stands for holds. A ``small`` one shows its key."""

    def __init__(
        self, action: QAction, parent: QWidget | None = None, *, small: bool = False
    ) -> None:
        super().__init__(parent)
        self._small = small
        self.setObjectName(f"button_{action.objectName()}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._take_over)
        self._take_over()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._font()).horizontalAdvance(self.text()) + 2 * _PAD
        if self._small:
            keys = QFontMetrics(self._font()).horizontalAdvance(self._key())
            return QSize(width - 6 + _GAP + keys, _SMALL)
        return QSize(width, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = QColor(look.color(QPalette.ColorRole.Button))
        edge = look.color(QPalette.ColorRole.Mid)
        if self.isChecked():
            fill = QColor(look.color(QPalette.ColorRole.Highlight))
            fill.setAlphaF(0.16)
            edge = look.color(QPalette.ColorRole.Highlight)
        elif self.underMouse() and self.isEnabled():
            fill = fill.lighter(115) if theme.is_dark(look) else fill.darker(106)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        there = self.isEnabled() or self.isChecked()
        group = QPalette.ColorGroup.Active if there else QPalette.ColorGroup.Disabled
        painter.setPen(look.color(group, QPalette.ColorRole.ButtonText))
        painter.setFont(self._font())
        if self._small:
            inner = self.rect().adjusted(_PAD - 3, 0, 3 - _PAD, 0)
            painter.drawText(inner, _LEFT, self.text())
            painter.setPen(theme.quiet(look))
            painter.drawText(inner, _RIGHT, self._key())
        else:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def _font(self) -> QFont:
        font = QFont(self.font())
        if self._small:
            font.setPointSizeF(font.pointSizeF() * 0.9)
        else:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _key(self) -> str:
        return self.action.shortcut().toString(self.action.shortcut().SequenceFormat.NativeText)

    def _take_over(self) -> None:
        self.setText(self.action.text().replace("&", ""))
        self.setAccessibleName(self.text())
        self.setEnabled(self.action.isEnabled())
        key = self.action.shortcut().toString()
        self.updateGeometry()
        self.setToolTip(f"{self.action.toolTip()} ({key})" if key else self.action.toolTip())
        self.update()


class ModeSwitch(QWidget):
    """The buttons beside each other, before what the present mode has in the bar."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        """``actions`` by the name of the mode that each switches to."""
        super().__init__(parent)
        self.setObjectName("mode_switch")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 2, 8)
        row.setSpacing(6)
        self._buttons = {mode: ModeButton(action, self) for mode, action in actions.items()}
        for button in self._buttons.values():
            row.addWidget(button)

    def show_mode(self, mode: str) -> None:
        """Mark the present mode; one without a button leaves the marks as they are."""
        if mode in self._buttons:
            for name, button in self._buttons.items():
                button.setChecked(name == mode)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()
