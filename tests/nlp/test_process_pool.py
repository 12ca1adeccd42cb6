"""A pool of several processes: what happens to all that is under way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.nlp.processes.messages import Message, Phase, Result, State, Terms
from annotator.nlp.processes.pool import ProcessPool
from annotator.nlp.processes.task_queue import Task, TaskQueue

pytestmark = pytest.mark.crash
OBEDIENT = "fake_suggesters:obedient"


class Driven:
    """A pool of two processes, driven until something has been heard."""

    def __init__(self) -> None:
        self.said: list[Message[int]] = []
        self.pool = ProcessPool[int](Terms(OBEDIENT), self.said.append, size=2)

    def put(self, key: int, text: str, *, urgent: bool = False) -> None:
        self.pool.put(Task((key,), (text,)), urgent=urgent)

    def until(self, heard: Callable[[], bool]) -> None:
        while not heard():
            self.pool.work()
            self.pool.listen(most_s=0.1)

    def results(self) -> list[Result[int]]:
        return [message for message in self.said if isinstance(message, Result)]

    def given(self) -> int:
        """How many texts a process has been given."""
        return sum(isinstance(it, State) and it.phase is Phase.BUSY for it in self.said)


@pytest.fixture
def driven() -> Iterator[Driven]:
    made = Driven()
    yield made
    made.pool.close()


@pytest.fixture
def pipes(tmp_path: Path) -> list[Path]:
    """Named pipes; opening one to read waits until a suggester has come to its text."""
    paths = [tmp_path / "one", tmp_path / "other"]
    for path in paths:
        os.mkfifo(path)
    return paths


def meet(pipes: list[Path]) -> None:
    for pipe in pipes:
        with pipe.open():
            pass


def test_what_every_process_is_at_is_read_again_by_another_policy(
    driven: Driven, pipes: list[Path]
) -> None:
    for key, pipe in enumerate(pipes):
        driven.put(key, f"meet {pipe}")
    driven.until(lambda: driven.given() == 2)
    driven.pool.use(Terms(OBEDIENT, policy="acled"))
    meet(pipes)  # what comes of this was read by the policy before
    driven.until(lambda: driven.given() == 4)
    meet(pipes)
    driven.until(lambda: len(driven.results()) == 2)
    assert sorted((it.key, it.terms.policy) for it in driven.results()) == [
        (0, "acled"),
        (1, "acled"),
    ]


def test_the_same_terms_once_more_let_what_is_under_way_go_on(
    driven: Driven, pipes: list[Path]
) -> None:
    driven.put(0, f"meet {pipes[0]}")
    driven.until(lambda: driven.given() == 1)
    driven.pool.use(Terms(OBEDIENT))
    meet(pipes[:1])
    driven.until(lambda: bool(driven.results()))
    assert driven.given() == 1


def test_a_text_that_is_under_way_is_not_doubled(driven: Driven, pipes: list[Path]) -> None:
    driven.put(0, f"meet {pipes[0]}")
    driven.until(lambda: driven.given() == 1)
    driven.put(0, f"meet {pipes[0]}")
    assert driven.pool.waiting == 0


def test_what_is_asked_for_again_never_becomes_less_urgent() -> None:
    queue = TaskQueue[int]()
    for key in (1, 2):
        queue.put(Task((key,), ("",)), urgent=False)
    queue.put(Task((2,), ("",)), urgent=True)
    queue.put(Task((2,), ("again",)), urgent=False)
    assert queue.take() == Task((2,), ("again",))
