"""The article queue: what there is, where it stands, and how to find and order it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.queueing import QueueView, Sort
from annotator.domain.values import Status
from annotator.domain.wording import counted
from annotator.ui.queue.queue_menus import FilterButton, SortButton, said
from annotator.ui.queue.queue_rows import QueueDelegate, name
from annotator.ui.shell.texts import filled

if TYPE_CHECKING:
    from annotator.operations.queue import Listing

SEARCH_DELAY_MS = 150
_Index = QModelIndex | QPersistentModelIndex


class QueuePanel(QWidget):
    """Shows the queue; says which article is wanted and what of the queue is to be shown."""

    open_requested = Signal(int)  # row
    view_requested = Signal(object)  # QueueView
    left = Signal()  # the person goes back to reading
    refused = Signal(str)  # one sentence

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = QueueView()
        self._wants_list = False  # once it shows what is searched for
        self.search = QLineEdit()
        self.search.setObjectName("queue_search")
        self.search.setAccessibleName(self.tr("Search articles"))
        self.search.setToolTip(self.tr('Words, "phrases" or beginnings* of titles and texts'))
        self.search.setClearButtonEnabled(True)
        self.filter = FilterButton()
        self.sort = SortButton()
        self.counts = _quiet("queue_counts")
        self.found = _quiet("queue_found")
        self.list = _List()
        self.list.setObjectName("queue_list")
        self.list.setAccessibleName(self.tr("Article queue"))
        self._rows = QueueDelegate(self.list)
        self.list.setItemDelegate(self._rows)
        self._compose()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_DELAY_MS)
        self._wire()

    def _compose(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(self.filter)
        buttons.addWidget(self.sort)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 6, 0)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addLayout(buttons)
        column.addWidget(self.found)
        column.addWidget(self.counts)
        column.addWidget(self.list, 1)
        self.found.hide()

    def _wire(self) -> None:
        self._timer.timeout.connect(self._search)
        self.search.textChanged.connect(lambda: self._timer.start())
        self.search.returnPressed.connect(self._to_hits)
        self.filter.chosen.connect(self._choose)
        self.sort.chosen.connect(self._choose)
        self.list.left.connect(self.left)
        self.list.clicked.connect(lambda index: self.open_requested.emit(index.row()))
        self.list.activated.connect(lambda index: self.open_requested.emit(index.row()))

    def show_counts(self, counts: Mapping[Status, int]) -> None:
        """Say how many articles stand where; what there is none of is left out."""
        total = sum(counts.values())
        self.search.setPlaceholderText(filled(self.tr("Search %n…"), counted(total, "article")))
        words = [f"{name(status)} {count:,}" for status, count in counts.items() if count]
        self.counts.setText(" · ".join(words))

    def show_view(self, view: QueueView) -> None:
        """Show what is chosen."""
        self._view = view
        if self.search.text().strip() != view.words and not self._timer.isActive():
            self.search.blockSignals(True)
            self.search.setText(view.words)
            self.search.blockSignals(False)
        self._rows.grouped = view.sort is Sort.STORY
        self.filter.show_view(view)
        self.sort.show_view(view)

    def show_choices(self, listing: Listing) -> None:
        """Offer the sources, reasons and people that there are."""
        self.filter.show_choices(listing)

    def show_found(self, count: int, view: QueueView) -> None:
        """Say how many articles the choice has; without a choice, nothing."""
        self._rows.searching = bool(view.words.strip())
        words = said(view)
        self.found.setVisible(bool(words) or self._rows.searching)
        if self._wants_list:
            self._go_to_hits(count)
        shown = filled(self.tr("%n shown"), count)
        self.found.setText(" · ".join([shown, *words]))

    def show_row(self, row: int | None) -> None:
        """Mark the row of the article in view."""
        model = self.list.model()
        if model is None or row is None:
            self.list.clearSelection()
            return
        index = model.index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.search.hasFocus() and self.search.text():
                self.search.clear()
            else:
                self.left.emit()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self._to_hits()
        else:
            super().keyPressEvent(event)

    def _choose(self, view: QueueView) -> None:
        self.show_view(view)
        self.view_requested.emit(view)

    def _search(self) -> bool:
        """Have what is written searched for; False if that is shown already."""
        self._timer.stop()
        changed = _with_words(self._view, self.search.text())
        if changed == self._view:
            return False
        self._choose(changed)
        return True

    def _to_hits(self) -> None:
        """Go to the list once it shows what is searched for."""
        self._wants_list = True
        model = self.list.model()
        if not self._search() and model is not None:
            self._go_to_hits(model.rowCount())

    def _go_to_hits(self, count: int) -> None:
        """Go on in the list; without a hit the keyboard stays in the field, to be mended."""
        self._wants_list = False
        if not self.search.hasFocus():
            return
        if count:
            self._to_list()
        else:
            self.refused.emit(self.tr("No article in this list contains these words."))

    def _to_list(self) -> None:
        self.list.setFocus()
        model = self.list.model()
        if model is not None and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(model.index(0, 0))


class _List(QListView):
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def dataChanged(self, first: _Index, last: _Index, roles: Sequence[int] = ()) -> None:
        # A list lays out all of its rows again where one has changed, and a hundred thousand take a
        # tenth of a second. Here all have one height, so that painting is enough.
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Not every platform's list is activated by Return.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _with_words(view: QueueView, words: str) -> QueueView:
    return replace(view, words=words.strip())


def _quiet(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMinimumSize(QSize(10, 0))
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
