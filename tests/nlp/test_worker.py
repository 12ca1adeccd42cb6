"""What the window may rely on when suggestions are computed beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from annotator.domain.names import NameBook, ProjectName
from annotator.nlp.processes.messages import Fault, Message, Phase, Result, Spans, State, Terms
from annotator.nlp.processes.worker import PATIENCE, ArticleKey, SuggestionWorker

pytestmark = pytest.mark.crash
T = TypeVar("T")
FAKES = "fake_suggesters"
WAIT_S = 60  # seconds until a test that waits in vain is given up


class Heard:
    """Everything a worker has said, and a way to wait for more of it."""

    def __init__(self) -> None:
        self.said: list[Message[ArticleKey]] = []
        self._news = threading.Condition()

    def hear(self, item: Message[ArticleKey]) -> None:
        with self._news:
            self.said.append(item)
            self._news.notify_all()

    def wait(self, true: Callable[[], T | None]) -> T:
        with self._news:
            value = self._news.wait_for(true, WAIT_S)
        assert value, f"waited in vain; heard {self.said}"
        return value

    def read(self) -> list[tuple[Result[ArticleKey], Spans]]:
        """The results of articles that got spans, and these."""
        results = [item for item in self.said if isinstance(item, Result)]
        return [(it, it.outcome) for it in results if not isinstance(it.outcome, Fault)]

    def results(self) -> list[int]:
        return [result.key[0] for result, _ in self.read()]

    def failures(self) -> dict[int, str]:
        results = [item for item in self.said if isinstance(item, Result)]
        return {it.key[0]: it.outcome.sentence for it in results if isinstance(it.outcome, Fault)}

    def states(self, phase: Phase) -> list[State]:
        return [item for item in self.said if isinstance(item, State) and item.phase is phase]


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def make(heard: Heard) -> Iterator[Callable[..., SuggestionWorker]]:
    made: list[SuggestionWorker] = []

    def build(suggester: str = "obedient", text_s: float = PATIENCE.text_s) -> SuggestionWorker:
        name = f"{FAKES}:{suggester}" if suggester != "rules" else suggester
        patience = replace(PATIENCE, pause_s=0.01, text_s=text_s)
        worker = SuggestionWorker(Terms(name), heard.hear, patience=patience)
        made.append(worker)
        return worker

    yield build
    for worker in made:
        worker.close()


Make = Callable[..., SuggestionWorker]


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A named pipe: opening it to read waits until the suggester has come to its text."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


def meet(pipe: Path) -> None:
    with pipe.open():
        pass


def ask(worker: SuggestionWorker, number: int, text: str = "news", *, urgent: bool = False) -> None:
    worker.request(number, f"hash {number}", text, urgent=urgent)


def alive(process_id: int | None) -> bool:
    """Whether the process is there, be it as a zombie."""
    assert process_id is not None
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_result_carries_article_hash_spans_and_suggester(make: Make, heard: Heard) -> None:
    ask(make(), 7, "Kabul")
    heard.wait(heard.results)
    ((result, spans),) = heard.read()
    assert result.key == (7, "hash 7")
    assert [(span.start, span.end, span.label) for span in spans] == [(0, 5, "ACTOR")]
    assert (result.suggester.name, result.suggester.version) == ("obedient", "1")


def test_no_process_is_started_before_the_first_request(make: Make) -> None:
    assert make().process_id is None


def test_it_says_starting_then_ready_then_busy_then_ready(make: Make, heard: Heard) -> None:
    ask(make(), 1)
    heard.wait(lambda: len(heard.states(Phase.READY)) == 2)
    phases = [item.phase for item in heard.said if isinstance(item, State)]
    assert phases == [Phase.STARTING, Phase.READY, Phase.BUSY, Phase.READY]


def test_an_urgent_request_goes_before_all_that_wait(make: Make, heard: Heard, pipe: Path) -> None:
    worker = make()
    ask(worker, 1, f"meet {pipe}")
    heard.wait(lambda: heard.states(Phase.BUSY))
    for number in (2, 3):
        ask(worker, number)
    for number in (4, 5):
        ask(worker, number, urgent=True)
    meet(pipe)
    heard.wait(lambda: len(heard.results()) == 5)
    assert heard.results() == [1, 5, 4, 2, 3]


def test_a_waiting_request_can_become_urgent(make: Make, heard: Heard, pipe: Path) -> None:
    worker = make()
    ask(worker, 1, f"meet {pipe}")
    heard.wait(lambda: heard.states(Phase.BUSY))
    for number in (2, 3, 4):
        ask(worker, number)
    ask(worker, 4, urgent=True)
    meet(pipe)
    heard.wait(lambda: len(heard.results()) == 4)
    assert heard.results() == [1, 4, 2, 3]


def test_what_is_under_way_is_read_anew_by_other_terms(
    make: Make, heard: Heard, pipe: Path
) -> None:
    worker = make()
    ask(worker, 1, f"meet {pipe}")
    heard.wait(lambda: heard.states(Phase.BUSY))
    ask(worker, 2)
    worker.use(Terms(f"{FAKES}:obedient", policy="acled"))
    ask(worker, 1, "again")  # in other words, since the first would wait once more
    meet(pipe)  # what comes of this is of no use any more
    heard.wait(lambda: len(heard.results()) == 2)
    policies = [(result.key[0], result.terms.policy) for result, _ in heard.read()]
    assert policies == [(1, "acled"), (2, "acled")]


def test_another_pipeline_takes_over_in_a_process_of_its_own(make: Make, heard: Heard) -> None:
    worker = make()
    ask(worker, 1)
    heard.wait(heard.results)
    process = worker.process_id
    worker.use(Terms("rules"))
    ask(worker, 2)
    heard.wait(lambda: len(heard.results()) == 2)
    assert [result.suggester.name for result, _ in heard.read()] == ["obedient", "rules"]
    assert worker.process_id != process


def test_rules_that_stand_in_say_so(make: Make, heard: Heard) -> None:
    worker = make("nobody_has_written_this")
    ask(worker, 1)
    heard.wait(heard.results)
    ((result, _spans),) = heard.read()
    assert (result.suggester.name, result.stands_in) == ("rules", True)


def test_a_killed_process_loses_no_request(make: Make, heard: Heard, pipe: Path) -> None:
    worker = make()
    ask(worker, 1, f"meet {pipe}")
    ask(worker, 2)
    heard.wait(lambda: heard.states(Phase.BUSY))
    first = worker.process_id
    assert first is not None
    os.kill(first, signal.SIGKILL)
    heard.wait(lambda: len(heard.states(Phase.BUSY)) == 2)
    meet(pipe)
    heard.wait(lambda: len(heard.results()) == 2)
    assert heard.results() == [1, 2]


def test_a_dead_process_leaves_no_zombie(make: Make, heard: Heard, tmp_path: Path) -> None:
    worker = make()
    ask(worker, 1)
    heard.wait(heard.results)
    first = worker.process_id
    ask(worker, 2, f"die_once {tmp_path / 'died'}")
    heard.wait(lambda: len(heard.results()) == 2)
    assert not alive(first)


def test_an_article_that_kills_twice_is_set_aside(make: Make, heard: Heard) -> None:
    worker = make()
    ask(worker, 1, "die")
    ask(worker, 2)
    heard.wait(heard.results)
    assert heard.results() == [2]
    assert heard.failures() == {
        1: "The suggestion process was ended by SIGKILL over this article, twice; it gets none."
    }


def test_an_article_set_aside_does_not_kill_again(make: Make, heard: Heard) -> None:
    worker = make()
    ask(worker, 1, "die")
    heard.wait(heard.failures)
    ask(worker, 2)
    heard.wait(heard.results)
    survivor = worker.process_id
    heard.said.clear()
    ask(worker, 1, "die")
    heard.wait(heard.failures)
    assert worker.process_id == survivor


def test_an_article_that_hangs_is_set_aside(make: Make, heard: Heard, pipe: Path) -> None:
    # Opening a named pipe that nobody reads never ends; the pipe of the fixture has no reader.
    worker = make(text_s=2)
    ask(worker, 1, f"meet {pipe}")
    ask(worker, 2)
    heard.wait(heard.results)
    assert (heard.results(), list(heard.failures())) == ([2], [1])


def test_an_exception_costs_its_article_only(make: Make, heard: Heard) -> None:
    worker = make()
    ask(worker, 1, "raise")
    heard.wait(heard.failures)
    first = worker.process_id
    ask(worker, 2)
    heard.wait(heard.results)
    assert worker.process_id == first


def test_an_exception_is_told_without_the_words_of_the_article(make: Make, heard: Heard) -> None:
    ask(make(), 1, "raise")
    heard.wait(heard.failures)
    assert heard.failures() == {1: "The suggester obedient stumbled over the text (ValueError)."}


@pytest.mark.parametrize("suggester", ["missing", "dies_loading"])
def test_the_rules_stand_in_for_what_cannot_be_loaded(
    make: Make, heard: Heard, suggester: str
) -> None:
    ask(make(suggester), 1, "Kabul")
    heard.wait(heard.results)
    ready = heard.states(Phase.READY)[0]
    assert ready.name == "rules"
    assert ready.sentence is not None
    assert ready.sentence.endswith("The rules stand in for it.")


def test_why_it_cannot_be_loaded_is_told(make: Make, heard: Heard) -> None:
    ask(make("missing"), 1)
    heard.wait(heard.results)
    sentences = [state.sentence for state in heard.states(Phase.FAILED)]
    assert sentences == ["The suggester is on holiday."]


def test_a_process_that_only_dies_is_given_up(make: Make, heard: Heard) -> None:
    worker = make()
    for number in range(5):
        ask(worker, number, "die")
    state = heard.wait(lambda: heard.states(Phase.FAILED))[0]
    assert state.sentence == "The suggestion process was ended by SIGKILL, 6 times in a row."
    assert worker.process_id is None


def test_after_giving_up_a_person_can_ask_for_another_try(make: Make, heard: Heard) -> None:
    worker = make()
    for number in range(3):
        ask(worker, number, "die")
    heard.wait(lambda: heard.states(Phase.FAILED))
    ask(worker, 9)
    worker.retry()
    heard.wait(heard.results)
    assert heard.results() == [9]


def test_closing_ends_a_process_that_hangs(make: Make, heard: Heard, pipe: Path) -> None:
    worker = make()
    ask(worker, 1, f"hang {pipe}")
    meet(pipe)
    process = worker.process_id
    worker.close()
    assert not alive(process)


def test_closing_ends_a_process_that_is_stopped(make: Make, heard: Heard) -> None:
    worker = make()
    ask(worker, 1)
    heard.wait(heard.results)
    process = worker.process_id
    assert process is not None
    os.kill(process, signal.SIGSTOP)
    # More than a pipe holds, so that the worker's thread sticks in its write.
    ask(worker, 2, "x" * 10_000_000)
    heard.wait(lambda: len(heard.states(Phase.BUSY)) == 2)
    worker.close()
    assert not alive(process)


def test_closing_leaves_no_thread(make: Make, heard: Heard) -> None:
    before = set(threading.enumerate())
    worker = make()
    ask(worker, 1)
    heard.wait(heard.results)
    worker.close()
    assert set(threading.enumerate()) <= before


def test_closing_while_it_starts_leaves_no_process(make: Make, heard: Heard) -> None:
    worker = make("hangs_loading")
    ask(worker, 1)
    heard.wait(lambda: worker.process_id)
    process = worker.process_id
    worker.close()
    assert not alive(process)


def test_closing_is_told_last(make: Make, heard: Heard) -> None:
    worker = make()
    ask(worker, 1)
    heard.wait(heard.results)
    worker.close()
    assert heard.said[-1] == State(Phase.STOPPED)


def test_closing_before_any_request_is_fine(make: Make, heard: Heard) -> None:
    worker = make()
    worker.close()
    ask(worker, 1)
    worker.close()
    assert heard.said == []


def test_a_listener_that_fails_does_not_stop_the_worker(heard: Heard) -> None:
    def fail(message: Message[ArticleKey]) -> None:
        heard.hear(message)
        raise RuntimeError

    worker = SuggestionWorker(Terms(f"{FAKES}:obedient"), fail)
    ask(worker, 1)
    ask(worker, 2)
    heard.wait(lambda: len(heard.results()) == 2)
    worker.close()


PARENT = """
import sys
from annotator.nlp.processes.messages import Terms
from annotator.nlp.processes.worker import SuggestionWorker
worker = SuggestionWorker(Terms("fake_suggesters:obedient"), print)
worker.request(1, "", f"hang {sys.argv[1]}")
sys.stdin.read()
"""


def test_a_process_that_hangs_ends_with_its_parent(pipe: Path) -> None:
    search = os.pathsep.join(sys.path)
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(pipe)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": search},
    )
    meet(pipe)
    parent.kill()
    # The child holds the other end of its parent's standard error: it reads empty once both end.
    assert parent.stderr is not None
    assert parent.stderr.read() == b""
    parent.communicate()


def test_the_process_runs_with_one_thread_and_low_priority(make: Make, heard: Heard) -> None:
    worker = make("reporting")
    ask(worker, 1)
    heard.wait(heard.results)
    ((_result, spans),) = heard.read()
    niceness = min(19, os.getpriority(os.PRIO_PROCESS, 0) + 10)
    assert [span.rule for span in spans] == ["1", "1", "1", "1", str(niceness), "False"]


def test_names_given_later_are_used_for_what_is_asked_then(make: Make, heard: Heard) -> None:
    worker = make("rules")
    ask(worker, 1, "Quxtown fell.")
    heard.wait(lambda: len(heard.results()) == 1)
    book = NameBook((ProjectName("Quxtown", "LOCATION"),))
    process = worker.process_id
    worker.use(Terms("rules", names=book))
    ask(worker, 1, "Quxtown fell.")
    heard.wait(lambda: len(heard.results()) == 2)
    (first, none), (second, spans) = heard.read()
    assert (none, first.suggester.names) == ((), "")
    assert ([span.label for span in spans], second.suggester.names) == (["LOCATION"], book.digest)
    assert worker.process_id == process


def test_names_given_while_an_article_is_read_count_for_the_next_reading(
    make: Make, heard: Heard, pipe: Path
) -> None:
    worker = make("named")
    ask(worker, 1, f"meet {pipe}")
    heard.wait(lambda: heard.states(Phase.BUSY))
    book = NameBook((ProjectName("Quxtown", "LOCATION"),))
    worker.use(Terms(f"{FAKES}:named", names=book))
    ask(worker, 1, "again")
    meet(pipe)
    heard.wait(heard.results)
    ((result, _spans),) = heard.read()
    assert (result.suggester.names, result.suggester.version) == (book.digest, book.digest)


def test_a_new_process_begins_with_the_names_given_last(
    make: Make, heard: Heard, pipe: Path
) -> None:
    worker = make("named")
    ask(worker, 1, f"meet {pipe}")
    heard.wait(lambda: heard.states(Phase.BUSY))
    book = NameBook((ProjectName("Quxtown", "LOCATION"),))
    worker.use(Terms(f"{FAKES}:named", names=book))
    assert worker.process_id is not None
    os.kill(worker.process_id, signal.SIGKILL)
    heard.wait(lambda: len(heard.states(Phase.BUSY)) == 2)
    meet(pipe)
    heard.wait(heard.results)
    ((result, _spans),) = heard.read()
    assert result.suggester.names == book.digest


def test_an_article_under_way_is_not_lost_by_a_new_beginning(
    make: Make, heard: Heard, pipe: Path
) -> None:
    worker = make()
    ask(worker, 1, f"meet {pipe}")
    heard.wait(lambda: heard.states(Phase.BUSY))
    worker.retry()
    ask(worker, 1, f"meet {pipe}")
    heard.wait(lambda: len(heard.states(Phase.BUSY)) == 2)
    meet(pipe)
    heard.wait(heard.results)
    assert heard.results() == [1]
