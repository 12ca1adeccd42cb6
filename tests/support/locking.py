"""Another program that holds a project, as one that backs files up does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import TracebackType

_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(f"BEGIN {sys.argv[2]}")
print("held", flush=True)
sys.stdin.read()
"""


class Held:
    """Holds a project until let go: ``EXCLUSIVE`` lets nobody read, ``IMMEDIATE`` nobody write."""

    def __init__(self, path: Path, how: str = "EXCLUSIVE") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _HOLD, str(path), how],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "held\n"

    def let_go(self) -> None:
        """Let others in again."""
        self._process.communicate()

    def __enter__(self) -> Held:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self.let_go()
