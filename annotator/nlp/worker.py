"""Suggestions for the window, computed in a process of its own. Knows no Qt and no project.

The article in view comes first, one article at a time is in the process, and a process that
dies is replaced without a request being lost.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from annotator.domain.figures import VERBATIM
from annotator.domain.names import NO_NAMES, NameBook
from annotator.domain.values import SuggestedSpan
from annotator.nlp.child import Loaded, Spans
from annotator.nlp.inbox import Inbox, Request
from annotator.nlp.process_supervisor import Attendant, Read, Terms
from annotator.nlp.suggesters import DEFAULT, default_name

log = logging.getLogger(__name__)
T = TypeVar("T")
_PATIENCE_S = 0.2


class Phase(StrEnum):
    """What the worker is doing."""

    STARTING = "starting"
    READY = "ready"
    BUSY = "busy"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class State:
    """The phase, the suggester at work, and a sentence where a person should know something.

    READY or BUSY with a sentence: it works, but not as asked, for example by the rules because
    the pipeline cannot be loaded. FAILED: what the sentence names; where the rules stand in,
    READY follows, else nothing goes on until `SuggestionWorker.retry`.
    """

    phase: Phase
    name: str = ""
    version: str = ""
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The suggestions for an article whose text has the hash ``sha256``.

    ``names`` is the digest of the team's names they were found with; None for a suggester that
    takes none. ``policy`` is what vague magnitudes were read by. With ``stands_in`` they are not
    those of the pipeline asked for, which cannot be had.
    """

    article_id: int
    sha256: str
    spans: tuple[SuggestedSpan, ...]
    source: str
    version: str
    names: str | None = None
    policy: str = VERBATIM.name
    stands_in: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that gets no suggestions, and why."""

    article_id: int
    sha256: str
    sentence: str


class SuggestionWorker:
    """Keeps one suggestion process busy with what is looked at; starts it with the first request.

    All callbacks run on a thread of the worker. They must return soon and must not wait for the
    thread that calls `close`.
    """

    def __init__(
        self,
        pipeline: str = DEFAULT,
        *,
        on_result: Callable[[Result], None],
        on_state: Callable[[State], None] = lambda state: None,
        on_failure: Callable[[Failure], None] = lambda failure: None,
        policy: str = VERBATIM.name,
        names: NameBook = NO_NAMES,
        patience_s: float = 120.0,
        pause_s: float = 0.25,
    ) -> None:
        """``policy`` names what vague magnitudes are worth, ``names`` are a team's own.
        ``patience_s`` is what one article may take; ``pause_s`` comes before the first restart
        and doubles with each in a row.
        """
        self._inbox = Inbox()
        self._notices = _Notices(on_result, on_state, on_failure)
        terms = Terms(_plain(pipeline), policy, patience_s, pause_s, names)
        self._attendant = Attendant(self._inbox, self._notices, terms)
        self._thread = threading.Thread(target=self._run, name="suggestions", daemon=True)
        self._lock = threading.Lock()
        self._begun = self._ended = False

    @property
    def process_id(self) -> int | None:
        """The number of the process at work now, None while there is none."""
        process = self._attendant.process
        return process.pid if process is not None else None

    def request(self, article_id: int, sha256: str, text: str, *, urgent: bool = False) -> None:
        """Ask for the suggestions of an article; an urgent request goes before all older ones.

        An article that waits already is not doubled. After `close` nothing happens.
        """
        with self._lock:
            if self._ended:
                return
            self._inbox.put(Request(article_id, sha256, text), urgent=urgent)
            if not self._begun:
                self._begun = True
                self._thread.start()

    def use(
        self, *, pipeline: str = DEFAULT, policy: str = VERBATIM.name, names: NameBook = NO_NAMES
    ) -> None:
        """Read so what is asked for from now on, and what is under way once more."""
        self._attendant.use(pipeline=_plain(pipeline), policy=policy, names=names)
        with self._lock:
            if self._begun and not self._ended:
                self._inbox.begin_again()

    def retry(self) -> None:
        """Begin anew with the pipeline asked for at first, as after FAILED."""
        with self._lock:
            if self._begun and not self._ended:
                self._inbox.ask_retry()

    def close(self) -> None:
        """End the process and the thread, within two seconds whatever they are doing."""
        with self._lock:
            begun, self._begun = self._begun, False
            first, self._ended = not self._ended, True
            if first:
                self._notices.silent = True
                self._inbox.close() if begun else self._inbox.destroy()
        if not begun or self._thread is threading.current_thread():
            return
        self._thread.join(_PATIENCE_S)
        process = self._attendant.process
        if self._thread.is_alive() and process is not None:
            # The thread may be stuck in a write to a process that does not read.
            process.kill()
        self._thread.join()

    def _run(self) -> None:
        try:
            self._attendant.run()
        finally:
            self._notices.stopped()


def _plain(pipeline: str) -> str:
    return default_name() if pipeline == DEFAULT else pipeline


class _Notices:
    """Turns what the attendant tells into the values and callbacks of the window."""

    def __init__(
        self,
        on_result: Callable[[Result], None],
        on_state: Callable[[State], None],
        on_failure: Callable[[Failure], None],
    ) -> None:
        self._on_result = on_result
        self._on_state = on_state
        self._on_failure = on_failure
        self.silent = False

    def starting(self, name: str) -> None:
        self._pass_on(self._on_state, State(Phase.STARTING, name))

    def ready(self, loaded: Loaded, sentence: str | None) -> None:
        self._pass_on(self._on_state, State(Phase.READY, loaded.name, loaded.version, sentence))

    def busy(self, loaded: Loaded, sentence: str | None) -> None:
        self._pass_on(self._on_state, State(Phase.BUSY, loaded.name, loaded.version, sentence))

    def failed(self, sentence: str) -> None:
        self._pass_on(self._on_state, State(Phase.FAILED, sentence=sentence))

    def found(self, request: Request, spans: Spans, about: Read) -> None:
        loaded = about.loaded
        by = (loaded.name, loaded.version, loaded.names, about.policy, about.stands_in)
        result = Result(request.article_id, request.sha256, spans, *by)
        self._pass_on(self._on_result, result)

    def set_aside(self, request: Request, sentence: str) -> None:
        self._pass_on(self._on_failure, Failure(request.article_id, request.sha256, sentence))

    def stopped(self) -> None:
        self.silent = False
        self._pass_on(self._on_state, State(Phase.STOPPED))

    def _pass_on(self, callback: Callable[[T], None], value: T) -> None:
        if self.silent:
            return
        try:
            callback(value)
        except Exception:
            # A window that is going away must not end the thread that cleans up.
            log.exception("a listener failed")
