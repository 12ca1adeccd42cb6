"""Many texts through several suggestion processes, in order, as a stream.

A process that dies costs its batch at most a second reading; a text that kills twice gets a
Fault and the others go on.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

from annotator.domain.figures import VERBATIM
from annotator.domain.names import NO_NAMES, NameBook
from annotator.nlp.child import Answer, Fault, Job, Loaded, LoadFailed, Spans
from annotator.nlp.process import GENTLE, ProcessDiedError, SuggestionProcess
from annotator.nlp.suggesters import DEFAULT, SuggesterError

K = TypeVar("K")

BATCH_CHARACTERS = 60_000
"""Code points in a batch, if not a single text is longer: about a second's work."""
BATCH_TEXTS = 200
_OPEN_PER_JOB = 3  # batches read ahead or waiting for an earlier one; bounds the memory
_MOST_LOADING_DEATHS = 3
_CHECK_S = 0.1


@dataclass(frozen=True, slots=True)
class Batch(Generic[K]):
    """What became of some texts, by the keys they came with, in the order they came in."""

    suggester: Loaded
    found: tuple[tuple[K, Spans | Fault], ...]


@dataclass(slots=True)
class _Task:
    """Neighbouring texts of a batch for one process; ``alone`` after a batch that died."""

    batch: int
    first: int
    texts: tuple[str, ...]
    alone: bool = False

    @property
    def patience_s(self) -> float:
        """How long it may take: some twenty times what a small pipeline needs."""
        return 120 + sum(map(len, self.texts)) / 1000


@dataclass(slots=True)
class _OpenBatch(Generic[K]):
    keys: list[K]
    found: list[Spans | Fault | None]


@dataclass(slots=True)
class _Hand:
    """A process and what it is at."""

    process: SuggestionProcess
    loaded: Loaded | None = None
    task: _Task | None = None
    deadline: float = 0.0


def suggest_batches(
    items: Iterable[tuple[K, str]],
    *,
    pipeline: str = DEFAULT,
    jobs: int = 1,
    policy: str = VERBATIM.name,
    names: NameBook = NO_NAMES,
    check: Callable[[], None] = lambda: None,
    gentle: bool = False,
    characters: int = BATCH_CHARACTERS,
) -> Generator[Batch[K], None, None]:
    """Suggestions for a stream of (key, text), batch by batch, in the order of the stream.

    ``names`` are a team's own. ``jobs`` is the number of processes; ``gentle`` lets them stand
    back behind a window.
    ``check`` is called all the time and may raise to stop. Close the iterator if you leave it
    early: the processes end with it. Raises SuggesterError when the suggester cannot be loaded.
    """
    niceness = GENTLE if gentle else 0
    crew = _Crew[K](pipeline, jobs=jobs, policy=policy, niceness=niceness, names=names)
    incoming = enumerate(_bounded(items, characters))
    try:
        while crew.take_in(incoming) or crew.busy:
            check()
            # First the work, then what came of it: nobody waits while the caller writes.
            crew.hand_out()
            yield from crew.finished()
            crew.listen()
    finally:
        crew.dismiss()


def _bounded(items: Iterable[tuple[K, str]], characters: int) -> Iterator[list[tuple[K, str]]]:
    batch: list[tuple[K, str]] = []
    size = 0
    for item in items:
        length = len(item[1])
        if batch and (size + length > characters or len(batch) >= BATCH_TEXTS):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += length
    if batch:
        yield batch


class _Crew(Generic[K]):
    """The processes, the tasks that wait for one, and the batches that are not complete."""

    def __init__(
        self, pipeline: str, *, jobs: int, policy: str, niceness: int, names: NameBook
    ) -> None:
        self._pipeline = pipeline
        self._jobs = max(1, jobs)
        self._policy = policy
        self._niceness = niceness
        self._names = names
        self._hands: list[_Hand] = []
        self._tasks: deque[_Task] = deque()
        self._open: dict[int, _OpenBatch[K]] = {}
        self._suggester: Loaded | None = None
        self._loading_deaths = 0

    @property
    def busy(self) -> bool:
        """Whether anything has been taken in that has not come out."""
        return bool(self._open)

    def take_in(self, incoming: Iterator[tuple[int, list[tuple[K, str]]]]) -> bool:
        """Read ahead as far as is sensible; returns whether anything was there."""
        taken = False
        while len(self._open) < self._jobs * _OPEN_PER_JOB and len(self._tasks) < self._jobs:
            number, items = next(incoming, (0, []))
            if not items:
                break
            taken = True
            self._open[number] = _OpenBatch([key for key, _ in items], [None] * len(items))
            self._tasks.append(_Task(number, 0, tuple(text for _, text in items)))
        return taken

    def hand_out(self) -> None:
        """Give waiting tasks to processes that have none, and start processes for the rest."""
        for hand in list(self._hands):
            if self._tasks and hand.loaded is not None and hand.task is None:
                self._give(hand, self._tasks.popleft())
        coming = sum(hand.loaded is None for hand in self._hands)
        while len(self._hands) < self._jobs and coming < len(self._tasks):
            process = SuggestionProcess(self._pipeline, niceness=self._niceness, names=self._names)
            self._hands.append(_Hand(process))
            coming += 1

    def listen(self) -> None:
        """Wait a moment for what the processes say."""
        by_connection: dict[Connection, _Hand] = {
            hand.process.connection: hand for hand in self._hands
        }
        for ready in wait(list(by_connection), _CHECK_S):
            self._hear(by_connection[ready])  # type: ignore[index]
        now = time.monotonic()
        for hand in list(self._hands):
            if hand.task is not None and now > hand.deadline:
                hand.process.kill()
                self._bury(hand)

    def finished(self) -> Iterator[Batch[K]]:
        """The complete batches that nothing earlier is missing before."""
        while self._open and self._suggester is not None:
            number = next(iter(self._open))
            found = [outcome for outcome in self._open[number].found if outcome is not None]
            keys = self._open[number].keys
            if len(found) < len(keys):
                return
            del self._open[number]
            yield Batch(self._suggester, tuple(zip(keys, found, strict=True)))

    def dismiss(self) -> None:
        """End all processes."""
        for hand in self._hands:
            hand.process.stop()
        self._hands.clear()

    def _give(self, hand: _Hand, task: _Task) -> None:
        hand.task = task
        hand.deadline = time.monotonic() + task.patience_s
        try:
            hand.process.send(Job(task.batch, task.texts, self._policy))
        except ProcessDiedError:
            self._bury(hand)

    def _hear(self, hand: _Hand) -> None:
        try:
            message = hand.process.receive()
        except ProcessDiedError:
            self._bury(hand)
            return
        match message:
            case Loaded():
                hand.loaded = self._suggester = message
                self._loading_deaths = 0
            case LoadFailed(sentence):
                raise SuggesterError(sentence)
            case Answer(found=found) if hand.task is not None:
                task, hand.task = hand.task, None
                self._enter(task, found)

    def _enter(self, task: _Task, found: tuple[Spans | Fault, ...]) -> None:
        self._open[task.batch].found[task.first : task.first + len(found)] = found

    def _bury(self, hand: _Hand) -> None:
        """A process has died: read its texts again one by one, or set aside the one it was at."""
        how = hand.process.reap()
        self._hands.remove(hand)
        task = hand.task
        if hand.loaded is None:
            self._loading_deaths += 1
            if self._loading_deaths >= _MOST_LOADING_DEATHS:
                raise SuggesterError(
                    f"The pipeline {self._pipeline} cannot be loaded: its process {how}."
                )
        elif task is not None and task.alone:
            self._enter(task, (Fault(f"The suggestion process {how} over the text, twice."),))
        elif task is not None:
            singles = [
                _Task(task.batch, task.first + place, (text,), alone=True)
                for place, text in enumerate(task.texts)
            ]
            self._tasks.extendleft(reversed(singles))
