"""What the project says of its suggestions reaches the process that makes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from importing_verbs import import_files
from making import make_project
from opening import bring_in
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QRadioButton
from sample_project import place
from sqlalchemy import update
from window_verbs import CTRL, SHIFT, Sight

from annotator.domain.span_content import SpanContent
from annotator.domain.values import Status, SuggestedSpan
from annotator.nlp.processes.messages import Loaded, Phase, Result, State
from annotator.nlp.processes.worker import SuggestionWorker
from annotator.operations import articles
from annotator.operations.suggesting.prelabel import prelabel
from annotator.store import project_settings
from annotator.store.project import create_project, open_project
from annotator.store.tables import SourceRow, table
from annotator.ui.annotating import suggesting
from annotator.ui.annotating.open_annotating import OpenAnnotating
from annotator.workspace import Workspace

Key = Qt.Key
DOZENS = "Dozens were killed in Herat.\n"
OTHERS = "In Kunduz dozens were wounded.\n"


def choose_policy(name: str) -> None:
    """Press OK in the dialog that is about to open, with this policy chosen."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QDialog):
        QTimer.singleShot(0, lambda: choose_policy(name))
        return
    button = dialog.findChild(QRadioButton, f"policy_{name}")
    box = dialog.findChild(QDialogButtonBox)
    assert button is not None
    assert box is not None
    button.click()
    box.button(QDialogButtonBox.StandardButton.Ok).click()


def policy(sight: Sight, name: str) -> None:
    QTimer.singleShot(0, lambda: choose_policy(name))
    sight.keys((Key.Key_V, CTRL | SHIFT))
    assert sight.workspace.policy.name == name


def worth(sight: Sight) -> list[float | None]:
    return [item.figure.best for item in sight.state.suggestions if item.figure]


@pytest.fixture
def real_worker(no_worker: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Suggestions are computed, by the rules: they load soonest."""
    monkeypatch.setattr(suggesting, "SuggestionWorker", SuggestionWorker)


def test_a_policy_chosen_reaches_articles_that_were_read_ahead_and_those_that_were_not(
    open_window: Callable[..., Sight], real_worker: None, tmp_path: Path
) -> None:
    path = tmp_path / "dozens.annot"
    project = make_project(path, ["A calm day.\n", DOZENS, OTHERS])
    prelabel(Workspace(project, "ann"), pipeline="rules")
    project.close()
    sight = open_window(path)
    assert sight.window.project is not None
    sight.window.project.session.open(2)
    assert worth(sight) == [None]
    policy(sight, "acled")
    sight.bot.waitUntil(lambda: worth(sight) == [12])
    sight.window.project.session.open(3)
    sight.bot.waitUntil(lambda: worth(sight) == [12])


def test_what_was_read_by_another_policy_is_not_kept(sight: Sight) -> None:
    assert sight.window.project is not None
    worker = sight.window.project.room(OpenAnnotating).suggesting._worker
    before = worker.terms  # type: ignore[attr-defined]
    policy(sight, "acled")
    span = SuggestedSpan(SpanContent(0, 7, "LOCATION"))
    sha256 = sight.state.document.article.sha256
    worker.hear(Result((1, sha256), (span,), Loaded("late", "1", names=""), before))  # type: ignore[attr-defined]
    assert "late" not in {item.source for item in sight.state.suggestions}


def test_the_pipeline_of_the_project_reads_in_the_window(
    open_window: Callable[..., Sight], tmp_path: Path
) -> None:
    path = tmp_path / "named.annot"
    project = make_project(path, [DOZENS])
    prelabel(Workspace(project, "ann"), pipeline="rules")
    project.close()
    sight = open_window(path)
    assert sight.window.project is not None
    worker = sight.window.project.room(OpenAnnotating).suggesting._worker
    assert worker.terms.pipeline == "rules"  # type: ignore[attr-defined]
    other = open_project(path)
    with other.writing() as connection:
        project_settings.set_fact(connection, project_settings.PIPELINE, "shipped")
    other.close()
    sight.bot.waitUntil(lambda: worker.terms.pipeline == "shipped")  # type: ignore[attr-defined]


def test_code_that_a_project_asks_for_is_not_run_but_named(
    open_window: Callable[..., Sight], tmp_path: Path
) -> None:
    path = tmp_path / "named.annot"
    project = make_project(path, [DOZENS])
    with project.writing() as connection:
        project_settings.set_fact(connection, project_settings.PIPELINE, "fake_suggesters:obedient")
    project.close()
    sight = open_window(path)
    assert sight.window.project is not None
    worker = sight.window.project.room(OpenAnnotating).suggesting._worker
    assert worker.terms.pipeline == "rules"  # type: ignore[attr-defined]
    assert "fake_suggesters:obedient" in sight.says("banner_words")


def test_a_project_without_articles_shows_none(
    open_window: Callable[..., Sight], tmp_path: Path
) -> None:
    from annotator.workspace import Workspace

    sight = open_window()
    window = sight.window
    create_project(tmp_path / "new.annot").close()
    assert window.project is not None
    window.project.close()
    bring_in(window, Workspace(open_project(tmp_path / "new.annot"), "ann"), None)
    QApplication.processEvents()
    assert (sight.view.text, list(sight.view.marks)) == ("", [])
    assert "Import articles" in sight.view._header


def test_what_a_suggester_cannot_do_is_said_once(sight: Sight) -> None:
    assert sight.window.project is not None
    worker = sight.window.project.room(OpenAnnotating).suggesting._worker
    told = State(Phase.READY, "far", "1", "The pipeline far has no entity recogniser.")
    worker.hear(told)  # type: ignore[attr-defined]
    assert sight.says("status_advice") == told.sentence
    sight.keys(Key.Key_Tab, Key.Key_A)
    worker.hear(replace(told, phase=Phase.BUSY))  # type: ignore[attr-defined]
    assert sight.says("status_advice") != told.sentence


def test_recomputing_reads_a_finished_article_by_the_policy_chosen_since(
    open_window: Callable[..., Sight], real_worker: None, tmp_path: Path
) -> None:
    path = tmp_path / "dozens.annot"
    project = make_project(path, ["A calm day.\n", DOZENS])
    prelabel(Workspace(project, "ann"), pipeline="rules")
    articles.set_status(Workspace(project, "ann"), article=2, status=Status.DONE)
    project.close()
    sight = open_window(path)
    policy(sight, "acled")
    assert sight.window.project is not None
    sight.window.project.session.open(2)
    assert worth(sight) == [None]
    sight.keys((Key.Key_R, CTRL))
    sight.bot.waitUntil(lambda: worth(sight) == [12])


HARBOUR = "Rebels reached Camp Harbour. Troops left Camp Harbour for Herat.\n"


def test_a_name_remembered_undone_and_redone_leaves_in_each_article_what_is_found_with_it(
    open_window: Callable[..., Sight], real_worker: None, tmp_path: Path
) -> None:
    path = tmp_path / "harbour.annot"
    project = make_project(path, [HARBOUR, f"News. {HARBOUR}"])
    prelabel(Workspace(project, "ann"), pipeline="rules")
    project.close()
    sight = open_window(path)
    plain = said(sight, 1), said(sight, 2)
    sight.view.cursor_at.select(*place(HARBOUR, "Camp Harbour"))
    sight.keys(Key.Key_1, (Key.Key_D, CTRL))
    sight.bot.waitUntil(lambda: "Camp Harbour" in said(sight, 1, waiting=True))
    sight.bot.waitUntil(lambda: said(sight, 2).count("Camp Harbour") == 2)
    named = said(sight, 2)
    sight.keys((Key.Key_Z, CTRL))
    sight.bot.waitUntil(lambda: said(sight, 1) == plain[0])
    sight.keys((Key.Key_PageDown, CTRL))
    sight.bot.waitUntil(lambda: said(sight, 2) == plain[1])
    sight.keys((Key.Key_Z, CTRL | SHIFT))
    sight.bot.waitUntil(lambda: said(sight, 2) == named)
    sight.close()
    sight = open_window(path, article=2)
    assert said(sight, 2) == named
    sight.keys((Key.Key_Z, CTRL))
    sight.bot.waitUntil(lambda: said(sight, 2) == plain[1])


def test_of_the_rules_it_is_not_said_that_they_recognise_no_entities(
    open_window: Callable[..., Sight],
    real_worker: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "harbour.annot"
    project = make_project(path, [HARBOUR])
    prelabel(Workspace(project, "ann"), pipeline="rules")
    project.close()
    sight = open_window(path)
    told: list[str] = []
    monkeypatch.setattr(sight.window.status, "advise", told.append)
    sight.view.cursor_at.select(*place(HARBOUR, "Camp Harbour"))
    sight.keys(Key.Key_1, (Key.Key_D, CTRL))
    sight.bot.waitUntil(lambda: "Camp Harbour" in said(sight, 1, waiting=True))
    assert [sentence for sentence in told if "recogniser" in sentence] == []


def said(sight: Sight, article: int, *, waiting: bool = False) -> list[str]:
    """The words that are suggested in an article, or those of them that wait."""
    state = sight.workspace.article(article)
    return [state.text[i.start : i.end] for i in (state.waiting if waiting else state.suggestions)]


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    """A project with an article that a file has brought with its suggestions."""
    file = tmp_path / "two.jsonl"
    spans = [{"start": 0, "end": 6, "label": "ACTOR"}]
    file.write_bytes(orjson.dumps({"text": HARBOUR, "spans": spans}))
    project = make_project(tmp_path / "imported.annot", [])
    import_files(project, [file], annotator="ann")
    project.close()
    return tmp_path / "imported.annot"


def test_where_a_file_brought_the_suggestions_it_is_said_that_the_pipeline_has_not_read(
    open_window: Callable[..., Sight], real_worker: None, imported: Path
) -> None:
    sight = open_window(imported)
    assert "the file two.jsonl" in sight.says("status_suggestions")
    assert "has not read this article (Ctrl+R has it read)" in sight.says("status_suggestions")
    sight.keys((Key.Key_R, CTRL))
    sight.bot.waitUntil(lambda: len(said(sight, 1)) > 1)
    assert "has not read" not in sight.says("status_suggestions")


@pytest.mark.parametrize("source", ["import:two.jsonl", "story", "label-studio"])
def test_recomputing_keeps_what_files_and_copies_have_brought(
    open_window: Callable[..., Sight], imported: Path, source: str
) -> None:
    project = open_project(imported)
    with project.writing() as connection:
        connection.execute(update(table(SourceRow)).values(name=source))
    project.close()
    sight = open_window(imported)
    sight.keys((Key.Key_R, CTRL))
    assert said(sight, 1) == ["Rebels"]
    assert (1, True) in worker_of(sight).asked


def worker_of(sight: Sight) -> Any:
    return sight.open_room(OpenAnnotating).suggesting._worker
