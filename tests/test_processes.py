"""Processes that begin as a copy of another: what they know, when there are none, how they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from annotator.cli.output import progress_bar

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied there alone")
COPY = """
import os, sys, time
from annotator.processes import ChildProcess, serving

said = "nothing"

def tell(connection):
    with serving(connection, 0):
        connection.send((os.getpid(), said))
        connection.recv()

said = "what was learned later"
children = [ChildProcess(tell, name="copy", forked=True) for _ in range(2)]
for child in children:
    print(*child.hear(), flush=True)
"""


def asked(script: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, timeout=None
    )
    return done.stdout


def test_a_copy_knows_what_its_process_has_learned() -> None:
    assert asked(COPY + "[child.stop() for child in children]").count("learned later") == 2


def is_there(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"
    except OSError:
        return False


def test_copies_end_when_their_process_is_killed() -> None:
    script = COPY + "time.sleep(1_000_000)"
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    copies = [int(parent.stdout.readline().split()[0]) for _ in range(2)]
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    while any(map(is_there, copies)):
        time.sleep(0.01)
    parent.stdout.close()


CAN = "from annotator.processes import can_fork; print(can_fork())"


@pytest.mark.parametrize(
    ("before", "can"),
    [
        ("", "True"),
        ("import threading; threading.Thread(target=input, daemon=True).start()", "False"),
        ("import PySide6.QtCore", "True"),
        ("import PySide6.QtCore as qt; app = qt.QCoreApplication([])", "False"),
    ],
)
def test_a_process_with_threads_or_a_window_is_not_copied(before: str, can: str) -> None:
    done = subprocess.Popen(
        [sys.executable, "-c", f"{before}\n{CAN}"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert done.stdout is not None
    assert done.stdout.readline().strip() == can
    done.communicate()


def test_a_bar_on_the_terminal_has_no_thread_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    before = threading.active_count()
    with progress_bar("Exporting") as progress:
        progress.report(1, 2)
        assert threading.active_count() == before
