"""How long a reviewer waits: from a key to the next conflict shown, in the production window.

    python tests/benchmarks/review.py [ARTICLES]

Made-up articles of 60 spans in which two annotators differ in a tenth, and one of 1,000 spans. Each
key decides a conflict: it is committed (synchronous=FULL), drawn, and the next conflict is in the
panel. Processor time is given beside the hour, since other programs hardly disturb it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from measuring import PaintClock, line, machine, on_a_screen  # isort: skip - finds the tests' own
from made_up_pair import make_pair
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.gold import Plan
from annotator.operations.reviewing import review
from annotator.ui.document_view.view import DocumentView
from annotator.ui.launch import Launcher
from annotator.ui.look import theme
from annotator.ui.review.open_review import OpenReview
from annotator.ui.review.review_mode import ReviewMode
from annotator.ui.shell.action_rows import Mode
from annotator.ui.shell.main_window import MainWindow
from annotator.ui.shell.settings import Settings
from annotator.ui.shell.widgets.choice_row import Words

ARTICLES, LARGE = 30, 1000


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    print(machine())
    drawn, told = PaintClock(DocumentView), PaintClock(Words)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme.apply(app, dark=False)
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small.annot"), Path(folder, "large.annot")
        project = make_pair(small, count)
        begun = time.perf_counter()
        entries = review.queue(project, Plan(("ann", "bob")))
        spent = (time.perf_counter() - begun) * 1000
        print(f"the queue of {len(entries)} articles of 60 spans by two: {spent:.0f} ms")
        project.close()
        make_pair(large, 1, spans=LARGE).close()
        _measure("next conflict, 60 spans", app, small, Path(folder, "one"), drawn, told)
        _measure(f"next conflict, {LARGE} spans", app, large, Path(folder, "two"), drawn, told)


def _measure(
    name: str, app: QApplication, path: Path, config: Path, drawn: PaintClock, told: PaintClock
) -> None:
    window, mode = in_review(path, config)
    adjudication = mode.adjudication
    times: list[float] = []
    cpu: list[float] = []
    while True:
        app.processEvents()
        if adjudication.case is None or not adjudication.case.open:
            before = adjudication.case
            QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)
            if (
                adjudication.case is None
                or adjudication.case is before
                or not adjudication.case.open
            ):
                break
            continue
        begun, begun_cpu = time.perf_counter(), time.process_time()
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_1)
        last = not adjudication.case.open
        until(lambda at=begun, end=last: drawn.at > at and (end or told.at > at))
        if not last:
            times.append((max(drawn.at, told.at) - begun) * 1000)
            cpu.append((max(drawn.cpu, told.cpu) - begun_cpu) * 1000)
    print(line(name, times))
    print(line(f"{name}, processor", cpu))
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def in_review(path: Path, config: Path) -> tuple[MainWindow, ReviewMode]:
    """The production window on a project, in the review with its first article."""
    config.mkdir()
    launcher = Launcher(Settings(config), "rita", config)
    launcher.begin(str(path))
    window = launcher.window
    window.resize(1440, 900)
    until(lambda: window.project is not None)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    assert window.project is not None
    window.project.set_mode(Mode.REVIEW)
    mode = window.project.room(OpenReview).review
    until(lambda: mode.adjudication.case is not None)
    return window, mode


def until(condition: object) -> None:
    """Let the window work until something is so."""
    assert callable(condition)
    while not condition():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


if __name__ == "__main__":
    on_a_screen(__file__, main)
