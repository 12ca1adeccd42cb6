"""Suggestions for the window, computed in a process of its own. Knows no Qt and no project.

The article in view comes first, one article at a time is in the process, and a process that
dies is replaced without a request being lost.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TypeAlias

from annotator.nlp.processes.mailbox import Mailbox
from annotator.nlp.processes.messages import Message, Phase, State, Terms
from annotator.nlp.processes.pool import ProcessPool
from annotator.nlp.processes.process import GENTLE
from annotator.nlp.processes.slot import Patience
from annotator.nlp.processes.task_queue import Task

log = logging.getLogger(__name__)
ArticleKey: TypeAlias = tuple[int, str]
"""The number of an article and the hash of the text that was read."""
PATIENCE = Patience(loading_s=120.0, pause_s=0.25, most_deaths=6)
_CLOSING_S = 0.2


class SuggestionWorker:
    """Keeps one suggestion process busy with what is looked at; starts it with the first request.

    ``hear`` is called on a thread of the worker. It must return soon and must not wait for the
    thread that calls `close`.
    """

    def __init__(
        self,
        terms: Terms,
        hear: Callable[[Message[ArticleKey]], None],
        *,
        patience: Patience = PATIENCE,
    ) -> None:
        self._hear_message = hear
        self._pool = ProcessPool(
            terms, self._hear, niceness=GENTLE, fallback=True, patience=patience
        )
        self._mailbox = Mailbox()
        self._thread = threading.Thread(target=self._run, name="suggestions", daemon=True)
        self._lock = threading.Lock()
        self._begun = self._closed = False

    @property
    def process_id(self) -> int | None:
        """The number of the process at work now, None while there is none."""
        return next((process.pid for process in self._pool.processes), None)

    def request(self, article_id: int, sha256: str, text: str, *, urgent: bool = False) -> None:
        """Ask for the suggestions of an article; an urgent request goes before all older ones.

        An article that waits already is not doubled. After `close` nothing happens.
        """
        task = Task(((article_id, sha256),), (text,))
        with self._lock:
            if not self._closed and not self._begun:
                self._begun = True
                self._thread.start()
        self._post(lambda: self._pool.put(task, urgent=urgent))

    def use(self, terms: Terms) -> None:
        """Read by these terms what waits and what is asked for, and what is under way once more.

        A result that is heard already or about to be says by which terms it was read.
        """
        self._post(lambda: self._pool.use(terms))

    def retry(self) -> None:
        """Begin anew with the pipeline asked for at first, as after FAILED."""
        self._post(self._pool.begin_anew)

    def close(self) -> None:
        """End the process and the thread, within two seconds whatever they are doing."""
        with self._lock:
            first, self._closed = not self._closed, True
            if first and self._begun:
                self._mailbox.post(lambda: None)
            elif first:
                self._mailbox.close()
        if not first or not self._begun:
            return
        if self._thread is threading.current_thread():
            return
        self._thread.join(_CLOSING_S)
        if self._thread.is_alive():
            # The thread may be stuck in a write to a process that does not read.
            for process in self._pool.processes:
                process.kill()
        self._thread.join()

    def _post(self, call: Callable[[], None]) -> None:
        with self._lock:
            if not self._closed:
                self._mailbox.post(call)

    def _run(self) -> None:
        try:
            while not self._closed:
                for call in self._mailbox.take():
                    call()
                self._pool.work()
                self._pool.listen(self._mailbox.wakeup)
        finally:
            self._pool.close()
            with self._lock:
                self._closed = True
                self._mailbox.close()
            self._pass_on(State(Phase.STOPPED))

    def _hear(self, message: Message[ArticleKey]) -> None:
        if not self._closed:
            self._pass_on(message)

    def _pass_on(self, message: Message[ArticleKey]) -> None:
        try:
            self._hear_message(message)
        except Exception:
            # A window that is going away must not end the thread that cleans up.
            log.exception("a listener failed")
