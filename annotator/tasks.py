"""Slow work off the caller's thread: pure functions with progress and cancel. Knows no Qt."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from annotator.domain.errors import AnnotatorError

log = logging.getLogger(__name__)
T = TypeVar("T")


class Cancelled(Exception):
    """The person asked the task to stop."""


@dataclass(slots=True, eq=False)
class Progress:
    """How a task says how far it is and hears that it should stop.

    ``listener`` gets (done, total) in the task's own units; total is 0 while unknown.
    """

    listener: Callable[[int, int], None] = lambda done, total: None
    _stop: threading.Event = field(default_factory=threading.Event)

    def report(self, done: int, total: int = 0) -> None:
        """Say how far the task is. Raises Cancelled when it should stop."""
        self.check()
        self.listener(done, total)

    def check(self) -> None:
        """Raise Cancelled when the task should stop."""
        if self._stop.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the task to stop at its next report."""
        self._stop.set()


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Have Python look for unreachable cycles less often: records have none, and are many.

    A tenth of the time of an import went into looking, and more of an export.
    """
    usual = gc.get_threshold()
    gc.set_threshold(500_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class TaskRunner:
    """Runs tasks one after another on a thread of its own and hands results back.

    ``post`` brings a call to the thread the caller lives on; without it the callbacks run on the
    task's thread.
    """

    def __init__(self, post: Callable[[Callable[[], None]], None] | None = None) -> None:
        self._post = post or (lambda call: call())
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="task")
        self._running: set[Progress] = set()

    def start(
        self,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[AnnotatorError], None],
        progress: Callable[[int, int], None] | None = None,
        ended: Callable[[], None] = lambda: None,
    ) -> Progress:
        """Queue ``work``; exactly one of ``done`` and ``failed`` follows, unless cancelled.

        ``ended`` is called before them, and when the task was cancelled too.
        """
        listener = progress or (lambda done, total: None)
        handle = Progress(lambda count, total: self._post(lambda: listener(count, total)))

        def run() -> None:
            try:
                try:
                    result = work(handle)
                finally:
                    self._running.discard(handle)
                    self._post(ended)
            except Cancelled:
                pass
            except AnnotatorError as error:
                sentence = error
                self._post(lambda: failed(sentence))
            except Exception as error:
                log.exception("a task failed")
                unknown = AnnotatorError(
                    f"An unexpected error occurred: {error!r}; the log has the details."
                )
                self._post(lambda: failed(unknown))
            else:
                self._post(lambda: done(result))

        self._running.add(handle)
        self._executor.submit(run)
        return handle

    def close(self) -> None:
        """Cancel what runs and wait for it to notice."""
        for handle in list(self._running):
            handle.cancel()
        self._executor.shutdown(wait=True, cancel_futures=True)
