"""A real process that is ended by a signal keeps what cannot be saved, and saves what can."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dialog_verbs import Answering, clicking
from locking import Held
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from window_verbs import Sight

from annotator.domain.state import ArticleState
from annotator.store.articles.article_rows import article_state
from annotator.store.project import open_project

pytestmark = pytest.mark.crash

# The program itself, with hands on its keyboard: a line of Python is run for each line it is told.
_PROGRAM = """
import sys
from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QComboBox
import annotator.ui.annotating.suggesting as suggesting
sys.path.insert(0, sys.argv[2])
from window_verbs import NoWorker
from annotator.ui import launch

suggesting.SuggestionWorker = NoWorker
begin = launch.Launcher.begin

def begun(launcher, project):
    begin(launcher, project)
    window = launcher.window
    notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, launcher)
    def hear():
        try:
            exec(sys.stdin.readline(), globals() | {"window": window})
        except BaseException as error:
            print(repr(error), flush=True)
        else:
            print("done", flush=True)
    notifier.activated.connect(hear)
    launcher.notifier = notifier

launch.Launcher.begin = begun
from annotator.ui.start import read
from annotator.ui.startup.wish import Wish
sys.exit(launch.open_window(read(sys.argv[3:], commands=())))
"""


class Program:
    """The program on no screen, in a process of its own."""

    def __init__(self, project: Path, config: Path) -> None:
        tests = Path(__file__).parents[1] / "support"
        options = ["--config-dir", str(config), "--annotator", "ann", str(project)]
        self.process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, "--", str(tests), *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        )
        self.tell("import time")
        self.tell(
            "[QApplication.processEvents() for _ in iter(lambda: window.project is None, False)]"
        )

    def tell(self, line: str) -> None:
        """Have a line run in its window, and wait until it has been."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n"

    def keys(self, *names: str) -> None:
        """Press keys on the text."""
        for name in names:
            self.tell(f"QTest.keyClick(window.view, Qt.Key.Key_{name})")

    def end(self, number: signal.Signals) -> int:
        """Send a signal; the exit status."""
        self.process.send_signal(number)
        return self.process.wait()


@pytest.fixture
def program(project_path: Path, config_dir: Path) -> Iterator[Program]:
    begun = Program(project_path, config_dir)
    yield begun
    begun.process.kill()
    begun.process.communicate()


def stored(path: Path) -> ArticleState:
    project = open_project(path)
    with project.reading() as connection:
        state = article_state(connection, 1, annotator="ann")
    project.close()
    return state


ENDS = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]


@pytest.mark.parametrize("number", ENDS)
def test_a_signal_ends_the_program_and_what_cannot_be_saved_is_offered_at_the_next_start(
    program: Program,
    project_path: Path,
    config_dir: Path,
    open_window: Callable[..., Sight],
    number: signal.Signals,
    answering: Answering,
) -> None:
    program.keys("Tab")
    with Held(project_path):
        program.keys("A", "X")
        assert program.end(number) == 0
    (kept,) = config_dir.glob("unsaved-*.json")
    assert [edit["title"] for edit in json.loads(kept.read_text())["edits"]] == [
        "Accept “Taliban fighters”",
        "Reject “Kunduz”",
    ]
    assert stored(project_path).annotations == ()
    sight = open_window()
    answering(unsaved_dialog=clicking("Save now"))
    sight.find(QPushButton, "banner_act").click()
    assert [item.text for item in stored(project_path).annotations] == ["Taliban fighters"]
    assert list(config_dir.glob("unsaved-*.json")) == []


def test_a_note_that_is_being_typed_is_saved_when_a_signal_ends_the_program(
    program: Program, project_path: Path, config_dir: Path
) -> None:
    program.keys("Tab", "N")
    program.tell("QTest.keyClicks(window.rooms[1].view.inspector.note, 'by whom?')")
    assert program.end(signal.SIGTERM) == 0
    assert [item.note for item in stored(project_path).annotations] == ["by whom?"]
    assert list(config_dir.glob("unsaved-*.json")) == []


def test_guidelines_that_are_being_written_are_kept_when_a_signal_ends_the_program(
    program: Program, open_window: Callable[..., Sight], answering: Answering
) -> None:
    program.tell("window.table['guidelines_edit'].trigger()")
    program.tell("window.rooms[0].panel.editor.setPlainText('# Mark nothing')")
    assert program.end(signal.SIGTERM) == 0
    sight = open_window()
    answering(unsaved_dialog=clicking("Save now"))
    sight.find(QPushButton, "banner_act").click()
    editor = sight.find(QPlainTextEdit, "guidelines_editor")
    assert (editor.isVisible(), editor.toPlainText()) == (True, "# Mark nothing")


def test_words_in_an_open_dialog_are_kept_when_a_signal_ends_the_program(
    program: Program, config_dir: Path
) -> None:
    program.tell(
        "from PySide6.QtCore import QTimer; QTimer.singleShot(0, window.table['flag'].trigger)"
    )
    program.tell(
        "[QApplication.processEvents() for _ in iter(lambda: not QApplication.activeModalWidget(), "
        "False)]; QApplication.activeModalWidget().reason.setEditText('torn page')"
    )
    assert program.end(signal.SIGTERM) == 0
    (kept,) = config_dir.glob("unsaved-*.json")
    assert [text["words"] for text in json.loads(kept.read_text())["texts"]] == ["torn page"]


@pytest.mark.disk
@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux limits another process")
def test_a_full_disk_keeps_the_change_waiting_until_there_is_room(
    program: Program, project_path: Path
) -> None:
    program.keys("Tab")
    pid = program.process.pid
    full = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, full[1]))
    program.keys("A")
    program.tell("assert window.status.saved.text() == '✗ Not saved', window.status.saved.text()")
    program.tell("assert 'full' in window.banner.words.text(), window.banner.words.text()")
    assert stored(project_path).annotations == ()
    resource.prlimit(pid, resource.RLIMIT_FSIZE, full)
    program.tell("window.banner._act.click()")
    program.tell("assert window.status.saved.text() == '✓ Saved'")
    assert [item.text for item in stored(project_path).annotations] == ["Taliban fighters"]
    assert program.end(signal.SIGTERM) == 0
