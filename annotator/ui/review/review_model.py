"""The queue of a review as a list model: whole entries, filtered by words of the title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.review_case import ReviewEntry
from annotator.ui.shell.widgets.roles import ENTRY_ROLE

_Index = QModelIndex | QPersistentModelIndex


class ReviewModel(QAbstractListModel):
    """Rows are articles; ``ENTRY_ROLE`` gives the ReviewEntry of a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[ReviewEntry] = []
        self._shown: list[ReviewEntry] = []
        self._words = ""
        self._undecided = False

    def show(self, entries: Sequence[ReviewEntry]) -> None:
        """Show these entries in this order."""
        self.beginResetModel()
        self._all = list(entries)
        self._choose()
        self.endResetModel()

    def filter(self, text: str, *, undecided: bool) -> None:
        """Show only titles with these words, and with ``undecided`` what is not finished."""
        self.beginResetModel()
        self._words, self._undecided = text, undecided
        self._choose()
        self.endResetModel()

    def update(self, entry: ReviewEntry) -> None:
        """Take over what has changed of one article; it keeps its place."""
        self._all = [entry if e.article.id == entry.article.id else e for e in self._all]
        row = self.row_of(entry.article.id)
        if row is not None:
            self._shown[row] = entry
            self.dataChanged.emit(self.index(row), self.index(row))

    @property
    def entries(self) -> Sequence[ReviewEntry]:
        """All entries, filtered or not."""
        return self._all

    @property
    def numbers(self) -> list[int]:
        """The articles that are shown, in their order."""
        return [entry.article.id for entry in self._shown]

    def row_of(self, number: int | None) -> int | None:
        """The row of an article, None if it is not shown."""
        rows = (row for row, entry in enumerate(self._shown) if entry.article.id == number)
        return next(rows, None)

    def next_undecided(self, after: int | None) -> int | None:
        """The article below that is not finished, beginning again at the top."""
        place = (self.row_of(after) or 0) + 1 if after is not None else 0
        following = [*self._shown[place:], *self._shown[:place]]
        numbers = (e.article.id for e in following if not is_finished(e) and e.article.id != after)
        return next(numbers, None)

    def next_answered(self, after: int | None) -> int | None:
        """The article below that annotators have answered in, beginning again at the top; the same
        one last."""
        place = (self.row_of(after) or 0) + 1 if after is not None else 0
        following = [*self._shown[place:], *self._shown[:place]]
        return next((entry.article.id for entry in following if entry.answers), None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._shown[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.article.title
        return None

    def _choose(self) -> None:
        terms = self._words.casefold().split()
        self._shown = [
            entry
            for entry in self._all
            if all(word in entry.article.title.casefold() for word in terms)
            and not (self._undecided and is_finished(entry))
        ]


def is_finished(entry: ReviewEntry) -> bool:
    """Whether an article is signed off and has nothing new to decide."""
    return entry.status == "gold" and not entry.open
