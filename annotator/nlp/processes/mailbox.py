"""Calls from any thread on their way to the one thread that keeps the suggestion processes."""

from __future__ import annotations

import threading
from collections.abc import Callable

from annotator.processes import SPAWN


class Mailbox:
    """Calls in the order in which they were posted; `wakeup` can be waited on like a process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: list[Callable[[], None]] = []
        self.wakeup, self._ringer = SPAWN.Pipe(duplex=False)
        """Readable whenever there are calls."""

    def post(self, call: Callable[[], None]) -> None:
        """Have a call made by the thread that waits; safe from any thread."""
        with self._lock:
            self._calls.append(call)
            if len(self._calls) == 1:
                self._ringer.send_bytes(b"!")

    def take(self) -> list[Callable[[], None]]:
        """All calls posted since the last time."""
        with self._lock:
            calls, self._calls = self._calls, []
            if calls:
                self.wakeup.recv_bytes()
            return calls

    def close(self) -> None:
        """Let go of the pipe, when nobody posts or waits any more."""
        self.wakeup.close()
        self._ringer.close()
