"""Tables to choose a row of: how they behave, and what their models have in common."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Generic, TypeAlias, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView

from annotator.ui.shell.widgets.labels import tip

Index: TypeAlias = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def row_table(name: str, spoken: str, model: QAbstractItemModel | None = None) -> QTableView:
    """A table of which one row is chosen at a time and which Tab leaves; ``spoken`` is what it is
    called where it is read aloud.
    """
    table = QTableView()
    table.setObjectName(name)
    table.setAccessibleName(spoken)
    table.setModel(model)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)
    return table


class RowModel(QAbstractTableModel, Generic[Row]):
    """Rows under their ``heads``; the columns of ``numbers`` stand on the right, head and all."""

    def __init__(
        self,
        heads: Sequence[str],
        parent: QObject | None = None,
        *,
        numbers: Collection[int] = (),
    ) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()
        self.heads = heads
        self.numbers = numbers

    def cell(self, row: Row, column: int) -> str:
        """What a row says in a column."""
        raise NotImplementedError

    def hint(self, row: Row, column: int) -> str:
        """What the tool tip of a cell says; "" where there is none."""
        return ""

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show others."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def row_at(self, number: int) -> Row | None:
        """A row by its number."""
        return self.rows[number] if 0 <= number < len(self.rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(self.rows[index.row()], column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in self.numbers else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.hint(self.rows[index.row()], column))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in self.numbers else _LEFT
        return self.heads[section] if role == Qt.ItemDataRole.DisplayRole else None
