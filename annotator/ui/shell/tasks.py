"""Runs slow work as a task behind a dialog that shows how far it is and can cancel it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from annotator.tasks import Progress, TaskRunner
from annotator.ui.shell.main_window import MainWindow
from annotator.ui.shell.progress import ProgressDialog

T = TypeVar("T")


class Runner(QObject):
    """One thread for the window's tasks, one after the other."""

    _posted = Signal(object)  # a call from a task's thread into the window's

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._posted.connect(lambda call: call(), Qt.ConnectionType.QueuedConnection)
        self.tasks = TaskRunner(self._posted.emit)
        self.closing = False
        window.closing.connect(self._on_closing)

    def post(self, call: Callable[[], None]) -> None:
        """Have a call made on the window's thread, from any thread."""
        self._posted.emit(call)

    def _on_closing(self) -> None:
        self.closing = True
        self.tasks.close()

    def run(self, words: str, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """Do ``work`` and hand its result to ``done``; a failure goes into the banner."""
        dialog = ProgressDialog(self._window, words)
        handle = self.tasks.start(
            work,
            done=done,
            failed=lambda error: self._window.banner.say(str(error)),
            progress=dialog.show_progress,
            ended=dialog.end,
        )
        dialog.canceled.connect(handle.cancel)
