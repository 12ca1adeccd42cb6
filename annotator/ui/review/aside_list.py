"""The articles that annotators have flagged or skipped, one below the other, with who and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction, QShowEvent

from annotator.domain.remarks import SetAside
from annotator.ui.review.entry_model import EntryModel
from annotator.ui.shell.article_list import ArticleListPanel, ArticleRows
from annotator.ui.shell.widgets.labels import plain
from annotator.ui.shell.widgets.mode_switch import ModeButton

_Index = QModelIndex | QPersistentModelIndex
Said = Callable[[SetAside], str]


class AsideModel(EntryModel[SetAside]):
    """Found by words of the title or of what is said about it."""

    def __init__(self, said: Said, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said = said

    def words(self, entry: SetAside) -> str:
        return f"{entry.article.title}: {self._said(entry)}"

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole:
            return self._said(self.at(index.row()))
        return super().data(index, role)


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
