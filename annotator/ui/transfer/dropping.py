"""Files dropped on the window: work of colleagues is merged, everything else is imported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from annotator.operations.sharing.merging import is_work

Taker = Callable[[Sequence[Path]], object]


class Drops(QObject):
    """Takes files that are dropped on a window."""

    def __init__(self, window: QWidget, *, work: Taker, articles: Taker) -> None:
        super().__init__(window)
        self._work = work
        self._articles = articles
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and paths_of(event):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            event.acceptProposedAction()
            paths = paths_of(event)
            # Whoever dragged waits for the answer, so what is asked comes after it.
            QTimer.singleShot(0, lambda: self.take(paths))
            return True
        return super().eventFilter(watched, event)

    def take(self, paths: Sequence[Path]) -> None:
        """Hand files to whoever takes their kind; the articles first, since work is on them."""
        work = [path for path in paths if is_work(path)]
        articles = [path for path in paths if not is_work(path)]
        if articles:
            self._articles(articles)
        if work:
            self._work(work)


def paths_of(event: QDropEvent) -> list[Path]:
    """The files of this computer that are dragged."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
