"""What is done only when asked for twice: the second time must follow the first."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from annotator.ui.document_view import DocumentView
from annotator.ui.shell.status import ADVICE_MS

READ_MS = 400  # before nobody has read a sentence


class Twice(QObject):
    """Knows what was told, until the person does anything else or the sentence has gone.

    ``deeds`` counts the actions that were run.
    """

    def __init__(
        self,
        surface: DocumentView,
        deeds: Callable[[], int],
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._deeds = deeds
        self._clock = clock
        self._told: object = None
        self._at, self._deed = 0.0, 0
        # A timer, since on a busy machine keys are heard before it and what was told is not seen.
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(READ_MS)
        surface.cursor_changed.connect(self.forget)

    def tell(self, what: object) -> None:
        """This has been told; done once more it is meant."""
        self._told, self._at, self._deed = what, self._clock(), self._deeds()
        self._reading.start()

    def forget(self) -> None:
        """Something else has been done."""
        self._told = None

    def is_meant(self, what: object) -> bool:
        """Whether this was told and read, and nothing else has been done since."""
        return self._follows(what) and not self._reading.isActive()

    def is_hasty(self, what: object) -> bool:
        """Whether this was told so shortly before that nobody has read it."""
        return self._follows(what) and self._reading.isActive()

    def _follows(self, what: object) -> bool:
        is_next = self._deeds() == self._deed + 1
        is_said = self._clock() - self._at < ADVICE_MS / 1000
        return self._told == what and is_next and is_said
