"""The worker's thread: keeps one suggestion process alive and gives it one article at a time."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from typing import Protocol

from annotator.domain.names import NO_NAMES, NameBook
from annotator.nlp.child import FALLBACK, Answer, Fault, Job, Loaded, LoadFailed, Spans
from annotator.nlp.inbox import Inbox, Request
from annotator.nlp.process import GENTLE, ProcessDiedError, SuggestionProcess

log = logging.getLogger(__name__)
MOST_TRIES = 2
"""How many processes an article may end before it is set aside."""
MOST_DEATHS = 6
"""How many processes may end in a row, without one result, before no more are started."""
LOADING_S = 120.0
"""How long a suggester may take to load."""


@dataclass(frozen=True, slots=True)
class Read:
    """By what an article was read: the suggester and the policy for vague magnitudes.

    ``stands_in`` says that it is not the pipeline asked for, which cannot be had.
    """

    loaded: Loaded
    policy: str
    stands_in: bool


class Listener(Protocol):
    """Who is told what happens; every call comes from the attendant's thread."""

    def starting(self, name: str) -> None: ...
    def ready(self, loaded: Loaded, sentence: str | None) -> None: ...
    def busy(self, loaded: Loaded, sentence: str | None) -> None: ...
    def failed(self, sentence: str) -> None: ...
    def found(self, request: Request, spans: Spans, about: Read) -> None: ...
    def set_aside(self, request: Request, sentence: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Terms:
    """How an attendant works: with what, by which policy, and with how much patience.

    ``patience_s`` is what one article may take; ``pause_s`` comes before the first restart and
    doubles with each death in a row.
    """

    pipeline: str
    policy: str
    patience_s: float
    pause_s: float
    names: NameBook = NO_NAMES


class Attendant:
    """One run from the first request to the end; `run` is the thread's whole life."""

    def __init__(self, inbox: Inbox, listener: Listener, terms: Terms) -> None:
        self._inbox = inbox
        self._tell = listener
        self._terms = terms
        self._names = terms.names  # what the process works with
        self._policy = terms.policy  # what the article is read by
        self.process: SuggestionProcess | None = None
        self._loaded: Loaded | None = None
        self._request: Request | None = None
        self._deadline = 0.0
        self._begin_anew()

    def use(self, *, pipeline: str, policy: str, names: NameBook) -> None:
        """Let what is read from now on be read so; safe from any thread."""
        self._terms = replace(self._terms, pipeline=pipeline, policy=policy, names=names)

    def run(self) -> None:
        """Work until the inbox is closed."""
        try:
            while not self._inbox.closed:
                self._turn()
        finally:
            self._drop_process()
            self._inbox.destroy()

    def _begin_anew(self) -> None:
        self._asked = self._pipeline = self._terms.pipeline
        self._sentence: str | None = None
        self._deaths = self._deaths_loading = 0
        self._resume_at = 0.0
        self._given_up = False
        self._culprits: dict[tuple[int, str], str] = {}

    def _turn(self) -> None:
        if self._asked != self._terms.pipeline:
            self._drop_process()
            self._begin_anew()
        if self.process is None:
            if self._inbox and not self._given_up and time.monotonic() >= self._resume_at:
                self._start()
                return
        elif self._loaded is not None and self._request is None:
            self._give_next(self.process, self._loaded)
        self._listen()

    def _start(self) -> None:
        self._set_deadline(LOADING_S)
        self._names = self._terms.names
        try:
            self.process = SuggestionProcess(
                self._pipeline,
                fallback=self._pipeline != FALLBACK,
                niceness=GENTLE,
                names=self._names,
            )
        except OSError as error:
            self._give_up(f"No process for suggestions can be started: {error.strerror}.")
        else:
            self._tell.starting(self._pipeline)

    def _give_next(self, process: SuggestionProcess, loaded: Loaded) -> None:
        if self._inbox and self._names != self._terms.names:
            self._give_names(process)
            return
        request = self._inbox.take()
        if request is None:
            return
        if request.key in self._culprits:
            self._inbox.finish(request)
            self._tell.set_aside(request, self._culprits[request.key])
            return
        self._request = request
        self._policy = self._terms.policy
        self._set_deadline(self._terms.patience_s)
        self._tell.busy(loaded, self._sentence)
        try:
            process.send(Job(request.article_id, (request.text,), self._policy))
        except ProcessDiedError:
            self._bury()

    def _give_names(self, process: SuggestionProcess) -> None:
        """Let the process take over other names; it says so as it does when it has loaded."""
        self._names = self._terms.names
        self._loaded = None
        self._set_deadline(LOADING_S)
        try:
            process.send(self._names)
        except ProcessDiedError:
            self._bury()

    def _listen(self) -> None:
        """Sleep until the process says something or ends, something is asked, or time is up."""
        process = self.process
        if process is None:
            if wait([self._inbox.bell], self._seconds_to_sleep()):
                self._heed_bell()
            return
        ready = wait([process.connection, self._inbox.bell], self._seconds_to_sleep())
        if self._inbox.bell in ready:
            self._heed_bell()
        if self.process is not process:
            return
        if process.connection in ready:
            self._hear(process)
        elif self._at_work and time.monotonic() >= self._deadline:
            log.warning("the suggestion process was silent for too long")
            process.kill()
            self._bury()

    @property
    def _at_work(self) -> bool:
        """Whether the process loads or reads an article, and so has to say something soon."""
        return self._loaded is None or self._request is not None

    def _set_deadline(self, seconds: float) -> None:
        self._deadline = time.monotonic() + seconds

    def _seconds_to_sleep(self) -> float | None:
        """Until something is due; None when only a message or the bell can bring news."""
        if self.process is None:
            due = self._resume_at if self._inbox and not self._given_up else None
        elif self._at_work:
            due = self._deadline
        else:
            due = 0.0 if self._inbox else None
        return None if due is None else max(0.0, due - time.monotonic())

    def _heed_bell(self) -> None:
        if self._inbox.answer_bell():
            request = self._request
            if request is not None and self._inbox.finish(request):
                self._inbox.put_back(request)
            self._drop_process()
            self._begin_anew()

    def _hear(self, process: SuggestionProcess) -> None:
        try:
            message = process.receive()
        except ProcessDiedError:
            self._bury()
            return
        match message:
            case Loaded():
                self._loaded = message
                self._sentence = self._sentence or message.note
                self._tell.ready(message, self._sentence)
            case LoadFailed(sentence):
                self._cannot_load(sentence)
            case Answer(found=(outcome,)):
                self._take_answer(outcome)

    def _cannot_load(self, sentence: str) -> None:
        if self._pipeline == FALLBACK:
            self._give_up(sentence)
            return
        # The process goes on to the rules by itself; the next one is started with them.
        self._pipeline = FALLBACK
        self._sentence = f"{sentence} The rules stand in for it."
        self._tell.failed(sentence)

    def _take_answer(self, outcome: Spans | Fault) -> None:
        request, loaded = self._request, self._loaded
        self._request = None
        self._deaths = 0
        if request is None or loaded is None:
            return
        if self._inbox.finish(request):
            if isinstance(outcome, Fault):
                self._tell.set_aside(request, outcome.sentence)
            else:
                stands_in = self._pipeline != self._asked
                self._tell.found(request, outcome, Read(loaded, self._policy, stands_in))
        if not self._inbox:
            self._tell.ready(loaded, self._sentence)

    def _bury(self) -> None:
        """The process is dead: see what it died of, and when to go on."""
        process, request, was_loaded = self.process, self._request, self._loaded is not None
        how = process.reap() if process is not None else ""
        self.process = self._loaded = self._request = None
        self._deaths += 1
        log.warning("the suggestion process %s (%d in a row)", how, self._deaths)
        if request is not None and self._inbox.finish(request):
            self._try_again(replace(request, tries=request.tries + 1), how)
        if self._deaths >= MOST_DEATHS:
            self._give_up(f"The suggestion process {how}, {self._deaths} times in a row.")
            return
        self._deaths_loading += not was_loaded
        if self._deaths_loading == MOST_TRIES and self._pipeline != FALLBACK:
            self._cannot_load(f"The pipeline {self._pipeline} cannot be loaded: its process {how}.")
        self._resume_at = time.monotonic() + self._terms.pause_s * 2 ** (self._deaths - 1)

    def _try_again(self, request: Request, how: str) -> None:
        if request.tries < MOST_TRIES:
            self._inbox.put_back(request)
            return
        sentence = f"The suggestion process {how} over this article, twice; it gets none."
        self._culprits[request.key] = sentence
        self._tell.set_aside(request, sentence)

    def _give_up(self, sentence: str) -> None:
        self._drop_process()
        self._given_up = True
        self._tell.failed(sentence)

    def _drop_process(self) -> None:
        if self.process is not None:
            self.process.stop()
        self.process = self._loaded = self._request = None
