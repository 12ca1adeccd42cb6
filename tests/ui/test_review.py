"""Reviewing in the window: what the keys decide, what is shown, what is on the disk then."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from dialog_verbs import Act, Answering, button, click, clicking, is_at_work, part
from made_up_pair import make_pair
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QWidget,
)
from reviewed_project import FIRST, SECOND, make_reviewed, work_on
from reviewing_verbs import Reviewing, all_words
from window_verbs import Sight, press

from annotator.domain.edits import Edit
from annotator.domain.gold import Coverage, Plan, Reason, Rule
from annotator.domain.values import Status
from annotator.operations import labels
from annotator.operations.reviewing import feedback, review
from annotator.operations.sharing import bundling
from annotator.store.articles.article_rows import article_state
from annotator.store.project import open_project
from annotator.store.review import reviewing as reviewing_store
from annotator.ui.document_view.marks import Look
from annotator.ui.guidelines.room import GuidelinesRoom
from annotator.ui.review.review_model import is_finished
from annotator.ui.shell.action_rows import Mode
from annotator.ui.shell.widgets.choice_row import ChoiceRow, Words
from annotator.ui.transfer.open_transfer import OpenTransfer
from annotator.workspace import Workspace

Key, Held = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = Held.ControlModifier, Held.ShiftModifier


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    path = tmp_path / "reviewed.annot"
    make_reviewed(path).close()
    return path


@pytest.fixture
def reviewing(open_window: Callable[..., Sight]) -> Reviewing:
    return Reviewing(open_window(name="rita"))


def test_the_hardest_article_comes_first_with_its_conflicts_numbered(
    reviewing: Reviewing,
) -> None:
    assert reviewing.boxes() == [("Taliban fighters", "1"), ("Kabul", "2")]
    assert reviewing.settled() == ["Kunduz", "30"]
    assert reviewing.heading == "CONFLICT 1 OF 2 · BOUNDARY"
    assert reviewing.choices() == [("A", "ACTOR “Taliban”"), ("B", "ACTOR “Taliban fighters”")]
    assert "Taliban fighters took Kunduz" in reviewing.sight.find(Words, "conflict_quote").text()
    assert reviewing.sight.says("review_counts") == "0 of 2 in gold · 2 conflicts left"


def test_a_number_decides_and_goes_to_the_next(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_2)
    assert reviewing.gold() == ["Taliban fighters", "Kunduz", "30"]
    assert reviewing.heading == "CONFLICT 2 OF 2 · MISSING"
    assert reviewing.choices() == [("B", "LOCATION “Kabul”"), ("A", "No span here")]
    assert reviewing.boxes() == [("Kabul", "2")]


def test_neither_leaves_nothing_and_a_dotted_box(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_X)
    assert reviewing.gold() == ["Kunduz", "30"]
    ruled_out = [mark.tag for mark in reviewing.sight.view.marks if mark.look is Look.RULED_OUT]
    assert ruled_out == ["1"]


def test_a_number_without_a_version_decides_nothing(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_7)
    assert reviewing.on_disk().rulings == ()
    assert reviewing.sight.says("status_advice") == "There are only 2 options here."


def test_the_last_conflict_decided_enter_saves_and_opens_the_next(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_1, Key.Key_1)
    assert reviewing.heading == "ALL DECIDED"
    reviewing.keys(Key.Key_Return)
    assert reviewing.on_disk().is_gold
    assert reviewing.mode.adjudication.case.article_id == 2
    reviewing.keys(Key.Key_Return)
    assert reviewing.gold(2) == ["Taliban", "Doha"]
    assert reviewing.sight.says("review_counts") == "2 of 2 in gold · 0 conflicts left"
    assert reviewing.sight.says("status_progress") == "2 of 2 articles in gold"


@pytest.mark.parametrize("answer", ["Cancel", "Save as gold"])
def test_open_conflicts_are_asked_about_before_saving(
    reviewing: Reviewing, answering: Answering, answer: str
) -> None:
    seen = answering(sign_off_question=clicking(answer))
    reviewing.keys(Key.Key_Return)
    assert seen == ["sign_off_question"]
    assert reviewing.on_disk(1).is_gold is (answer == "Save as gold")


def test_tab_goes_between_open_conflicts(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_Tab)
    assert reviewing.sight.focused == "Kabul"
    reviewing.keys(Key.Key_Tab)
    assert reviewing.sight.focused == "Taliban fighters"
    reviewing.keys((Key.Key_Backtab, SHIFT))
    assert reviewing.sight.focused == "Kabul"


def test_undo_takes_a_ruling_back_and_shows_where(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_2, Key.Key_1)
    reviewing.keys((Key.Key_Z, CTRL))
    assert reviewing.heading == "CONFLICT 2 OF 2 · MISSING"
    assert reviewing.gold() == ["Taliban fighters", "Kunduz", "30"]
    reviewing.keys((Key.Key_Z, CTRL | SHIFT))
    assert reviewing.gold() == ["Taliban fighters", "Kunduz", "30", "Kabul"]


def test_undo_goes_back_to_the_article_it_was_in(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_1, Key.Key_1, Key.Key_Return)
    assert reviewing.mode.adjudication.case.article_id == 2
    reviewing.keys((Key.Key_Z, CTRL))
    assert reviewing.mode.adjudication.case.article_id == 1
    assert not reviewing.on_disk().is_gold


def test_a_reason_and_a_comment_go_with_the_ruling(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_G, Key.Key_C)
    field = reviewing.sight.find(QLineEdit, "conflict_comment")
    reviewing.sight.bot.waitUntil(field.hasFocus)
    reviewing.sight.bot.keyClicks(field, "say what a name is")
    reviewing.sight.bot.keyClick(field, Key.Key_Return)
    reviewing.sight.bot.waitUntil(reviewing.sight.view.hasFocus)
    # Right behind a field digits are no commands; this one comes later.
    reviewing.sight.window.fields._clock = lambda: math.inf
    reviewing.keys(Key.Key_2)
    (ruling,) = reviewing.on_disk().rulings
    assert (ruling.reason, ruling.comment) == (Reason.GUIDELINE_GAP, "say what a name is")


def test_a_reason_can_follow_on_a_decided_conflict(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_2)
    reviewing.sight.view.focus_mark(reviewing.on_disk().gold[0].id)
    assert "Decided by rita" in reviewing.sight.says("conflict_told")
    reviewing.keys(Key.Key_S)
    assert reviewing.on_disk().rulings[0].reason is Reason.SLIP
    reviewing.keys(Key.Key_S)
    assert reviewing.on_disk().rulings[0].reason is None


def test_what_an_annotator_answered_stands_with_the_ruling(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_2)
    project = reviewing.sight.workspace.project
    feedback.answer(Workspace(project, "ann"), reviewing.on_disk().rulings[0], "<b>why</b>?")
    reviewing.mode.open(1, at=0)
    assert reviewing.sight.says("conflict_told").endswith("ann: <b>why</b>?")


def test_a_label_renamed_meanwhile_is_called_by_its_new_name(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_2, Key.Key_Tab)
    workspace = reviewing.sight.workspace
    location = next(label for label in workspace.labels if label.name == "LOCATION")
    labels.change(workspace, "LOCATION", replace(location, name="PLACE"))
    assert reviewing.choices()[0] == ("B", "PLACE “Kabul”")


def test_work_that_changes_meanwhile_is_shown(reviewing: Reviewing) -> None:
    workspace = reviewing.sight.workspace
    with workspace.project.reading() as connection:
        bob = article_state(connection, 1, annotator="bob").annotations
    workspace.do(Edit("as a merge would", (bob[0],), ()))
    assert reviewing.heading == "CONFLICT 1 OF 2 · MISSING"
    assert reviewing.boxes() == [("Taliban", "1"), ("Kabul", "2")]


def test_work_that_changes_elsewhere_leaves_the_article_under_review(
    reviewing: Reviewing,
) -> None:
    sight = reviewing.sight
    reviewing.keys((Key.Key_PageDown, CTRL))
    assert sight.view.text == SECOND
    before = [(mark.start, mark.end, mark.look) for mark in sight.view.marks]
    with sight.workspace.project.reading() as connection:
        bob = article_state(connection, 1, annotator="bob").annotations
    sight.workspace.do(Edit("as a merge would", (bob[0],), ()))
    assert [(mark.start, mark.end, mark.look) for mark in sight.view.marks] == before


def test_editing_in_place(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_E)
    assert reviewing.sight.window.table.mode is Mode.DRAFT
    reviewing.keys(Key.Key_BracketRight, Key.Key_BracketRight, Key.Key_2)
    assert reviewing.on_disk().rulings == ()
    reviewing.keys(Key.Key_Return)
    assert reviewing.sight.window.table.mode is Mode.REVIEW
    span = reviewing.on_disk().gold[0]
    assert (span.text, span.label, span.source.value) == (
        "Taliban fighters took",
        "LOCATION",
        "edited",
    )
    assert reviewing.heading == "CONFLICT 2 OF 2 · MISSING"


def test_escape_leaves_a_draft_without_a_trace(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_E, Key.Key_X, Key.Key_Escape)
    assert reviewing.on_disk().rulings == ()
    assert reviewing.boxes() == [("Taliban fighters", "1"), ("Kabul", "2")]
    assert reviewing.heading == "CONFLICT 1 OF 2 · BOUNDARY"


def test_what_is_seen_and_unsaid_changes_nothing(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_Tab, (Key.Key_PageDown, CTRL), (Key.Key_1, CTRL))
    assert reviewing.sight.window.table.mode is Mode.ANNOTATE
    with open_project(reviewing.sight.workspace.project.path).reading() as connection:
        rows = connection.exec_driver_sql("SELECT count(*) FROM event WHERE title <> 'work'")
        assert rows.scalar() == 0


def test_annotating_again_the_keys_label(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_2, (Key.Key_1, CTRL))
    reviewing.sight.view.cursor_at.select(0, 7)
    reviewing.keys(Key.Key_2)
    assert reviewing.sight.spans() == [("LOCATION", "Taliban")]
    assert reviewing.gold() == ["Taliban fighters", "Kunduz", "30"]


def test_annotation_keys_do_nothing_in_review(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_F, Key.Key_M, Key.Key_Period)
    assert reviewing.sight.workspace.history.undo_edit is None


def test_a_click_on_a_version_chooses_it(reviewing: Reviewing) -> None:
    row = reviewing.sight.find(ChoiceRow, "choice_1")
    reviewing.sight.bot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert reviewing.gold() == ["Taliban", "Kunduz", "30"]


def test_names_give_way_on_a_narrow_window(
    open_window: Callable[..., Sight], tmp_path: Path
) -> None:
    path = tmp_path / "many.annot"
    people = [f"annotator number {number}" for number in range(6)]
    make_reviewed(path, {name: {1: [("Taliban", "ACTOR")]} for name in people}).close()
    with open_project(path).writing() as connection:
        reviewing_store.keep_plan(connection, Plan(tuple(people)))
    reviewing = Reviewing(open_window(path, name="rita"))
    assert reviewing.sight.window.minimumSizeHint().width() <= 1024


def test_a_short_name_is_shown_whole(open_window: Callable[..., Sight], tmp_path: Path) -> None:
    path = tmp_path / "short.annot"
    places = {1: [("Taliban", "ACTOR")]}
    make_reviewed(path, {"jo": places, "kofi": places}).close()
    reviewing = Reviewing(open_window(path, name="rita"))
    assert [drawn(reviewing, letter) for letter in "AB"] == [True, True]


def drawn(reviewing: Reviewing, letter: str) -> bool:
    """Whether the bar shows anything behind the letter of an annotator."""
    image = reviewing.sight.find(ChoiceRow, f"reviewed_{letter}").grab().toImage()
    rows, columns = range(6, image.height() - 6), range(36, image.width() - 6)
    return len({image.pixel(x, y) for x in columns for y in rows}) > 1


# The plan, chosen in its dialog


def planning(
    *, also: str | None = None, rule: str | None = None, blind: bool = False, by: str = "OK"
) -> Act:
    """Choose in the dialog of the plan, and leave it by a button."""

    def act(dialog: QDialog) -> None:
        people = part(dialog, QListWidget, "plan_people")
        for row in range(people.count()):
            if also and people.item(row).text().startswith(also):
                people.item(row).setCheckState(Qt.CheckState.Checked)
        if rule is not None:
            part(dialog, QComboBox, "plan_rule").setCurrentText(rule)
        if blind:
            part(dialog, QCheckBox, "plan_blind").click()
        click(dialog, by)

    return act


def plan_anew(reviewing: Reviewing, answering: Answering, act: Act) -> None:
    """Choose another plan by its key, and see the review by it."""
    seen = answering(review_plan_dialog=act)
    reviewing.keys((Key.Key_R, CTRL | SHIFT))
    assert seen == ["review_plan_dialog"]
    reviewing.sight.bot.waitUntil(lambda: reviewing.mode.adjudication.case is not None)


MAJORITY = "What more than half of them agree on"
NEVER = "Nothing; I decide everything"


@pytest.mark.parametrize(
    ("act", "chosen"),
    [
        (planning(also="eve"), Plan(("ann", "bob", "eve"))),
        (planning(rule=MAJORITY), Plan(("ann", "bob"), Rule.MAJORITY)),
        (planning(blind=True), Plan(("ann", "bob"), blind=True)),
        (
            lambda dialog: [
                part(dialog, QComboBox, "plan_coverage").setCurrentIndex(1),
                click(dialog, "OK"),
            ],
            Plan(("ann", "bob"), coverage=Coverage.ANY),
        ),
        (
            lambda dialog: [
                press(part(dialog, QComboBox, "plan_by_label"), Key.Key_Down),
                click(dialog, "OK"),
            ],
            Plan(("ann", "bob"), by_label=True),
        ),
    ],
    ids=["people", "rule", "blind", "coverage", "by label"],
)
def test_what_is_chosen_in_the_plan_is_kept(
    reviewing: Reviewing, answering: Answering, act: Act, chosen: Plan
) -> None:
    project = reviewing.sight.workspace.project
    work_on(project, "eve", 2, SECOND, [("Doha", "LOCATION")])
    plan_anew(reviewing, answering, act)
    assert review.plan(project) == chosen
    assert reviewing.mode.plan == chosen


def test_leaving_the_plan_changes_nothing(reviewing: Reviewing, answering: Answering) -> None:
    plan_anew(reviewing, answering, planning(rule=MAJORITY, blind=True, by="Cancel"))
    assert review.plan(reviewing.sight.workspace.project) == Plan(("ann", "bob"))


def test_a_third_joins_a_blind_review_by_majority(
    reviewing: Reviewing, answering: Answering, tmp_path: Path
) -> None:
    """Three people's work comes in bundles, as in a team; eve sides with bob on Kabul."""
    merge_eve(reviewing, answering, tmp_path)
    plan_anew(reviewing, answering, planning(also="eve", rule=MAJORITY, blind=True))
    assert reviewing.boxes() == [("Taliban fighters took", "1")]
    assert reviewing.sight.says("review_counts") == "0 of 2 in gold · 1 conflict left"
    assert {letter for letters, _ in reviewing.choices() for letter in letters} == set("ABC")
    assert reviewing.settled() == ["Kunduz", "30", "Kabul"]
    assert not any(name in words.split() for words in all_words(reviewing) for name in NAMES)


def test_what_most_say_can_be_decided_otherwise(
    reviewing: Reviewing, answering: Answering, tmp_path: Path
) -> None:
    merge_eve(reviewing, answering, tmp_path)
    plan_anew(reviewing, answering, planning(also="eve", rule=MAJORITY))
    kabul = reviewing.sight.mark("Kabul")
    reviewing.sight.view.focus_mark(kabul.id)
    assert reviewing.sight.says("conflict_told").startswith("Most agree")
    assert [words for _, words in reviewing.choices()] == ["LOCATION “Kabul”", "No span here"]
    reviewing.keys(Key.Key_2)
    assert reviewing.gold() == ["Kunduz", "30"]


def test_what_most_say_is_signed_off_unasked(
    reviewing: Reviewing, answering: Answering, tmp_path: Path
) -> None:
    merge_eve(reviewing, answering, tmp_path)
    plan_anew(reviewing, answering, planning(also="eve", rule=MAJORITY))
    reviewing.keys(Key.Key_1, Key.Key_Return)
    assert reviewing.on_disk().is_gold
    assert "Kabul" in reviewing.gold()


def merge_eve(reviewing: Reviewing, answering: Answering, folder: Path) -> None:
    """Let a third's bundle come in."""
    third = make_reviewed(folder / "eve.annot", {"eve": {1: EVE, 2: [("Doha", "LOCATION")]}})
    bundle = bundling.write_bundle(third, folder / "eve.annwork", made_by="eve").path
    third.close()
    seen = answering(merge_dialog=clicking("Merge"), merge_report=clicking("Close"))
    reviewing.sight.open_room(OpenTransfer).work.offer([bundle])
    reviewing.sight.bot.waitUntil(lambda: len(seen) == 2)


EVE = [("fighters took", "ACTOR"), ("Kunduz", "LOCATION"), ("30", "FIGURE"), ("Kabul", "LOCATION")]
NAMES = ("ann", "bob", "eve")


def test_blind_hides_names(reviewing: Reviewing, answering: Answering) -> None:
    plan_anew(reviewing, answering, planning(blind=True))
    assert any("Annotator A" in words for words in all_words(reviewing))
    assert not any("ann" in words.split() or "bob" in words for words in all_words(reviewing))


def test_blind_hides_who_answered(reviewing: Reviewing, answering: Answering) -> None:
    plan_anew(reviewing, answering, planning(blind=True))
    reviewing.keys(Key.Key_2)
    project = reviewing.sight.workspace.project
    feedback.answer(Workspace(project, "ann"), reviewing.on_disk().rulings[0], "why?")
    reviewing.mode.open(1, at=0)
    said = reviewing.sight.says("conflict_told").splitlines()[-1]
    assert said in ("Annotator A: why?", "Annotator B: why?")


def test_blind_hides_names_where_nothing_is_to_be_reviewed(
    open_window: Callable[..., Sight], tmp_path: Path
) -> None:
    path = tmp_path / "apart.annot"
    works = {"ann": {1: [("Taliban", "ACTOR")]}, "bob": {2: [("Doha", "LOCATION")]}}
    with make_reviewed(path, works).writing() as connection:
        reviewing_store.keep_plan(connection, Plan(("ann", "bob"), blind=True))
    sight = open_window(path, name="rita")
    sight.keys((Key.Key_2, CTRL))
    told = "No article has been finished by all of Annotator A, Annotator B yet."
    labels = sight.window.findChildren(QLabel)
    sight.bot.waitUntil(lambda: told in [label.text() for label in labels if label.text()])


def test_later_work_is_shown_as_new(reviewing: Reviewing, answering: Answering) -> None:
    reviewing.keys(Key.Key_2, Key.Key_1, Key.Key_Return)
    project = reviewing.sight.workspace.project
    work_on(project, "eve", 1, FIRST, [("fighters", "ACTOR"), ("Kunduz", "LOCATION")])
    plan_anew(reviewing, answering, planning(also="eve"))
    assert reviewing.boxes() == [("Taliban fighters", "1"), ("30", "2")]
    told = reviewing.sight.says("conflict_told")
    assert told.startswith("Reopened: an annotation is new.")
    assert "ACTOR “Taliban fighters”" in told
    assert reviewing.gold() == ["Taliban fighters", "Kunduz", "30", "Kabul"]


def test_never_lets_confirm_all_that_is_agreed(reviewing: Reviewing, answering: Answering) -> None:
    plan_anew(reviewing, answering, planning(rule=NEVER))
    assert len(reviewing.boxes()) == 4
    reviewing.keys((Key.Key_A, SHIFT))
    assert reviewing.gold() == ["Kunduz", "30"]
    assert len(reviewing.boxes()) == 2


@pytest.mark.parametrize(("answer", "status"), [("Yes", Status.IN_PROGRESS), ("No", Status.DONE)])
def test_articles_of_a_gap_come_back_if_so_wished(
    reviewing: Reviewing, answering: Answering, answer: str, status: Status
) -> None:
    reviewing.keys(Key.Key_G, Key.Key_2, Key.Key_F2)
    panel = reviewing.sight.room(GuidelinesRoom).panel
    panel.edit.click()
    panel.editor.setPlainText("# Names are whole")
    seen = answering(QMessageBox=clicking(answer))
    panel.save.click()
    assert seen == ["QMessageBox"]
    with reviewing.sight.workspace.project.reading() as connection:
        assert article_state(connection, 1, annotator="ann").status is status


def test_a_gap_comes_back_with_the_guidelines(reviewing: Reviewing, answering: Answering) -> None:
    reviewing.keys(Key.Key_G, Key.Key_2, (Key.Key_PageDown, CTRL), Key.Key_F2)
    panel = reviewing.sight.room(GuidelinesRoom).panel
    assert panel.gaps.count() == 1
    assert panel.gaps.item(0).text() == "“Taliban fighters”"
    panel.gaps.itemActivated.emit(panel.gaps.item(0))
    assert reviewing.mode.adjudication.case.article_id == 1
    assert reviewing.heading == "CONFLICT 1 OF 2 · BOUNDARY"
    answering(QMessageBox=clicking("Yes"))
    panel.edit.click()
    panel.editor.setPlainText("# Names are whole")
    panel.save.click()
    with reviewing.sight.workspace.project.reading() as connection:
        assert article_state(connection, 1, annotator="ann").status is Status.IN_PROGRESS
    reviewing.keys((Key.Key_Z, CTRL))
    with reviewing.sight.workspace.project.reading() as connection:
        assert article_state(connection, 1, annotator="ann").status is Status.DONE


def test_the_rule_is_not_applied_unless_one_is_sure(
    reviewing: Reviewing, answering: Answering
) -> None:
    seen = answering(QMessageBox=clicking("Cancel"))
    reviewing.keys((Key.Key_G, CTRL | SHIFT))
    assert seen == ["QMessageBox"]
    assert not is_at_work(reviewing.sight.window)


def test_the_rule_on_all_articles(reviewing: Reviewing, answering: Answering) -> None:
    answering(QMessageBox=clicking("Yes"))
    reviewing.keys((Key.Key_G, CTRL | SHIFT))
    reviewing.sight.bot.waitUntil(lambda: reviewing.on_disk(2).is_gold)
    reviewing.sight.bot.waitUntil(
        lambda: reviewing.sight.says("review_counts") == "1 of 2 in gold · 2 conflicts left"
    )


def test_the_queue_is_filtered(reviewing: Reviewing) -> None:
    shown = reviewing.sight.find(QListView, "review_list").model()
    reviewing.sight.find(QLineEdit, "review_filter").setText("envoys")
    assert shown.rowCount() == 1
    reviewing.sight.find(QLineEdit, "review_filter").clear()
    reviewing.keys(Key.Key_1, Key.Key_1, Key.Key_Return)
    reviewing.sight.find(QCheckBox, "review_undecided").setChecked(True)
    assert reviewing.mode.model.numbers == [2]


def test_a_pair_that_differs_in_a_tenth_takes_at_most_1_2_keys_a_conflict(
    open_window: Callable[..., Sight], tmp_path: Path
) -> None:
    path = tmp_path / "pair.annot"
    project = make_pair(path, 3)
    conflicts = sum(entry.open for entry in review.queue(project, Plan(("ann", "bob"))))
    project.close()
    reviewing = Reviewing(open_window(path, name="rita"))
    presses = 0
    while any(not is_finished(entry) for entry in reviewing.mode.model.entries):
        case = reviewing.mode.adjudication.case
        wanted = None
        if case.open:  # bob is right, wherever he stands
            versions = reviewing.mode.adjudication.item.options
            wanted = next(n for n, version in enumerate(versions) if "bob" in version.supporters)
        reviewing.keys(Key.Key_Return if wanted is None else Key(Key.Key_1 + wanted))
        presses += 1
    assert conflicts >= 15
    assert presses / conflicts <= 1.2
    for number in (1, 2, 3):
        case = reviewing.on_disk(number)
        with reviewing.sight.workspace.project.reading() as connection:
            bob = article_state(connection, number, annotator="bob").annotations
        gold = {(span.start, span.end, span.label) for span in case.gold}
        assert gold == {(span.start, span.end, span.label) for span in bob}


def test_without_two_annotators_the_window_says_what_to_do(
    open_window: Callable[..., Sight], tmp_path: Path
) -> None:
    path = tmp_path / "alone.annot"
    make_reviewed(path, {"ann": {1: [("Taliban", "ACTOR")]}}).close()
    sight = open_window(path, name="rita")
    sight.keys((Key.Key_2, CTRL))
    assert "A review needs two annotators" in sight.says("conflict_hint")
    sight.keys(Key.Key_1, Key.Key_E, Key.Key_Return, Key.Key_X)
    assert sight.workspace.history.undo_edit is None


def test_the_plan_dialog_needs_two(reviewing: Reviewing, answering: Answering) -> None:
    can: list[bool] = []

    def act(dialog: QDialog) -> None:
        person = part(dialog, QListWidget, "plan_people").item(0)
        for state in (Qt.CheckState.Unchecked, Qt.CheckState.Checked):
            person.setCheckState(state)
            can.append(button(dialog, "OK").isEnabled())
        click(dialog, "OK")

    plan_anew(reviewing, answering, act)
    assert can == [False, True]


def test_agreement_on_the_article_stands_beside_it(reviewing: Reviewing) -> None:
    table = reviewing.sight.find(QWidget, "article_agreement")
    reviewing.sight.bot.waitUntil(table.isVisible)
    words = [label.text() for label in table.findChildren(QLabel)]
    assert "κ\ntokens" in words
    assert "ACTOR" in words
    assert any(word.replace(".", "").isdigit() and "." in word for word in words)
