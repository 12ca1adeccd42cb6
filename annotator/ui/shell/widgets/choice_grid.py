"""A list of names with a box of choices beside each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QScrollArea, QWidget

from annotator.ui.shell.widgets.choice_box import ChoiceBox


class ChoiceGrid(QScrollArea):
    """Names with a box of choices each, so many ``across`` beside each other."""

    chosen = Signal()

    def __init__(self, name: str, *, across: int = 2) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._across = across
        self.boxes: dict[str, QComboBox] = {}
        self.names: dict[str, QLabel] = {}
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(4, 8, 4, 4)
        self._grid.setHorizontalSpacing(12)
        for column in range(across):
            self._grid.setColumnStretch(2 * column + 1, 1)
        self._grid.setRowStretch(1000, 1)
        self.setWidget(inside)

    def box(self, key: str) -> QComboBox:
        """The box of a name, made when it is asked for first."""
        if key not in self.boxes:
            place = len(self.boxes)
            label, box = QLabel(), ChoiceBox()
            label.setTextFormat(Qt.TextFormat.PlainText)
            box.setObjectName(f"{self.objectName()}_{key}")
            box.setAccessibleName(key)
            box.activated.connect(lambda index: self.chosen.emit())
            row, column = divmod(place, self._across)
            self._grid.addWidget(label, row, 2 * column)
            self._grid.addWidget(box, row, 2 * column + 1)
            self.names[key], self.boxes[key] = label, box
        return self.boxes[key]

    def clear(self) -> None:
        """Forget all names."""
        for widget in (*self.boxes.values(), *self.names.values()):
            self._grid.removeWidget(widget)
            widget.hide()  # while a dialog is open nothing is deleted
            widget.deleteLater()
        self.boxes.clear()
        self.names.clear()
