"""The project's own names as a table model, narrowed by what is typed into a filter."""

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

from annotator.domain.direction import isolated
from annotator.domain.names import NONE, ProjectName
from annotator.ui.look import theme

_Index = QModelIndex | QPersistentModelIndex
_QUIET = (3, 4)


def _tr(text: str) -> str:
    return QCoreApplication.translate("NameModel", text)


def belonging(name: ProjectName) -> str:
    """What a name belongs to, in the words of the screen."""
    return _tr("no name") if name.label == NONE else name.belongs_to


class NameModel(QAbstractTableModel):
    """Columns: name, label, other spellings, by whom, on which day."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[ProjectName] = ()
        self._rows: list[ProjectName] = []
        self._filter = ""
        self._titles = (_tr("Name"), _tr("Label"), _tr("Other spellings"), _tr("By"), _tr("On"))

    def show(self, names: Sequence[ProjectName]) -> None:
        """Show these names, as far as the filter lets them through."""
        self._all = names
        self._narrow()

    def filter(self, text: str) -> None:
        """Show the names with these letters in one of their spellings, whatever their case."""
        self._filter = text.strip().casefold()
        self._narrow()

    def name_at(self, row: int) -> ProjectName | None:
        """The name in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, spelling: str, word_list: str = "") -> int:
        """The row of a name; -1 where it is not shown."""
        keys = [(row.spelling, row.word_list) for row in self._rows]
        return keys.index((spelling, word_list)) if (spelling, word_list) in keys else -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        name = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            variants = " | ".join(map(isolated, name.variants))
            cells = (isolated(name.spelling), belonging(name), variants, name.annotator)
            return (*cells, name.at[:10])[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() in _QUIET:
            return theme.quiet(QCoreApplication.instance().palette())  # type: ignore[union-attr]
        return None

    def _narrow(self) -> None:
        self.beginResetModel()
        self._rows = [
            name
            for name in self._all
            if not self._filter or any(self._filter in s.casefold() for s in name.spellings)
        ]
        self.endResetModel()
