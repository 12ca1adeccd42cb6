"""Keeps the queue in the window: lists, pages and counts, fetched off the window's thread.

Whatever arrives after something newer has been asked for is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from annotator.domain.changes import LISTED, WORK, Change, Part
from annotator.domain.errors import AnnotatorError
from annotator.domain.queueing import QueueView, Sort
from annotator.domain.values import Status
from annotator.operations import queue
from annotator.operations.queue import Listing
from annotator.tasks import Progress
from annotator.ui.queue.queue_model import QueueModel
from annotator.ui.queue.queue_panel import QueuePanel
from annotator.ui.shell.context import Context

_LANE = "queue"
_FEW = 100  # rows fetched anew after a change; of more, those in view are asked for again


class QueueControl(QObject):
    """The queue of one project; ``counted`` says how many articles stand where."""

    counted = Signal(object)  # Mapping[Status, int]

    def __init__(self, context: Context, panel: QueuePanel, listing: Listing | None) -> None:
        super().__init__(context.session)
        self._session = session = context.session
        self._tasks = context.tasks
        self._panel = panel
        self._settings = context.settings
        self.model = QueueModel(self)
        self._asked = 0
        self._before_story: QueueView | None = None  # what was shown before one story
        self._listed: Progress | None = None
        self._counts: Mapping[Status, int] = {}
        self._also_flagged = 0
        self.model.wanted.connect(self._fetch)
        session.shown = self._shown
        session.numbers = lambda: self.model.numbers
        panel.list.setModel(self.model)
        first = listing or session.look(lambda: queue.listing(session.workspace, None))
        self._default = first.view if first else QueueView()
        self.view = replace(self._default, sort=self._kept_sort())
        panel.show_view(self.view)
        if first is not None:
            self._show(first)
        if self.view != self._default:
            self.refresh()

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many articles stand where, as far as is known."""
        return self._counts

    def change(self, view: QueueView, *, keep_order: bool = False) -> None:
        """Show another choice of articles, or the same in another order.

        With ``keep_order`` the order is not remembered for the next start.
        """
        if view.sort is not self.view.sort and not keep_order:
            self._settings.set("queue_sort", view.sort.value)
        self.view = view
        self._panel.show_view(view)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the queue as it is now."""
        if self._listed is not None:
            self._listed.cancel()
        self._asked += 1
        asked, view, workspace = self._asked, self.view, self._session.workspace

        def work(progress: Progress) -> Listing:
            progress.check()  # something newer may have been asked for meanwhile
            return queue.listing(workspace, view)

        def done(listing: Listing) -> None:
            if asked == self._asked:
                self._show(listing)

        self._listed = self._tasks.start(work, done=done, failed=self._on_failed, lane=_LANE)

    def show_article(self, number: int | None) -> None:
        """Mark the row of the article in view."""
        self._panel.show_row(self.model.row_of(number))

    @property
    def shows_story(self) -> bool:
        """Whether the queue shows the versions of one story."""
        return bool(self.view.stories)

    def show_story(self, first: int | None) -> None:
        """Have the queue show the story whose first article is ``first``, all of it; None: what it
        showed before.
        """
        if first is not None:
            self._before_story = self.view
            shown = QueueView(stories=(first,), sort=Sort.STORY, person=self.view.person)
        else:
            shown = self._before_story or replace(self.view, stories=())
        self.change(shown, keep_order=True)

    def close(self) -> None:
        """Ask for nothing more."""
        self._asked += 1
        self._session.shown = None
        self._panel.list.setModel(None)

    def _show(self, listing: Listing) -> None:
        self.model.show(listing.numbers, listing.entries, listing.hits)
        self._counts, self._also_flagged = dict(listing.counts), listing.also_flagged
        self._panel.show_choices(listing)
        self._panel.show_found(len(listing.numbers), self.view)
        self._say_counts()
        self.show_article(self._session.article)

    def _shown(self) -> Sequence[int] | None:
        """What “next” goes through; None if it is the queue as it is at first."""
        return None if self.view == self._default else self.model.numbers

    def _fetch(self, numbers: Sequence[int]) -> None:
        asked, workspace, view = self._asked, self._session.workspace, self.view

        def done(rows: tuple[Any, Any]) -> None:
            if asked == self._asked:
                self.model.keep(*rows)

        def failed(error: AnnotatorError) -> None:
            self.model.fetch_failed()
            self._on_failed(error)

        self._tasks.start(
            lambda progress: queue.rows(workspace, view, numbers),
            done=done,
            failed=failed,
            lane=_LANE,
        )

    def _on_failed(self, error: AnnotatorError) -> None:
        self._session.said.emit(str(error))

    def follow(self, change: Change) -> None:
        """Show what has changed, as far as it is listed."""
        if change.parts & LISTED or (change.articles is None and change.parts & WORK):
            self.refresh()
            return
        shown = self.model.at_hand(change.articles or ())
        if shown:
            self._fetch(shown[:_FEW])
        if change.moves and not self.view.mine and self.view.person is None:
            self._move(change.moves)
        elif Part.STATUS in change.parts:
            self._recount()

    def _move(self, moves: Sequence[tuple[Status, Status]]) -> None:
        counts = dict(self._counts)
        for before, after in moves:
            counts[before] = counts.get(before, 0) - 1
            counts[after] = counts.get(after, 0) + 1
        self._counts = counts
        self._say_counts()

    def _recount(self) -> None:
        workspace, view = self._session.workspace, self.view

        def done(counted: tuple[Mapping[Status, int], int]) -> None:
            self._counts, self._also_flagged = counted
            self._say_counts()

        self._tasks.start(
            lambda progress: (queue.counts(workspace, view), queue.also_flagged(workspace, view)),
            done=done,
            failed=self._on_failed,
            lane=_LANE,
        )

    def _say_counts(self) -> None:
        self._panel.show_counts(self._counts, self._also_flagged)
        self.counted.emit(self._counts)

    def _kept_sort(self) -> Sort:
        kept = self._settings.get("queue_sort", "")
        return Sort(kept) if kept in set(Sort) and kept != Sort.MATCH else Sort.IMPORT
