"""The production window on a made project, with clocks on what its keys cost."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from measuring import PaintClock
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator import resources
from annotator.domain.span_content import SpanContent
from annotator.domain.tokens import tokenise
from annotator.domain.values import NewArticle, SuggestedSpan
from annotator.store.articles.article_rows import add_articles
from annotator.store.project import create_project
from annotator.store.work.suggestions import add_suggestions
from annotator.ui.document_view.layout import DocumentLayout
from annotator.ui.document_view.view import DocumentView
from annotator.ui.launch import Launcher
from annotator.ui.shell.settings import Settings

LABELS = ("ACTOR", "LOCATION", "FIGURE")
NONE = Qt.KeyboardModifier.NoModifier
MB = 1024 * 1024
_PARAGRAPH = 60  # words


@dataclass(frozen=True, slots=True)
class Size:
    """What an article of a project is like: characters, waiting suggestions, all on one line?"""

    signs: int
    spans: int
    one_line: bool = False

    @classmethod
    def of(cls, words: str) -> Size:
        """From ``SIGNS:SPANS`` or ``SIGNS:SPANS:line``."""
        signs, spans, *shape = words.split(":")
        return cls(int(signs), int(spans), shape == ["line"])

    def __str__(self) -> str:
        shape = ", one line" if self.one_line else ""
        return f"{self.signs:,} characters, {self.spans:,} spans{shape}"

    @property
    def articles(self) -> int:
        """How many a project has: enough for every series to begin in one untouched."""
        return 30 if self.signs < 100_000 else 12


@dataclass(slots=True)
class Times:
    """Milliseconds of processor time from a key's event, and by the clock what is so named."""

    committed: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)  # the text, for the first time behind it
    settled: list[float] = field(default_factory=list)  # the whole window, panels too
    painted_clock: list[float] = field(default_factory=list)


class RawSurface(QWidget):
    """What Qt alone needs for the same picture: laid out lines of text, a box and a tag a span."""

    def __init__(self, view: DocumentView) -> None:
        super().__init__()
        self.resize(view.viewport().size())
        top = -view.origin().y()
        layout: DocumentLayout = view.document_layout()
        numbers = layout.between(top, top + view.viewport().height())
        self._origin = view.origin()
        self._texts = [(layout.laid(number), layout.top(number)) for number in numbers]
        first, last = layout.blocks[numbers[0]].start, layout.blocks[numbers[-1]].end
        shown = [mark for mark in view.marks if mark.start < last and first < mark.end]
        self._boxes: list[tuple[str, QRectF]] = [
            (mark.tag, part.rect) for mark in shown for part in layout.parts(mark.start, mark.end)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self.palette().window())
        painter.translate(self._origin)
        for text, top in self._texts:
            text.draw(painter, QPointF(0.0, top))
        for tag, rect in self._boxes:
            painter.drawRoundedRect(rect, 3.0, 3.0)
            painter.drawText(rect.topLeft(), tag)
        painter.end()


class Bench:
    """The window on a project of articles of one size, the first of which is tiny."""

    def __init__(self, folder: Path, size: Size) -> None:
        project = folder / "bench.annot"
        make_project(project, size)
        self._clock = PaintClock(DocumentView)
        self._raw_clock = PaintClock(RawSurface)
        launcher = Launcher(Settings(folder / "config"), "ann", folder / "config")
        self.window = launcher.window
        self._launcher = launcher
        launcher.begin(str(project))
        while self.window.project is None:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
            if self.window.banner.isVisible():
                sys.exit(self.window.banner.words.text())
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.view = self.window.view
        self.view.setFocus()
        self._committed = 0.0
        self.window.project.session.committed.connect(self._on_committed)
        self._raw = _raw_project(folder / "raw.sqlite")
        self.raw_commits: list[float] = []
        settle()
        self.empty_mb = memory_mb()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> Times:
        """Press one key and wait until everything is painted."""
        return self.timed(lambda: QTest.keyClick(self.window.windowHandle(), key, held))

    def timed(self, act: Callable[[], object]) -> Times:
        """What an act costs until everything is painted."""
        self._committed = self._clock.at = 0.0
        begun, begun_cpu = time.perf_counter(), time.process_time()
        act()
        while not self._clock.at and QEventLoop().processEvents():  # False when nothing is due
            pass
        painted, painted_cpu = self._clock.at, self._clock.cpu
        settle()
        taken = Times(settled=[(time.process_time() - begun_cpu) * 1000])
        if painted:
            taken.painted.append((painted_cpu - begun_cpu) * 1000)
            taken.painted_clock.append((painted - begun) * 1000)
        if self._committed:
            taken.committed.append((self._committed - begun_cpu) * 1000)
        return taken

    def repaint_raw(self, count: int) -> list[float]:
        """What Qt alone needs to paint what is in view."""
        surface = RawSurface(self.view)
        surface.show()
        QTest.qWaitForWindowExposed(surface)
        taken: list[float] = []
        for _ in range(count):
            begun, self._raw_clock.at = time.process_time(), 0.0
            surface.update()
            while not self._raw_clock.at:
                QEventLoop().processEvents()
            taken.append((self._raw_clock.cpu - begun) * 1000)
        surface.close()
        settle()
        return taken

    def commit_raw(self, number: int) -> None:
        """The rows of one accepted suggestion, committed without the program."""
        begun = time.process_time()
        self._raw.execute("BEGIN IMMEDIATE")
        self._raw.execute("INSERT INTO row VALUES (?, ?)", (f"a{number}", "x" * 300))
        self._raw.execute("INSERT INTO row VALUES (?, ?)", (f"d{number}", "x" * 60))
        self._raw.execute("INSERT INTO row VALUES (?, ?)", (f"e{number}", "x" * 700))
        self._raw.execute("COMMIT")
        self.raw_commits.append((time.process_time() - begun) * 1000)

    def close(self) -> None:
        """Close the window."""
        self._raw.close()
        self.window.close()

    def _on_committed(self, title: str) -> None:
        self._committed = time.process_time()


def settle() -> None:
    """Let the window do all that is due, painting too."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)


def memory_mb() -> float:
    """What the process has in memory."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MB


def make_project(path: Path, size: Size) -> None:
    """Articles made of the samples' words, with suggestions spread evenly over each."""
    words = [w for seed in sorted(resources.seeds().glob("*.txt")) for w in _words(seed)]
    texts = [_article(words, number, size) for number in range(size.articles)]
    with closing(create_project(path)) as project, project.writing() as connection:
        tiny = NewArticle(text="Nothing is in here.", title="Empty")
        articles = [tiny, *(NewArticle(text=t, title=t[:60]) for t in texts)]
        made = add_articles(connection, articles)
        spans = [_spans(text, size.spans) for text in texts]
        by_article = {number: own for (number, _), own in zip(made[1:], spans, strict=True)}
        add_suggestions(connection, by_article, source="bench", version="1")


def _raw_project(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; "
        "CREATE TABLE row (id PRIMARY KEY, words)"
    )
    return connection


def _words(seed: Path) -> list[str]:
    return seed.read_text(encoding="utf-8").split()


def _article(words: Sequence[str], number: int, size: Size) -> str:
    begin = number * 97 % len(words)
    turned = [*words[begin:], *words[:begin]]
    length = sum(len(word) + 1 for word in turned)
    chosen = [f"{number + 1}.", *(turned * (size.signs // length + 1))]
    joint = " " if size.one_line else "\n\n"
    pieces = range(0, len(chosen), _PARAGRAPH)
    text = joint.join(" ".join(chosen[at : at + _PARAGRAPH]) for at in pieces)
    return text[: size.signs].strip()


def _spans(text: str, count: int) -> list[SuggestedSpan]:
    tokens = [token for token in tokenise(text) if text[token.start].isalnum()]
    step = len(tokens) / count
    chosen = [tokens[int(number * step)] for number in range(count)]
    return [
        SuggestedSpan(SpanContent(token.start, token.end, LABELS[number % 3]), score=0.9)
        for number, token in enumerate(chosen)
    ]
