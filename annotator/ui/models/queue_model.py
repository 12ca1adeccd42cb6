"""The article queue as a list model: numbers at once, the rest of a row when it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.domain.state import QueueEntry
from annotator.operations import queue
from annotator.ui.models.roles import ENTRY_ROLE
from annotator.ui.session import Session
from annotator.workspace import Change

_PAGE = 60
_Index = QModelIndex | QPersistentModelIndex


class QueueModel(QAbstractListModel):
    """Rows are articles; ``ENTRY_ROLE`` gives the QueueEntry of a row."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._numbers: list[int] = []
        self._rows: dict[int, int] = {}
        self._entries: dict[int, QueueEntry] = {}
        session.articles_changed.connect(self._on_articles_changed)

    def show(self, numbers: Sequence[int]) -> None:
        """Show these articles in this order."""
        self.beginResetModel()
        self._numbers = list(numbers)
        self._rows = {number: row for row, number in enumerate(self._numbers)}
        self._entries.clear()
        self.endResetModel()

    def number_at(self, row: int) -> int:
        """The article in a row."""
        return self._numbers[row]

    def row_of(self, number: int | None) -> int | None:
        """The row of an article, None if it is not shown."""
        return self._rows.get(number) if number is not None else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == ENTRY_ROLE:
            return self._entry(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            entry = self._entry(index.row())
            return entry.article.title if entry else None
        return None

    def _entry(self, row: int) -> QueueEntry | None:
        number = self._numbers[row]
        if number not in self._entries:
            page = self._numbers[row - row % _PAGE :][:_PAGE]
            missing = [item for item in page if item not in self._entries]
            self._entries |= (
                self._session.look(lambda: queue.entries(self._session.workspace, missing)) or {}
            )
        return self._entries.get(number)

    def _on_articles_changed(self, change: Change) -> None:
        for number in change.articles:
            self._entries.pop(number, None)
            row = self._rows.get(number)
            if row is not None:
                index = self.index(row)
                self.dataChanged.emit(index, index)
