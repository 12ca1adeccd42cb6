"""The window on a real project: what keys do, what is said, what is saved."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dialog_verbs import Answering, clicking
from opening import bring_in
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QMessageBox,
    QPushButton,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
)
from pytestqt.qtbot import QtBot
from sample_project import FIRST, SECOND, make_project, place
from shiboken6 import isValid
from sqlalchemy import event
from window_verbs import ALT, CTRL, LEFT, SHIFT, Sight, drag, middle_of, press

from annotator.domain.span_content import SpanContent
from annotator.domain.values import Status, SuggestedSpan
from annotator.nlp.processes.messages import Loaded, Result
from annotator.store.project import open_project
from annotator.ui.annotating.open_annotating import OpenAnnotating
from annotator.ui.annotating.room import AnnotatingRoom
from annotator.ui.rooms import ROOMS
from annotator.ui.shell.action_rows import MENUS, Mode
from annotator.ui.shell.key_sheet import KeySheet
from annotator.ui.shell.main_window import MainWindow
from annotator.ui.shell.settings import Settings
from annotator.ui.transfer.open_transfer import OpenTransfer
from annotator.workspace import Workspace

Open = Callable[..., Sight]
Key = Qt.Key
HOSTILE = "<img src=file:///x> <b>bold</b> & co"
CONTRACT = {
    "Tab": "next_suggestion",
    "Shift+Tab": "previous_suggestion",
    "A": "accept",
    "Shift+A": "accept_all",
    "X": "remove",
    "Del": "remove",
    "[": "left_out",
    "]": "right_out",
    "Shift+[": "left_in",
    "Shift+]": "right_in",
    "Alt+[": "left_out_sign",
    "Alt+]": "right_out_sign",
    ".": "propagate_next",
    "Shift+.": "propagate_all",
    "Return": "done",
    "Shift+Return": "reopen",
    "F": "flag",
    "S": "skip",
    "Ctrl+PgDown": "next_article",
    "Ctrl+PgUp": "previous_article",
    "M": "mute",
    "N": "note",
    "Ctrl+Z": "undo",
    "Ctrl+Shift+Z": "redo",
    "Ctrl+F": "find",
    "Ctrl+Shift+F": "search",
    "Ctrl+K": "palette",
    "Ctrl++": "larger",
    "Ctrl+-": "smaller",
    "Ctrl+0": "normal_size",
    "F1": "keys",
    "1": "label_ACTOR",
    "2": "label_LOCATION",
    "3": "label_FIGURE",
}


def on_disk(sight: Sight, article: int = 1) -> Any:
    """The article as a fresh look at the project finds it."""
    return Workspace(sight.workspace.project, sight.workspace.annotator).article(article)


# The table of actions


def test_every_action_has_a_name_a_menu_and_keys_of_its_own(sight: Sight) -> None:
    table = sight.window.table
    for mode in Mode:
        heard = [name for name, row in table.rows.items() if mode in row.there_in]
        keys = [key for name in heard for key in table.keys_of(name)]
        assert len(keys) == len(set(keys))
    for row in sight.window.table.rows.values():
        assert row.text
        assert row.keys, f"{row.id} has no key"
        assert row.menu in MENUS
        assert all(not QKeySequence(key).isEmpty() for key in row.keys)


def test_every_action_is_done_by_somebody_in_each_mode_it_is_there_in(sight: Sight) -> None:
    table = sight.window.table
    undone = set()
    for mode, enter in (
        (Mode.ANNOTATE, "annotate_mode"),
        (Mode.REVIEW, "review_mode"),
    ):
        table[enter].trigger()
        assert sight.window.table.mode is mode
        undone |= {
            (name, mode)
            for name, row in table.rows.items()
            if mode in row.there_in and not table[name].isEnabled() and not table.is_idle(name)
        }
    assert undone == set()


def test_what_only_a_project_can_do_is_off_without_one(sight: Sight) -> None:
    controller, table = sight.window.project, sight.window.table
    assert controller is not None
    controller.close()
    on = {name for name, action in table.actions.items() if action.isEnabled()}
    assert on == {
        *(
            "open_project",
            "recent_projects",
            "new_project",
            "quit",
            "palette",
            "keys",
            "queue",
            "side",
        ),
        *("larger", "smaller", "normal_size", "fold_muted"),
    }


def test_every_action_stands_in_its_menu(sight: Sight) -> None:
    menus = {m.title().replace("&", ""): m for m in sight.window.menuBar().findChildren(QMenu)}
    for row in sight.window.table.rows.values():
        below = menus[row.menu].findChildren(QMenu)
        there = [action for menu in (menus[row.menu], *below) for action in menu.actions()]
        assert sight.window.table[row.id] in there


def test_a_window_opened_for_the_first_time_is_no_larger_than_the_screen(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = MainWindow(Settings(tmp_path), ROOMS)
    screen = window.screen().availableSize()
    assert window.size() == window.size().boundedTo(screen)
    window.deleteLater()


def test_the_key_sheet_shows_every_action_with_its_key(sight: Sight) -> None:
    sheet = KeySheet(sight.window, sight.window.table, lambda: None)
    rows = _rows(sheet)
    for name, action in sight.window.table.actions.items():
        words = [row for row in rows if row.data(0, Qt.ItemDataRole.UserRole) == name]
        assert len(words) == 1
        native = QKeySequence.SequenceFormat.NativeText
        for key in action.shortcuts():
            assert key.toString(native) in words[0].text(1)
    sheet.deleteLater()


def _rows(sheet: KeySheet) -> list[QTreeWidgetItem]:
    found, at = [], QTreeWidgetItemIterator(sheet.tree)
    while at.value():
        found.append(at.value())
        at += 1
    return found


def test_the_keys_people_rely_on_belong_to_their_actions(sight: Sight) -> None:
    table = sight.window.table
    wrong = {k: a for k, a in CONTRACT.items() if QKeySequence(k) not in table[a].shortcuts()}
    assert wrong == {}


# Keys for spans


def test_tab_goes_through_the_suggestions_and_round(sight: Sight) -> None:
    seen = []
    for _ in range(5):
        sight.keys(Key.Key_Tab)
        seen.append(sight.focused)
    order = ["Taliban fighters", "Kunduz", "at least 30", "governor"]
    assert seen == [*order, order[0]]
    press(sight.view, Key.Key_Backtab, SHIFT)
    assert sight.focused == "governor"


def test_a_accepts_and_goes_on(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, Key.Key_A)
    assert sight.focused == "Kunduz"
    assert [(a.label, a.text) for a in on_disk(sight).annotations] == [
        ("ACTOR", "Taliban fighters")
    ]


def test_shift_a_accepts_all_that_is_sure_and_one_undo_takes_it_back(sight: Sight) -> None:
    sight.keys((Key.Key_A, SHIFT))
    assert len(on_disk(sight).annotations) == 3
    assert sight.waiting() == ["at least 30"]  # it has no value
    sight.keys((Key.Key_Z, CTRL))
    assert on_disk(sight).annotations == ()
    assert len(sight.waiting()) == 4


def test_x_rejects_a_suggestion_and_deletes_an_annotation(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, Key.Key_X)
    assert sight.focused == "Kunduz"
    assert "Taliban fighters" not in sight.waiting()
    sight.keys(Key.Key_A)
    sight.view.focus_mark(sight.mark("Kunduz").id)
    sight.keys(Key.Key_Delete)
    assert sight.spans() == []


def test_a_digit_labels_the_word_at_the_cursor_the_selection_and_the_focused_span(
    sight: Sight,
) -> None:
    sight.view.cursor_at.place(0)
    sight.view.cursor_moved()
    sight.keys(Key.Key_1)
    assert sight.spans() == [("ACTOR", "Taliban")]
    sight.keys(Key.Key_2)
    assert sight.spans() == [("LOCATION", "Taliban")]
    sight.view.cursor_at.select(*place(FIRST, "12 men"))
    sight.view.cursor_moved()
    sight.keys(Key.Key_3)
    assert ("FIGURE", "12 men") in sight.spans()


def test_a_digit_on_a_suggestion_corrects_its_label(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, Key.Key_2)
    (made,) = on_disk(sight).annotations
    assert (made.label, made.text, made.origin) == ("LOCATION", "Taliban fighters", "corrected")


def test_brackets_move_the_edges(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, Key.Key_BracketRight)
    assert sight.spans() == [("ACTOR", "Taliban fighters entered")]
    sight.keys((Key.Key_BracketRight, SHIFT), (Key.Key_BracketLeft, SHIFT))
    assert sight.spans() == [("ACTOR", "fighters")]
    sight.keys(Key.Key_BracketLeft, (Key.Key_BracketRight, ALT | SHIFT))
    assert sight.spans() == [("ACTOR", "Taliban fighter")]
    sight.keys((Key.Key_BracketRight, ALT))
    assert sight.spans() == [("ACTOR", "Taliban fighters")]


def test_a_full_stop_labels_the_next_mention_and_with_shift_all(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, Key.Key_Tab, Key.Key_Period)
    assert sight.spans() == [("LOCATION", "Kunduz")] * 2
    sight.keys((Key.Key_Period, SHIFT))
    assert sight.spans() == [("LOCATION", "Kunduz")] * 3


def test_dragging_an_edge_resizes_the_span_on_the_disk(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, Key.Key_A)
    sight.view.focus_mark(sight.state.annotations[0].id)
    start, end = place(FIRST, "Taliban fighters", 1)
    rect = sight.view.parts_in_viewport(start, end)[0].rect
    grip = rect.center().toPoint()
    grip.setX(round(rect.right()))
    drag(sight.view, grip, middle_of(sight.view, end + 1, end + 8))
    assert on_disk(sight).annotations[0].text == "Taliban fighters entered"


ODD_TEXTS = (
    "x 👩\u200d👩\u200d👧 y",
    "a e\u0301e\u0301 b",
    "the\u00a0Taliban\u202ffighters",
    "د طالبانو جنګیالي په کندز کې",
    "mixed طالبان and 👍🏽 text",
    "one\r\ntwo\u2028three",
    "\ufeffwith a mark",
    "tag <b>soup</b>",
)


def test_spans_made_with_the_mouse_quote_the_stored_text(open_window: Open, tmp_path: Path) -> None:
    make_project(tmp_path / "odd.annot", texts=ODD_TEXTS).close()
    sight = open_window(tmp_path / "odd.annot")
    for number in range(1, len(ODD_TEXTS) + 1):
        tokens = list(sight.view.cursor_at.tokens_of(0))
        for token in tokens:
            place = middle_of(sight.view, token.start, token.end)
            QTest.mouseDClick(sight.view.viewport(), LEFT, pos=place)
            assert sight.view.cursor_at.selection == (token.start, token.end)
            sight.keys(Key.Key_1)
        made = on_disk(sight, number).annotations
        assert [(a.start, a.end) for a in made] == [(t.start, t.end) for t in tokens]
        assert all(a.text == sight.view.text[a.start : a.end] for a in made)
        sight.keys((Key.Key_PageDown, CTRL))


# Keys for articles


def test_enter_marks_the_article_done_and_opens_the_next_that_needs_work(sight: Sight) -> None:
    sight.twice(Key.Key_Return)
    assert on_disk(sight, 1).status is Status.DONE
    assert sight.state.article_id == 2
    assert "1 of 2 done" in sight.says("status_progress")


def test_s_skips_and_shift_enter_reopens(sight: Sight) -> None:
    sight.keys(Key.Key_S)
    assert on_disk(sight, 1).status is Status.SKIPPED
    assert sight.state.article_id == 2
    sight.keys((Key.Key_PageUp, CTRL), (Key.Key_Return, SHIFT))
    assert on_disk(sight, 1).status is Status.IN_PROGRESS


def test_m_mutes_the_paragraph_under_the_cursor_and_again_unmutes_it(sight: Sight) -> None:
    sight.view.cursor_at.place(FIRST.index("Share"))
    sight.keys(Key.Key_M)
    (muted,) = on_disk(sight).muted
    assert FIRST[muted.start : muted.end].startswith("Share this article")
    sight.keys(Key.Key_M)
    assert on_disk(sight).muted == ()


def test_a_note_is_saved_on_enter_and_the_surface_has_the_keys_again(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, Key.Key_A)
    sight.view.focus_mark(sight.state.annotations[0].id)
    sight.keys(Key.Key_N)
    note = sight.find(QLineEdit, "inspector_note")
    assert note.hasFocus()
    QTest.keyClicks(note, "ask 1 axe")
    press(note, Key.Key_Return)
    assert on_disk(sight).annotations[0].note == "ask 1 axe"
    assert sight.view.hasFocus()
    sight.bot.waitUntil(lambda: note.text() == "ask 1 axe")
    assert on_disk(sight).status is Status.IN_PROGRESS


def test_a_note_under_way_is_kept_when_another_span_gets_the_focus(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, Key.Key_A)
    sight.view.focus_mark(sight.state.annotations[0].id)
    sight.keys(Key.Key_N)
    QTest.keyClicks(sight.find(QLineEdit, "inspector_note"), "late")
    sight.view.focus_mark(sight.mark("Kunduz").id)
    sight.bot.waitUntil(lambda: on_disk(sight).annotations[0].note == "late")


@pytest.mark.parametrize("name", ["queue_search", "inspector_note", "find_field"])
def test_single_letters_typed_into_a_field_annotate_nothing(sight: Sight, name: str) -> None:
    sight.keys(Key.Key_Tab, Key.Key_A)
    sight.view.focus_mark(sight.state.annotations[0].id)
    sight.room(AnnotatingRoom).view.find_bar.begin()
    before = on_disk(sight)
    field = sight.find(QLineEdit, name)
    field.clear()
    field.setFocus()
    QTest.keyClicks(field, "axsm.[]123fn")
    assert field.text() == "axsm.[]123fn"
    assert on_disk(sight) == before
    field.clear()


def test_undo_across_articles_shows_where_it_happens(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, Key.Key_A)
    sight.twice(Key.Key_Return)
    assert sight.state.article_id == 2
    sight.keys((Key.Key_Z, CTRL))
    assert sight.state.article_id == 1
    assert on_disk(sight).status is Status.IN_PROGRESS
    sight.keys((Key.Key_Z, CTRL))
    assert sight.focused == "Taliban fighters"
    assert "Undone" in sight.says("status_advice")
    sight.keys((Key.Key_Z, CTRL | SHIFT))
    assert sight.spans() == [("ACTOR", "Taliban fighters")]


def test_ctrl_page_keys_go_through_the_queue(sight: Sight) -> None:
    sight.keys((Key.Key_PageDown, CTRL))
    assert sight.state.article_id == 2
    sight.keys((Key.Key_PageDown, CTRL))
    assert sight.state.article_id == 2
    sight.keys((Key.Key_PageUp, CTRL))
    assert sight.state.article_id == 1


def test_a_click_in_the_queue_opens_the_article(sight: Sight) -> None:
    queue = sight.find(QListView, "queue_list")
    row = queue.visualRect(queue.model().index(1, 0))
    QTest.mouseClick(queue.viewport(), LEFT, pos=row.center())
    assert sight.state.article_id == 2


def test_the_search_narrows_the_queue(sight: Sight) -> None:
    field = sight.find(QLineEdit, "queue_search")
    QTest.keyClicks(field, "doha")
    queue = sight.find(QListView, "queue_list")
    sight.bot.waitUntil(lambda: queue.model().rowCount() == 1)


def test_finding_words_selects_them_one_after_the_other(sight: Sight) -> None:
    sight.keys((Key.Key_F, CTRL))
    field = sight.find(QLineEdit, "find_field")
    QTest.keyClicks(field, "kunduz")
    assert sight.says("find_count") == "1 of 3"
    press(field, Key.Key_Return)
    assert sight.view.cursor_at.selection == place(FIRST, "Kunduz", 1)
    press(field, Key.Key_Escape)
    assert sight.view.hasFocus()


# Keys the person chooses


def test_another_key_for_an_action_is_kept_between_starts(sight: Sight, config_dir: Path) -> None:
    sheet = KeySheet(
        sight.window,
        sight.window.table,
        lambda: sight.window.settings.set("keys", sight.window.table.chosen),
    )
    (row,) = [r for r in _rows(sheet) if r.data(0, Qt.ItemDataRole.UserRole) == "accept"]
    sheet.tree.setCurrentItem(row)
    sheet.edit.setKeySequence(QKeySequence("U"))
    sheet.set_key.click()
    sheet.deleteLater()
    sight.keys(Key.Key_Tab, Key.Key_A)
    assert sight.spans() == []
    sight.keys(Key.Key_U)
    assert len(sight.spans()) == 1
    again = MainWindow(Settings(config_dir), ROOMS)
    assert again.table["accept"].shortcut() == QKeySequence("U")
    again.deleteLater()


def test_a_key_a_person_has_chosen_is_taken_from_an_action_that_came_later(
    config_dir: Path, open_window: Callable[..., Sight]
) -> None:
    Settings(config_dir).set("keys", {"accept": ["G"]})
    sight = open_window()
    assert sight.window.table["accept_group"].shortcuts() == []
    sight.keys(Key.Key_Tab, Key.Key_G)
    assert len(sight.spans()) == 1


def test_the_key_of_a_label_is_taken_from_an_action_and_given_back(sight: Sight) -> None:
    table = sight.window.table
    table.set_default("label_ACTOR", ("E",))
    assert table["accept_paragraph"].shortcuts() == []
    table.set_default("label_ACTOR", ("1",))
    assert table["accept_paragraph"].shortcut() == QKeySequence("E")


def test_a_key_that_is_taken_is_not_given_twice(sight: Sight) -> None:
    sheet = KeySheet(sight.window, sight.window.table, lambda: None)
    (row,) = [r for r in _rows(sheet) if r.data(0, Qt.ItemDataRole.UserRole) == "accept"]
    sheet.tree.setCurrentItem(row)
    sheet.edit.setKeySequence(QKeySequence("X"))
    sheet.set_key.click()
    assert "Reject or delete" in sheet.words.text()
    assert sight.window.table["accept"].shortcut() == QKeySequence("A")
    sheet.deleteLater()


@pytest.mark.parametrize("keys", [5, None, [1, 2], "G", {"x": 1}, [None]])
def test_broken_keys_in_the_settings_leave_an_action_its_own(
    config_dir: Path, qapp: QApplication, keys: object
) -> None:
    config_dir.mkdir()
    (config_dir / "settings.json").write_text(json.dumps({"keys": {"accept": keys}}))
    window = MainWindow(Settings(config_dir), ROOMS)
    assert window.table["accept"].shortcut() == QKeySequence("A")
    window.deleteLater()


@pytest.mark.parametrize(
    "values",
    [{"columns": ["a", 1, 2]}, {"geometry": "kein base64 ü"}, {"size_px": -3}, {"keys": []}],
)
def test_broken_settings_do_not_keep_the_window_from_opening(
    config_dir: Path, qapp: QApplication, values: object
) -> None:
    config_dir.mkdir()
    (config_dir / "settings.json").write_text(json.dumps(values))
    window = MainWindow(Settings(config_dir), ROOMS)
    window.show()
    window.close()
    window.deleteLater()


# Saved and not saved


class Refusing:
    """Makes every commit of a project fail, as on a full disk, until it is let go."""

    def __init__(self, engine: Any) -> None:
        self.on = True
        event.listen(engine, "commit", self._refuse)

    def _refuse(self, connection: Any) -> None:
        writes = connection.get_execution_options().get("annotator_writes")
        if self.on and writes:
            import sqlite3

            from sqlalchemy.exc import OperationalError

            raise OperationalError(
                "COMMIT", {}, sqlite3.OperationalError("database or disk is full")
            )


def test_the_window_says_saved_only_once_the_change_is_on_the_disk(
    sight: Sight, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, int]] = []
    label = sight.find(QLabel, "status_saved")
    label.setText("")
    real = type(sight.workspace)._commit

    def watched(self: Workspace, *arguments: Any) -> None:
        said.append((label.text(), len(on_disk(sight).annotations)))
        real(self, *arguments)

    monkeypatch.setattr(type(sight.workspace), "_commit", watched)
    sight.keys(Key.Key_Tab, Key.Key_A)
    said.append((label.text(), len(on_disk(sight).annotations)))
    assert said == [("", 0), ("✓ Saved", 1)]


def test_a_change_that_cannot_be_saved_is_told_kept_and_saved_when_tried_again(
    sight: Sight,
) -> None:
    refusing = Refusing(sight.workspace.project.engine)
    sight.keys(Key.Key_Tab, Key.Key_A)
    button = sight.find(QPushButton, "banner_act")
    assert "disk is full" in sight.says("banner_words")
    assert button.text() == "Try again"
    assert "Not saved" in sight.says("status_saved")
    assert on_disk(sight).annotations == ()
    button.click()
    assert sight.window.banner.isVisible()
    refusing.on = False
    button.click()
    assert [a.text for a in on_disk(sight).annotations] == ["Taliban fighters"]
    assert not sight.window.banner.isVisible()
    assert "✓ Saved" in sight.says("status_saved")


def test_the_next_change_saves_what_waited_first_and_the_banner_goes(sight: Sight) -> None:
    refusing = Refusing(sight.workspace.project.engine)
    sight.keys(Key.Key_Tab, Key.Key_A)
    refusing.on = False
    sight.view.focus_mark(sight.mark("Kunduz").id)
    sight.keys(Key.Key_A)
    assert {a.text for a in on_disk(sight).annotations} == {"Taliban fighters", "Kunduz"}
    assert not sight.window.banner.isVisible()


def test_looking_around_does_not_try_to_save_again(sight: Sight) -> None:
    refusing = Refusing(sight.workspace.project.engine)
    sight.keys(Key.Key_Tab, Key.Key_A)
    told: list[str] = []
    controller = sight.window.project
    assert controller is not None
    controller.session.not_saved.connect(told.append)
    sight.keys((Key.Key_PageDown, CTRL))
    sight.find(QListView, "queue_list").viewport().grab()
    assert told == []
    assert sight.state.article_id == 2
    refusing.on = False


@pytest.mark.parametrize(("answer", "stays"), [("Cancel", True), ("Close", False)])
def test_closing_with_an_unsaved_change_asks_first(
    sight: Sight, answering: Answering, answer: str, stays: bool
) -> None:
    refusing = Refusing(sight.workspace.project.engine)
    sight.keys(Key.Key_Tab, Key.Key_A)
    seen = answering(QMessageBox=clicking(answer))
    sight.window.close()
    assert seen == ["QMessageBox"]
    assert sight.window.isVisible() is stays
    refusing.on = False


def test_a_read_only_project_says_so_and_offers_no_change(
    open_window: Open, project_path: Path
) -> None:
    project_path.chmod(0o444)
    sight = open_window(project_path)
    assert "read-only" in sight.says("banner_words")
    assert "read-only" in sight.window.windowTitle()
    sight.keys(Key.Key_Tab, Key.Key_A, Key.Key_1, Key.Key_X, Key.Key_M, Key.Key_Return)
    assert sight.state == on_disk(sight)
    assert sight.spans() == []
    assert not sight.window.table["accept"].isEnabled()
    assert sight.window.table["export"].isEnabled()
    start, end = place(FIRST, "Taliban fighters", 1)
    rect = sight.view.parts_in_viewport(start, end)[0].rect
    grip = rect.center().toPoint()
    grip.setX(round(rect.right()))
    drag(sight.view, grip, middle_of(sight.view, end + 1, end + 8))
    controller = sight.window.project
    assert controller is not None
    assert not controller.session.unsaved


def test_a_change_made_elsewhere_is_shown_and_the_stale_key_does_nothing(sight: Sight) -> None:
    elsewhere = Workspace(open_project(sight.workspace.project.path or ""), "ann")
    from annotator.operations import annotate

    sight.keys(Key.Key_Tab)
    annotate.reject(elsewhere, article=1, suggestion=elsewhere.article(1).suggestions[0])
    elsewhere.close()
    sight.keys(Key.Key_A)
    assert on_disk(sight).annotations == ()
    assert "Taliban fighters" not in sight.waiting()
    assert "look at the article again" in sight.says("status_advice")


# Suggestions that arrive


def arrive(sight: Sight, article: int, sha256: str, *spans: SuggestedSpan) -> None:
    controller = sight.window.project
    assert controller is not None
    worker: Any = controller.room(OpenAnnotating).suggesting._worker
    worker.hear(Result((article, sha256), tuple(spans), Loaded("late", "1"), worker.terms))
    QApplication.processEvents()


def test_suggestions_for_the_article_in_view_appear(sight: Sight) -> None:
    start, end = place(FIRST, "12")
    arrive(
        sight,
        1,
        sight.state.document.article.sha256,
        SuggestedSpan(SpanContent(start, end, "FIGURE")),
    )
    assert "12" in sight.waiting()
    assert sight.mark("12").label.name == "FIGURE"


def test_suggestions_for_another_text_are_dropped(sight: Sight) -> None:
    start, end = place(FIRST, "12")
    arrive(sight, 1, "0" * 64, SuggestedSpan(SpanContent(start, end, "FIGURE")))
    assert "12" not in sight.waiting()


def test_suggestions_that_arrive_do_not_take_the_focus_or_the_selection(sight: Sight) -> None:
    sight.view.cursor_at.select(*place(FIRST, "Sunday"))
    sight.view.cursor_moved()
    start, end = place(FIRST, "12")
    arrive(
        sight,
        1,
        sight.state.document.article.sha256,
        SuggestedSpan(SpanContent(start, end, "FIGURE")),
    )
    assert sight.view.cursor_at.selection == place(FIRST, "Sunday")


# Hostile words


def looks_rich(words: str) -> bool:
    """Whether a label left to itself would take the words for markup."""
    return bool(re.search(r"<[A-Za-z!/]", words))


def test_words_that_look_like_markup_are_shown_as_they_are(
    open_window: Open, tmp_path: Path
) -> None:
    text = f"{HOSTILE}\n\n{HOSTILE} took Kunduz.\n"
    path = tmp_path / "<b>hostile.annot"
    make_project(path, texts=[text], suggested={text: [(HOSTILE, "ACTOR", 1)]}).close()
    sight = open_window(path, name="<i>eve</i>")
    sight.keys(Key.Key_Tab, Key.Key_A)
    sight.view.focus_mark(sight.state.annotations[0].id)
    sight.window.status.advise(HOSTILE)
    sight.window.banner.say(HOSTILE)
    sight.bot.waitUntil(lambda: sight.says("inspector_text") == f"“{HOSTILE}”")
    for label in sight.window.findChildren(QLabel):
        rich = looks_rich(label.text()) and label.textFormat() != Qt.TextFormat.PlainText
        assert not rich, f"{label.objectName()} would show markup"
    assert "<i>eve</i>" in sight.says("status_annotator")
    for widget in sight.window.findChildren(QLabel):
        assert not looks_rich(widget.toolTip())


def test_a_message_box_about_files_shows_their_names_as_they_are(
    sight: Sight, monkeypatch: pytest.MonkeyPatch
) -> None:
    sight.open_room(OpenTransfer)._tell(HOSTILE, [HOSTILE])
    (box,) = sight.window.findChildren(QMessageBox)
    for label in box.findChildren(QLabel):
        rich = looks_rich(label.text()) and label.textFormat() != Qt.TextFormat.PlainText
        assert not rich, f"{label.objectName()} would show markup"
    box.close()


# Opening and closing


def test_before_a_project_is_open_no_key_does_harm(
    qapp: QApplication, config_dir: Path, nothing_left_behind: None, workspace: Workspace
) -> None:
    window = MainWindow(Settings(config_dir), ROOMS)
    window.show_labels(workspace.labels)
    for room in window.rooms:
        room.show_first(workspace.article(1))
    window.show()
    window.view.setFocus()
    for key in (Key.Key_1, Key.Key_A, Key.Key_X, Key.Key_Return, Key.Key_N, Key.Key_Right):
        press(window.view, key)
    window.close()
    window.deleteLater()


def test_another_project_in_the_same_window_leaves_the_first_alone(
    sight: Sight, tmp_path: Path
) -> None:
    first = sight.workspace.project.path
    other = tmp_path / "other.annot"
    make_project(other, texts=[SECOND, FIRST]).close()
    assert sight.window.project is not None
    sight.window.project.close()
    bring_in(sight.window, Workspace(open_project(other), "ann"), None)
    sight.view.cursor_at.place(0)
    sight.view.cursor_moved()
    sight.keys(Key.Key_1)
    queue = sight.find(QListView, "queue_list")
    row = queue.visualRect(queue.model().index(1, 0))
    QTest.mouseClick(queue.viewport(), LEFT, pos=row.center())
    assert sight.state.text == FIRST
    assert sight.workspace.project.path == other
    untouched = Workspace(open_project(first or ""), "ann")
    assert untouched.article(1).annotations == untouched.article(2).annotations == ()
    untouched.close()


def test_the_article_in_view_is_remembered(sight: Sight, config_dir: Path) -> None:
    sight.keys((Key.Key_PageDown, CTRL))
    project = sight.workspace.project.path
    assert Settings(config_dir).last_article(str(project)) == 2


def test_one_goes_on_where_one_has_stopped(
    open_window: Open, tmp_path: Path, config_dir: Path
) -> None:
    path = tmp_path / "long.annot"
    text = "Title\n\n" + "\n".join(f"Paragraph {n} tells of Kabul." for n in range(200))
    make_project(path, texts=[FIRST, text]).close()
    sight = open_window(path, article=2)
    start = text.index("Paragraph 150")
    sight.view.select_place(start, start + 9)
    place = sight.view.place
    top = sight.view.verticalScrollBar().value()
    sight.close()
    again = open_window(path, article=Settings(config_dir).last_article(str(path)))
    assert again.view.place[1] == place[1] == start
    assert abs(again.view.verticalScrollBar().value() - top) < 2 * again.view.size_px


def test_another_article_than_the_last_is_shown_from_its_top(
    open_window: Open, tmp_path: Path
) -> None:
    path = tmp_path / "long.annot"
    long = "\n".join(f"Paragraph {n} tells of Kabul." for n in range(200))
    make_project(path, texts=[long, long[:-1]]).close()
    sight = open_window(path)
    sight.view.select_place(4000, 4005)
    sight.close()
    assert open_window(path, article=2).view.verticalScrollBar().value() == 0


def test_the_suggester_is_asked_for_what_nobody_has_been_through(
    open_window: Open, tmp_path: Path
) -> None:
    path = tmp_path / "fresh.annot"
    make_project(path, texts=[FIRST, SECOND]).close()
    raw = open_project(path)
    from sqlalchemy import text

    with raw.writing() as connection:
        connection.execute(text("DELETE FROM suggestion_run"))
    raw.close()
    sight = open_window(path)
    controller = sight.window.project
    assert controller is not None
    worker: Any = controller.room(OpenAnnotating).suggesting._worker
    sight.bot.waitUntil(lambda: len(worker.asked) > 1)
    assert worker.asked[:2] == [(1, True), (2, False)]


def test_a_closed_window_has_closed_its_project(open_window: Open) -> None:
    sight = open_window()
    closed: list[str] = []
    workspace = sight.workspace
    real = workspace.close
    sight.workspace.close = lambda: (closed.append("closed"), real())[1]  # type: ignore[method-assign]
    sight.window.close()
    assert closed == ["closed"]
    assert sight.window.project is None


def running_timers() -> list[QTimer]:
    gc.collect()
    timers = [thing for thing in gc.get_objects() if isinstance(thing, QTimer)]
    return [timer for timer in timers if isValid(timer) and timer.isActive()]


def test_a_closed_window_leaves_no_timer_running(open_window: Open) -> None:
    before = running_timers()
    sight = open_window()
    sight.keys(Key.Key_Tab, Key.Key_A, (Key.Key_Z, CTRL))
    assert len(running_timers()) > len(before)
    sight.close()
    assert [timer for timer in running_timers() if timer not in before] == []


def test_no_sentence_in_the_status_line_makes_the_window_wider(sight: Sight) -> None:
    sight.window.status.advise("It is long. " * 40)
    QApplication.processEvents()
    layout = sight.window.status.layout()
    assert layout is not None
    assert layout.totalMinimumSize().width() < 1024
