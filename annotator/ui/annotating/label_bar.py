"""The bar above the article: a button for each label, and the two that finish things."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.domain.values import Label
from annotator.ui.look import theme
from annotator.ui.shell.widgets.key_button import KeyButton


class LabelBar(QWidget):
    """Labels to the left, what ends an article to the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("label_bar")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 8, 14, 8)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self._labels: list[KeyButton] = []

    def add_actions(self, actions: Sequence[QAction]) -> None:
        """Put buttons to the right; the last one is the one that goes on."""
        for action in actions:
            primary = action is actions[-1]
            self._row.addWidget(KeyButton(action, self, primary=primary))

    def show_labels(self, labels: Sequence[tuple[Label, QAction]]) -> None:
        """Put a button for each label to the left, in their order."""
        for button in self._labels:
            button.hide()  # while a dialog is open nothing is deleted
            button.deleteLater()
        self._labels = []
        for place, (label, action) in enumerate(labels):
            colours = (theme.ink(label, dark=False), theme.ink(label, dark=True))
            button = KeyButton(action, self, swatch=colours)
            self._row.insertWidget(place, button)
            self._labels.append(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()
