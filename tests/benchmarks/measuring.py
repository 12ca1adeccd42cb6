"""What the benchmarks of the window share: a screen, figures, and clocks on painting."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "support")]

from e2e.driver import environment, missing_tools, screen

__all__ = ["PaintClock", "environment", "line", "machine", "on_a_screen", "p95", "screen"]


def on_a_screen(script: str, run: Callable[[], None]) -> None:
    """Run a benchmark on a screen of its own: starts the script again there."""
    if "ANNOTATOR_BENCHMARK" in os.environ:
        run()
        return
    lacking = missing_tools()
    if lacking:
        sys.exit(lacking)
    with screen() as display:
        variables = environment(display) | {"ANNOTATOR_BENCHMARK": "1"}
        done = subprocess.run([sys.executable, script, *sys.argv[1:]], env=variables, check=False)
    sys.exit(done.returncode)


def machine() -> str:
    """The machine in one line, with how busy it was."""
    load = os.getloadavg()[0]
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, load {load:.1f} at the start"
    )


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return sorted(values)[min(len(values) - 1, round(0.95 * len(values)))]


def line(name: str, values: Sequence[float], unit: str = "ms") -> str:
    """One line of figures: median, 95th percentile, extremes and how many."""
    return (
        f"{name:<44} median {statistics.median(values):8.1f}  p95 {p95(values):8.1f}  "
        f"min {min(values):8.1f}  max {max(values):8.1f} {unit}  n={len(values)}"
    )


class PaintClock:
    """Knows when a widget class has last finished painting: the hour and the processor time.

    Put on before any widget is made.
    """

    def __init__(self, widget: type[Any]) -> None:
        self.at = self.cpu = 0.0
        original = widget.paintEvent

        def paint(shown: Any, event: Any) -> None:
            original(shown, event)
            self.at, self.cpu = time.perf_counter(), time.process_time()

        widget.paintEvent = paint
