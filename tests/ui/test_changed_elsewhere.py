"""A window is open while another process changes its project."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from sample_project import FIRST, place
from window_verbs import Sight

from annotator.domain.changes import Change, ChangeOrigin
from annotator.operations import annotate
from annotator.operations.sharing.bundling import BundleChoice, write_bundle
from annotator.store.project import open_project
from annotator.ui.annotating.open_annotating import OpenAnnotating
from annotator.ui.annotating.room import AnnotatingRoom
from annotator.ui.guidelines.room import GuidelinesRoom
from annotator.ui.queue.room import QueueRoom
from annotator.ui.shell.widgets.key_button import KeyButton
from annotator.workspace import Workspace

Key = Qt.Key
IN_A_WORKSPACE = """
import sys
from annotator.domain.figures import ACLED
from annotator.domain.values import Status
from annotator.operations import annotate, articles, figures, guidelines, labels, projects
with projects.at_work(sys.argv[1], sys.argv[2]) as workspace:
    exec(sys.argv[3])
"""


def path_of(sight: Sight) -> Path:
    path = sight.workspace.project.path
    assert path is not None
    return path


def shell(sight: Sight, name: str, *options: str | Path) -> None:
    """Run a command on the project of a window, as a person does beside it."""
    command = [sys.executable, "-m", "annotator", name, path_of(sight), *options]
    subprocess.run(command, check=True, capture_output=True)


def elsewhere(sight: Sight, deed: str, *, name: str = "bob") -> None:
    """Do something in a workspace of another process."""
    command = [sys.executable, "-c", IN_A_WORKSPACE, path_of(sight), name, deed]
    subprocess.run(command, check=True, capture_output=True)


def until(sight: Sight, is_so: Callable[[], bool]) -> None:
    sight.bot.waitUntil(is_so)


def rows(sight: Sight) -> int:
    return sight.room(QueueRoom).panel.list.model().rowCount()


def heard(sight: Sight) -> list[Change]:
    """What the window hears of from now on."""
    changes: list[Change] = []
    sight.workspace.listen(changes.append)
    return changes


def test_an_import_in_a_shell_appears_in_the_queue(sight: Sight, tmp_path: Path) -> None:
    before = rows(sight)
    (tmp_path / "new.txt").write_text("Shelling was heard in Herat.", encoding="utf-8")
    shell(sight, "import", tmp_path / "new.txt", "--annotator", "bob")
    until(sight, lambda: rows(sight) == before + 1)
    assert f"of {before + 1} done" in sight.window.status.progress.text()
    worker = sight.window.project.room(OpenAnnotating).suggesting._worker  # type: ignore[union-attr]
    assert (before + 1, False) in worker.asked  # type: ignore[attr-defined]


def test_work_merged_in_a_shell_appears_in_the_article_in_view(
    sight: Sight, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.annot"
    copy.write_bytes(path_of(sight).read_bytes())
    project = open_project(copy)
    start, end = place(FIRST, "Taliban")
    annotate.add(Workspace(project, "ann"), article=1, start=start, end=end, label="ACTOR")
    write_bundle(project, tmp_path / "work.annwork", BundleChoice(), made_by="ann")
    project.close()
    assert sight.spans() == []
    shell(sight, "merge", tmp_path / "work.annwork", "--annotator", "bob", "--no-backup")
    until(sight, lambda: sight.spans() == [("ACTOR", "Taliban")])
    assert sight.mark("Taliban").label.name == "ACTOR"


def test_articles_finished_elsewhere_are_counted(sight: Sight) -> None:
    elsewhere(sight, "articles.set_status(workspace, article=2, status=Status.DONE)", name="ann")
    until(sight, lambda: sight.window.status.progress.text().startswith("1 of"))


def test_a_label_added_elsewhere_is_offered(sight: Sight) -> None:
    elsewhere(sight, "labels.add(workspace, 'WEAPON')")
    until(sight, lambda: "WEAPON" in [label.name for label in sight.workspace.labels])
    buttons = sight.room(AnnotatingRoom).view.label_bar.findChildren(KeyButton)
    assert "Weapon" in [button.text() for button in buttons]


def test_guidelines_written_elsewhere_are_shown(sight: Sight) -> None:
    elsewhere(sight, "guidelines.write(workspace, '# Name the whole group')")
    until(
        sight, lambda: "Name the whole group" in sight.room(GuidelinesRoom).panel.page.toPlainText()
    )


def test_terms_chosen_elsewhere_reach_the_suggestion_process(sight: Sight) -> None:
    elsewhere(sight, "figures.choose_policy(workspace, ACLED)")
    shell(sight, "names", "--set", "Quxtown=LOCATION", "--annotator", "bob")
    assert sight.window.project is not None
    worker = sight.window.project.room(OpenAnnotating).suggesting._worker
    until(sight, lambda: worker.terms.policy == "acled")  # type: ignore[attr-defined]
    until(sight, lambda: "Quxtown" in [n.spelling for n in worker.terms.names.names])  # type: ignore[attr-defined]


def test_suggestions_hidden_elsewhere_go_from_the_article_in_view(sight: Sight) -> None:
    assert sight.waiting()
    shell(sight, "unaided", "--share", "100", "--annotator", "bob")
    until(sight, lambda: sight.waiting() == [])


def test_a_note_being_typed_outlives_a_change_from_elsewhere(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, Key.Key_N)
    note = sight.find(QLineEdit, "inspector_note")
    sight.bot.keyClicks(note, "Who says so?")
    changes = heard(sight)
    elsewhere(sight, "annotate.accept_all(workspace, article=1)", name="ann")
    until(sight, lambda: bool(changes) and not sight.waiting())
    assert note.text() == "Who says so?"
    sight.bot.keyClick(note, Key.Key_Return)
    assert [span.note for span in sight.state.annotations if span.note] == ["Who says so?"]


def test_what_the_window_commits_itself_is_no_news(sight: Sight) -> None:
    changes = heard(sight)
    sight.keys(Key.Key_Tab, Key.Key_A)
    elsewhere(sight, "articles.set_status(workspace, article=2, status=Status.DONE)")
    until(sight, lambda: any(change.origin is ChangeOrigin.ELSEWHERE for change in changes))
    told = [change.articles for change in changes if change.origin is ChangeOrigin.ELSEWHERE]
    assert told == [(2,)]
