"""The articles that annotators have flagged or skipped, one below the other, with who and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction, QShowEvent

from annotator.domain.remarks import SetAside
from annotator.ui.shell.article_list import ArticleListPanel, ArticleRows
from annotator.ui.shell.widgets.labels import plain
from annotator.ui.shell.widgets.mode_switch import ModeButton
from annotator.ui.shell.widgets.roles import ENTRY_ROLE

_Index = QModelIndex | QPersistentModelIndex
Said = Callable[[SetAside], str]


class AsideModel(QAbstractListModel):
    """Rows are articles, filtered by words of the title or of what is said about them."""

    def __init__(self, said: Said, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said = said
        self._all: Sequence[SetAside] = ()
        self._shown: list[SetAside] = []
        self._words = ""

    def show(self, entries: Sequence[SetAside]) -> None:
        """Show these in this order."""
        self.beginResetModel()
        self._all = entries
        self._choose()
        self.endResetModel()

    def filter(self, text: str) -> None:
        """Show only those with these words."""
        self.beginResetModel()
        self._words = text
        self._choose()
        self.endResetModel()

    def at(self, row: int) -> SetAside:
        """The article of a row."""
        return self._shown[row]

    def row_of(self, number: int | None) -> int | None:
        """The row of an article, None if it is not shown."""
        rows = (row for row, entry in enumerate(self._shown) if entry.article.id == number)
        return next(rows, None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._shown[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{entry.article.title}: {self._said(entry)}"
        return self._said(entry) if role == Qt.ItemDataRole.ToolTipRole else None

    def _choose(self) -> None:
        terms = self._words.casefold().split()
        self._shown = [
            entry
            for entry in self._all
            if all(
                word in f"{entry.article.title} {self._said(entry)}".casefold() for word in terms
            )
        ]


class _Rows(ArticleRows):
    def __init__(self, said: Said) -> None:
        super().__init__()
        self._said = said

    def words(self, entry: SetAside) -> str:
        return self._said(entry)


class AsideList(ArticleListPanel):
    """Takes the place of the queue of the review while it is asked for."""

    def __init__(self, said: Said, action: QAction) -> None:
        """``said`` tells who has flagged or skipped an article, and why; ``action`` goes back to
        the queue.
        """
        super().__init__("aside_list", "aside_filter", _Rows(said))
        self.setObjectName("aside_panel")
        self.model = AsideModel(said, self)
        self.search.setAccessibleName(self.tr("Filter by title, annotator or reason"))
        self.search.setPlaceholderText(self.tr("Filter by title or reason"))
        self.list.setAccessibleName(self.tr("Flagged and skipped articles"))
        self.list.setModel(self.model)
        self._button = ModeButton(action, small=True)
        self._button.setObjectName("aside_back")
        self.none = plain("aside_none", self.tr("Nobody has flagged or skipped an article."))
        self.compose(self._button, self.none)
        self.search.textChanged.connect(self.model.filter)

    def show_entries(self, entries: Sequence[SetAside]) -> None:
        """Show these articles."""
        self.model.show(entries)
        self.none.setVisible(not entries)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._button.setChecked(True)
