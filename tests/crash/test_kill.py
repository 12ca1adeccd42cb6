"""What was called saved survives SIGKILL; the long run is kill_session.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from crash.kill_session import kill_repeatedly
from e2e.driver import missing_tools

KILLS = 20


@pytest.mark.crash
@pytest.mark.e2e
@pytest.mark.skipif(bool(missing_tools()), reason=missing_tools() or "all there")
def test_every_edit_called_saved_survives_a_kill(tmp_path: Path) -> None:
    tally = kill_repeatedly(KILLS, seed=20, folder=tmp_path)
    assert tally.faults == []
    assert tally.saved >= KILLS
