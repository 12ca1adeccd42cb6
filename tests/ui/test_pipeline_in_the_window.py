"""What suggests in a project is part of it: all that suggests uses it, and the window says so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from dialog_verbs import Answering, click, part
from foreign_pipelines import make_foreign
from making import make_project
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
)
from window_verbs import CTRL, SHIFT, Sight

from annotator.domain.pipelines import PipelineChoice
from annotator.nlp.processes.messages import Loaded, Result
from annotator.nlp.processes.worker import SuggestionWorker
from annotator.operations.suggesting.prelabel import prelabel
from annotator.ui.annotating import suggesting
from annotator.workspace import Workspace

Key = Qt.Key
Open = Callable[..., Sight]
HERAT = "The Penal Code says so in Herat.\n"
KUNDUZ = "On Thursday Kunduz was calm, the Penal Code or not.\n"
_ASK = (Key.Key_S, CTRL | SHIFT)


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_foreign(tmp_path_factory.mktemp("pipelines") / "foreign")


@pytest.fixture
def real_worker(no_worker: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggesting, "SuggestionWorker", SuggestionWorker)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    make_project(tmp_path / "p.annot", [HERAT, KUNDUZ]).close()
    return tmp_path / "p.annot"


@pytest.fixture
def read(tmp_path: Path, foreign: Path) -> Path:
    """A project that the foreign pipeline has read."""
    project = make_project(tmp_path / "p.annot", [HERAT, KUNDUZ])
    prelabel(Workspace(project, "ann"), pipeline=str(foreign))
    project.close()
    return tmp_path / "p.annot"


def sources(sight: Sight) -> set[str]:
    return {item.source for item in sight.state.suggestions}


def suggested(sight: Sight) -> list[tuple[str, str]]:
    return [(item.label, sight.view.text[item.start : item.end]) for item in sight.state.waiting]


def choose_folder(dialog: QDialog, folder: Path) -> None:
    """Choose a folder with the button for it, and wait until its pipeline is the one chosen."""
    QTimer.singleShot(0, lambda: _take(folder))
    click(dialog, "From a folder…")
    assert folder.name in part(dialog, QComboBox, "pipeline_box").currentText()


def _take(folder: Path) -> None:
    chooser = QApplication.activeModalWidget()
    if not isinstance(chooser, QFileDialog) or not chooser.isVisible():
        QTimer.singleShot(20, lambda: _take(folder))
        return
    part(chooser, QLineEdit, "fileNameEdit").setText(str(folder))
    click(chooser, "Choose")


def becomes(dialog: QDialog, label: str, target: str) -> None:
    box = part(dialog, QComboBox, f"pipeline_labels_{label}")
    assert box.findText(target) >= 0
    box.setCurrentIndex(box.findText(target))


def test_a_name_remembered_and_taken_back_leaves_the_pipeline_of_the_project_at_work(
    open_window: Open, real_worker: None, read: Path, foreign: Path
) -> None:
    sight = open_window(read)
    sight.view.focus_mark(sight.mark("Herat").id)
    before = sight.workspace.names.digest
    sight.keys((Key.Key_D, CTRL))
    assert sight.workspace.names.digest != before
    sight.bot.waitUntil(lambda: {i.version for i in sight.state.suggestions} != {"9.8.7"})
    sight.keys((Key.Key_Z, CTRL))
    sight.bot.waitUntil(lambda: {i.version for i in sight.state.suggestions} == {"9.8.7"})
    assert sources(sight) == {"foreign"}


def test_a_pipeline_chosen_from_a_folder_reads_the_article_in_view_and_stays_the_projects(
    open_window: Open, real_worker: None, path: Path, foreign: Path, answering: Answering
) -> None:
    sight = open_window(path)

    def choose(dialog: QDialog) -> None:
        choose_folder(dialog, foreign)
        sight.bot.waitUntil(
            lambda: "foreign" in part(dialog, QComboBox, "pipeline_box").currentText()
        )
        click(dialog, "OK")

    answering(pipeline_dialog=choose)
    sight.keys(_ASK)
    sight.bot.waitUntil(lambda: sources(sight) == {"foreign"})
    assert sight.workspace.pipeline == PipelineChoice(str(foreign), "9.8.7", (("LAW", ""),))
    assert sight.says("status_suggestions").startswith("Suggestions: foreign 9.8.7")


def test_a_label_that_is_not_mapped_is_counted_in_the_status_line(
    open_window: Open, real_worker: None, read: Path
) -> None:
    sight = open_window(read)
    sight.keys((Key.Key_R, CTRL))
    sight.bot.waitUntil(lambda: "left out here: 1 LAW" in sight.says("status_suggestions"))


def test_a_label_mapped_in_the_dialog_is_suggested(
    open_window: Open, real_worker: None, read: Path, answering: Answering
) -> None:
    sight = open_window(read)

    def choose(dialog: QDialog) -> None:
        becomes(dialog, "LAW", "ACTOR")
        click(dialog, "OK")

    answering(pipeline_dialog=choose)
    sight.keys(_ASK)
    sight.bot.waitUntil(lambda: ("ACTOR", "Penal Code") in suggested(sight))


def test_the_dialog_counts_what_a_pipeline_finds_and_what_would_be_left_out(
    open_window: Open, read: Path, answering: Answering
) -> None:
    sight = open_window(read)
    seen: list[str] = []

    def count(dialog: QDialog) -> None:
        button = part(dialog, QPushButton, "pipeline_trial")
        button.click()
        sight.bot.waitUntil(lambda: button.isEnabled())
        seen.append(part(dialog, QLabel, "pipeline_problem").text())
        seen.extend(label.text() for label in dialog.findChildren(QLabel) if " · " in label.text())
        click(dialog, "Cancel")

    answering(pipeline_dialog=count)
    sight.keys(_ASK)
    assert seen[0] == "2 articles were read. 2 spans would be left out."
    assert sorted(seen[1:]) == ["DATE · 1 span", "GPE · 2 spans", "LAW · 2 spans"]


def test_all_articles_are_read_at_once_where_that_is_wished(
    open_window: Open, path: Path, foreign: Path, answering: Answering
) -> None:
    sight = open_window(path)

    def choose(dialog: QDialog) -> None:
        choose_folder(dialog, foreign)
        sight.bot.waitUntil(
            lambda: "foreign" in part(dialog, QComboBox, "pipeline_box").currentText()
        )
        part(dialog, QCheckBox, "pipeline_read").click()
        click(dialog, "OK")

    answering(pipeline_dialog=choose)
    sight.keys(_ASK)
    sight.bot.waitUntil(lambda: "2 spans were left out" in sight.says("banner_words"))
    assert "2 LAW" in sight.says("banner_words")
    assert {item.source for item in sight.workspace.article(2).suggestions} == {"foreign"}


def test_leaving_the_dialog_with_ok_and_no_choice_reads_nothing_again(
    open_window: Open, read: Path, answering: Answering
) -> None:
    sight = open_window(read)
    before = sight.workspace.pipeline
    answering(pipeline_dialog=lambda dialog: click(dialog, "OK"))
    sight.keys(_ASK)
    assert (sight.workspace.pipeline.name, sources(sight)) == (before.name, {"foreign"})
    assert prelabel(sight.workspace).articles == 0


@pytest.fixture
def gone(tmp_path: Path) -> Path:
    """A project whose pipeline has gone from this computer."""
    folder = make_foreign(tmp_path / "away")
    project = make_project(tmp_path / "p.annot", [HERAT, KUNDUZ])
    prelabel(Workspace(project, "ann"), pipeline=str(folder))
    project.close()
    shutil.rmtree(folder)
    return tmp_path / "p.annot"


def test_a_pipeline_that_is_not_on_this_computer_is_named_with_what_to_do(
    open_window: Open, gone: Path
) -> None:
    sight = open_window(gone)
    words = sight.says("banner_words")
    assert "The pipeline of this project, away 9.8.7, is not on this computer" in words
    assert "choose its folder or another pipeline" in words
    assert sight.says("status_suggestions") == "Suggestions: rules, in place of away 9.8.7"


def test_recomputing_without_the_projects_pipeline_drops_nothing(
    open_window: Open, real_worker: None, gone: Path
) -> None:
    sight = open_window(gone)
    before = sight.state.suggestions
    sight.keys((Key.Key_R, CTRL))
    assert sight.state.suggestions == before
    assert "is not on this computer" in sight.says("status_advice")


def test_what_the_rules_find_in_the_place_of_the_pipeline_takes_nothings_place_when_names_change(
    open_window: Open, gone: Path
) -> None:
    sight = open_window(gone)
    worker = sight.open_room(suggesting_room()).suggesting._worker
    sha256 = sight.state.document.article.sha256
    assert worker.terms.pipeline == "rules"  # type: ignore[attr-defined]
    rules = Loaded("rules", "1", names="x")
    worker.hear(Result((1, sha256), (), rules, worker.terms))  # type: ignore[attr-defined]
    assert sources(sight) == {"away"}


def suggesting_room() -> type:
    from annotator.ui.annotating.open_annotating import OpenAnnotating

    return OpenAnnotating


def test_a_pipeline_found_again_by_its_new_folder_takes_the_banner_away(
    open_window: Open, gone: Path, foreign: Path, answering: Answering
) -> None:
    sight = open_window(gone)

    def choose(dialog: QDialog) -> None:
        assert not part(dialog, QPushButton, "pipeline_trial").isEnabled()
        choose_folder(dialog, foreign)
        sight.bot.waitUntil(
            lambda: "foreign" in part(dialog, QComboBox, "pipeline_box").currentText()
        )
        click(dialog, "OK")

    answering(pipeline_dialog=choose)
    click(sight.window.banner, "Choose…")
    assert sight.workspace.pipeline.name == str(foreign)
    assert not sight.window.banner.isVisible()


def test_another_version_of_the_projects_pipeline_is_told_and_kept(
    open_window: Open, real_worker: None, tmp_path: Path
) -> None:
    folder = make_foreign(tmp_path / "mine", version="1.0.0")
    project = make_project(tmp_path / "p.annot", [HERAT])
    prelabel(Workspace(project, "ann"), pipeline=str(folder))
    project.close()
    shutil.rmtree(folder)
    make_foreign(folder, version="2.0.0")
    sight = open_window(tmp_path / "p.annot")
    sight.keys((Key.Key_R, CTRL))
    sight.bot.waitUntil(lambda: sight.workspace.pipeline.version == "2.0.0")
    assert "read by mine 1.0.0 before; 2.0.0 reads from now on" in sight.says("status_advice")
