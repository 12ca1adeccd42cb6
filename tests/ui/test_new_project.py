"""A new project in a window that shows another one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from dialog_verbs import Answering, choosing
from PySide6.QtWidgets import QLabel, QListView
from pytestqt.qtbot import QtBot
from sample_project import FIRST
from window_verbs import Sight

from annotator.ui.launch import Launcher
from annotator.ui.shell.settings import Settings


@pytest.fixture
def launched(
    qtbot: QtBot, no_worker: None, project_path: Path, config_dir: Path, nothing_left_behind: None
) -> Iterator[Sight]:
    """The window on the small project, opened as the program opens it."""
    launcher = Launcher(Settings(config_dir), "ann", config_dir)
    sight = Sight(launcher.window, qtbot)
    launcher.begin(str(project_path))
    qtbot.waitUntil(lambda: sight.window.project is not None)
    yield sight
    sight.close()
    gc.unfreeze()


def test_a_new_project_shows_nothing_of_the_one_before(
    launched: Sight, tmp_path: Path, answering: Answering, qtbot: QtBot
) -> None:
    sight = launched
    assert sight.view.text == FIRST
    answering(QFileDialog=choosing(tmp_path / "new.annot", by="Save"))
    sight.window.table["new_project"].trigger()
    qtbot.waitUntil(lambda: sight.window.windowTitle().startswith("new"))
    qtbot.waitUntil(lambda: sight.find(QListView, "queue_list").model().rowCount() == 0)
    assert (sight.view.text, list(sight.view.marks)) == ("", [])
    assert "Import articles" in sight.view._header
    assert sight.window.status.progress.text() == "0 of 0 done"
    assert not sight.find(QLabel, "inspector_text").isVisible()
