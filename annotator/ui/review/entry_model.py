"""The articles of a list in the review as a list model, filtered by words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.values import Article
from annotator.ui.shell.widgets.roles import ENTRY_ROLE

_Index = QModelIndex | QPersistentModelIndex


class HasArticle(Protocol):
    """What is listed."""

    @property
    def article(self) -> Article: ...


Entry = TypeVar("Entry", bound=HasArticle)


class EntryModel(QAbstractListModel, Generic[Entry]):
    """Rows are articles; ``ENTRY_ROLE`` gives the entry of a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Entry] = []
        self._shown: list[Entry] = []
        self._terms: list[str] = []

    def words(self, entry: Entry) -> str:
        """What a row is called, and found by."""
        return entry.article.title

    def is_wanted(self, entry: Entry) -> bool:
        """Whether an entry is shown where its words fit."""
        return True

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these entries in this order."""
        self.beginResetModel()
        self._all = list(entries)
        self._choose()
        self.endResetModel()

    def filter(self, text: str) -> None:
        """Show only those with all of these words."""
        self.beginResetModel()
        self._terms = text.casefold().split()
        self._choose()
        self.endResetModel()

    def at(self, row: int) -> Entry:
        """The entry of a row."""
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
        is_words = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.words(entry) if is_words else None

    def _choose(self) -> None:
        self._shown = [
            entry
            for entry in self._all
            if self.is_wanted(entry)
            and all(term in self.words(entry).casefold() for term in self._terms)
        ]
