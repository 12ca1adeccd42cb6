"""Many texts through several suggestion processes, in order, as a stream.

A process that dies costs its batch at most a second reading; a text that kills twice gets a
Fault and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from annotator.domain.figures import VERBATIM
from annotator.domain.names import NO_NAMES, NameBook
from annotator.domain.pipelines import LabelCount, LabelTable
from annotator.nlp.processes.child import label_counts, outcomes
from annotator.nlp.processes.messages import (
    Fault,
    Job,
    Loaded,
    Message,
    Phase,
    Result,
    Spans,
    Terms,
)
from annotator.nlp.processes.pool import ProcessPool
from annotator.nlp.processes.process import GENTLE
from annotator.nlp.processes.task_queue import Task
from annotator.nlp.suggesters.registry import DEFAULT, Suggester, SuggesterError

K = TypeVar("K")
Place: TypeAlias = tuple[int, int]
"""The number of a batch, and of a text in it."""

BATCH_CHARACTERS = 60_000
"""Code points in a batch, if not a single text is longer: about a second's work."""
BATCH_TEXTS = 200
_OPEN_PER_JOB = 3  # batches read ahead or waiting for an earlier one; bounds the memory
_CHECK_S = 0.1


@dataclass(frozen=True, slots=True)
class Batch(Generic[K]):
    """What became of some texts, by the keys they came with, in the order they came in, and of the
    labels in them.
    """

    suggester: Loaded
    outcomes: tuple[tuple[K, Spans | Fault], ...]
    labels: tuple[LabelCount, ...] = ()


def suggest_batches(
    items: Iterable[tuple[K, str] | None],
    *,
    pipeline: str = DEFAULT,
    jobs: int = 1,
    policy: str = VERBATIM.name,
    names: NameBook = NO_NAMES,
    labels: LabelTable = (),
    check: Callable[[], None] = lambda: None,
    gentle: bool = False,
    characters: int = BATCH_CHARACTERS,
) -> Generator[Batch[K], None, None]:
    """Suggestions for a stream of (key, text), batch by batch, in the order of the stream.

    A None among them says that nothing more is there for now: what has come is read at once.
    ``names`` are a team's own, ``labels`` what becomes of the pipeline's. ``jobs`` is the number of
    processes; ``gentle`` lets them stand back behind a window.
    ``check`` is called all the time and may raise to stop. Close the iterator if you leave it
    early: the processes end with it. Raises SuggesterError when the suggester cannot be loaded.
    """
    batches = _Batches(enumerate(_bounded(items, characters)))
    terms = Terms(pipeline, policy, names, labels)
    pool = ProcessPool(terms, batches.hear, size=jobs, niceness=GENTLE if gentle else 0)
    most = pool.size * _OPEN_PER_JOB
    try:
        while batches.take_in(pool, most) or batches.open:
            check()
            # First the work, then what came of it: nobody waits while the caller writes.
            pool.work()
            yield from batches.finished()
            pool.listen(most_s=_CHECK_S)
    finally:
        pool.close()


def suggest_here(
    items: Iterable[tuple[K, str] | None],
    suggester: Suggester,
    *,
    policy: str = VERBATIM.name,
    check: Callable[[], None] = lambda: None,
) -> Generator[Batch[K], None, None]:
    """As `suggest_batches`, in this process, which a text that ends it takes along."""
    loaded = Loaded(suggester.name, suggester.version, getattr(suggester, "note", None))
    for batch in filter(None, _bounded(items, BATCH_CHARACTERS)):
        check()
        keys, texts = zip(*batch, strict=True)
        answers = outcomes(suggester, Job(texts, policy))
        yield Batch(loaded, tuple(zip(keys, answers, strict=True)), label_counts(suggester))


def _bounded(
    items: Iterable[tuple[K, str] | None], characters: int
) -> Iterator[list[tuple[K, str]]]:
    """The texts in batches; an empty one where nothing is there for now."""
    batch: list[tuple[K, str]] = []
    size = 0
    for item in items:
        if item is None:
            yield batch
            batch, size = [], 0
            continue
        length = len(item[1])
        if batch and (size + length > characters or len(batch) >= BATCH_TEXTS):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += length
    if batch:
        yield batch


class _Batches(Generic[K]):
    """The batches that are not complete, by their numbers."""

    def __init__(self, incoming: Iterator[tuple[int, list[tuple[K, str]]]]) -> None:
        self._incoming = incoming
        self.open: dict[int, tuple[list[K], dict[int, Spans | Fault]]] = {}
        self._suggester: Loaded | None = None
        self._labels: list[LabelCount] = []  # of results no batch has been given out with

    def take_in(self, pool: ProcessPool[Place], most: int) -> bool:
        """Read ahead as far as is sensible; returns whether anything more may come."""
        while len(self.open) < most and pool.waiting < pool.size:
            number, items = next(self._incoming, (0, None))
            if items is None:
                return False
            if not items:
                break
            keys, texts = zip(*items, strict=True)
            self.open[number] = list(keys), {}
            pool.put(Task(tuple((number, place) for place in range(len(keys))), texts))
        return True

    def hear(self, message: Message[Place]) -> None:
        """Enter a result; raises SuggesterError when there will be none."""
        if isinstance(message, Result):
            number, place = message.key
            self.open[number][1][place] = message.outcome
            self._suggester = message.suggester
            self._labels += message.labels
        elif message.phase is Phase.FAILED:
            raise SuggesterError(message.sentence or "")

    def finished(self) -> Iterator[Batch[K]]:
        """The complete batches that nothing earlier is missing before."""
        while self.open and self._suggester is not None:
            number = next(iter(self.open))
            keys, outcomes = self.open[number]
            if len(outcomes) < len(keys):
                return
            del self.open[number]
            ordered = [outcomes[place] for place in range(len(keys))]
            labels, self._labels = tuple(self._labels), []
            yield Batch(self._suggester, tuple(zip(keys, ordered, strict=True)), labels)
