"""The spans of the project with the same words, as a table with a check mark for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from annotator.domain.direction import isolated
from annotator.domain.values import Status, Suggestion
from annotator.operations.groups import Deed, Occurrence, concerns
from annotator.ui.shell.widgets.tables import Index, RowModel

_CHECK = Qt.ItemDataRole.CheckStateRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class GroupModel(RowModel[Occurrence]):
    """Columns: article, label, the words in their line. What the deed does not concern is grey."""

    def __init__(self, rows: Sequence[Occurrence], parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self.heads = (self.tr("Article"), self.tr("Label"), self.tr("Context"))
        self.rows = rows
        self._on = [True] * len(rows)
        self._deed, self._label = Deed.ACCEPT, ""

    def set_deed(self, deed: Deed, label: str) -> None:
        """Ask for another deed; what has been unticked stays so."""
        self._deed, self._label = deed, label
        if self.rows:
            last = self.index(len(self.rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @property
    def chosen(self) -> list[Occurrence]:
        """What is ticked, of those that the deed concerns."""
        return [
            row for number, row in enumerate(self.rows) if self._on[number] and self._is_for(row)
        ]

    def toggle(self, number: int) -> None:
        """Tick a row, or untick it."""
        self.setData(self.index(number, 0), _OFF if self._on[number] else _ON, _CHECK)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable
        if self._is_for(self.rows[index.row()]):
            flags |= Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == _CHECK and not index.column() and self._is_for(self.rows[index.row()]):
            return _ON if self._on[index.row()] else _OFF
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK:
            return False
        self._on[index.row()] = Qt.CheckState(value) == _ON
        self.dataChanged.emit(index, index, [role])
        return True

    def _is_for(self, row: Occurrence) -> bool:
        return concerns(self._deed, row.span, self._label)

    def cell(self, row: Occurrence, column: int) -> str:
        if column == 0:
            done = self.tr(" · done") if row.status is Status.DONE else ""
            return f"{isolated(row.title)}{done}"
        if column == 1:
            waits = isinstance(row.span, Suggestion)
            return f"{row.span.label}{'?' * (waits + row.doubtful)}"
        return isolated(f"…{row.before}[{row.words}]{row.after}…")

    hint = cell
