"""A key that is held on a slow machine: what has piled up is dropped when it is let go."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest
from e2e.driver import Driver, Sample, driving, wait
from making import make_project, suggest
from sample_project import place

from annotator.domain.span_content import SpanContent
from annotator.domain.values import Status, SuggestedSpan
from annotator.store.project import open_project

pytestmark = pytest.mark.e2e
TEXT = " ".join(f"Army {number} moved." for number in range(400))
REPEATS = 15  # that come while the machine is busy, at 25 a second


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    project = make_project(tmp_path / "held.annot", [TEXT])
    starts = (place(TEXT, f"Army {number} ")[0] for number in range(400))
    suggest(project, *(SuggestedSpan(SpanContent(at, at + 4, "ACTOR")) for at in starts))
    project.close()
    return Sample(open_project(tmp_path / "held.annot"), "ann")


def accepted(window: Driver, sample: Sample) -> int:
    """How many were accepted, once all that has come is done."""
    window.ask("look")
    return len(sample.state(1).annotations)


def test_nothing_goes_on_when_a_held_key_is_let_go(
    display: str, tmp_path: Path, sample: Sample
) -> None:
    with driving(display, tmp_path / "config", [str(sample.project.path)], probed=True) as window:
        window.wait_until_ready()
        window.focus("held – annotator")
        window.press("Tab")
        window.hold("a", down=True)
        wait(lambda: accepted(window, sample) > 5, "the held key repeats")
        window.process.send_signal(signal.SIGSTOP)
        before = len(sample.state(1).annotations)
        time.sleep(REPEATS / 25 + 0.2)  # the repeating itself, not something waited for
        window.hold("a", down=False)
        window.process.send_signal(signal.SIGCONT)
        wait(lambda: window.ask("keys") and accepted(window, sample) >= before, "it goes on")
        window.press("Tab")  # heard behind all that has piled up
        wait(lambda: window.ask("keys")["heard"] > 0, "all has been heard")
        assert accepted(window, sample) - before <= 3


def test_a_held_return_marks_nothing_done_in_which_something_waits(
    display: str, tmp_path: Path, sample: Sample
) -> None:
    with driving(display, tmp_path / "config", [str(sample.project.path)], probed=True) as window:
        window.wait_until_ready()
        window.focus("held – annotator")
        window.press("Tab")
        window.hold("Return", down=True)
        time.sleep(1.5)  # the holding itself, not something waited for
        window.hold("Return", down=False)
        window.press("a")
        wait(lambda: accepted(window, sample) == 1, "what came behind it is heard")
        assert sample.state(1).status is not Status.DONE
