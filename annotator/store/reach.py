"""How long somebody waits for a server, and whether it answered those who asked last.

A person at the window must never sit before a dead one. So the thread of the window gives up on an
answer after a moment, and asks no more until another thread has heard the server again.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

PERSON_S = 1.5  # without any answer to one question
OTHERS_S = 60.0  # the server may search through ten thousands of articles meanwhile
LOST = "the server cannot be reached; check that it runs and that you are connected."
_GOES_ON = "the server cannot be reached; this goes on by itself when it answers again."


class Reach:
    """What is known of one server, by all connections to it."""

    def __init__(self) -> None:
        self._person: int | None = None
        self._is_left = False
        self._here = threading.local()
        self.away = False  # nobody has heard of it since it did not answer

    def hurry(self) -> None:
        """The calling thread is that of a window: it waits a moment, and for what is away not."""
        self._person = threading.get_ident()

    def leave(self) -> None:
        """Let nobody wait any more, since the project is closed."""
        self._is_left = True

    def try_anew(self) -> None:
        """Let the person's thread ask once more, even if the server is away."""
        self.away = False

    @contextmanager
    def patience(self, seconds: float) -> Iterator[None]:
        """In this block the calling thread waits so long for an answer."""
        self._here.seconds = seconds
        try:
            yield
        finally:
            self._here.seconds = None

    @property
    def wait_s(self) -> float:
        """How long the calling thread waits for an answer."""
        if self._is_left:
            return 0.0
        asked: float | None = getattr(self._here, "seconds", None)
        return asked or (PERSON_S if self._is_person else OTHERS_S)

    @property
    def refuses(self) -> bool:
        """Whether the calling thread does not even ask."""
        return self._is_left or (self.away and self._is_person)

    @property
    def why(self) -> str:
        """What is said of a server that does not answer."""
        return LOST if self._person is None else _GOES_ON

    def lost(self) -> None:
        """The server has not answered. A program without a window asks again all the same."""
        self.away = self._person is not None

    def heard(self) -> None:
        """The server has answered."""
        self.away = False

    @property
    def _is_person(self) -> bool:
        return threading.get_ident() == self._person
