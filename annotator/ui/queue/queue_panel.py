"""The article queue: what there is, where it stands, and how to find and order it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QVBoxLayout,
)

from annotator.domain.queueing import QueueView, Sort
from annotator.domain.values import Status
from annotator.domain.wording import counted, filled
from annotator.ui.queue.queue_menus import FilterButton, SortButton, said
from annotator.ui.queue.queue_rows import QueueRows, name
from annotator.ui.shell.article_list import ArticleListPanel
from annotator.ui.shell.widgets.labels import plain

if TYPE_CHECKING:
    from annotator.operations.queue import Listing

SEARCH_DELAY_MS = 150
_Index = QModelIndex | QPersistentModelIndex


class QueuePanel(ArticleListPanel):
    """Shows the queue; says which article is wanted and what of the queue is to be shown."""

    view_requested = Signal(object)  # QueueView
    refused = Signal(str)  # one sentence

    def __init__(self) -> None:
        self._rows = QueueRows()
        super().__init__("queue_list", "queue_search", self._rows)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._view = QueueView()
        self._wants_list = False  # once it shows what is searched for
        self.search.setAccessibleName(self.tr("Search articles"))
        self.search.setToolTip(self.tr('Words, "phrases" or beginnings* of titles and texts'))
        self.list.setAccessibleName(self.tr("Article queue"))
        self.filter = FilterButton()
        self.sort = SortButton()
        self.counts = plain("queue_counts", quiet=True)
        self.hits = plain("queue_found", quiet=True)
        for label in (self.counts, self.hits):
            label.setMinimumSize(10, 0)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(self.filter)
        buttons.addWidget(self.sort)
        buttons.addStretch(1)
        self.compose(buttons, self.hits, self.counts)
        self.hits.hide()
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
        column.addWidget(self.hits)
        column.addWidget(self.counts)
        column.addWidget(self.list, 1)
        self.hits.hide()

    def _wire(self) -> None:
        self._timer.timeout.connect(self._search)
        self.search.textChanged.connect(lambda: self._timer.start())
        self.search.returnPressed.connect(self.go_to_list)
        self.filter.chosen.connect(self._choose)
        self.sort.chosen.connect(self._choose)

    @property
    def chosen(self) -> list[int]:
        """The rows that are chosen, in their order."""
        return sorted(index.row() for index in self.list.selectedIndexes())

    def show_counts(self, counts: Mapping[Status, int], also_flagged: int) -> None:
        """Say how many articles stand where, and how many are flagged, wherever they stand; what
        there is none of is left out.
        """
        total = sum(counts.values())
        counts = {**counts, Status.FLAGGED: counts.get(Status.FLAGGED, 0) + also_flagged}
        tip = self.tr("An article can be done or skipped and flagged: it is counted with both.")
        self.counts.setToolTip(tip if also_flagged else "")
        self.search.setPlaceholderText(filled(self.tr("Search %n…"), counted(total, "article")))
        parts = [f"{name(status)} {count:,}" for status, count in counts.items() if count]
        self.counts.setText(" · ".join(parts))

    def show_view(self, view: QueueView) -> None:
        """Show what is chosen."""
        self._view = view
        if _while_typing(self.search.text()) != view.words and not self._timer.isActive():
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
        parts = said(view)
        self.hits.setVisible(bool(parts) or self._rows.searching)
        if self._wants_list:
            self._go_to_hits(count)
        shown = filled(self.tr("%n shown"), count)
        self.hits.setText(" · ".join([shown, *parts]))

    def go_to_list(self) -> None:
        """Go on in the list once it shows what is searched for."""
        self._wants_list = True
        model = self.list.model()
        if not self._search() and model is not None:
            self._go_to_hits(model.rowCount())

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


def _with_words(view: QueueView, words: str) -> QueueView:
    return replace(view, words=_while_typing(words))


def _while_typing(text: str) -> str:
    """What is searched for while somebody writes: the last word may go on, unless a blank ends it.

    A beginning of one or two letters is taken as a word, as everywhere in the search.
    """
    in_phrase = text.count('"') % 2 == 1
    last = re.search(r'[^\s"*]{3,}$', text)
    goes_on = last is not None and last[0][-1].isalnum() and not in_phrase
    return f"{text.lstrip()}*" if goes_on else text.strip()
