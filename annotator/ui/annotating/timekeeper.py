"""Counts the seconds a person works on an article: while the window is active and used."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication

IDLE_S = 60.0  # without a key or a move of the mouse for so long, nobody is reading
SAVE_EVERY_MS = 30_000
_SIGNS_OF_LIFE = (QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.Wheel)


class Timekeeper(QObject):
    """Watches the application's events. ``save`` gets (article, seconds)."""

    def __init__(
        self,
        save: Callable[[int, float], None],
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._save = save
        self._clock = clock
        self._article: int | None = None
        self._seconds = 0.0
        self._last_sign = clock()
        self._timer = QTimer(self)
        self._timer.timeout.connect(lambda: self.flush())
        self._timer.start(SAVE_EVERY_MS)

    def turn_to(self, article: int | None) -> None:
        """From now on time counts for this article."""
        self.flush(least_s=0.0)
        self._article = article
        self._last_sign = self._clock()

    def sign_of_life(self) -> None:
        """The person did something."""
        now = self._clock()
        passed, self._last_sign = now - self._last_sign, now
        if 0 < passed <= IDLE_S:
            self._seconds += passed

    def flush(self, least_s: float = 1.0) -> None:
        """Save what has been counted, if it is worth a commit."""
        seconds, self._seconds = self._seconds, 0.0
        if self._article is not None and seconds > 0 and seconds >= least_s:
            self._save(self._article, seconds)
        else:
            self._seconds = seconds if self._article is not None else 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and QGuiApplication.focusWindow() is not None:
            self.sign_of_life()
        return False
