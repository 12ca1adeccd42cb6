"""How long until the first article can be read, beside an empty window started in turns with it.

    python tests/benchmarks/startup.py [RUNS]

Each start is a process of its own, from its creation to the end of the first paint with text.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from measuring import environment, line, machine, screen

from annotator.operations.projects import make_sample
from annotator.places import sample_project

EMPTY = """
import os, sys, time
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        os.write(1, b'{"at": %d, "cpu": %d}' % (time.monotonic_ns(), time.process_time_ns()))
        os._exit(0)
app = QApplication(sys.argv[:1])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""
PROGRAM = """
import json, os, sys, time
from annotator.ui.document_view.view import DocumentView
original = DocumentView.paintEvent
def paint(view, event):
    original(view, event)
    if view.text:
        at, cpu = time.monotonic_ns(), time.process_time_ns()
        heavy = [name for name in ("spacy", "sqlmodel", "sqlalchemy") if name in sys.modules]
        os.write(1, json.dumps({"at": at, "cpu": cpu, "heavy": heavy}).encode())
        os._exit(0)
DocumentView.paintEvent = paint
from annotator.__main__ import main
main()
"""


def main() -> None:
    """Print the figures."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    print(machine())
    with tempfile.TemporaryDirectory() as folder, screen() as display:
        config = Path(folder, "config")
        make_sample(sample_project(config))
        variables = environment(display) | {"PYTHONPYCACHEPREFIX": str(Path(folder, "cache"))}
        variables.pop("PYTHONDONTWRITEBYTECODE", None)
        options = ["--config-dir", str(config), "--annotator", "ann"]
        starts = [
            (_start(EMPTY, [], variables), _start(PROGRAM, options, variables))
            for _ in range(runs + 1)
        ][1:]  # the first pair warms the caches
        empty, program = zip(*starts, strict=True)
        print(line("empty PySide6 window painted", [one.wall_ms for one in empty]))
        print(line("first article readable", [one.wall_ms for one in program]))
        print(line("  processor time, empty window", [one.cpu_ms for one in empty]))
        print(line("  processor time, first article", [one.cpu_ms for one in program]))
        _tell_difference([a.wall_ms for a in empty], [b.wall_ms for b in program])
        heavy = {name for one in program for name in one.heavy}
        print(f"imported before that paint: {', '.join(sorted(heavy)) or 'no spacy, no sqlmodel'}")
        _first_ever(Path(folder, "new"), variables)


def _tell_difference(empty: list[float], program: list[float]) -> None:
    more = statistics.median(program) - statistics.median(empty)
    pairs = statistics.median(b - a for a, b in zip(empty, program, strict=True))
    print(f"difference of the medians {more:.0f} ms, median of the differences {pairs:.0f} ms")
    print("(target: at most 500 ms)")


def _first_ever(config: Path, variables: dict[str, str]) -> None:
    """The very first start has no project yet: it is made behind the window."""
    taken = _start(PROGRAM, ["--config-dir", str(config), "--annotator", "ann"], variables)
    print(f"very first start, the sample project made on the way: {taken.wall_ms:.0f} ms (one run)")


@dataclass(frozen=True, slots=True)
class Start:
    """From the creation of a process to the end of its paint, and what it had imported."""

    wall_ms: float
    cpu_ms: float
    heavy: tuple[str, ...]


def _start(code: str, options: list[str], variables: dict[str, str]) -> Start:
    begun = time.monotonic_ns()
    command = [sys.executable, "-c", code, *options]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    if not done.stdout:
        raise SystemExit(f"the window did not paint: {done.stderr}")
    told = json.loads(done.stdout)
    wall_ms = (told["at"] - begun) / 1e6
    return Start(wall_ms, told["cpu"] / 1e6, tuple(told.get("heavy", ())))


if __name__ == "__main__":
    main()
