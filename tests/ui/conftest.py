"""Windows for tests: on no screen unless QT_QPA_PLATFORM asks for one; nothing may stay behind."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from opening import bring_in, make_window

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from dialog_verbs import Answering
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_verbs import NoWorker, Sight

from annotator.store.project import open_project
from annotator.ui.annotating import suggesting
from annotator.ui.document_view import DocumentView
from annotator.ui.look import theme
from annotator.ui.shell.settings import Settings
from annotator.workspace import Workspace

PATIENCE_MS = 120_000


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    theme.apply(qapp, dark=False)
    return qapp


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Waits as long as a busy machine needs; what never comes true fails all the same."""
    qtbot.waitUntil = partial(qtbot.waitUntil, timeout=PATIENCE_MS)  # type: ignore[method-assign]
    qtbot.waitSignal = partial(qtbot.waitSignal, timeout=PATIENCE_MS)  # type: ignore[method-assign]
    return qtbot


@pytest.fixture
def view(qtbot: QtBot) -> DocumentView:
    """A reading surface on its own, shown."""
    view = DocumentView()
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    return view


@pytest.fixture
def config_dir(tmp_path: Path) -> Path:
    return tmp_path / "config"


@pytest.fixture
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fails if a test leaves a thread or a top-level window."""
    threads = set(threading.enumerate())
    windows = set(qapp.topLevelWidgets())
    yield
    qapp.sendPostedEvents()
    qapp.processEvents()
    left = [thread.name for thread in threading.enumerate() if thread not in threads]
    shown = [w for w in qapp.topLevelWidgets() if w not in windows and w.isVisible()]
    assert not left, f"threads left behind: {left}"
    assert not shown, f"windows left behind: {shown}"


@pytest.fixture
def answering(qapp: QApplication) -> Iterator[Answering]:
    """Answers dialogs as they come up."""
    answers = Answering()
    yield answers
    answers.close()


@pytest.fixture
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Suggestions are not computed; tests say what has been found."""
    monkeypatch.setattr(suggesting, "SuggestionWorker", NoWorker)


@pytest.fixture
def open_window(
    qtbot: QtBot,
    qapp: QApplication,
    no_worker: None,
    project_path: Path,
    config_dir: Path,
    nothing_left_behind: None,
) -> Iterator[Callable[..., Sight]]:
    """Opens windows on projects as the program does, without its start-up thread."""
    shown: list[Sight] = []

    def open_it(path: Path = project_path, *, article: int | None = 1, name: str = "ann") -> Sight:
        window = make_window(Settings(config_dir))
        sight = Sight(window, qtbot)
        shown.append(sight)
        window.resize(1200, 800)
        window.show()
        workspace = Workspace(open_project(path, wait_ms=50), name)
        bring_in(window, workspace, article)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.view.setFocus()
        qapp.processEvents()
        return sight

    yield open_it
    for sight in shown:
        sight.close()


@pytest.fixture
def sight(open_window: Callable[..., Sight]) -> Sight:
    """The window on the small project, its first article in view."""
    return open_window()


@pytest.fixture
def finished(sight: Sight) -> Sight:
    """Ann has finished the first article."""
    sight.keys(Qt.Key.Key_Tab, Qt.Key.Key_A)
    sight.twice(Qt.Key.Key_Return)
    sight.bot.waitUntil(lambda: sight.state.article_id == 2)
    return sight
