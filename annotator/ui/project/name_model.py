"""The project's own names as a table model, narrowed by what is typed into a filter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt

from annotator.domain.direction import isolated
from annotator.domain.names import NONE, ProjectName
from annotator.ui.look import theme
from annotator.ui.shell.widgets.tables import Index, RowModel

_QUIET = (3, 4)


def _tr(text: str) -> str:
    return QCoreApplication.translate("NameModel", text)


def belonging(name: ProjectName) -> str:
    """What a name belongs to, in the words of the screen."""
    return _tr("no name") if name.label == NONE else name.belongs_to


class NameModel(RowModel[ProjectName]):
    """Columns: name, label, other spellings, by whom, on which day."""

    def __init__(self, parent: QObject | None = None) -> None:
        heads = (_tr("Name"), _tr("Label"), _tr("Other spellings"), _tr("By"), _tr("On"))
        super().__init__(heads, parent)
        self._all: Sequence[ProjectName] = ()
        self._filter = ""

    def show(self, names: Sequence[ProjectName]) -> None:
        """Show these names, as far as the filter lets them through."""
        self._all = names
        self._narrow()

    def filter(self, text: str) -> None:
        """Show the names with these letters in one of their spellings, whatever their case."""
        self._filter = text.strip().casefold()
        self._narrow()

    def row_of(self, spelling: str, word_list: str = "") -> int:
        """The row of a name; -1 where it is not shown."""
        keys = [(row.spelling, row.word_list) for row in self.rows]
        return keys.index((spelling, word_list)) if (spelling, word_list) in keys else -1

    def cell(self, row: ProjectName, column: int) -> str:
        variants = " | ".join(map(isolated, row.variants))
        cells = (isolated(row.spelling), belonging(row), variants, row.annotator, row.at[:10])
        return cells[column]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ForegroundRole and index.column() in _QUIET:
            return theme.quiet(QCoreApplication.instance().palette())  # type: ignore[union-attr]
        return super().data(index, role)

    def _narrow(self) -> None:
        self.show_rows(
            [
                name
                for name in self._all
                if not self._filter or any(self._filter in s.casefold() for s in name.spellings)
            ]
        )
