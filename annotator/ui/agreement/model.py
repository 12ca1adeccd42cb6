"""Cells as a table model, tinted where a cell says how strongly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from annotator.ui.agreement.cells import Cells
from annotator.ui.shell.widgets.tables import Index, RowModel

_FAINTEST, _STRONGEST = 0.06, 0.5


class CellsModel(RowModel[Sequence[str]]):
    """The first column is on the left, the others are numbers and on the right."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._cells = Cells((), ())

    def show(self, cells: Cells) -> None:
        """Show another table."""
        self.beginResetModel()
        self._cells, self.rows, self.heads = cells, cells.rows, cells.heads
        self.numbers = range(1, len(cells.heads))
        self.endResetModel()

    def cell(self, row: Sequence[str], column: int) -> str:
        return row[column]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.ToolTipRole and self._cells.tips:
            return self._cells.tips[row][column] or None
        if role == Qt.ItemDataRole.BackgroundRole and self._cells.strength:
            return _tint(self._cells.strength[row][column])
        return super().data(index, role)


def _tint(strength: float | None) -> QColor | None:
    if strength is None:
        return None
    colour = QColor(QGuiApplication.palette().color(QPalette.ColorRole.Highlight))
    share = min(1.0, max(0.0, strength))
    colour.setAlphaF(_FAINTEST + share * (_STRONGEST - _FAINTEST))
    return colour
