"""Many texts through several processes: order, deaths, cancelling."""

from __future__ import annotations

import multiprocessing
import os
import threading
from pathlib import Path

import pytest

from annotator.nlp.processes.batches import suggest_batches
from annotator.nlp.processes.messages import Fault
from annotator.nlp.suggesters.registry import SuggesterError

OBEDIENT = "fake_suggesters:obedient"


def read(texts: list[str], *, jobs: int = 1, characters: int = 40) -> dict[int, str]:
    """What became of each text: how many spans, or why there are none."""
    batches = suggest_batches(enumerate(texts), pipeline=OBEDIENT, jobs=jobs, characters=characters)
    return {
        key: outcome.sentence if isinstance(outcome, Fault) else str(len(outcome))
        for batch in batches
        for key, outcome in batch.outcomes
    }


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_text_comes_back_in_order(jobs: int) -> None:
    texts = [f"news number {number}" for number in range(50)]
    assert list(read(texts, jobs=jobs).items()) == [(number, "1") for number in range(50)]


def test_a_slow_batch_does_not_change_the_order(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    texts = [f"meet {pipe}", "a", "b", "c"]
    batches = suggest_batches(enumerate(texts), pipeline=OBEDIENT, jobs=2, characters=1)
    done: list[int] = []
    reader = threading.Thread(
        target=lambda: done.extend(key for batch in batches for key, _ in batch.outcomes)
    )
    reader.start()
    with pipe.open():
        pass
    reader.join()
    assert done == [0, 1, 2, 3]


def test_no_texts_start_no_process() -> None:
    assert list(suggest_batches([], pipeline="no such pipeline")) == []


def test_a_text_longer_than_a_batch_is_a_batch() -> None:
    assert read(["x" * 100_000, "news"]) == {0: "1", 1: "1"}


@pytest.mark.crash
def test_a_death_costs_no_text_of_its_batch(tmp_path: Path) -> None:
    texts = ["one", f"die_once {tmp_path / 'died'}", "three"]
    assert read(texts, characters=10_000) == {0: "1", 1: "1", 2: "1"}


@pytest.mark.crash
def test_a_text_that_kills_is_named_and_the_rest_goes_on() -> None:
    found = read(["one", "die", "three"], characters=10_000, jobs=2)
    sentence = "The suggestion process was ended by SIGKILL over this article, twice; it gets none."
    assert found == {0: "1", 1: sentence, 2: "1"}


@pytest.mark.crash
def test_texts_that_all_kill_do_not_end_the_run() -> None:
    found = read([*["die"] * 5, "news"], characters=10_000)
    assert [number for number, outcome in found.items() if outcome == "1"] == [5]


def test_an_exception_costs_one_text() -> None:
    found = read(["one", "raise", "three"], characters=10_000)
    assert found == {
        0: "1",
        1: "The suggester obedient stumbled over the text (ValueError).",
        2: "1",
    }


def test_the_suggester_is_named_with_every_batch() -> None:
    (batch,) = suggest_batches([(1, "news")], pipeline=OBEDIENT)
    assert (batch.suggester.name, batch.suggester.version) == ("obedient", "1")


def test_a_suggester_that_cannot_be_loaded_is_an_error() -> None:
    with pytest.raises(SuggesterError, match="on holiday"):
        list(suggest_batches([(1, "news")], pipeline="fake_suggesters:missing"))


@pytest.mark.crash
def test_a_suggester_that_dies_when_loaded_is_an_error() -> None:
    with pytest.raises(SuggesterError, match="cannot be loaded: its process was ended by SIGKILL"):
        list(suggest_batches([(1, "news")], pipeline="fake_suggesters:dies_loading", jobs=2))


class Stop(Exception):
    """What a check raises to stop."""


def test_a_check_that_raises_stops_a_process_that_hangs(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reached = threading.Event()

    def meet() -> None:
        with pipe.open():
            reached.set()

    def check() -> None:
        if reached.is_set():
            raise Stop

    threading.Thread(target=meet).start()
    with pytest.raises(Stop):
        list(suggest_batches([(1, f"hang {pipe}")], pipeline=OBEDIENT, check=check))
    assert multiprocessing.active_children() == []


def test_leaving_early_ends_the_processes() -> None:
    texts = ((number, "news") for number in range(1000))
    batches = suggest_batches(texts, pipeline=OBEDIENT, jobs=2, characters=40)
    next(batches)
    batches.close()
    assert multiprocessing.active_children() == []
