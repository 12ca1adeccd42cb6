"""A reviewer’s window is open while a command changes how the project is reviewed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from dialog_verbs import Answering, click, part
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QTableView
from reviewed_project import FIRST, SECOND, WORKS, make_reviewed, work_on
from reviewing_verbs import Reviewing, all_words
from window_verbs import CTRL, SHIFT, Sight

from annotator.domain.gold import Plan, Rule
from annotator.operations.reviewing import review
from annotator.ui.agreement.dialog import AgreementDialog
from annotator.ui.shell.action_rows import Mode
from annotator.workspace import Workspace

Key = Qt.Key
EVE = [("Taliban", "ACTOR"), ("Kunduz", "LOCATION"), ("30", "FIGURE"), ("Kabul", "LOCATION")]
SAID = "The review settings were changed elsewhere"


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """Three have finished both articles; two against one in each conflict of the first."""
    path = tmp_path / "reviewed.annot"
    works = WORKS | {"eve": {1: EVE, 2: [("Doha", "LOCATION")]}}
    project = make_reviewed(path, works)
    review.keep_plan(Workspace(project, "ann"), Plan(("ann", "bob", "eve"), Rule.MAJORITY))
    project.close()
    return path


@pytest.fixture
def reviewing(open_window: Callable[..., Sight]) -> Reviewing:
    return Reviewing(open_window(name="rita"))


def plan_in_a_shell(reviewing: Reviewing, *options: str) -> None:
    command = [sys.executable, "-m", "annotator", "plan"]
    path = reviewing.sight.workspace.project.path
    subprocess.run([*command, path, *options], check=True, capture_output=True)


def advice(reviewing: Reviewing) -> str:
    return reviewing.sight.says("status_advice")


def look_at_first(reviewing: Reviewing) -> None:
    """Let what most say of the first passage be in view."""
    reviewing.sight.view.focus_mark(reviewing.sight.mark("Taliban").id)


@pytest.mark.parametrize(
    "key",
    [
        Key.Key_1,
        Key.Key_X,
        (Key.Key_A, SHIFT),
        Key.Key_Return,
        (Key.Key_G, CTRL | SHIFT),
        Key.Key_E,
    ],
    ids=["choose", "neither", "all agreed", "sign off", "rule on all", "write it"],
)
def test_a_key_decides_nothing_by_a_plan_that_has_changed(
    reviewing: Reviewing, key: object
) -> None:
    look_at_first(reviewing)
    plan_in_a_shell(reviewing, "--rule", "never")
    reviewing.keys(key)
    case = reviewing.on_disk()
    assert (case.gold, case.rulings, case.is_gold) == ((), (), False)
    assert reviewing.sight.window.table.mode is Mode.REVIEW
    assert advice(reviewing).startswith(SAID)


def test_the_review_goes_on_by_the_new_rule(reviewing: Reviewing) -> None:
    assert reviewing.boxes() == []
    look_at_first(reviewing)
    plan_in_a_shell(reviewing, "--rule", "never")
    reviewing.keys(Key.Key_1)
    assert [number for _, number in reviewing.boxes()] == ["1", "2", "3", "4"]
    assert reviewing.heading.startswith("CONFLICT 1 OF 4")
    reviewing.keys(Key.Key_1)
    assert len(reviewing.on_disk().rulings) == 1
    assert len(reviewing.gold()) == 1
    assert reviewing.sight.says("review_counts").endswith("conflicts left")


def test_names_hidden_meanwhile_are_seen_no_more(reviewing: Reviewing) -> None:
    look_at_first(reviewing)
    plan_in_a_shell(reviewing, "--blind")
    reviewing.keys(Key.Key_1)
    told = {word for words in all_words(reviewing) for word in words.split()}
    assert not told & {"ann", "bob", "eve", "ann,", "bob,"}
    assert "Annotator" in told


def test_an_article_is_opened_by_the_plan_as_it_is(reviewing: Reviewing) -> None:
    plan_in_a_shell(reviewing, "--rule", "never")
    reviewing.keys((Key.Key_PageDown, CTRL))
    assert advice(reviewing).startswith(SAID)
    model = reviewing.mode.model
    reviewing.sight.bot.waitUntil(lambda: model.rowCount() == 2)  # compared by the new plan
    reviewing.keys((Key.Key_PageDown, CTRL))
    assert len(reviewing.boxes()) == 2


def test_the_dialog_shows_the_plan_as_it_is(reviewing: Reviewing, answering: Answering) -> None:
    shown: list[object] = []

    def look(dialog: QDialog) -> None:
        shown.append(part(dialog, QComboBox, "plan_rule").currentData())
        click(dialog, "Cancel")

    plan_in_a_shell(reviewing, "--rule", "never")
    answering(review_plan_dialog=look)
    reviewing.keys((Key.Key_R, CTRL | SHIFT))
    assert shown == [Rule.NEVER]
    assert advice(reviewing).startswith(SAID)


def test_what_is_being_written_stays_and_can_be_taken(reviewing: Reviewing) -> None:
    look_at_first(reviewing)
    reviewing.keys(Key.Key_E, Key.Key_BracketRight, Key.Key_BracketRight)
    plan_in_a_shell(reviewing, "--rule", "never")
    reviewing.keys(Key.Key_Return)
    assert reviewing.sight.window.table.mode is Mode.DRAFT
    assert reviewing.on_disk().rulings == ()
    written = reviewing.mode.adjudication.draft.contents
    reviewing.keys(Key.Key_Return)
    gold = [(span.start, span.end) for span in reviewing.on_disk().gold]
    assert gold == [(span.start, span.end) for span in written]


def test_a_plan_of_one_s_own_is_no_news(reviewing: Reviewing, answering: Answering) -> None:
    def choose(dialog: QDialog) -> None:
        rule = part(dialog, QComboBox, "plan_rule")
        rule.setCurrentIndex(rule.findData(Rule.NEVER))
        click(dialog, "OK")

    answering(review_plan_dialog=choose)
    reviewing.keys((Key.Key_R, CTRL | SHIFT))
    reviewing.sight.bot.waitUntil(lambda: reviewing.mode.adjudication.case is not None)
    reviewing.keys(Key.Key_1)
    assert len(reviewing.on_disk().rulings) == 1


def test_others_who_finish_more_do_not_come_into_a_review_nobody_planned(
    open_window: Callable[..., Sight], tmp_path: Path
) -> None:
    path = tmp_path / "unplanned.annot"
    make_reviewed(path, WORKS, (FIRST, SECOND, "Kabul.")).close()
    reviewing = Reviewing(open_window(path, name="rita"))
    project = reviewing.sight.workspace.project
    for number, text in enumerate((FIRST, SECOND, "Kabul."), 1):
        work_on(project, "eve", number, text, [])
    reviewing.keys(Key.Key_1)
    assert reviewing.mode.plan.annotators == ("ann", "bob")
    assert len(reviewing.on_disk().rulings) == 1


def test_agreement_is_told_by_the_plan_as_it_is(reviewing: Reviewing, answering: Answering) -> None:
    answering.leave("agreement_dialog")
    plan_in_a_shell(reviewing, "--blind")
    reviewing.keys(Key.Key_F4)
    window = reviewing.sight.window
    reviewing.sight.bot.waitUntil(lambda: window.findChild(AgreementDialog) is not None)
    dialog = window.findChild(AgreementDialog)
    model = dialog.findChild(QTableView, "agreement_matrix").model()
    told = [model.index(row, 0).data() for row in range(model.rowCount())]
    dialog.reject()
    assert told == ["Annotator A", "Annotator B", "Annotator C"]


def test_articles_signed_off_elsewhere_are_gold_in_the_queue(reviewing: Reviewing) -> None:
    progress = reviewing.sight.window.status.progress
    assert progress.text().startswith("0 of 2")
    command = [sys.executable, "-m", "annotator", "gold", "--annotator", "zoe"]
    path = reviewing.sight.workspace.project.path
    subprocess.run([*command, path], check=True, capture_output=True)
    reviewing.sight.bot.waitUntil(lambda: progress.text().startswith("2 of 2"))
