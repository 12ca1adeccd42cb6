"""Shows in the window what other windows and programs commit to its project, soon after."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotator.domain.changes import Change
from annotator.domain.errors import AnnotatorError
from annotator.tasks import Progress, TaskRunner
from annotator.workspace import Workspace

log = logging.getLogger(__name__)
EVERY_MS = 1000


class Elsewhere(QObject):
    """Asks every second, off the window's thread, until it is closed."""

    _posted = Signal(object)  # a call from a task's thread into the window's

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._asking: Progress | None = None
        self._posted.connect(lambda call: call(), Qt.ConnectionType.QueuedConnection)
        self._tasks = TaskRunner(self._posted.emit)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._ask)
        self._timer.start(EVERY_MS)
        self._ask()

    def close(self) -> None:
        """Ask no more, and wait for the answer that is under way."""
        self._timer.stop()
        self._tasks.close()

    def _ask(self) -> None:
        if self._asking is None:
            self._asking = self._tasks.start(
                lambda progress: self._workspace.news(),
                done=self._on_news,
                failed=self._on_failed,
                ended=self._on_ended,
            )

    def _on_ended(self) -> None:
        self._asking = None

    def _on_news(self, change: Change | None) -> None:
        if change is not None:
            self._workspace.take_over(change)

    def _on_failed(self, error: AnnotatorError) -> None:
        log.info("whether others have changed something: %s", error)  # asked again soon
