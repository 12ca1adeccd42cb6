"""Shows in the window what other windows and programs commit to its project, soon after."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.changes import Change
from annotator.domain.errors import AnnotatorError
from annotator.ui.shell.tasks import Tasks
from annotator.workspace import Workspace

log = logging.getLogger(__name__)
EVERY_MS = 1000


class Elsewhere(QObject):
    """Asks every second, off the window's thread, until it is closed."""

    answered = Signal()  # the project could be looked at
    silent = Signal()  # it could not

    def __init__(self, workspace: Workspace, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._asks = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.ask)
        self._timer.start(EVERY_MS)
        self.ask()

    def close(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def ask(self) -> None:
        """Ask now, unless an answer is waited for."""
        if not self._asks:
            self._asks = True
            self._tasks.start(
                lambda progress: self._workspace.news(),
                done=self._on_news,
                failed=self._on_failed,
                lane="elsewhere",
            )

    def _on_news(self, change: Change | None) -> None:
        self._asks = False
        if change is not None:
            self._workspace.take_over(change)
        self.answered.emit()

    def _on_failed(self, error: AnnotatorError) -> None:
        self._asks = False
        log.info("whether others have changed something: %s", error)  # asked again soon
        self.silent.emit()
