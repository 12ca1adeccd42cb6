"""The queue of an open project: what is listed, how far it is done, and where one goes in it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt

from annotator.domain.changes import Change
from annotator.domain.state import ArticleState
from annotator.domain.values import Status
from annotator.domain.wording import filled
from annotator.operations.queue import Listing, places
from annotator.ui.queue.duplicate_actions import DuplicateActions
from annotator.ui.queue.finish_chosen import FinishChosen
from annotator.ui.queue.queue_control import QueueControl
from annotator.ui.queue.queue_panel import QueuePanel
from annotator.ui.shell.action_rows import ANNOTATE, Mode
from annotator.ui.shell.context import Context
from annotator.ui.shell.room import OpenRoom


class OpenQueue(OpenRoom):
    """The articles of one project, one below the other."""

    def __init__(self, panel: QueuePanel, context: Context, listing: Listing | None) -> None:
        """``listing`` is the queue as it is at first, where it has been looked up already."""
        super().__init__(context)
        self._panel = panel
        self._queue = QueueControl(context, panel, listing)
        duplicates = DuplicateActions(context, self._queue)
        self.join(self._queue.counted, self._on_counted)
        self.join(panel.open_requested, self._on_row)
        self.join(panel.view_requested, self._queue.change)
        self.bind({"carry": duplicates.carry, "versions": duplicates.show_versions})
        self.bind(
            {
                "search": self._begin_search,
                "filter_queue": panel.filter.showMenu,
                "sort_queue": panel.sort.showMenu,
                "step_article": self._step_article,
                "finish_chosen": FinishChosen(context, self._queue, panel).ask,
            },
            ANNOTATE,
        )
        self._on_counted(self._queue.counts)

    def show_article(self, state: ArticleState) -> None:
        self._queue.show_article(state.article_id)

    def follow(self, change: Change) -> None:
        self._queue.follow(change)

    def enter(self, mode: Mode) -> None:
        self._on_counted(self._queue.counts)

    def close(self) -> None:
        super().close()
        self._queue.close()

    def _begin_search(self) -> None:
        """Go to the field that searches all articles."""
        self.context.left.show()
        self._panel.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._panel.search.selectAll()

    def _step_article(self, step: int) -> None:
        """Open the article below (1) or above (-1) in the queue."""
        rows, session = self._queue.model, self.context.session
        row = rows.row_of(session.article)
        row = step - 1 if row is None and step > 0 else (row or 0) + step
        if 0 <= row < rows.rowCount():
            self._open(row)

    def _on_counted(self, counts: Mapping[Status, int]) -> None:
        if self.context.table.mode is not Mode.ANNOTATE:
            return
        total, done = sum(counts.values()), counts.get(Status.DONE, 0)
        text = self.tr("%1 of %2 done")
        self.context.status.progress.setText(filled(text, done, total))

    def _on_row(self, row: int) -> None:
        self._open(row)
        self.context.surface.setFocus()

    def _open(self, row: int) -> None:
        """Open an article; one that was searched for at its first hit, with all of them shown."""
        queue, surface = self._queue, self.context.surface
        number = queue.model.number_at(row)
        hit = queue.model.hit_at(row)
        place = (hit.offset, hit.end) if hit and hit.offset is not None and hit.end else None
        self.context.go_to(number, place)
        surface.highlight_found(places(queue.view, surface.text) if place is not None else ())
