"""The queue in the window: found, filtered and ordered, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dialog_verbs import Act, Answering, click, is_at_work, part
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QMenu,
    QPushButton,
    QSpinBox,
    QToolButton,
)
from sample_project import make_project
from window_verbs import CTRL, Sight, press

from annotator.domain.changes import Change, Part
from annotator.domain.queueing import QueueView, Sort
from annotator.domain.values import Status
from annotator.operations import articles
from annotator.operations.reviewing import assigning
from annotator.store.project import open_project
from annotator.ui.document_view.surface import sees
from annotator.ui.project.assign_dialog import AssignDialog, AssignWish
from annotator.ui.queue.queue_bounds import BoundsDialog
from annotator.ui.queue.queue_model import PAGE, QueueModel
from annotator.ui.queue.room import QueueRoom
from annotator.ui.shell.widgets.roles import ENTRY_ROLE, HIT_ROLE
from annotator.workspace import Workspace

Key = Qt.Key


def rows(sight: Sight) -> QueueModel:
    model = sight.find(QListView, "queue_list").model()
    assert isinstance(model, QueueModel)
    return model


def numbers(sight: Sight) -> list[int]:
    return list(rows(sight).numbers)


def choose(sight: Sight, button: str, words: str) -> None:
    """Pick a line of a menu by its words."""
    menu = sight.find(QToolButton, button).menu()
    assert menu is not None
    (action,) = [a for a in menu.actions() if a.text() == words]
    action.trigger()


def wait_for(sight: Sight, shown: list[int]) -> None:
    sight.bot.waitUntil(lambda: numbers(sight) == shown)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A project with more articles than a page has."""
    path = tmp_path / "many.annot"
    make_project(
        path, texts=[f"Article {number}\n\nKabul." for number in range(1, 6 * PAGE)]
    ).close()
    return path


def search(sight: Sight, words: str) -> None:
    field = sight.find(QLineEdit, "queue_search")
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, words)


def test_search_goes_through_texts_and_shows_where(sight: Sight) -> None:
    search(sight, "envoys")
    wait_for(sight, [2])
    hit = rows(sight).index(0).data(HIT_ROLE)
    assert [hit.context[start:end] for start, end in hit.ranges] == ["Envoys"]
    assert sight.says("queue_found").startswith("1 shown")


@pytest.mark.parametrize("words", ['"unbalanced', "NEAR(", "' OR 1=1 --", "a AND"])
def test_no_typing_is_an_error(sight: Sight, words: str) -> None:
    search(sight, words)
    wait_for(sight, [])
    assert not sight.window.banner.isVisible()


def test_escape_gives_the_whole_queue_back_and_then_the_text(sight: Sight) -> None:
    search(sight, "envoys")
    wait_for(sight, [2])
    field = sight.find(QLineEdit, "queue_search")
    press(field, Key.Key_Escape)
    wait_for(sight, [1, 2])
    press(field, Key.Key_Escape)
    assert sight.view.hasFocus()


def test_a_found_article_is_opened_by_keys_alone(sight: Sight) -> None:
    search(sight, "envoys")
    field = sight.find(QLineEdit, "queue_search")
    wait_for(sight, [2])
    press(field, Key.Key_Return)
    queue = sight.find(QListView, "queue_list")
    assert queue.hasFocus()
    press(queue, Key.Key_Return)
    assert sight.state.article_id == 2
    assert sight.view.hasFocus()


def test_the_beginning_of_a_word_finds_it_while_it_is_written(sight: Sight) -> None:
    search(sight, "talks envo")
    wait_for(sight, [2])


def test_a_word_that_is_ended_by_a_blank_is_searched_for_whole(sight: Sight) -> None:
    search(sight, "envo ")
    wait_for(sight, [])


def test_the_beginning_that_was_written_stays_as_it_is_in_the_field(sight: Sight) -> None:
    search(sight, "envo")
    wait_for(sight, [2])
    assert sight.find(QLineEdit, "queue_search").text() == "envo"


@pytest.fixture
def far(open_window: Callable[..., Sight], tmp_path: Path) -> Sight:
    """An article whose one Balkh stands screens below its top, and once more at its end."""
    lines = [f"Line {number} says nothing." for number in range(200)]
    text = "\n".join(["First of all", "", *lines, "Balkh fell.", *lines, "Then Balkh again."])
    make_project(tmp_path / "far.annot", texts=[text]).close()
    return open_window(tmp_path / "far.annot")


def test_a_hit_opens_the_article_where_it_stands_with_all_hits_shown(far: Sight) -> None:
    search(far, "balk")
    wait_for(far, [1])
    far.bot.waitUntil(lambda: rows(far).index(0).data(HIT_ROLE) is not None)
    field = far.find(QLineEdit, "queue_search")
    press(field, Key.Key_Return)
    press(far.find(QListView, "queue_list"), Key.Key_Return)
    first = far.view.text.index("Balkh")
    assert sees(far.view, first, first + 5)
    token = far.view.cursor_at.token
    assert token is not None
    assert token.start == first
    assert [far.view.text[slice(*place)] for place in far.view.hits] == ["Balk", "Balk"]


def test_an_answer_that_comes_after_a_newer_question_is_not_shown(sight: Sight) -> None:
    shown: list[list[int]] = []
    control, panel = rows(sight).parent(), sight.room(QueueRoom).panel
    rows(sight).modelReset.connect(lambda: shown.append(numbers(sight)))
    search(sight, "kunduz")
    panel._search()
    # The answer is there, and the window has not heard of it yet.
    for lane in control._tasks._lanes.values():
        lane._executor.submit(int).result()
    search(sight, "envoys")
    panel._search()
    wait_for(sight, [2])
    assert shown == [[2]]


def test_a_filter_by_status_shows_those_alone_and_says_so(sight: Sight) -> None:
    articles.set_status(sight.workspace, article=2, status=Status.DONE)
    choose(sight, "queue_filter", "Done")
    wait_for(sight, [2])
    assert "Done" in sight.says("queue_found")
    choose(sight, "queue_filter", "Show everything")
    wait_for(sight, [1, 2])
    sight.bot.waitUntil(lambda: not sight.find(QLabel, "queue_found").isVisible())


def test_the_order_is_chosen_and_kept_between_starts(
    sight: Sight, open_window: Callable[..., Sight]
) -> None:
    choose(sight, "queue_sort", "Shortest")
    wait_for(sight, [2, 1])
    sight.close()
    again = open_window()
    wait_for(again, [2, 1])


def test_the_menus_have_keys(sight: Sight) -> None:
    for action in ("filter_queue", "sort_queue"):
        assert sight.window.table[action].shortcut().toString()


def test_done_goes_on_in_the_order_that_is_shown(sight: Sight) -> None:
    choose(sight, "queue_sort", "Shortest")
    wait_for(sight, [2, 1])
    sight.window.project.session.open(2)  # type: ignore[union-attr]
    sight.twice(Key.Key_Return)
    assert sight.state.article_id == 1


def test_counts_follow_what_is_done_and_undone(sight: Sight) -> None:
    sight.twice(Key.Key_Return)
    assert sight.says("queue_counts") == "To do 1 · Done 1"
    sight.keys((Key.Key_Z, CTRL))
    assert sight.says("queue_counts") == "To do 2"


def test_a_row_shows_what_has_become_of_its_article(sight: Sight) -> None:
    model = rows(sight)
    sight.twice(Key.Key_Return)
    sight.bot.waitUntil(lambda: model.index(0).data(ENTRY_ROLE).status is Status.DONE)


def test_rows_come_page_by_page_with_their_neighbours(
    open_window: Callable[..., Sight], many: Path
) -> None:
    sight = open_window(many)
    model = rows(sight)
    far = 5 * PAGE + 5
    assert model.index(far).data(ENTRY_ROLE) is None
    sight.bot.waitUntil(lambda: model.index(far).data(ENTRY_ROLE) is not None)
    assert model.index(far).data(ENTRY_ROLE).article.title == f"Article {far + 1}"
    sight.bot.waitUntil(lambda: bool(model.at_hand([4 * PAGE + 1])))
    assert not model.at_hand([2 * PAGE + 1])


def test_whoever_has_articles_sees_those_first(
    open_window: Callable[..., Sight], project_path: Path
) -> None:
    project = open_project(project_path)
    assigning.assign(Workspace(project, "ann"), to=["ann", "bob"])
    (own,) = (n for n in (1, 2) if n in _own(project_path, "ann"))
    project.close()
    sight = open_window(article=None)
    assert numbers(sight) == [own]
    assert sight.state.article_id == own
    choose(sight, "queue_filter", "Assigned to me")
    wait_for(sight, [1, 2])


def _own(path: Path, name: str) -> list[int]:
    from annotator.operations import queue

    workspace = Workspace(open_project(path), name)
    found = queue.numbers(workspace)
    workspace.close()
    return found


@pytest.mark.parametrize("words", ["yesterday", "2021-13", "2021-08-15T00:00", "٢٠٢١"])
def test_a_date_that_is_none_is_not_taken(sight: Sight, words: str) -> None:
    dialog = BoundsDialog(sight.window, QueueView())
    dialog.since.setText(words)
    dialog.accept()
    assert dialog.result() == 0
    assert dialog.problem.text()
    dialog.deleteLater()


def test_bounds_are_what_was_filled_in(sight: Sight) -> None:
    view = QueueView(words="kabul", sort=Sort.TITLE, longest=900)
    dialog = BoundsDialog(sight.window, view)
    dialog.since.setText("2021-08")
    dialog.shortest.setValue(500)
    dialog.longest.setValue(0)
    assert dialog.chosen() == QueueView(
        words="kabul", sort=Sort.TITLE, since="2021-08", shortest=500
    )
    dialog.deleteLater()


def choose_in(sight: Sight, submenu: str, words: str) -> None:
    """Pick a line of a menu within the filter menu."""
    menu = sight.find(QToolButton, "queue_filter").menu()
    assert menu is not None
    (inner,) = [a.menu() for a in menu.actions() if a.text() == submenu]
    assert isinstance(inner, QMenu)
    (action,) = [a for a in inner.actions() if a.text() == words]
    action.trigger()


def test_flagged_articles_are_chosen_by_their_reason(sight: Sight) -> None:
    articles.set_status(sight.workspace, article=2, status=Status.FLAGGED, reason="damaged & torn")
    sight.workspace.take_over(Change(Part.ARTICLES, None))
    sight.bot.waitUntil(lambda: "Flagged" in sight.says("queue_counts"))
    sight.bot.waitUntil(lambda: _offers(sight, "Flagged because", "damaged && torn"))
    choose_in(sight, "Flagged because", "damaged && torn")
    wait_for(sight, [2])
    assert "damaged & torn" in sight.says("queue_found")


def _offers(sight: Sight, submenu: str, words: str) -> bool:
    menu = sight.find(QToolButton, "queue_filter").menu()
    assert menu is not None
    (inner,) = [a.menu() for a in menu.actions() if a.text() == submenu]
    assert isinstance(inner, QMenu)
    return words in [a.text() for a in inner.actions()]


def test_somebody_elses_queue_is_shown_with_their_statuses(
    open_window: Callable[..., Sight], open_workspace: Callable[..., Workspace]
) -> None:
    bob = open_workspace("bob")
    articles.set_status(bob, article=2, status=Status.DONE)
    articles.set_status(open_workspace("ann"), article=1, status=Status.SKIPPED)
    sight = open_window()
    choose_in(sight, "Work of", "bob")
    sight.bot.waitUntil(lambda: sight.says("queue_counts") == "To do 1 · Done 1")
    assert "work of bob" in sight.says("queue_found")
    assert rows(sight).index(1).data(ENTRY_ROLE).status is Status.DONE
    choose_in(sight, "Work of", "Mine")
    sight.bot.waitUntil(lambda: sight.says("queue_counts") == "To do 1 · Skipped 1")


BOUNDS = QueueView(
    since="2021-08-15",
    until="2022",
    shortest=500,
    longest=9_000,
    fewest_waiting=3,
    score_below=0.4,
)


def bounding(by: str) -> Act:
    """Fill in every bound, and leave the dialog by a button."""

    def act(dialog: QDialog) -> None:
        part(dialog, QLineEdit, "bounds_since").setText(BOUNDS.since)
        part(dialog, QLineEdit, "bounds_until").setText(BOUNDS.until)
        part(dialog, QSpinBox, "bounds_shortest").setValue(BOUNDS.shortest)
        part(dialog, QSpinBox, "bounds_longest").setValue(BOUNDS.longest)
        part(dialog, QSpinBox, "bounds_waiting").setValue(BOUNDS.fewest_waiting)
        part(dialog, QDoubleSpinBox, "bounds_score").setValue(BOUNDS.score_below)
        click(dialog, by)

    return act


@pytest.mark.parametrize(("by", "shown"), [("OK", BOUNDS), ("Cancel", QueueView())])
def test_bounds_are_chosen_in_their_dialog(
    sight: Sight, answering: Answering, by: str, shown: QueueView
) -> None:
    seen = answering(bounds_dialog=bounding(by))
    choose(sight, "queue_filter", "Date, length, suggestions…")
    assert seen == ["bounds_dialog"]
    assert sight.room(QueueRoom).panel.filter.view == shown


def dealing(by: str) -> Act:
    """Deal out to ann, who is there, and bob, who is typed, each article to both."""

    def act(dialog: QDialog) -> None:
        part(dialog, QListWidget, "assign_people").item(0).setCheckState(Qt.CheckState.Checked)
        QTest.keyClicks(part(dialog, QLineEdit, "assign_others"), "bob")
        part(dialog, QSpinBox, "assign_overlap").setValue(2)
        click(dialog, by)

    return act


def test_articles_are_dealt_out_from_the_window(sight: Sight, answering: Answering) -> None:
    answering(assign_dialog=dealing("Assign"))
    sight.window.table["assign"].trigger()
    sight.bot.waitUntil(lambda: "ann 2, bob 2" in sight.says("status_advice"))
    choose(sight, "queue_filter", "Assigned to me")
    sight.bot.waitUntil(lambda: len(numbers(sight)) == 2)


def test_leaving_the_dialog_deals_out_nothing(sight: Sight, answering: Answering) -> None:
    seen = answering(assign_dialog=dealing("Cancel"))
    sight.window.table["assign"].trigger()
    assert seen == ["assign_dialog"]
    assert not is_at_work(sight.window)


def test_what_was_dealt_out_can_be_taken_back_first(sight: Sight, answering: Answering) -> None:
    assigning.assign(sight.workspace, to=["bob"])

    def act(dialog: QDialog) -> None:
        for row in range(2):
            person = part(dialog, QListWidget, "assign_people").item(row)
            mine = person.text().startswith("ann")
            person.setCheckState(Qt.CheckState.Checked if mine else Qt.CheckState.Unchecked)
        part(dialog, QCheckBox, "assign_again").click()
        click(dialog, "Assign")

    answering(assign_dialog=act)
    sight.window.table["assign"].trigger()
    sight.bot.waitUntil(lambda: assigning.standing(sight.workspace.project).people == {"ann": 2})


def test_the_dialog_says_what_each_would_get(sight: Sight) -> None:
    dialog = AssignDialog(sight.window, ["ann", "bob"], {"ann": 40}, 100)
    sight.bot.addWidget(dialog)
    assert dialog.chosen() == ("ann",)
    QTest.keyClicks(dialog.others, "cem, ann , dora")
    assert dialog.chosen() == ("ann", "cem", "dora")
    dialog.overlap.setValue(2)
    assert "about 67" in dialog.said.text()
    assert dialog.wish() == AssignWish(("ann", "cem", "dora"), 2, again=False)


def test_nobody_can_be_dealt_nothing(sight: Sight) -> None:
    dialog = AssignDialog(sight.window, ["ann"], {}, 100)
    sight.bot.addWidget(dialog)
    (assign,) = [b for b in dialog.findChildren(QPushButton) if b.text() == "Assign"]
    assert not assign.isEnabled()


def test_rows_that_arrive_are_painted_without_laying_the_list_out_again(
    open_window: Callable[..., Sight], many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    count_rows = QueueModel.rowCount

    def counted(model: QueueModel, *parent: Any) -> int:
        asked.append(1)
        return count_rows(model, *parent)

    monkeypatch.setattr(QueueModel, "rowCount", counted)
    sight = open_window(many)
    shown = sight.find(QListView, "queue_list")
    model = rows(sight)
    assert len(asked) >= len(model.numbers)  # it was laid out once
    last = model.index(len(model.numbers) - 1)
    assert last.data(ENTRY_ROLE) is None
    asked.clear()
    shown.scrollToBottom()
    sight.bot.waitUntil(lambda: last.data(ENTRY_ROLE) is not None)
    QApplication.processEvents()
    shown.viewport().repaint()
    assert len(asked) < len(model.numbers)


def test_an_edit_has_the_row_of_its_article_painted_alone(sight: Sight) -> None:
    told: list[tuple[int, int]] = []
    rows(sight).dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    sight.keys(Key.Key_1)
    sight.bot.waitUntil(lambda: bool(told))
    assert told == [(0, 0)]
