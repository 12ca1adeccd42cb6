"""The bar above the article in review: between whom, and what signs the article off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.key_button import KeyButton
from annotator.ui.panels.choice_row import Badge, ChoiceRow, Run


class ReviewBar(QWidget):
    """Annotators to the left, what ends an article to the right."""

    plan_requested = Signal()

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        """``actions`` are buttons to the right; the last one is the one that goes on."""
        super().__init__(parent)
        self.setObjectName("review_bar")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 8, 14, 8)
        self._row.setSpacing(8)
        self._people: list[ChoiceRow] = []
        self._row.addStretch(1)
        for action in actions:
            self._row.addWidget(KeyButton(action, self, primary=action is actions[-1]))

    def show_people(self, badges: Sequence[Badge]) -> None:
        """Show who is reviewed."""
        for button in self._people:
            button.deleteLater()
        self._people = []
        for place, badge in enumerate(badges):
            button = ChoiceRow(f"reviewed_{badge.letter}")
            button.show_choice([Run(badge.name)], (badge,), "", taken=False)
            metrics = button.fontMetrics()
            button.setFixedWidth(min(170, metrics.horizontalAdvance(badge.name) + 54))
            button.setFixedHeight(28)
            button.clicked.connect(self.plan_requested)
            self._row.insertWidget(place, button)
            self._people.append(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()
