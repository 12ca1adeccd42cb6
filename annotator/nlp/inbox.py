"""Requests on their way from the window to the thread that keeps the suggestion process busy."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from annotator.nlp.process import SPAWN


@dataclass(frozen=True, slots=True)
class Request:
    """An article to be read; ``tries`` counts the processes that died of it."""

    article_id: int
    sha256: str
    text: str
    tries: int = 0

    @property
    def key(self) -> tuple[int, str]:
        """The article in this very text."""
        return self.article_id, self.sha256


class Inbox:
    """What is asked for, in the order in which it shall be done; safe from any thread.

    Urgent requests come first, the newest of them foremost; the others in the order given. An
    article is in here once, and one request at a time is taken out of it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._urgent: dict[int, Request] = {}
        self._ahead: dict[int, Request] = {}
        self._taken: Request | None = None
        self._rung = False
        self.bell, self._ringer = SPAWN.Pipe(duplex=False)
        """Readable whenever something has changed since `answer_bell`."""
        self._closed = False
        self._retry = False

    def put(self, request: Request, *, urgent: bool) -> None:
        """Ask for an article; an urgent request is never made less urgent by a later one."""
        number = request.article_id
        with self._lock:
            if self._taken is not None and self._taken.key == request.key:
                return
            urgent = urgent or number in self._urgent
            self._urgent.pop(number, None)
            if not urgent:
                self._ahead[number] = request
            else:
                self._ahead.pop(number, None)
                self._urgent[number] = request
            self._ring()

    def begin_again(self) -> None:
        """Have what is being worked on done anew, before all else that can wait."""
        with self._lock:
            taken, self._taken = self._taken, None
            if taken is not None and taken.article_id not in self._urgent:
                self._ahead.pop(taken.article_id, None)
                self._ahead = {taken.article_id: taken} | self._ahead
            self._ring()

    def take(self) -> Request | None:
        """The request that is due now, None when there is none."""
        with self._lock:
            if self._urgent:
                self._taken = self._urgent.popitem()[1]
            elif self._ahead:
                self._taken = self._ahead.pop(next(iter(self._ahead)))
            else:
                self._taken = None
            return self._taken

    def put_back(self, request: Request) -> None:
        """Ask once more for what was taken, before all others, unless it is asked for anew."""
        with self._lock:
            if request.article_id not in self._urgent:
                self._ahead.pop(request.article_id, None)
                self._urgent[request.article_id] = request
            self._ring()

    def finish(self, request: Request) -> bool:
        """The request is worked on no longer; returns whether anybody still wants the result."""
        with self._lock:
            wanted = self._taken is request
            self._taken = None
            return wanted

    def __bool__(self) -> bool:
        return bool(self._urgent or self._ahead)

    @property
    def closed(self) -> bool:
        """Whether the worker has been told to end."""
        return self._closed

    def close(self) -> None:
        """Tell the worker to end."""
        with self._lock:
            self._closed = True
            self._ring()

    def ask_retry(self) -> None:
        """Tell a worker that has given up to begin anew."""
        with self._lock:
            self._retry = True
            self._ring()

    def answer_bell(self) -> bool:
        """Make the bell quiet until the next change; returns whether a new beginning is asked."""
        with self._lock:
            if self._rung:
                self.bell.recv_bytes()
                self._rung = False
            retry, self._retry = self._retry, False
            return retry

    def destroy(self) -> None:
        """Let go of the bell, when nobody listens any more."""
        with self._lock:
            self._closed = self._rung = True
            self.bell.close()
            self._ringer.close()

    def _ring(self) -> None:
        if not self._rung:
            self._rung = True
            self._ringer.send_bytes(b"!")
