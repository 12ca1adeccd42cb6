"""What is done only when asked for twice: the second time must follow the first."""

from __future__ import annotations

import time
from collections.abc import Callable

from annotator.ui.document_view import DocumentView
from annotator.ui.shell.status import ADVICE_MS


class Twice:
    """Knows what was told, until the person does anything else or the sentence has gone.

    ``deeds`` counts the actions that were run.
    """

    def __init__(
        self,
        surface: DocumentView,
        deeds: Callable[[], int],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._deeds = deeds
        self._clock = clock
        self._told: object = None
        self._at, self._deed = 0.0, 0
        surface.cursor_changed.connect(self.forget)

    def tell(self, what: object) -> None:
        """This has been told; done once more it is meant."""
        self._told, self._at, self._deed = what, self._clock(), self._deeds()

    def forget(self) -> None:
        """Something else has been done."""
        self._told = None

    def is_meant(self, what: object) -> bool:
        """Whether this was told, and nothing else has been done since."""
        is_next = self._deeds() == self._deed + 1
        is_said = self._clock() - self._at < ADVICE_MS / 1000
        return self._told == what and is_next and is_said
