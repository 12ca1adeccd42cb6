"""Cells as a table model, tinted where a cell says how strongly."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from annotator.ui.agreement.cells import Cells

_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FAINTEST, _STRONGEST = 0.06, 0.5


class CellsModel(QAbstractTableModel):
    """The first column is on the left, the others are numbers and on the right."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cells = Cells((), ())

    def show(self, cells: Cells) -> None:
        """Show another table."""
        self.beginResetModel()
        self._cells = cells
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self._cells.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self._cells.heads)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells.rows[row][column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole and self._cells.tips:
            return self._cells.tips[row][column] or None
        if role == Qt.ItemDataRole.BackgroundRole and self._cells.strength:
            return _tint(self._cells.strength[row][column])
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section else _LEFT
        return self._cells.heads[section] if role == Qt.ItemDataRole.DisplayRole else None


def _tint(strength: float | None) -> QColor | None:
    if strength is None:
        return None
    colour = QColor(QGuiApplication.palette().color(QPalette.ColorRole.Highlight))
    share = min(1.0, max(0.0, strength))
    colour.setAlphaF(_FAINTEST + share * (_STRONGEST - _FAINTEST))
    return colour
