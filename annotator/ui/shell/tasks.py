"""Runs slow work of the window as tasks, off its thread; what comes of them is told on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.domain.errors import AnnotatorError
from annotator.tasks import Progress, TaskRunner
from annotator.ui.shell.progress import ProgressDialog

T = TypeVar("T")


class Tasks(QObject):
    """The tasks of one open project. Those of one lane follow each other, lanes do not wait.

    Once closed nothing is told any more.
    """

    _posted = Signal(object)  # a call from a task's thread into the window's

    def __init__(self, window: QWidget, fail: Callable[[AnnotatorError], None]) -> None:
        """``fail`` is told of a failure that nobody else is told of."""
        super().__init__(window)
        self._window = window
        self._fail = fail
        self._lanes: dict[str, TaskRunner] = {}
        self._dialogs: set[ProgressDialog] = set()
        self.closing = False
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Have a call made on the window's thread, from any thread."""
        self._posted.emit(call)

    def start(
        self,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[AnnotatorError], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
        lane: str = "",
    ) -> Progress:
        """Queue ``work`` in a lane; `done` gets its result, unless it is cancelled before."""
        return self._lane(lane).start(
            work, done=done, failed=failed or self._fail, progress=progress
        )

    def run(
        self,
        text: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[AnnotatorError], None] | None = None,
    ) -> None:
        """Do ``work`` behind a dialog that shows how far it is and can cancel it."""
        dialog = ProgressDialog(self._window, text)
        self._dialogs.add(dialog)
        handle = self._lane("").start(
            work,
            done=done,
            failed=failed or self._fail,
            progress=dialog.show_progress,
            ended=lambda: self._end(dialog),
        )
        dialog.canceled.connect(handle.cancel)

    def close(self) -> None:
        """Cancel what runs and wait for it to notice."""
        self.closing = True
        for lane in self._lanes.values():
            lane.close()
        for dialog in list(self._dialogs):
            self._end(dialog)

    def _lane(self, name: str) -> TaskRunner:
        if name not in self._lanes:
            self._lanes[name] = TaskRunner(self._posted.emit)
        return self._lanes[name]

    def _call(self, call: Callable[[], None]) -> None:
        if not self.closing:
            call()

    def _end(self, dialog: ProgressDialog) -> None:
        self._dialogs.discard(dialog)
        dialog.end()
