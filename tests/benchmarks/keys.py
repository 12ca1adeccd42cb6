"""How fast a key is: from the event to the repaint and to the commit, in the production window.

    python tests/benchmarks/keys.py [PRESSES]

Articles of 1,000 words with 150 suggestions. A raw commit of one row through sqlite3 with
synchronous=FULL is timed in turns with the keys: it is what the disk takes in any case.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from measuring import PaintClock, line, machine, on_a_screen
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator import resources
from annotator.domain.span_content import SpanContent
from annotator.domain.tokens import tokenise
from annotator.domain.values import NewArticle, SuggestedSpan
from annotator.store.articles.article_rows import add_articles
from annotator.store.project import create_project
from annotator.store.work.suggestions import add_suggestions
from annotator.ui.document_view.view import DocumentView
from annotator.ui.launch import Launcher
from annotator.ui.look import theme
from annotator.ui.shell.settings import Settings

WORDS, SPANS, ARTICLES = 1000, 150, 30
LABELS = ("ACTOR", "LOCATION", "FIGURE")
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key


@dataclass(slots=True)
class Times:
    """Milliseconds from a key's event; ``cpu`` is processor time, which other programs on the
    machine hardly disturb.
    """

    committed: list[float] = field(default_factory=list)
    committed_cpu: list[float] = field(default_factory=list)
    repainted: list[float] = field(default_factory=list)  # the first time behind the change
    repainted_cpu: list[float] = field(default_factory=list)
    settled: list[float] = field(default_factory=list)  # the whole window, panels too
    settled_cpu: list[float] = field(default_factory=list)

    def add(self, other: Times) -> None:
        """Take in what another key took."""
        for name in self.__slots__:
            getattr(self, name).extend(getattr(other, name))

    def __str__(self) -> str:
        rows = [(name.replace("_", ", "), getattr(self, name)) for name in self.__slots__]
        return "\n".join(line(f"    {name}", values) for name, values in rows if values)


class Bench:
    """The window on a made project, and a clock on what its keys do."""

    def __init__(self, folder: Path) -> None:
        project = folder / "bench.annot"
        make_project(project)
        self._clock = PaintClock(DocumentView)
        self._launcher = Launcher(Settings(folder / "config"), "ann", folder / "config")
        self.window = self._launcher.window
        self._launcher.begin(str(project))
        while self.window.project is None:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
            if self.window.banner.isVisible():
                sys.exit(self.window.banner.words.text())
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.window.view.setFocus()
        self._committed = (0.0, 0.0)
        self.window.project.session.committed.connect(self._on_committed)
        self._raw = sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
        self._raw.executescript(
            "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; CREATE TABLE row (id, words)"
        )
        self.raw: list[float] = []
        settle()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> Times:
        """Press one key and wait until everything is painted."""
        self._committed = (0.0, 0.0)
        self._clock.at = 0.0
        begun, begun_cpu = time.perf_counter(), time.process_time()
        QTest.keyClick(self.window.windowHandle(), key, held)
        while not self._clock.at and QEventLoop().processEvents():  # false when nothing is due
            pass
        painted = (self._clock.at, self._clock.cpu)
        settle()
        settled = (time.perf_counter(), time.process_time())
        taken = Times()
        for name, (at, cpu) in zip(
            ("committed", "repainted", "settled"), (self._committed, painted, settled), strict=True
        ):
            if at:
                getattr(taken, name).append((at - begun) * 1000)
                getattr(taken, f"{name}_cpu").append((cpu - begun_cpu) * 1000)
        return taken

    def series(self, count: int, *keys: tuple[Qt.Key, Qt.KeyboardModifier]) -> Times:
        """Press keys in turns, ``count`` in all, with a raw commit after each."""
        whole = Times()
        for number in range(count):
            whole.add(self.press(*keys[number % len(keys)]))
            self._commit_raw(number)
        return whole

    def close(self) -> None:
        """Close the window."""
        self._raw.close()
        self.window.close()

    def _commit_raw(self, number: int) -> None:
        begun = time.perf_counter()
        self._raw.execute("BEGIN IMMEDIATE")
        self._raw.execute("INSERT INTO row VALUES (?, ?)", (number, "x" * 300))
        self._raw.execute("COMMIT")
        self.raw.append((time.perf_counter() - begun) * 1000)

    def _on_committed(self, title: str) -> None:
        self._committed = (time.perf_counter(), time.process_time())


def settle() -> None:
    """Let the window do all that is due, painting too."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)


def make_project(path: Path) -> None:
    """Articles made of the samples' words, with suggestions spread evenly over each."""
    words = [w for seed in sorted(resources.seeds().glob("*.txt")) for w in _words(seed)]
    texts = [_article(words, number) for number in range(ARTICLES)]
    with closing(create_project(path)) as project, project.writing() as connection:
        made = add_articles(connection, [NewArticle(text=t, title=t[:60]) for t in texts])
        found = {number: _spans(text) for (number, _), text in zip(made, texts, strict=True)}
        add_suggestions(connection, found, source="bench", version="1")


def _words(seed: Path) -> list[str]:
    return seed.read_text(encoding="utf-8").split()


def _article(words: Sequence[str], number: int) -> str:
    begin = number * 97 % len(words)
    chosen = [f"{number + 1}.", *(words * 2)[begin : begin + WORDS - 1]]
    paragraphs = [" ".join(chosen[at : at + 60]) for at in range(0, WORDS, 60)]
    return "\n\n".join(paragraphs)


def _spans(text: str) -> list[SuggestedSpan]:
    tokens = [token for token in tokenise(text) if text[token.start].isalnum()]
    step = len(tokens) / SPANS
    chosen = [tokens[int(number * step)] for number in range(SPANS)]
    return [
        SuggestedSpan(SpanContent(token.start, token.end, LABELS[number % 3]), score=0.9)
        for number, token in enumerate(chosen)
    ]


def main() -> None:
    """Print the figures."""
    presses = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    app = QApplication(sys.argv[:1])
    theme.apply(app, dark=False)
    print(machine())
    print(f"articles of {WORDS} words and {SPANS} spans; times from the key event")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for name, run in _series(bench, presses).items():
            print(f"{name}\n{run()}")
        print(line("raw sqlite3 commit, one row, synchronous=FULL", bench.raw))
        bench.close()


def _series(bench: Bench, presses: int) -> dict[str, Callable[[], Times]]:
    edges = [(Key.Key_BracketRight, NONE), (Key.Key_BracketRight, SHIFT)]
    labels = [(Key.Key_2, NONE), (Key.Key_3, NONE), (Key.Key_1, NONE)]

    def fresh(*keys: tuple[Qt.Key, Qt.KeyboardModifier]) -> Times:
        bench.press(Key.Key_PageDown, CTRL)
        bench.press(Key.Key_Tab)
        return bench.series(presses, *keys)

    return {
        "accept (A), target: repainted 16 ms, committed 10 ms": lambda: fresh((Key.Key_A, NONE)),
        "reject (X)": lambda: fresh((Key.Key_X, NONE)),
        "label (1-3)": lambda: fresh(*labels),
        "resize (] and Shift+])": lambda: fresh(*edges),
        "undo (Ctrl+Z)": lambda: fresh_undo(bench, presses),
        "cursor (right arrow)": lambda: fresh((Key.Key_Right, NONE)),
        "page (PgDown, PgUp)": lambda: fresh((Key.Key_PageDown, NONE), (Key.Key_PageUp, NONE)),
        "next article (Ctrl+PgDown), target: 50 ms": lambda: bench.series(
            ARTICLES - 10, (Key.Key_PageDown, CTRL)
        ),
    }


def fresh_undo(bench: Bench, presses: int) -> Times:
    """Take back what the keys before have done, without going back to other articles."""
    bench.press(Key.Key_PageDown, CTRL)
    bench.press(Key.Key_Tab)
    for _ in range(presses):
        bench.press(Key.Key_A)
    return bench.series(presses, (Key.Key_Z, CTRL))


if __name__ == "__main__":
    on_a_screen(__file__, main)
