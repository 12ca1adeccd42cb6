"""Random keys in the real window; the long run is random_keys.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from e2e.driver import missing_tools
from e2e.random_keys import play

KEYS = 120


@pytest.mark.e2e
@pytest.mark.skipif(bool(missing_tools()), reason=missing_tools() or "all there")
def test_no_key_is_lost_and_none_runs_somewhere_else(tmp_path: Path) -> None:
    result = play(KEYS, seed=12, folder=tmp_path, restarts=1)
    assert result.faults == []
    assert result.keys >= KEYS
    assert result.typed > 0
    assert result.strays > 0
