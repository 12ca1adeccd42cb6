"""What a key costs in the production window, on articles of any size, beside what Qt and SQLite
alone need in the same run.

    python tests/benchmarks/keys.py [--presses N] [SIGNS:SPANS[:line]...]

Without sizes: 6000:150, 1000000:20000 and 1000000:20000:line, each in a process of its own. The
spans are waiting suggestions in the database. All times are processor time, which other programs
hardly disturb; a key's are from its event to the paint of the text, and until nothing is due.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from key_bench import Bench, Size, Times, memory_mb
from measuring import machine, on_a_screen, p95
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.domain.tokens import tokenise
from annotator.ui.look import theme

SIZES = ("6000:150", "1000000:20000", "1000000:20000:line")
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key
Stroke = tuple[Qt.Key, Qt.KeyboardModifier]
NEXT: Stroke = (Key.Key_PageDown, CTRL)


@dataclass(frozen=True, slots=True)
class Limits:
    """Milliseconds that are wanted at most, and megabytes; ``settled`` None where none is set."""

    painted: float
    settled: float
    opened: float
    opened_settled: float | None
    memory_mb: float = 60.0
    moved: float = 10.0

    @classmethod
    def of(cls, size: Size) -> Limits:
        """Those of an article of ordinary length, or of an enormous one."""
        return cls(8, 16, 50, 30) if size.signs < 100_000 else cls(16, 40, 200, None)


def main() -> None:
    """Print the tables."""
    presses, sizes = _wanted(sys.argv[1:])
    if len(sizes) == 1:
        measure(Size.of(sizes[0]), presses)
        return
    print(machine(), flush=True)
    for size in sizes:
        command = [sys.executable, __file__, "--presses", str(presses), size]
        subprocess.run(command, check=True)


def _wanted(words: Sequence[str]) -> tuple[int, Sequence[str]]:
    presses, rest = 40, list(words)
    if "--presses" in rest:
        at = rest.index("--presses")
        presses = int(rest[at + 1])
        del rest[at : at + 2]
    return presses, rest or SIZES


def measure(size: Size, presses: int) -> None:
    """Print the table of one size."""
    app = QApplication(sys.argv[:1])
    theme.apply(app, dark=False)
    limits = Limits.of(size)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), size)
        print(f"\n{size}; milliseconds of processor time, median (95th percentile)")
        print(f"{'':<26}{'committed':>16}{'painted':>16}{'settled':>16}   wanted at most")
        opened = bench.press(*NEXT)
        memory = memory_mb() - bench.empty_mb
        _tell("first of this size opened", opened, limits.opened, limits.opened_settled)
        for name, run in _edits(bench, presses).items():
            _tell(name, run(), limits.painted, limits.settled)
        for name, strokes in _moves().items():
            _begin(bench)
            _tell(name, series(bench, presses, *strokes), limits.moved, None)
        following = series(bench, size.articles - 10, NEXT)
        _tell("next article", following, limits.opened, limits.opened_settled)
        _tell_raw("the same text by Qt alone", bench.repaint_raw(presses))
        _tell_raw("the same rows by SQLite", bench.raw_commits)
        print(f"{'memory of the article':<26}{memory:>13.0f} MB{'':>35}{limits.memory_mb:.0f} MB")
        bench.close()
    sys.stdout.flush()
    os._exit(0)


def series(bench: Bench, count: int, *strokes: Stroke) -> Times:
    """Press keys in turns, ``count`` in all, with a raw commit after each."""
    return gathered(bench, count, lambda at: bench.press(*strokes[at % len(strokes)]))


def gathered(bench: Bench, count: int, act: Callable[[int], Times]) -> Times:
    """What acts cost, with a raw commit after each."""
    whole = Times()
    for number in range(count):
        taken = act(number)
        for name in ("committed", "painted", "settled", "painted_clock"):
            getattr(whole, name).extend(getattr(taken, name))
        bench.commit_raw(len(bench.raw_commits))
    return whole


def _edits(bench: Bench, presses: int) -> dict[str, Callable[[], Times]]:
    def fresh(*strokes: Stroke) -> Times:
        bench.press(*NEXT)
        _begin(bench)
        return series(bench, presses, *strokes)

    return {
        "label (1 on a word)": lambda: _labelled(bench, presses),
        "accept (A)": lambda: fresh((Key.Key_A, NONE)),
        "reject (X)": lambda: fresh((Key.Key_X, NONE)),
        "relabel (1-3)": lambda: fresh((Key.Key_2, NONE), (Key.Key_3, NONE), (Key.Key_1, NONE)),
        "resize (] and Shift+])": lambda: fresh(
            (Key.Key_BracketRight, NONE), (Key.Key_BracketRight, SHIFT)
        ),
        "undo (Ctrl+Z)": lambda: _undone(bench, presses),
    }


def _moves() -> dict[str, Sequence[Stroke]]:
    return {
        "cursor (right arrow)": [(Key.Key_Right, NONE)],
        "page (PgDown, PgUp)": [(Key.Key_PageDown, NONE), (Key.Key_PageUp, NONE)],
    }


def _begin(bench: Bench) -> None:
    """Focus a suggestion in the middle of the article."""
    marks = bench.view.marks
    bench.timed(lambda: bench.view.focus_mark(marks[len(marks) // 2 - 30].id))


def _labelled(bench: Bench, presses: int) -> Times:
    """Label words that nobody has labelled, in the middle of the article."""
    bench.press(*NEXT)
    _begin(bench)
    view = bench.view
    here = view.focused.start if view.focused else 0
    taken = {mark.start for mark in view.marks}
    near = tokenise(view.text, here, min(len(view.text), here + 40 * presses))
    free = [t for t in near if t.start not in taken and view.text[t.start].isalpha()]

    def label(number: int) -> Times:
        word = free[number % len(free)]
        bench.timed(lambda: view.select_place(word.start, word.end))
        return bench.press(Key.Key_1)

    return gathered(bench, presses, label)


def _undone(bench: Bench, presses: int) -> Times:
    """Take back what the keys before have done, without going back to other articles."""
    bench.press(*NEXT)
    _begin(bench)
    for _ in range(presses):
        bench.press(Key.Key_A)
    return series(bench, presses, (Key.Key_Z, CTRL))


def _tell(name: str, times: Times, painted: float, settled: float | None) -> None:
    cells = [_cell(values) for values in (times.committed, times.painted, times.settled)]
    wanted = f"{painted:g}" + (f" / {settled:g}" if settled else "")
    print(f"{name:<26}{cells[0]:>16}{cells[1]:>16}{cells[2]:>16}   {wanted}", flush=True)


def _tell_raw(name: str, values: Sequence[float]) -> None:
    print(f"{name:<26}{_cell(values):>48}")


def _cell(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.1f} ({p95(values):.1f})" if values else "–"


if __name__ == "__main__":
    on_a_screen(__file__, main)
