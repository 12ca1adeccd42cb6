"""A place for one process of a pool, and how long the pool waits for it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Generic

from annotator.nlp.processes.messages import Loaded, Terms
from annotator.nlp.processes.process import SuggestionProcess
from annotator.nlp.processes.task_queue import H, Task


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for processes, and how often to replace one.

    ``text_s`` is what one job may take, with a second more for each thousand code points: some
    twenty times what a small pipeline needs. ``pause_s`` comes before the first restart and
    doubles with each death in a row; after ``most_deaths`` without a result no more are started.
    """

    text_s: float = 120.0
    loading_s: float = math.inf
    pause_s: float = 0.0
    most_deaths: float = math.inf


ENDLESS = Patience()
"""For scripts: any pipeline may load, and any number of texts may end their processes."""


@dataclass(slots=True, eq=False)
class Slot(Generic[H]):
    """A process, the terms it works by, and what it is at.

    With a ``task`` that is not ``wanted``, what comes of it is passed over.
    """

    process: SuggestionProcess
    terms: Terms
    deadline: float
    loaded: Loaded | None = None
    task: Task[H] | None = None
    wanted: bool = False

    @property
    def at_work(self) -> bool:
        """Whether the process loads or reads, and so has to say something soon."""
        return self.loaded is None or self.task is not None
