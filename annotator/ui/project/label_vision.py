"""Says which labels look alike to whom, and offers a colour that all can tell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from annotator.domain.colour_vision import Vision
from annotator.domain.label_colours import Confusion, confusions, recoloured
from annotator.domain.values import Label
from annotator.domain.wording import filled
from annotator.ui.shell.widgets.labels import plain


class VisionNote(QWidget):
    """Hidden while all can tell all labels; ``recolour_requested`` with the label as offered."""

    recolour_requested = Signal(object)  # Label

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._better: Label | None = None
        self.words = plain("labels_vision")
        self.recolour = QPushButton()
        self.recolour.setObjectName("labels_recolour")
        self.recolour.setAutoDefault(False)
        self.recolour.clicked.connect(lambda: self.recolour_requested.emit(self._better))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.recolour)
        self.hide()

    def show_labels(self, labels: Sequence[Label], chosen: str) -> None:
        """Look at some labels, first at what looks like the chosen one."""
        pairs = confusions(labels)
        pairs.sort(key=lambda pair: chosen not in (pair.one, pair.other))  # the rest as they are
        self._better = _better(labels, pairs[0], chosen) if pairs else None
        self.words.setText(self._told(pairs) if pairs else "")
        self.recolour.setVisible(self._better is not None)
        if self._better is not None:
            text = self.tr("&Give %1 a colour that all can tell")
            self.recolour.setText(filled(text, self._better.name.replace("&", "&&")))
            self.recolour.setIcon(swatch(self._better))
        self.setVisible(bool(pairs))

    def _told(self, pairs: list[Confusion]) -> str:
        first = pairs[0]
        text = (
            self.tr("On a %1 page %2 and %3 look alike to everybody.")
            if Vision.USUAL in first.visions
            else self.tr("On a %1 page %2 and %3 look alike with %4.")
        )
        if len(pairs) > 1:
            text += self.tr(" So do %5 other pairs.")
        if self._better is None:
            text += self.tr(" No colour is left that all can tell; the tags say the label.")
        page = self.tr("dark") if first.dark else self.tr("light")
        seen = ", ".join(first.visions)
        return filled(text, page, first.one, first.other, seen, len(pairs) - 1)


def swatch(label: Label) -> QIcon:
    """Both colours of a label, side by side."""
    picture = QPixmap(28, 14)
    picture.fill(QColor(label.light))
    dark = QPixmap(14, 14)
    dark.fill(QColor(label.dark))
    painter = QPainter(picture)
    painter.drawPixmap(14, 0, dark)
    painter.end()
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)  # else it is tinted in the chosen row
    return icon


def _better(labels: Sequence[Label], pair: Confusion, chosen: str) -> Label | None:
    """A better colour for one of two that look alike: for the chosen, or else for the later."""
    names = sorted((pair.other, pair.one), key=lambda name: name != chosen)
    tried = (recoloured(labels, name) for name in names)
    return next((label for label in tried if label is not None), None)
