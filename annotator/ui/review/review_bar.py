"""The bar above the article in review: between whom, and what signs the article off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from annotator.ui.shell.widgets.choice_row import Badge, ChoiceRow, Run
from annotator.ui.shell.widgets.key_button import KeyButton

_HEIGHT_PX, _WIDEST_PX, _LETTER_PX = 28, 180, 40
_LEAST_PX = 24  # of a name that is cut; less says nothing


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
            button.hide()  # while a dialog is open nothing is deleted
            button.deleteLater()
        self._people = []
        for place, badge in enumerate(badges):
            button = _Person(f"reviewed_{badge.letter}")
            button.show_choice([Run(badge.name)], (badge,), "", taken=False)
            button.clicked.connect(self.plan_requested)
            self._row.insertWidget(place, button)
            self._people.append(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()


class _Person(ChoiceRow):
    """The letter and the name of an annotator, on one line; where there is no room, the letter."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT_PX)

    def sizeHint(self) -> QSize:
        name = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(min(_WIDEST_PX, name + 56), _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LETTER_PX, _HEIGHT_PX)

    def _fit(self) -> None:
        room = int(self._room())
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        self._runs = [Run(cut if cut == self.text() or room > _LEAST_PX else "")]
        self.updateGeometry()
