"""The article queue as a list model: numbers at once, the rest of a row when it is near.

Asks for rows page by page and never waits for them; a row that has not come yet is blank.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotator.domain.queueing import Hit
from annotator.domain.state import QueueEntry
from annotator.ui.shell.widgets.labels import tip
from annotator.ui.shell.widgets.roles import ENTRY_ROLE, HIT_ROLE

PAGE = 60
_FEW = 4  # rows that are told one by one: each is looked for among all
_KEPT = 50 * PAGE  # rows at hand; more of a large queue would only take memory
_Index = QModelIndex | QPersistentModelIndex


class QueueModel(QAbstractListModel):
    """Rows are articles; ``ENTRY_ROLE`` gives the QueueEntry of a row, ``HIT_ROLE`` the Hit.

    ``wanted`` says which articles are to be fetched; ``keep`` takes what has been.
    """

    wanted = Signal(object)  # list of numbers

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers: array[int] = array("q")
        self._entries: dict[int, QueueEntry] = {}
        self._hits: dict[int, Hit] = {}
        self._missing: dict[int, None] = {}  # pages to be asked for, the newest last
        self._asked: frozenset[int] = frozenset()  # numbers on their way

    def show(
        self,
        numbers: Sequence[int],
        entries: Mapping[int, QueueEntry] | None = None,
        hits: Mapping[int, Hit] | None = None,
    ) -> None:
        """Show these articles in this order; ``entries`` and ``hits`` are at hand already."""
        self.beginResetModel()
        self._numbers = array("q", numbers)
        self._entries = dict(entries or {})
        self._hits = dict(hits or {})
        self._missing.clear()
        self._asked = frozenset()
        self.endResetModel()

    @property
    def numbers(self) -> Sequence[int]:
        """The articles in the order in which they are shown."""
        return self._numbers

    def number_at(self, row: int) -> int:
        """The article in a row."""
        return self._numbers[row]

    def row_of(self, number: int | None) -> int | None:
        """The row of an article, None if it is not shown."""
        if number is None:
            return None
        try:
            return self._numbers.index(number)
        except ValueError:
            return None

    def keep(self, entries: Mapping[int, QueueEntry], hits: Mapping[int, Hit]) -> None:
        """Take what has been fetched, and ask for what is still missing."""
        for number in entries:
            self._entries.pop(number, None)  # the newest stand last
        self._entries |= entries
        self._hits |= hits
        for number in list(self._entries)[: max(0, len(self._entries) - _KEPT)]:
            del self._entries[number]
            self._hits.pop(number, None)
        self._asked = frozenset()
        self._tell_changed(entries)
        self._ask()

    def _tell_changed(self, entries: Collection[int]) -> None:
        """Have the rows of some articles painted; of many, all that are in view."""
        if len(entries) <= _FEW:
            for row in map(self.row_of, entries):
                if row is not None:
                    self.dataChanged.emit(self.index(row), self.index(row))
        elif len(self._numbers):
            self.dataChanged.emit(self.index(0), self.index(len(self._numbers) - 1))

    def fetch_failed(self) -> None:
        """Nothing has come; what is looked at again is asked for again."""
        self._asked = frozenset()

    def at_hand(self, numbers: Sequence[int]) -> list[int]:
        """Those of some articles whose rows have been fetched."""
        return [number for number in numbers if number in self._entries]

    def hit_at(self, row: int) -> Hit | None:
        """Where what is searched for stands in the article of a row, as far as is known."""
        return self._hits.get(self._numbers[row])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        number = self._numbers[index.row()]
        if role == ENTRY_ROLE:
            self._look_round(index.row())
            return self._entries.get(number)
        if role == HIT_ROLE:
            return self._hits.get(number)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            self._look_round(index.row())
            entry = self._entries.get(number)
            return entry.article.title if entry else None
        if role == Qt.ItemDataRole.ToolTipRole and number in self._entries:
            return tip(self._entries[number].article.title)
        return None

    def _look_round(self, row: int) -> None:
        """See to it that the page of a row and its neighbours are there or on their way."""
        page = row // PAGE
        lacking = [near for near in (page + 1, page - 1, page) if self._lacks(near)]
        if lacking:
            for near in lacking:
                self._missing.pop(near, None)
                self._missing[near] = None
            self._ask()

    def _lacks(self, page: int) -> bool:
        first, last = page * PAGE, min((page + 1) * PAGE, len(self._numbers)) - 1
        if not 0 <= first <= last:
            return False
        # Pages come and go whole, but for single rows at the edge of what is kept.
        edges = (self._numbers[first], self._numbers[last])
        return any(edge not in self._entries and edge not in self._asked for edge in edges)

    def _ask(self) -> None:
        while self._missing and not self._asked:
            page, _ = self._missing.popitem()
            numbers = self._numbers[page * PAGE : (page + 1) * PAGE]
            self._asked = frozenset(number for number in numbers if number not in self._entries)
            if self._asked:
                self.wanted.emit([number for number in numbers if number in self._asked])
        while len(self._missing) > 4:  # scrolled past meanwhile
            del self._missing[next(iter(self._missing))]
