"""All that is said between a suggestion process, the pool that keeps it, and who asked it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

from annotator.domain.figures import VERBATIM
from annotator.domain.names import NO_NAMES, NameBook
from annotator.domain.pipelines import LabelCount, LabelTable
from annotator.domain.values import SuggestedSpan
from annotator.nlp.suggesters.registry import DEFAULT

K = TypeVar("K")
Spans: TypeAlias = tuple[SuggestedSpan, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """How texts are to be read: by which pipeline, policy for vague magnitudes, team's names, and
    what becomes of the pipeline's labels.
    """

    pipeline: str = DEFAULT
    policy: str = VERBATIM.name
    names: NameBook = NO_NAMES
    labels: LabelTable = ()


@dataclass(frozen=True, slots=True)
class Job:
    """To the process: texts to be read. ``policy`` names what vague magnitudes are worth."""

    texts: tuple[str, ...]
    policy: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there are no spans for one text, in a sentence."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """From the process: what became of each text of a job, in order, and of the labels in all."""

    outcomes: tuple[Spans | Fault, ...]
    labels: tuple[LabelCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """From the process: the suggester is ready. ``note`` is a sentence about what it cannot do."""

    name: str
    version: str
    note: str | None = None
    names: str | None = None
    """The digest of the team's names it works with; None for one that takes none."""


@dataclass(frozen=True, slots=True)
class LoadFailed:
    """From the process: no suggester; another one follows only if a fallback was asked for."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Result(Generic[K]):
    """From the pool: what became of one text, under the key it came with.

    ``terms`` are what it was read by, which need not be those of now. With ``stands_in`` the
    suggester is not the one asked for, which cannot be had. ``labels`` counts the labels of all
    texts that were read at once, and comes with the first of them.
    """

    key: K
    outcome: Spans | Fault
    suggester: Loaded
    terms: Terms
    stands_in: bool = False
    labels: tuple[LabelCount, ...] = ()


class Phase(StrEnum):
    """What a pool is doing."""

    STARTING = "starting"
    READY = "ready"
    BUSY = "busy"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class State:
    """From the pool: the phase, the suggester at work, and a sentence a person should read.

    READY or BUSY with a sentence: it works, but not as asked, for example by the rules because
    the pipeline cannot be loaded. FAILED: what the sentence names; where the rules stand in,
    READY follows, else nothing goes on until `ProcessPool.begin_anew`.
    """

    phase: Phase
    name: str = ""
    version: str = ""
    sentence: str | None = None


Message: TypeAlias = State | Result[K]
