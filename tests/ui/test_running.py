"""Slow work in the window: a dialog that comes late, can cancel, and is gone when the work is."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from dialog_verbs import Answering, clicking
from PySide6.QtCore import Qt
from window_verbs import Sight, press

from annotator.tasks import Progress
from annotator.ui.shell.progress import ProgressDialog
from annotator.ui.shell.tasks import Tasks


@pytest.fixture
def tasks(sight: Sight) -> Iterator[Tasks]:
    tasks = Tasks(sight.window, lambda error: sight.window.banner.say(str(error)))
    yield tasks
    tasks.close()


def dialogs(sight: Sight) -> list[ProgressDialog]:
    return sight.window.findChildren(ProgressDialog)


def until_cancelled(progress: Progress) -> None:
    while not threading.Event().wait(0.01):
        progress.report(1, 2)


@pytest.mark.parametrize(
    "leave", [clicking("Cancel"), lambda dialog: press(dialog, Qt.Key.Key_Escape)]
)
def test_cancelled_work_ends_and_leaves_no_dialog(
    sight: Sight, tasks: Tasks, answering: Answering, leave: object
) -> None:
    done: list[None] = []
    seen = answering(progress_dialog=leave)
    tasks.run("Looking…", until_cancelled, done.append)
    sight.bot.waitUntil(lambda: seen == ["progress_dialog"])
    sight.bot.waitUntil(lambda: not dialogs(sight))
    assert done == []


def test_work_that_fails_leaves_no_dialog(sight: Sight, tasks: Tasks) -> None:
    tasks.run("Looking…", lambda progress: 1 // 0, print)
    sight.bot.waitUntil(sight.window.banner.isVisible)
    sight.bot.waitUntil(lambda: not dialogs(sight))
