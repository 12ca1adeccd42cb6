"""Keeps suggestion processes alive and gives them texts, the most urgent first.

Knows no thread but the one that calls it. A process that dies is replaced; the texts it was at
are read again one by one, and one that ends two processes is poisoned: it gets a Fault.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Generic

from annotator.domain.names import NameBook
from annotator.domain.pipelines import LabelCount
from annotator.nlp.processes.child import FALLBACK
from annotator.nlp.processes.messages import (
    Answer,
    Fault,
    Job,
    Loaded,
    LoadFailed,
    Message,
    Phase,
    Result,
    Spans,
    State,
    Terms,
)
from annotator.nlp.processes.process import ProcessDiedError, SuggestionProcess
from annotator.nlp.processes.slot import ENDLESS, Patience, Slot
from annotator.nlp.processes.task_queue import H, Task, TaskQueue
from annotator.nlp.suggesters.registry import DEFAULT, default_name

log = logging.getLogger(__name__)
MOST_TRIES = 2
"""How many processes a text may end before it is poisoned."""
MOST_LOADING_DEATHS = 3
"""How many processes may end in a row before they have loaded the suggester."""


class ProcessPool(Generic[H]):
    """Up to ``size`` processes for the tasks that are put in; started when there is work.

    Call `work` and `listen` in turn, from one thread. ``hear`` is told of results and states on
    that thread, and may raise to get out of these calls.
    """

    def __init__(
        self,
        terms: Terms,
        hear: Callable[[Message[H]], None],
        *,
        size: int = 1,
        niceness: int = 0,
        fallback: bool = False,
        patience: Patience = ENDLESS,
    ) -> None:
        """``fallback`` lets the rules stand in for a suggester that cannot be loaded."""
        self._terms = terms
        self._hear = hear
        self.size = max(1, size)
        self._niceness = niceness
        self._fallback = fallback
        self._patience = patience
        self._queue = TaskQueue[H]()
        self._slots: list[Slot[H]] = []
        self.begin_anew()

    @property
    def waiting(self) -> int:
        """How many tasks no process has been given yet."""
        return len(self._queue)

    @property
    def processes(self) -> list[SuggestionProcess]:
        """The processes there are now; safe from any thread."""
        return [slot.process for slot in self._slots]

    def put(self, task: Task[H], *, urgent: bool = False) -> None:
        """Ask for a task; one that waits or is under way already is not doubled."""
        under_way = [slot.task.keys for slot in self._slots if slot.task and slot.wanted]
        if task.keys not in under_way:
            self._queue.put(task, urgent=urgent)

    def use(self, terms: Terms) -> None:
        """Read all that waits by other terms, and what is under way once more."""
        if terms == self._terms:
            return
        now = self._terms
        other_pipeline = (terms.pipeline, terms.labels) != (now.pipeline, now.labels)
        self._terms = terms
        if other_pipeline:
            self.begin_anew()
        else:
            self._take_back()

    def begin_anew(self) -> None:
        """Forget all processes and their deaths, as after FAILED; no task is lost."""
        self._take_back()
        self.close()
        asked = self._terms.pipeline
        self._asked = self._pipeline = default_name() if asked == DEFAULT else asked
        self._sentence: str | None = None
        self._deaths = self._loading_deaths = 0
        self._resume_at = 0.0
        self._given_up = False
        self._poisoned: dict[H, Fault] = {}

    def close(self) -> None:
        """End all processes, within two seconds each whatever they are doing."""
        while self._slots:
            self._slots.pop().process.stop()

    def work(self) -> None:
        """Give waiting tasks to processes that have none, and start processes for the rest."""
        for slot in list(self._slots):
            if self._queue and slot in self._slots and not slot.at_work:
                self._give_next(slot)
        loading = sum(slot.loaded is None for slot in self._slots)
        while self._may_start and loading < len(self._queue):
            loading += 1
            self._start()

    def listen(self, wakeup: Connection | None = None, most_s: float = math.inf) -> None:
        """Sleep until a process says something or ends, ``wakeup`` has news, or time is up.

        News come before what processes say, for they may change what is wanted of them.
        """
        slots = {slot.process.connection: slot for slot in self._slots}
        sleep_s = min(most_s, self._seconds_to_sleep())
        watched = [*slots] if wakeup is None else [*slots, wakeup]
        ready = wait(watched, None if sleep_s == math.inf else sleep_s)
        if wakeup in ready:
            return
        for connection, slot in slots.items():
            if slot not in self._slots:
                continue
            if connection in ready:
                self._hear_process(slot)
            elif slot.at_work and time.monotonic() >= slot.deadline:
                log.warning("the suggestion process was silent for too long")
                slot.process.kill()
                self._on_process_died(slot)

    @property
    def _may_start(self) -> bool:
        rested = time.monotonic() >= self._resume_at
        return len(self._slots) < self.size and not self._given_up and rested

    def _seconds_to_sleep(self) -> float:
        """Until something is due by itself."""
        due = [slot.deadline for slot in self._slots if slot.at_work]
        if self._queue and not self._given_up and len(self._slots) < self.size:
            due.append(self._resume_at)
        return max(0.0, min(due, default=math.inf) - time.monotonic())

    def _take_back(self) -> None:
        """Have all that is under way read once more, whatever comes of it now."""
        for slot in self._slots:
            if slot.task is not None and slot.wanted:
                slot.wanted = False
                self._queue.put_back(slot.task)

    def _start(self) -> None:
        stand_in = self._fallback and self._pipeline != FALLBACK
        try:
            process = SuggestionProcess(
                self._pipeline,
                fallback=stand_in,
                niceness=self._niceness,
                names=self._terms.names,
                labels=self._terms.labels,
            )
        except OSError as error:
            self._give_up(f"No process for suggestions can be started: {error.strerror}.")
            return
        self._slots.append(Slot(process, self._terms, time.monotonic() + self._patience.loading_s))
        self._hear(State(Phase.STARTING, self._pipeline))

    def _give_next(self, slot: Slot[H]) -> None:
        if slot.terms.names != self._terms.names:
            # It says what it is with other names as it does when it has loaded.
            slot.loaded = None
            self._send(slot, self._terms.names, self._patience.loading_s)
            return
        task = self._queue.take()
        while task is not None and task.keys[0] in self._poisoned:
            self._tell(slot, task.keys[0], self._poisoned[task.keys[0]])
            task = self._queue.take()
        if task is None or slot.loaded is None:
            return
        slot.task, slot.wanted = task, True
        self._say(Phase.BUSY, slot.loaded)
        length = sum(map(len, task.texts))
        self._send(slot, Job(task.texts, self._terms.policy), self._patience.text_s + length / 1000)

    def _send(self, slot: Slot[H], message: Job | NameBook, patience_s: float) -> None:
        slot.terms = self._terms
        slot.deadline = time.monotonic() + patience_s
        try:
            slot.process.send(message)
        except ProcessDiedError:
            self._on_process_died(slot)

    def _hear_process(self, slot: Slot[H]) -> None:
        try:
            message = slot.process.receive()
        except ProcessDiedError:
            self._on_process_died(slot)
            return
        match message:
            case Loaded():
                slot.loaded = message
                self._loading_deaths = 0
                self._sentence = self._sentence or message.note
                self._say(Phase.READY, message)
            case LoadFailed(sentence):
                self._cannot_load(sentence)
            case Answer():
                self._take_answer(slot, message)

    def _take_answer(self, slot: Slot[H], answer: Answer) -> None:
        task, wanted = slot.task, slot.wanted
        slot.task, slot.wanted = None, False
        self._deaths = 0
        if task is not None and wanted:
            labels = answer.labels
            for key, outcome in zip(task.keys, answer.outcomes, strict=True):
                self._tell(slot, key, outcome, labels)
                labels = ()
        if not self._queue and slot.loaded is not None:
            self._say(Phase.READY, slot.loaded)

    def _on_process_died(self, slot: Slot[H]) -> None:
        """See what it died of, and when to go on."""
        how = slot.process.reap()
        self._slots.remove(slot)
        self._deaths += 1
        log.warning("the suggestion process %s (%d in a row)", how, self._deaths)
        if slot.task is not None and slot.wanted:
            self._try_again(slot, slot.task, how)
        if self._deaths >= self._patience.most_deaths:
            self._give_up(f"The suggestion process {how}, {self._deaths} times in a row.")
            return
        self._resume_at = time.monotonic() + self._patience.pause_s * 2 ** min(self._deaths - 1, 10)
        self._loading_deaths += slot.loaded is None
        if self._loading_deaths >= MOST_LOADING_DEATHS:
            self._cannot_load(f"The pipeline {self._pipeline} cannot be loaded: its process {how}.")

    def _try_again(self, slot: Slot[H], task: Task[H], how: str) -> None:
        if task.tries + 1 < MOST_TRIES:
            for single in reversed(task.singly()):
                self._queue.put_back(single)
            return
        fault = Fault(f"The suggestion process {how} over this article, twice; it gets none.")
        for key in task.keys:
            self._poisoned[key] = fault
            self._tell(slot, key, fault)

    def _cannot_load(self, sentence: str) -> None:
        self._loading_deaths = 0
        if not self._fallback or self._pipeline == FALLBACK:
            self._give_up(sentence)
            return
        # The process goes on to the rules by itself; the next one is started with them.
        self._pipeline = FALLBACK
        self._sentence = f"{sentence} The rules stand in for it."
        self._hear(State(Phase.FAILED, sentence=sentence))

    def _give_up(self, sentence: str) -> None:
        self._take_back()
        self.close()
        self._given_up = True
        self._hear(State(Phase.FAILED, sentence=sentence))

    def _say(self, phase: Phase, loaded: Loaded) -> None:
        self._hear(State(phase, loaded.name, loaded.version, self._sentence))

    def _tell(
        self, slot: Slot[H], key: H, outcome: Spans | Fault, labels: tuple[LabelCount, ...] = ()
    ) -> None:
        assert slot.loaded is not None, "only a process that has loaded is given texts"
        stands_in = self._pipeline != self._asked
        self._hear(Result(key, outcome, slot.loaded, slot.terms, stands_in, labels))
