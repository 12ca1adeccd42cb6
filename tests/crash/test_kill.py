"""What was called saved survives SIGKILL; the long run is kill_session.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from crash.kill_session import kill_repeatedly
from e2e.driver import driving, missing_tools, screen, wait
from sample_project import make_project

from annotator.ui.shell.settings import Settings

KILLS = 20


@pytest.mark.crash
@pytest.mark.e2e
@pytest.mark.skipif(bool(missing_tools()), reason=missing_tools() or "all there")
def test_every_edit_called_saved_survives_a_kill(tmp_path: Path) -> None:
    tally = kill_repeatedly(KILLS, seed=20, folder=tmp_path)
    assert tally.faults == []
    assert tally.saved >= KILLS


@pytest.mark.crash
@pytest.mark.e2e
@pytest.mark.skipif(bool(missing_tools()), reason=missing_tools() or "all there")
def test_what_was_read_before_a_kill_has_been_read(tmp_path: Path) -> None:
    text = "".join(f"Nothing has happened in village {n} of the north.\n\n" for n in range(60))
    path, config = tmp_path / "long.annot", tmp_path / "config"
    make_project(path, texts=(text,), suggested={}).close()
    with screen() as display:
        with driving(display, config, [str(path)], probed=True) as window:
            window.wait_until_ready()
            window.focus("long – annotator")
            for _ in range(20):
                window.press("Next")
                window.ask("look")
            wait(
                lambda: [[0, len(text)]] in Settings(config).get("seen", {}).values(),
                "all of it has been kept as read",
            )
            window.kill()
        with driving(display, config, [str(path)], probed=True) as window:
            window.wait_until_ready()
            window.focus("long – annotator")
            window.press("Return")
            wait(lambda: window.ask("look")["advice"], "Return has said something")
            assert window.ask("look")["advice"].startswith("Done.")
