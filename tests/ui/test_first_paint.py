"""What is read before the database library is there, and what PySide must not do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from sample_project import ANN, BOB, FIRST, place

from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.values import Status
from annotator.operations import annotate, articles, control_share, overlaps
from annotator.store.file.first_paint import glimpse
from annotator.workspace import Workspace

FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from annotator.ui.launch import Launcher
from annotator.ui.shell.settings import Settings

app = QApplication(sys.argv[:1])
launcher = Launcher(Settings(Path(sys.argv[2])), "ann", Path(sys.argv[2]))
launcher._peep(sys.argv[1])
launcher.window.show()
launcher.window.grab()
slow = {"sqlmodel", "sqlalchemy", "alembic", "spacy", "numpy", "typer"} & set(sys.modules)
print(launcher.window.view.text.split(chr(10))[0], sorted(slow))
"""

OPENED = """
import gc
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from annotator.ui.launch import Launcher
from annotator.ui.shell.settings import Settings

app = QApplication(sys.argv[:1])
launcher = Launcher(Settings(Path(sys.argv[2])), "ann", Path(sys.argv[2]))
launcher.begin(sys.argv[1])
while launcher.window.project is None:
    app.processEvents()
print(gc.get_freeze_count(), len(gc.get_objects()))
launcher.window.close()
"""


@pytest.fixture
def worked_on(workspace: Workspace) -> Workspace:
    """The small project after a bit of everything."""
    first, second, third, fourth = workspace.article(1).suggestions
    annotate.accept(workspace, article=1, suggestion=fourth)
    annotate.reject(workspace, article=1, suggestion=first)
    annotate.correct(
        workspace, article=1, suggestion=second, start=second.start, end=second.end, label="ACTOR"
    )
    annotate.accept(workspace, article=1, suggestion=third)
    start, end = place(FIRST, "12")
    made = annotate.add(workspace, article=1, start=start, end=end, label="FIGURE")
    annotate.set_note(workspace, article=1, annotation=made, note="who says so?")
    articles.toggle_muted(workspace, article=1, offset=len(FIRST) - 3)
    articles.set_status(workspace, article=1, status=Status.FLAGGED, reason="why")
    return workspace


@pytest.mark.parametrize("annotator", [ANN, BOB, "nobody"])
@pytest.mark.parametrize("article", [1, 2])
def test_a_glimpse_shows_what_the_project_holds(
    worked_on: Workspace, annotator: str, article: int
) -> None:
    project = worked_on.project
    assert project.path is not None
    seen = glimpse(project.path, annotator=annotator, article=article)
    opened = Workspace(project, annotator)
    assert seen is not None
    assert seen.state == opened.article(article)
    assert seen.labels == tuple(opened.labels)


def test_a_glimpse_hides_suggestions_where_the_project_does(worked_on: Workspace) -> None:
    assert worked_on.project.path is not None
    control_share.choose(worked_on, 100)
    seen = glimpse(worked_on.project.path, annotator=BOB, article=1)
    assert seen is not None
    assert seen.state == Workspace(worked_on.project, BOB).article(1)
    assert not seen.state.waiting


def test_a_glimpse_goes_by_the_overlaps_that_the_project_allows(worked_on: Workspace) -> None:
    assert worked_on.project.path is not None
    overlaps.choose(worked_on, OverlapRule(Overlaps.NESTED, (("FIGURE", Overlaps.NONE),)))
    seen = glimpse(worked_on.project.path, annotator=ANN, article=1)
    assert seen is not None
    assert seen.state == Workspace(worked_on.project, ANN).article(1)


def test_without_a_wish_the_first_article_that_needs_work_is_shown(worked_on: Workspace) -> None:
    assert worked_on.project.path is not None
    seen = glimpse(worked_on.project.path, annotator=ANN)
    assert seen is not None
    assert seen.state.article_id == articles.next_open(worked_on, after=None)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_file_that_is_no_project_gives_no_glimpse(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.annot"
    path.write_bytes(content)
    assert glimpse(path, annotator=ANN) is None
    assert path.read_bytes() == content


def test_an_article_that_is_gone_gives_no_glimpse(project_path: Path) -> None:
    assert glimpse(project_path, annotator=ANN, article=99) is None


def test_the_first_article_is_painted_before_the_slow_libraries_are_imported(
    project_path: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(project_path), str(tmp_path / "config")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "Taliban fighters take Kunduz []"


def test_an_open_window_does_not_look_through_its_libraries_for_cycles(
    project_path: Path, config_dir: Path
) -> None:
    arguments = [sys.executable, "-c", OPENED, str(project_path), str(config_dir)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    frozen, looked_at = map(int, done.stdout.split())
    assert frozen > 20 * looked_at


def test_calls_that_return_nothing_lose_no_reference_to_none(qapp: QApplication) -> None:
    # PySide6 6.12.0 on Python 3.11 loses one with every such call and aborts after a while.
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(60_000):
        thing.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 1000


ORDER = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from annotator.ui import launch
from annotator.ui.shell.settings import Settings

app = QApplication(sys.argv[:1])
launch._UNPAINTED_MS = 10**6  # however slow the machine is
launcher = launch.Launcher(Settings(Path(sys.argv[2])), "ann", Path(sys.argv[2]))
seen = []
class Paints(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            seen.append("painted")
        return False
paints = Paints()
launcher.window.view.viewport().installEventFilter(paints)
launcher.open = lambda target: seen.append("opened")
launcher.window.setUpdatesEnabled(False)
launcher.begin(sys.argv[1])
for _ in range(20):
    app.processEvents()
assert not seen, seen
launcher.window.setUpdatesEnabled(True)
while "opened" not in seen:
    app.processEvents()
print(seen[0])
"""


def test_the_project_is_opened_after_the_first_paint(project_path: Path, config_dir: Path) -> None:
    code = [sys.executable, "-c", ORDER, str(project_path), str(config_dir)]
    done = subprocess.run(code, capture_output=True, text=True)
    assert done.stdout.strip() == "painted", done.stderr
