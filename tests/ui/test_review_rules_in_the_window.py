"""Rules of a review in the window: chosen in its dialog, counted, applied to all, taken back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from dialog_verbs import Act, Answering, button, click, is_at_work, part
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QListWidget, QMessageBox, QSpinBox
from reviewed_project import FIRST, SECOND, make_reviewed, work_on
from reviewing_verbs import Reviewing
from window_verbs import Sight

from annotator.domain.edits import BulkEdit, Edit
from annotator.domain.gold import Plan, Rule
from annotator.domain.history import Move
from annotator.operations import bulk
from annotator.operations.reviewing import review
from annotator.store.edits import apply_edit
from annotator.store.project import Transaction, open_project
from annotator.workspace import Workspace

Key, Held = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = Held.ControlModifier, Held.ShiftModifier
NUMBER, NOBODY = "What a number of them agree on", "What nobody contradicts"
MAJORITY, ALL_SAY = "What more than half of them agree on", "What all of them agree on"


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """Ann, bob and eve have finished both articles; eve has an end of her own at Taliban."""
    path = tmp_path / "reviewed.annot"
    project = make_reviewed(path)
    eve = [("Taliban fighters took", "ACTOR"), ("Kunduz", "LOCATION"), ("Kabul", "LOCATION")]
    work_on(project, "eve", 1, FIRST, eve)
    work_on(project, "eve", 2, SECOND, [("Taliban", "ACTOR")])
    Workspace(project, "rita").close()
    return path


@pytest.fixture
def reviewing(open_window: Callable[..., Sight], project_path: Path) -> Reviewing:
    project = open_project(project_path)
    review.keep_plan(Workspace(project, "rita"), Plan(("ann", "bob", "eve")))
    project.close()
    return Reviewing(open_window(name="rita"))


def plan_anew(reviewing: Reviewing, answering: Answering, act: Act) -> Plan:
    """Choose another plan by its key; the one that the project keeps then."""
    seen = answering(review_plan_dialog=act)
    reviewing.keys((Key.Key_R, CTRL | SHIFT))
    assert seen == ["review_plan_dialog"]
    sight = reviewing.sight
    sight.bot.waitUntil(lambda: sight.says("review_counts") != "Comparing…")
    sight.bot.waitUntil(lambda: reviewing.mode.adjudication.case is not None)
    return review.kept_plan(sight.workspace.project)


def rule_on_all(reviewing: Reviewing, answering: Answering, said: list[str] | None = None) -> None:
    """Press Ctrl+Shift+G and Yes, and wait until it is done."""

    def act(dialog: QMessageBox) -> None:
        if said is not None:
            said.append(dialog.text())
        click(dialog, "Yes")

    answering(QMessageBox=act)
    reviewing.keys((Key.Key_G, CTRL | SHIFT))
    history = reviewing.sight.workspace.history
    reviewing.sight.bot.waitUntil(
        lambda: (
            reviewing.sight.workspace.history.undo_step is not None
            and reviewing.sight.workspace.history is not history
        )
    )
    settle(reviewing)


def settle(reviewing: Reviewing) -> None:
    sight = reviewing.sight
    sight.bot.waitUntil(lambda: not is_at_work(sight.window))
    sight.bot.waitUntil(lambda: sight.says("review_counts") != "Comparing…")


def test_how_many_is_asked_only_where_a_rule_goes_by_a_number(
    reviewing: Reviewing, answering: Answering
) -> None:
    shown: list[bool] = []

    def act(dialog: QComboBox) -> None:
        number, rule = part(dialog, QSpinBox, "plan_at_least"), part(dialog, QComboBox, "plan_rule")
        shown.append(number.isVisible())
        rule.setCurrentText(NUMBER)
        shown.append(number.isVisible())
        click(dialog, "OK")

    plan = plan_anew(reviewing, answering, act)
    assert shown == [False, True]
    assert plan == Plan(("ann", "bob", "eve"), Rule.THRESHOLD, at_least=2)
    # Two of three place Kabul and Doha, and read 30; at Taliban everybody has another end.
    assert reviewing.sight.says("review_counts") == "0 of 2 in gold · 1 conflict left"
    assert reviewing.heading == "CONFLICT 1 OF 1 · BOUNDARY"


def test_more_than_are_ticked_cannot_have_to_agree(
    reviewing: Reviewing, answering: Answering
) -> None:
    said: list[object] = []

    def act(dialog: QComboBox) -> None:
        part(dialog, QComboBox, "plan_rule").setCurrentText(NUMBER)
        part(dialog, QSpinBox, "plan_at_least").setValue(3)
        said.append(button(dialog, "OK").isEnabled())
        people = part(dialog, QListWidget, "plan_people")
        people.item(2).setCheckState(Qt.CheckState.Unchecked)
        said.append(button(dialog, "OK").isEnabled())
        words = [label.text() for label in dialog.findChildren(QLabel)]
        said.extend(text for text in words if "cannot" in text)
        click(dialog, "Cancel")

    before = review.kept_plan(reviewing.sight.workspace.project)
    assert plan_anew(reviewing, answering, act) == before
    assert said == [
        True,
        False,
        "3 cannot agree where 2 are ticked. Tick more, or ask for fewer.",
    ]


def test_a_label_gets_a_rule_of_its_own_behind_one_box(
    reviewing: Reviewing, answering: Answering
) -> None:
    shown: list[bool] = []

    def act(dialog: QComboBox) -> None:
        part(dialog, QComboBox, "plan_rule").setCurrentText(MAJORITY)
        figure = part(dialog, QComboBox, "plan_rule_FIGURE")
        shown.append(figure.isVisible())
        part(dialog, QCheckBox, "plan_label_rules").click()
        shown.append(figure.isVisible())
        figure.setCurrentText(ALL_SAY)
        click(dialog, "OK")

    plan = plan_anew(reviewing, answering, act)
    assert shown == [False, True]
    assert plan == Plan(
        ("ann", "bob", "eve"), Rule.MAJORITY, label_rules={"FIGURE": Rule.UNANIMOUS}
    )
    assert reviewing.sight.says("review_counts") == "0 of 2 in gold · 2 conflicts left"
    assert reviewing.boxes() == [("Taliban fighters took", "1"), ("30", "2")]

    def take_back(dialog: QComboBox) -> None:
        box = part(dialog, QCheckBox, "plan_label_rules")
        assert box.isChecked()
        box.click()
        click(dialog, "OK")

    assert plan_anew(reviewing, answering, take_back).label_rules == {}


def test_what_nobody_contradicts_is_shown_as_settled_and_says_why(
    reviewing: Reviewing, answering: Answering
) -> None:
    def act(dialog: QComboBox) -> None:
        part(dialog, QComboBox, "plan_rule").setCurrentText(NOBODY)
        click(dialog, "OK")

    assert plan_anew(reviewing, answering, act).rule is Rule.UNCONTRADICTED
    assert reviewing.settled() == ["Kunduz", "30", "Kabul"]
    view = reviewing.sight.view
    mark = next(m for m in view.marks if view.text[m.start : m.end] == "Kabul")
    view.focus_mark(mark.id)
    assert reviewing.heading == "DECIDED BY THE RULE · MISSING"
    assert "Nobody contradicts this" in reviewing.sight.says("conflict_told")
    reviewing.keys(Key.Key_Tab, Key.Key_1)
    sources = {span.text: span.source.value for span in reviewing.on_disk().gold}
    assert sources == {
        "Taliban": "chosen",
        "Kunduz": "unanimous",
        "30": "uncontradicted",
        "Kabul": "uncontradicted",
    }


def test_the_rule_on_all_says_what_it_leaves_and_one_undo_reverts_it(
    reviewing: Reviewing, answering: Answering
) -> None:
    sight, said = reviewing.sight, list[str]()
    plan_anew(
        reviewing,
        answering,
        lambda dialog: [
            part(dialog, QComboBox, "plan_rule").setCurrentText(MAJORITY),
            click(dialog, "OK"),
        ],
    )
    before = [reviewing.on_disk(number) for number in (1, 2)]
    rule_on_all(reviewing, answering, said)
    assert "The rule decides 3 conflicts; 1 conflict is left to you." in said[0]
    assert sight.says("review_counts") == "1 of 2 in gold · 1 conflict left"
    advice = "Accepted 5 spans, signed off 1 article; 1 conflict left. Undo reverts it."
    assert sight.says("status_advice") == advice
    after = [reviewing.on_disk(number) for number in (1, 2)]
    assert after != before
    reviewing.keys((Key.Key_Z, CTRL))
    sight.bot.waitUntil(lambda: [reviewing.on_disk(n) for n in (1, 2)] == before)
    settle(reviewing)
    assert sight.says("review_counts") == "0 of 2 in gold · 1 conflict left"
    reviewing.keys((Key.Key_Z, CTRL | SHIFT))
    sight.bot.waitUntil(lambda: [reviewing.on_disk(n) for n in (1, 2)] == after)
    settle(reviewing)
    assert sight.says("review_counts") == "1 of 2 in gold · 1 conflict left"


def test_after_a_restart_undo_in_annotating_takes_the_rule_on_all_back(
    project_path: Path, open_window: Callable[..., Sight]
) -> None:
    project = open_project(project_path)
    rita = Workspace(project, "rita")
    plan = Plan(("ann", "bob", "eve"), Rule.MAJORITY)
    review.make_gold(rita, plan)
    project.close()
    sight = open_window(name="rita")
    step = sight.workspace.history.next_of(Move.UNDO)
    assert step is not None
    assert step.is_bulk
    sight.keys((Key.Key_Z, CTRL))
    sight.bot.waitUntil(lambda: sight.says("status_advice") == "Undone: Auto-accept in 2 articles")
    case = review.case(sight.workspace.project, 1, plan)
    assert case is not None
    assert (case.gold, case.rulings, case.review) == ((), (), None)
    redo = sight.workspace.history.next_of(Move.REDO)
    assert redo is not None
    assert isinstance(redo.edit, BulkEdit)


def test_the_rule_on_all_is_not_made_on_the_windows_thread(
    reviewing: Reviewing, answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[str] = []

    def noted(connection: Transaction, edit: Edit, *, annotator: str) -> int:
        threads.append(threading.current_thread().name)
        return apply_edit(connection, edit, annotator=annotator)

    monkeypatch.setattr(bulk, "apply_edit", noted)
    rule_on_all(reviewing, answering)
    reviewing.keys((Key.Key_Z, CTRL))
    reviewing.sight.bot.waitUntil(lambda: len(threads) == 2)
    settle(reviewing)
    assert all(name.startswith("task") for name in threads)
