"""Keys that are pressed from the first picture on, in the real window."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from e2e.driver import Sample, driving, wait
from locking import Held
from sample_project import make_project

from annotator.domain.values import Status
from annotator.store.project import open_project

pytestmark = pytest.mark.e2e
TITLE = "small – annotator"


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    path = tmp_path / "small.annot"
    make_project(path).close()
    return Sample(open_project(path), "ann")


def test_keys_from_the_first_picture_on_do_what_they_are_for(
    display: str, tmp_path: Path, sample: Sample
) -> None:
    with driving(display, tmp_path / "config", [str(sample.project.path)]) as window:
        window.focus(TITLE)
        window.press("Tab", "a", "n")
        window.type("says axs 12")
        window.press("Return")
        wait(
            lambda: [item.note for item in sample.state(1).annotations] == [None, "says axs 12"],
            "the note is saved",
        )
        assert sample.state(1).status is Status.IN_PROGRESS
        window.press("ctrl+q")
        assert window.wait_for_end() == 0


def test_a_signal_ends_the_real_window_and_the_next_one_offers_what_was_not_saved(
    display: str, tmp_path: Path, sample: Sample
) -> None:
    config, path = tmp_path / "config", sample.project.path
    assert path is not None
    with driving(display, config, [str(path)], probed=True) as window:
        window.wait_until_ready()
        window.focus(TITLE)
        window.press("Tab")
        wait(lambda: window.ask("look")["focused"], "a suggestion is focused")
        with Held(path):
            window.press("a")
            wait(lambda: window.ask("look")["saved"] == "✗ Not saved", "the change waits")
            window.process.send_signal(signal.SIGTERM)
            assert window.wait_for_end() == 0
    assert sample.events() == 0
    with driving(display, config, [str(path)], probed=True) as window:
        window.wait_until_ready()
        window.focus(TITLE)
        window.click(_middle(window.ask("widget", name="banner_act")["box"]))
        wait(lambda: window.ask("look")["modal"] == "unsaved_dialog", "it is offered")
        window.focus("Not saved when the program ended")
        window.press("Return")
        wait(lambda: sample.events() == 1, "it is saved")
        window.focus(TITLE)
        window.press("ctrl+q")
        assert window.wait_for_end() == 0
    assert list(config.glob("unsaved-*.json")) == []


def _middle(box: list[int]) -> tuple[int, int]:
    left, top, width, height = box
    return left + width // 2, top + height // 2
