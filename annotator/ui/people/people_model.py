"""The people of a project as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotator.operations.people import Listed
from annotator.ui.shell.widgets.labels import tip

_Index = QModelIndex | QPersistentModelIndex
_HEADS = ("Name", "Spans", "Articles done", "First", "Last", "Perhaps the same as")
_NUMBERS = (1, 2)


class PeopleModel(QAbstractTableModel):
    """A row a person."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.people: Sequence[Listed] = ()

    def show(self, people: Sequence[Listed]) -> None:
        """Show others."""
        self.beginResetModel()
        self.people = people
        self.endResetModel()

    def row_of(self, name: str) -> int:
        """The row of a person; the first where nobody is called so."""
        names = [one.person.name for one in self.people]
        return names.index(name) if name in names else 0

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.people[index.row()]
        person = one.person
        cells = (
            *(person.name, f"{person.spans:,}", f"{person.done:,}"),
            *((person.first or "–")[:10], (person.last or "–")[:10], ", ".join(one.alike)),
        )
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(cells[index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(section)
        head = QCoreApplication.translate("PeopleModel", _HEADS[section])
        return head if role == Qt.ItemDataRole.DisplayRole else None


def _aligned(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
