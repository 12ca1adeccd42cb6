"""The review shows what annotators said: notes, flags, what they skip, answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from dialog_verbs import Answering, button, click, part
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QListView, QListWidget
from reviewed_project import make_reviewed, work_on
from reviewing_verbs import Reviewing, all_words
from window_verbs import CTRL, Sight

from annotator.domain.gold import Plan
from annotator.domain.remarks import Remarks, SpanNote
from annotator.domain.values import ArticleStatus, Status
from annotator.operations import annotate, articles
from annotator.operations.reviewing import feedback, review, sending_back
from annotator.store.project import open_project
from annotator.store.queue import assignments
from annotator.ui.document_view.marks import Look
from annotator.ui.review.remark_texts import about_article
from annotator.ui.shell.action_rows import Mode
from annotator.ui.shell.people import People
from annotator.ui.shell.widgets.mode_switch import ModeButton
from annotator.workspace import Workspace

Key = Qt.Key
THIRD = "Weather in Kabul: sunny."


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """Ann noted something on both articles and skipped a third, which bob has flagged."""
    path = tmp_path / "said.annot"
    texts = (
        "Taliban fighters took Kunduz on Sunday and killed 30 civilians near Kabul.",
        "Envoys of the Taliban met in Doha.",
        THIRD,
    )
    works = {
        "ann": {1: [("Taliban", "ACTOR"), ("Kunduz", "LOCATION")], 2: [("Taliban", "ACTOR")]},
        "bob": {1: [("Taliban fighters", "ACTOR"), ("Kunduz", "LOCATION")], 2: []},
    }
    make_reviewed(path, works, texts).close()
    ann, bob = (Workspace(open_project(path), name) for name in ("ann", "bob"))
    first, second = ann.article(1).annotations
    annotate.set_note(ann, article=1, annotation=first, note="or the fighters too?")
    annotate.set_note(ann, article=1, annotation=second, note="city or province?")
    articles.flag(ann, article=2, reason="an envoy of whom?")
    articles.set_status(ann, article=3, status=Status.SKIPPED)
    work_on(bob.project, "bob", 3, THIRD, [("Kabul", "LOCATION")])
    articles.set_status(bob, article=3, status=Status.IN_PROGRESS)
    articles.flag(bob, article=3, reason="no conflict at all")
    ann.close()
    bob.close()
    return path


@pytest.fixture
def reviewing(open_window: Callable[..., Sight]) -> Reviewing:
    reviewing = Reviewing(open_window(name="rita"))
    reviewing.mode.open(1)
    return reviewing


@pytest.fixture
def blind(open_window: Callable[..., Sight], project_path: Path) -> Reviewing:
    rita = Workspace(open_project(project_path), "rita")
    review.keep_plan(rita, Plan(("ann", "bob"), blind=True))
    rita.close()
    reviewing = Reviewing(open_window(name="rita"))
    reviewing.mode.open(1)
    return reviewing


def rows(reviewing: Reviewing) -> list[str]:
    model = reviewing.sight.find(QListView, "aside_list").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_notes_stand_beside_the_conflict_they_are_about(reviewing: Reviewing) -> None:
    assert reviewing.sight.says("conflict_notes") == "ann on “Taliban”: or the fighters too?"
    assert reviewing.sight.says("article_remarks") == "ann on “Kunduz”: city or province?"
    assert reviewing.sight.find(QLabel, "conflict_notes").isVisible()


def test_why_an_article_is_flagged_stands_beside_its_conflicts(reviewing: Reviewing) -> None:
    reviewing.mode.open(2)
    assert not reviewing.sight.find(QLabel, "conflict_notes").isVisible()
    assert reviewing.sight.says("article_remarks") == "ann – done, flagged: an envoy of whom?"


def test_a_note_that_comes_meanwhile_is_shown(reviewing: Reviewing) -> None:
    bob = Workspace(reviewing.sight.workspace.project, "bob")
    annotate.set_note(bob, article=1, annotation=bob.article(1).annotations[0], note="all of it")
    reviewing.mode.open(1)
    assert "bob on “Taliban fighters”: all of it" in reviewing.sight.says("conflict_notes")


def test_what_was_decided_of_spans_with_notes_can_be_taken_back(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_1, (Key.Key_Z, CTRL))
    assert reviewing.on_disk().rulings == ()
    reviewing.keys((Key.Key_Y, CTRL))
    assert [span.note for span in reviewing.on_disk().gold] == [
        "or the fighters too?",
        "city or province?",
    ]


def test_flagged_and_skipped_articles_have_a_list_with_who_and_why(reviewing: Reviewing) -> None:
    assert reviewing.sight.window.table["set_aside"].text() == "Flagged and skipped: 2"
    reviewing.keys(Key.Key_F)
    assert not reviewing.mode.queue.isVisible()
    assert rows(reviewing) == [
        "Envoys of the Taliban met in Doha.: ann – done, flagged: an envoy of whom?",
        "Weather in Kabul: sunny.: ann – skipped · bob – flagged: no conflict at all",
    ]
    reviewing.sight.find(QLineEdit, "aside_filter").setText("conflict")
    assert len(rows(reviewing)) == 1
    reviewing.keys(Key.Key_F)
    assert reviewing.mode.queue.isVisible()


def open_third(reviewing: Reviewing) -> None:
    """Go to the list and open its last article with keys alone."""
    reviewing.keys(Key.Key_F)
    shown = reviewing.sight.find(QListView, "aside_list")
    reviewing.sight.bot.waitUntil(shown.hasFocus)
    QTest.keyClick(shown, Key.Key_End)
    QTest.keyClick(shown, Key.Key_Return)


def test_one_that_is_not_under_review_is_shown_with_its_spans(reviewing: Reviewing) -> None:
    open_third(reviewing)
    assert reviewing.sight.view.text == THIRD
    assert [reviewing.sight.view.text[m.start : m.end] for m in reviewing.sight.view.marks] == [
        "Kabul"
    ]
    assert reviewing.heading == "NOT UNDER REVIEW"
    assert "bob – flagged: no conflict at all" in reviewing.sight.says("article_remarks")
    reviewing.keys(Key.Key_1, Key.Key_X, Key.Key_Return)
    assert reviewing.sight.workspace.history.undo_edit is None


def test_one_under_review_opens_as_a_case(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_F)
    shown = reviewing.sight.find(QListView, "aside_list")
    QTest.keyClick(shown, Key.Key_Home)
    QTest.keyClick(shown, Key.Key_Return)
    assert reviewing.mode.adjudication.case.article_id == 2
    reviewing.keys(Key.Key_T)
    assert "under review: decide it here" in reviewing.sight.says("status_advice")


def test_the_reviewer_can_take_it(reviewing: Reviewing) -> None:
    project = reviewing.sight.workspace.project
    with project.writing() as connection:
        assignments.add(connection, [(3, "ann"), (3, "bob"), (1, "rita")])
    open_third(reviewing)
    reviewing.keys(Key.Key_T)
    assert reviewing.sight.window.table.mode is Mode.ANNOTATE
    assert reviewing.sight.state.article_id == 3
    with project.reading() as connection:
        assert "rita" in assignments.holders(connection)[3]


def writing(comment: str, seen: list[list[str]]) -> Callable[[QDialog], None]:
    """Note who is offered, write a comment and press Return as at the keyboard."""

    def act(dialog: QDialog) -> None:
        people = part(dialog, QListWidget, "send_back_people")
        seen.append([people.item(row).text() for row in range(people.count())])
        field = part(dialog, QLineEdit, "send_back_comment")
        QTest.keyClicks(field, comment)
        QTest.keyClick(field, Key.Key_Return)

    return act


def waiting(reviewing: Reviewing, name: str) -> list[tuple[int, str, str, int | None]]:
    every = sending_back.waiting(reviewing.sight.workspace.project, name)
    return [(one.article, one.reason, one.comment, one.start) for one in every.values()]


def test_a_flagged_article_is_sent_back_to_those_who_flagged_it(
    reviewing: Reviewing, answering: Answering
) -> None:
    open_third(reviewing)
    seen: list[list[str]] = []
    answering(send_back_dialog=writing("Kabul is a place", seen))
    reviewing.keys(Key.Key_B)
    assert seen == [["ann  (skipped)", "bob  (flagged)"]]
    assert waiting(reviewing, "ann") == [(3, "", "Kabul is a place", None)]
    assert waiting(reviewing, "bob") == [(3, "", "Kabul is a place", None)]
    assert "ann, bob" in reviewing.sight.says("status_advice")
    assert len(rows(reviewing)) == 1
    reviewing.keys((Key.Key_Z, CTRL))
    assert waiting(reviewing, "ann") == []
    assert len(rows(reviewing)) == 2
    reviewing.keys((Key.Key_Y, CTRL))
    assert waiting(reviewing, "bob") == [(3, "", "Kabul is a place", None)]


def test_a_decided_conflict_goes_back_to_who_held_another_version(
    reviewing: Reviewing, answering: Answering
) -> None:
    reviewing.keys(Key.Key_2, Key.Key_S)  # bob is right
    reviewing.mode.open(1, at=0)
    answering(send_back_dialog=writing("the whole name", []))
    reviewing.keys(Key.Key_B)
    assert waiting(reviewing, "ann") == [(1, "slip", "the whole name", 0)]
    assert waiting(reviewing, "bob") == []
    assert reviewing.mode.adjudication.case.article_id == 2  # the review goes on
    reviewing.sight.bot.waitUntil(lambda: reviewing.mode.model.row_of(1) is None)
    assert reviewing.on_disk(2).rulings == ()


def test_the_whole_article_can_be_meant_and_nobody_ticked_sends_nothing(
    reviewing: Reviewing, answering: Answering
) -> None:
    def act(dialog: QDialog) -> None:
        people = part(dialog, QListWidget, "send_back_people")
        for row in range(people.count()):
            people.item(row).setCheckState(Qt.CheckState.Unchecked)
        assert not button(dialog, "Send back").isEnabled()
        people.item(1).setCheckState(Qt.CheckState.Checked)
        part(dialog, QCheckBox, "send_back_passage").setChecked(False)
        click(dialog, "Send back")

    answering(send_back_dialog=act)
    reviewing.keys(Key.Key_B)
    assert waiting(reviewing, "ann") == []
    assert waiting(reviewing, "bob") == [(1, "", "", None)]


def test_leaving_the_dialog_changes_nothing(reviewing: Reviewing, answering: Answering) -> None:
    answering(send_back_dialog=lambda dialog: click(dialog, "Cancel"))
    reviewing.keys(Key.Key_B)
    assert reviewing.sight.workspace.history.undo_edit is None


def answer(reviewing: Reviewing, number: int, words: str) -> None:
    project = reviewing.sight.workspace.project
    feedback.answer(Workspace(project, "ann"), reviewing.on_disk(number).rulings[-1], words)


def both_decided_and_answered(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_2, Key.Key_Return)
    reviewing.mode.open(2)
    reviewing.keys(Key.Key_1, Key.Key_Return)
    answer(reviewing, 1, "the list says otherwise")
    answer(reviewing, 2, "what of envoys?")
    reviewing.mode.enter()
    reviewing.sight.bot.waitUntil(lambda: len(reviewing.mode.model.entries) == 2)


def test_answers_are_marked_and_a_key_goes_from_one_to_the_next(reviewing: Reviewing) -> None:
    both_decided_and_answered(reviewing)
    rows = reviewing.mode.queue.list.itemDelegate()
    assert all(rows.words(e).startswith("1 answer · gold") for e in reviewing.mode.model.entries)
    assert reviewing.sight.window.table["next_answer"].text() == "Next answer: 2"
    offered = reviewing.sight.find(ModeButton, "button_next_answer")
    reviewing.sight.bot.waitUntil(lambda: not offered.visibleRegion().isEmpty())
    reviewing.keys(Key.Key_R)
    first = reviewing.mode.adjudication.case.article_id
    assert "answer" in [mark.tag.split(" · ")[-1] for mark in reviewing.sight.view.marks]
    told = {1: "ann: the list says otherwise", 2: "ann: what of envoys?"}
    assert reviewing.sight.says("conflict_told").endswith(told[first])
    reviewing.keys(Key.Key_R)
    second = reviewing.mode.adjudication.case.article_id
    assert {first, second} == {1, 2}
    assert reviewing.sight.says("conflict_told").endswith(told[second])
    reviewing.keys(Key.Key_1)  # decided anew in sight of the answer
    assert reviewing.on_disk(second).answered == ()
    assert reviewing.sight.window.table["next_answer"].text() == "Next answer: 1"


def test_an_answer_to_a_ruling_without_gold_is_marked_at_its_box(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_X)
    answer(reviewing, 1, "they were fighters")
    reviewing.mode.open(1)
    tags = [m.tag for m in reviewing.sight.view.marks if m.look is Look.RULED_OUT]
    assert tags == ["1 · answer"]


def test_without_answers_it_says_so(reviewing: Reviewing) -> None:
    assert not reviewing.sight.find(ModeButton, "button_next_answer").isVisible()
    reviewing.keys(Key.Key_R)
    assert reviewing.sight.says("status_advice") == ("No annotator has answered since you decided.")


def test_blind_hides_names_everywhere(blind: Reviewing, answering: Answering) -> None:
    assert blind.sight.says("conflict_notes").startswith("Annotator ")
    both_decided_and_answered(blind)
    blind.keys(Key.Key_R)
    assert blind.sight.says("conflict_told").splitlines()[-1].startswith("Annotator ")
    seen: list[list[str]] = []
    answering(send_back_dialog=writing("look", seen))
    open_third(blind)
    blind.keys(Key.Key_B)
    said = [*seen[0], *rows(blind), *all_words(blind)]
    assert not any(name in words.split() for name in ("ann", "bob") for words in said)


def test_who_comes_first_gives_nobody_away_in_a_blind_review() -> None:
    statuses = (
        ArticleStatus(1, "ann", Status.SKIPPED),
        ArticleStatus(1, "bob", Status.FLAGGED, "torn"),
    )
    notes = tuple(SpanNote(name, 0, 3, "ACTOR", "Ann", name[0]) for name in ("ann", "bob"))
    said = about_article(Remarks(notes, statuses), None, People(("bob", "ann"), blind=True))
    assert said.splitlines() == [
        "Annotator A – flagged: torn",
        "Annotator B – skipped",
        "Annotator A on “Ann”: b",
        "Annotator B on “Ann”: a",
    ]
