"""Nothing a person pressed or typed goes away without being saved, kept or asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dialog_verbs import Answering, after, click, clicking, part
from locking import Held
from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QListView,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
)
from reviewed_project import FIRST as REVIEWED
from reviewed_project import make_reviewed
from sample_project import FIRST, SECOND, make_project, place
from window_verbs import CTRL, LEFT, SHIFT, Sight, press

from annotator.domain.changes import Change, Part
from annotator.domain.state import ArticleState
from annotator.domain.values import Status
from annotator.operations import annotate, guidelines
from annotator.operations.reviewing import review
from annotator.store.articles.article_rows import article_state
from annotator.store.project import open_project
from annotator.ui.guidelines.room import GuidelinesRoom
from annotator.ui.launch import Launcher
from annotator.ui.review.open_review import OpenReview
from annotator.ui.shell.action_rows import Mode
from annotator.ui.shell.settings import Settings
from annotator.workspace import Workspace

Key = Qt.Key
Open = Callable[..., Sight]


@pytest.fixture
def held(project_path: Path) -> Iterator[Callable[[], Held]]:
    """Holds the small project by another program, once the window is open."""
    holders: list[Held] = []

    def hold() -> Held:
        holders.append(Held(project_path))
        return holders[-1]

    yield hold
    for holder in holders:
        holder.__exit__(None, None, None)


def stored(path: Path, article: int = 1) -> ArticleState:
    """An article as it is on the disk."""
    project = open_project(path)
    with project.reading() as connection:
        state = article_state(connection, article, annotator="ann")
    project.close()
    return state


def texts(state: ArticleState) -> list[str]:
    return [item.text for item in state.annotations]


def note(sight: Sight) -> QLineEdit:
    return sight.find(QLineEdit, "inspector_note")


def kept_files(config_dir: Path) -> list[Path]:
    return sorted(config_dir.glob("unsaved-*.json"))


def end(sight: Sight) -> None:
    """End the window as the system does: nobody can be asked."""
    sight.window.ending = True
    sight.window.close()


def editing(sight: Sight, words: str) -> QPlainTextEdit:
    """Begin to write the guidelines anew."""
    sight.keys((Key.Key_F2, CTRL | SHIFT))
    editor = sight.find(QPlainTextEdit, "guidelines_editor")
    editor.setPlainText(words)
    return editor


# Changes that the project does not take


def test_a_change_while_another_program_holds_the_project_is_shown_and_waits(
    sight: Sight, held: Callable[[], Held], project_path: Path
) -> None:
    sight.keys(Key.Key_Tab)
    holder = held()
    sight.keys(Key.Key_A)
    assert texts(sight.state) == ["Taliban fighters"]
    assert sight.says("banner_words") == (
        "Accept “Taliban fighters” is not saved: another program holds the project; close it "
        "there and try again."
    )
    assert sight.says("status_saved") == "✗ Not saved"
    sight.find(QPushButton, "banner_act").click()
    assert sight.says("status_saved") == "✗ Not saved"
    holder.let_go()
    assert texts(stored(project_path)) == []
    sight.find(QPushButton, "banner_act").click()
    assert texts(stored(project_path)) == ["Taliban fighters"]
    assert sight.says("status_saved") == "✓ Saved"
    assert not sight.window.banner.isVisible()


def test_changes_that_follow_one_that_waits_are_saved_behind_it_in_their_order(
    sight: Sight, held: Callable[[], Held], project_path: Path
) -> None:
    sight.keys(Key.Key_Tab)
    holder = held()
    sight.keys(Key.Key_A, Key.Key_X, (Key.Key_Z, CTRL), Key.Key_2)
    sight.keys(Key.Key_K, Key.Key_N)  # back from the next suggestion
    QTest.keyClicks(note(sight), "who says so?")
    press(note(sight), Key.Key_Return)
    assert "5 changes are not saved" in sight.says("banner_words")
    seen = sight.state
    holder.let_go()
    sight.find(QPushButton, "banner_act").click()
    assert sight.says("status_saved") == "✓ Saved"
    assert stored(project_path) == seen
    assert [item.note for item in seen.annotations] == [None, "who says so?"]
    assert seen.annotations[1].label == "LOCATION"


def test_articles_finished_and_opened_while_changes_wait_lose_none_of_them(
    open_window: Open, held: Callable[[], Held], project_path: Path
) -> None:
    sight = open_window()
    sight.keys((Key.Key_PageDown, CTRL), (Key.Key_PageUp, CTRL), Key.Key_Tab)
    holder = held()
    sight.keys(Key.Key_A, (Key.Key_PageDown, CTRL))
    sight.twice(Key.Key_Return)
    assert "No articles are left" not in sight.says("status_advice")
    holder.let_go()
    sight.find(QPushButton, "banner_act").click()
    assert sight.says("status_saved") == "✓ Saved"
    assert texts(stored(project_path)) == ["Taliban fighters"]
    assert stored(project_path, 2).status is Status.DONE


def test_a_choice_that_is_no_edit_waits_as_well(
    sight: Sight, held: Callable[[], Held], answering: Answering
) -> None:
    holders: list[Held] = []

    def choose(dialog: QDialog) -> None:
        part(dialog, QRadioButton, "policy_acled").setChecked(True)
        holders.append(held())
        click(dialog, "OK")

    answering(policy_dialog=choose)
    sight.keys((Key.Key_V, CTRL | SHIFT))
    assert "Approximate numbers" in sight.says("banner_words")
    assert sight.says("status_saved") == "✗ Not saved"
    holders[0].let_go()
    sight.find(QPushButton, "banner_act").click()
    assert sight.says("status_saved") == "✓ Saved"
    assert sight.workspace.policy.name == "acled"


def test_an_article_that_is_read_anew_is_shown_with_what_waits(
    sight: Sight, project_path: Path
) -> None:
    sight.keys(Key.Key_Tab)
    with Held(project_path, "IMMEDIATE"):
        sight.keys(Key.Key_A)
        sight.workspace.take_over(Change(Part.SUGGESTIONS, (1,)))
        assert texts(sight.state) == ["Taliban fighters"]
        assert "Taliban fighters" not in sight.waiting()


def test_a_name_remembered_while_the_project_is_held_is_remembered_later(
    sight: Sight, held: Callable[[], Held]
) -> None:
    sight.keys(Key.Key_Tab)
    holder = held()
    sight.keys((Key.Key_D, CTRL))
    assert "Remember “Taliban fighters” as ACTOR is not saved" in sight.says("banner_words")
    holder.let_go()
    sight.find(QPushButton, "banner_act").click()
    assert [name.spelling for name in sight.workspace.names.names] == ["Taliban fighters"]
    assert sight.says("status_saved") == "✓ Saved"


def test_a_file_that_was_damaged_and_put_back_takes_what_waited(
    sight: Sight, project_path: Path
) -> None:
    whole = project_path.read_bytes()
    sight.keys(Key.Key_Tab)
    project_path.write_bytes(b"nothing" * (len(whole) // 7))
    sight.keys(Key.Key_A)
    assert sight.says("status_saved") == "✗ Not saved"
    sight.find(QPushButton, "banner_act").click()
    assert sight.says("status_saved") == "✗ Not saved"
    project_path.write_bytes(whole)
    sight.find(QPushButton, "banner_act").click()
    assert texts(stored(project_path)) == ["Taliban fighters"]
    assert sight.says("status_saved") == "✓ Saved"


@pytest.mark.parametrize("as_a_copy", [False, True])
def test_a_file_that_was_moved_away_takes_what_waited_once_it_is_back(
    sight: Sight, project_path: Path, as_a_copy: bool
) -> None:
    sight.keys(Key.Key_Tab)
    away = project_path.rename(project_path.with_suffix(".away"))
    sight.keys(Key.Key_A)
    assert "its file has been moved" in sight.says("banner_words")
    assert texts(stored(away)) == []
    if as_a_copy:
        project_path.write_bytes(away.read_bytes())
    else:
        away.rename(project_path)
    sight.find(QPushButton, "banner_act").click()
    assert texts(stored(project_path)) == ["Taliban fighters"]


def test_what_another_window_changed_meanwhile_is_told_and_asked(
    sight: Sight, held: Callable[[], Held], project_path: Path, answering: Answering
) -> None:
    sight.keys(Key.Key_Tab)
    holder = held()
    sight.keys(Key.Key_A, Key.Key_A)
    holder.let_go()
    elsewhere = Workspace(open_project(project_path), "ann")
    annotate.reject(elsewhere, article=1, suggestion=elsewhere.article(1).suggestions[0])
    elsewhere.close()
    seen = answering(stale_question=clicking("Keep it"))
    sight.find(QPushButton, "banner_act").click()
    assert seen == ["stale_question"]
    assert "2 changes are not saved" in sight.says("banner_words")
    answering(stale_question=clicking("Discard"))
    sight.find(QPushButton, "banner_act").click()
    assert sight.says("status_saved") == "✓ Saved"
    assert sight.state == stored(project_path)


def test_time_that_could_not_be_saved_is_added_later(
    sight: Sight, held: Callable[[], Held], project_path: Path
) -> None:
    from annotator.store.work.time_spent import time_spent

    assert sight.window.project is not None
    saving = sight.window.project.saving
    holder = held()
    saving.save_time(1, 5.0)
    holder.let_go()
    saving.save_time(1, 2.0)
    project = open_project(project_path)
    with project.reading() as connection:
        assert time_spent(connection, 1, annotator="ann") == 7.0
    project.close()


def test_what_else_goes_wrong_does_not_hide_that_a_change_waits(
    sight: Sight, held: Callable[[], Held]
) -> None:
    sight.keys(Key.Key_Tab)
    held()
    sight.keys(Key.Key_A)
    sight.window.banner.say("Something else.")
    assert sight.says("banner_words") == "Something else."
    sight.find(QPushButton, "banner_close").click()
    assert "is not saved" in sight.says("banner_words")
    assert sight.find(QPushButton, "banner_act").isVisible()


# Ways out


@pytest.mark.parametrize("key", [(Key.Key_Q, CTRL), None])
def test_leaving_with_a_change_that_waits_asks_and_cancel_stays(
    sight: Sight,
    held: Callable[[], Held],
    answering: Answering,
    key: tuple[Qt.Key, Qt.KeyboardModifier] | None,
) -> None:
    sight.keys(Key.Key_Tab)
    holder = held()
    sight.keys(Key.Key_A)
    said: list[str] = []

    def cancel(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        said.append(dialog.text())
        click(dialog, "Cancel")

    answering(unsaved_question=cancel)
    if key:
        sight.keys(key)
    else:
        sight.window.close()
    assert "Accept “Taliban fighters”" in said[0]
    assert sight.window.isVisible()
    assert sight.says("status_saved") == "✗ Not saved"
    holder.let_go()


def test_a_change_that_can_be_saved_by_now_is_saved_on_leaving_without_a_question(
    sight: Sight, held: Callable[[], Held], project_path: Path
) -> None:
    sight.keys(Key.Key_Tab)
    holder = held()
    sight.keys(Key.Key_A)
    holder.let_go()
    sight.window.close()
    assert texts(stored(project_path)) == ["Taliban fighters"]


def test_what_is_kept_on_leaving_is_offered_and_saved_at_the_next_start(
    open_window: Open,
    held: Callable[[], Held],
    project_path: Path,
    config_dir: Path,
    answering: Answering,
) -> None:
    sight = open_window()
    sight.keys(Key.Key_Tab)
    holder = held()
    sight.keys(Key.Key_A, Key.Key_X)
    answering(unsaved_question=clicking("Close"))
    sight.window.close()
    assert not sight.window.isVisible()
    holder.let_go()
    assert texts(stored(project_path)) == []
    again = open_window()
    assert again.says("banner_words").startswith("2 changes were not saved")
    assert again.says("status_saved") == "✗ Not saved"
    answering(unsaved_dialog=clicking("Save now"))
    again.find(QPushButton, "banner_act").click()
    state = stored(project_path)
    assert texts(state) == ["Taliban fighters"]
    assert len(state.decisions) == 2
    assert again.state == state
    assert not again.window.banner.isVisible()
    assert again.says("status_saved") == "✓ Saved"
    assert kept_files(config_dir) == []


@pytest.mark.parametrize(("words", "left"), [("Discard", 0), ("Later", 1)])
def test_what_is_offered_can_be_dropped_or_left_for_later(
    open_window: Open,
    held: Callable[[], Held],
    config_dir: Path,
    answering: Answering,
    words: str,
    left: int,
) -> None:
    sight = open_window()
    sight.keys(Key.Key_Tab)
    holder = held()
    sight.keys(Key.Key_A)
    end(sight)
    holder.let_go()
    again = open_window()
    seen = answering(unsaved_dialog=clicking(words))
    again.find(QPushButton, "banner_act").click()
    assert seen == ["unsaved_dialog"]
    assert len(kept_files(config_dir)) == left
    assert again.window.banner.isVisible() == bool(left)
    assert again.spans() == []


def test_what_is_dropped_on_leaving_is_gone(
    sight: Sight,
    held: Callable[[], Held],
    project_path: Path,
    config_dir: Path,
    answering: Answering,
) -> None:
    sight.keys(Key.Key_Tab)
    holder = held()
    sight.keys(Key.Key_A)
    answering(unsaved_question=clicking("Discard"))
    sight.window.close()
    assert not sight.window.isVisible()
    holder.let_go()
    assert texts(stored(project_path)) == []
    assert kept_files(config_dir) == []


@pytest.fixture
def launched(sight_of_launcher: Callable[[Path], Sight], project_path: Path) -> Sight:
    return sight_of_launcher(project_path)


@pytest.fixture
def sight_of_launcher(
    qtbot: object, no_worker: None, config_dir: Path, nothing_left_behind: None
) -> Iterator[Callable[[Path], Sight]]:
    """Opens a project as the program does, on its own thread."""
    import gc

    launchers: list[Launcher] = []

    def begin(path: Path) -> Sight:
        launcher = Launcher(Settings(config_dir), "ann", config_dir)
        launchers.append(launcher)
        sight = Sight(launcher.window, qtbot)  # type: ignore[arg-type]
        launcher.begin(str(path))
        sight.bot.waitUntil(lambda: launcher.window.project is not None)
        sight.window.activateWindow()
        sight.bot.waitUntil(sight.window.isActiveWindow)
        sight.view.setFocus()
        return sight

    yield begin
    for launcher in launchers:
        launcher.window.ending = True
        launcher.window.close()
        launcher.window.deleteLater()
    gc.unfreeze()


@pytest.mark.parametrize("target", ["{}", "new:{}"])
def test_another_project_is_not_opened_over_a_change_that_waits_unless_that_is_seen_to(
    launched: Sight,
    held: Callable[[], Held],
    project_path: Path,
    tmp_path: Path,
    answering: Answering,
    target: str,
) -> None:
    launched.keys(Key.Key_Tab)
    holder = held()
    launched.keys(Key.Key_A)
    other = tmp_path / "other.annot"
    if target == "{}":
        make_project(other, texts=[SECOND]).close()
    answering(unsaved_question=clicking("Cancel"))
    launched.window.open_requested.emit(target.format(other))
    assert launched.says("status_saved") == "✗ Not saved"
    assert launched.workspace.project.path == project_path
    assert target == "{}" or not other.exists()
    answering(unsaved_question=clicking("Close"))
    launched.window.open_requested.emit(target.format(other))
    launched.bot.waitUntil(lambda: launched.workspace.project.path == other)
    assert launched.says("status_saved") == "✓ Saved"
    holder.let_go()
    launched.window.open_requested.emit(str(project_path))
    launched.bot.waitUntil(lambda: launched.workspace.project.path == project_path)
    answering(unsaved_dialog=clicking("Save now"))
    launched.find(QPushButton, "banner_act").click()
    assert texts(stored(project_path)) == ["Taliban fighters"]


def test_a_project_that_does_not_open_leaves_the_change_waiting(
    launched: Sight, held: Callable[[], Held], tmp_path: Path, answering: Answering
) -> None:
    launched.keys(Key.Key_Tab)
    holder = held()
    launched.keys(Key.Key_A)
    answering(unsaved_question=clicking("Discard"))
    launched.window.open_requested.emit(str(tmp_path / "none.annot"))
    launched.bot.waitUntil(lambda: "none.annot" in launched.says("banner_words"))
    assert launched.says("status_saved") == "✗ Not saved"
    launched.find(QPushButton, "banner_close").click()
    holder.let_go()
    launched.find(QPushButton, "banner_act").click()
    assert launched.says("status_saved") == "✓ Saved"
    assert launched.spans() == [("ACTOR", "Taliban fighters")]


def test_the_end_of_the_session_keeps_what_cannot_be_saved_without_a_question(
    launched: Sight, held: Callable[[], Held], project_path: Path, config_dir: Path
) -> None:
    from annotator.ui.startup.end_signals import EndSignals

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    launched.keys(Key.Key_Tab)
    holder = held()
    launched.keys(Key.Key_A)
    assert launched.window.project is not None
    signal = SIGNAL("commitDataRequest(QSessionManager&)")
    before = app.receivers(signal)
    ends = EndSignals(app)
    assert app.receivers(signal) == before + 1  # a session that could ask is not to be had here
    ends.session_ends.connect(launched.window.project.saving.keep)
    ends.session_ends.emit()
    assert len(kept_files(config_dir)) == 1
    assert launched.window.isVisible()  # the session may go on after all
    holder.let_go()
    launched.find(QPushButton, "banner_act").click()
    assert texts(stored(project_path)) == ["Taliban fighters"]
    assert kept_files(config_dir) == []
    ends.close()


# What is being typed


def test_a_note_being_typed_is_saved_when_the_window_closes(
    sight: Sight, project_path: Path
) -> None:
    sight.keys(Key.Key_Tab, Key.Key_N)
    QTest.keyClicks(note(sight), "by whom?")
    sight.window.close()
    assert [item.note for item in stored(project_path).annotations] == ["by whom?"]


def test_a_note_being_typed_is_saved_when_another_article_is_opened_by_key(
    sight: Sight, project_path: Path
) -> None:
    sight.keys(Key.Key_Tab, Key.Key_N)
    QTest.keyClicks(note(sight), "by whom?")
    press(note(sight), Key.Key_PageDown, CTRL)
    sight.bot.waitUntil(lambda: sight.state.article_id == 2)
    sight.bot.waitUntil(lambda: stored(project_path).annotations[0].note == "by whom?")


def test_a_note_being_typed_outlives_what_else_changes_in_the_article(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, Key.Key_N)
    QTest.keyClicks(note(sight), "by wh")
    sight.workspace.take_over(Change(Part.SUGGESTIONS, (1,)))
    QApplication.processEvents()
    QTest.keyClicks(note(sight), "om?")
    assert note(sight).text() == "by whom?"
    press(note(sight), Key.Key_Return)
    assert sight.state.annotations[0].note == "by whom?"
    assert sight.says("status_advice") == ""


def test_a_note_for_a_span_that_is_gone_is_given_back(
    sight: Sight, project_path: Path, answering: Answering
) -> None:
    sight.keys(Key.Key_Tab, Key.Key_N)
    QTest.keyClicks(note(sight), "by whom?")
    elsewhere = Workspace(open_project(project_path), "ann")
    annotate.delete(elsewhere, article=1, annotation=elsewhere.article(1).annotations[0])
    elsewhere.close()
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        said.append(dialog.informativeText())
        click(dialog, "OK")

    answering(QMessageBox=read)
    press(note(sight), Key.Key_Return)
    assert "by whom?" in said[0]


def test_escape_in_a_note_puts_it_back_and_ctrl_z_brings_the_words_again(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, Key.Key_N)
    QTest.keyClicks(note(sight), "by whom?")
    press(note(sight), Key.Key_Escape)
    assert note(sight).text() == ""
    assert "Ctrl+Z" in sight.says("status_advice")
    note(sight).setFocus()
    press(note(sight), Key.Key_Z, CTRL)
    assert note(sight).text() == "by whom?"


def test_a_value_being_typed_is_saved_when_the_window_closes(
    sight: Sight, project_path: Path
) -> None:
    sight.view.focus_mark(sight.mark("at least 30").id)
    sight.keys(Key.Key_3)
    sight.view.focus_mark(sight.mark("at least 30").id)
    field = sight.find(QLineEdit, "figure_value")
    sight.bot.waitUntil(lambda: field.text() == "30" and field.isEnabled())
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "45")
    sight.window.close()
    (made,) = stored(project_path).annotations
    assert made.figure is not None
    assert made.figure.low == 45


def test_a_value_being_typed_is_the_value_of_its_span_when_another_article_is_opened(
    sight: Sight, project_path: Path
) -> None:
    sight.view.focus_mark(sight.mark("at least 30").id)
    sight.keys(Key.Key_3)
    sight.view.focus_mark(sight.mark("at least 30").id)
    field = sight.find(QLineEdit, "figure_value")
    sight.bot.waitUntil(lambda: field.text() == "30" and field.isEnabled())
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "45")
    press(field, Key.Key_PageDown, CTRL)
    sight.bot.waitUntil(lambda: sight.state.article_id == 2)
    QApplication.processEvents()
    (made,) = stored(project_path).annotations
    assert made.figure is not None
    assert made.figure.low == 45


def test_what_is_dropped_of_what_was_offered_is_gone_while_something_else_waits(
    open_window: Open,
    held: Callable[[], Held],
    config_dir: Path,
    answering: Answering,
) -> None:
    sight = open_window()
    sight.keys(Key.Key_Tab)
    holder = held()
    sight.keys(Key.Key_A)
    end(sight)
    holder.let_go()
    again = open_window()
    again.keys(Key.Key_Tab)
    holder = held()
    again.keys(Key.Key_X)
    again.window.banner.fall("waits")
    answering(unsaved_dialog=clicking("Discard"))
    again.find(QPushButton, "banner_act").click()
    assert kept_files(config_dir) == []
    assert again.says("status_saved") == "✗ Not saved"
    holder.let_go()


def test_guidelines_being_written_are_asked_for_on_leaving_and_saved(
    sight: Sight, project_path: Path, answering: Answering
) -> None:
    editing(sight, "# Mark nothing")
    answering(unsaved_question=clicking("Save"))
    sight.window.close()
    assert not sight.window.isVisible()
    project = open_project(project_path)
    assert guidelines.current(project).text.strip() == "# Mark nothing"
    project.close()


@pytest.mark.parametrize("asked", [True, False])
def test_guidelines_being_written_that_were_kept_are_gone_on_with_at_the_next_start(
    open_window: Open, answering: Answering, config_dir: Path, asked: bool
) -> None:
    sight = open_window()
    editing(sight, "# Mark nothing")
    if asked:
        answering(unsaved_question=clicking("Close"))
        sight.window.close()
    end(sight)
    again = open_window()
    answering(unsaved_dialog=clicking("Save now"))
    again.find(QPushButton, "banner_act").click()
    editor = again.find(QPlainTextEdit, "guidelines_editor")
    assert editor.isVisible()
    assert editor.toPlainText() == "# Mark nothing"
    again.find(QPushButton, "guidelines_save").click()
    assert guidelines.current(again.workspace.project).text.strip() == "# Mark nothing"
    assert kept_files(config_dir) == []


def test_guidelines_being_written_do_not_come_into_another_project(
    launched: Sight, tmp_path: Path, answering: Answering
) -> None:
    editing(launched, "# Mark nothing")
    other = tmp_path / "other.annot"
    make_project(other).close()
    answering(unsaved_question=clicking("Discard"))
    launched.window.open_requested.emit(str(other))
    launched.bot.waitUntil(lambda: launched.workspace.project.path == other)
    assert not launched.window.room(GuidelinesRoom).panel.editing


def test_guidelines_that_cannot_be_saved_wait_with_their_text(
    sight: Sight, held: Callable[[], Held], config_dir: Path
) -> None:
    editing(sight, "# Mark nothing")
    holder = held()
    sight.find(QPushButton, "guidelines_save").click()
    assert sight.says("status_saved") == "✗ Not saved"
    holder.let_go()
    sight.find(QPushButton, "banner_act").click()
    assert guidelines.current(sight.workspace.project).text.strip() == "# Mark nothing"
    assert sight.says("status_saved") == "✓ Saved"


def test_words_that_no_field_can_take_stay_until_they_are_dropped(
    open_window: Open, held: Callable[[], Held], config_dir: Path, answering: Answering
) -> None:
    sight = open_window()
    editing(sight, "# Mark nothing")
    holder = held()
    sight.find(QPushButton, "guidelines_save").click()
    end(sight)
    holder.let_go()
    again = open_window()
    answering(unsaved_dialog=clicking("Save now"))
    again.find(QPushButton, "banner_act").click()
    (kept,) = kept_files(config_dir)
    assert "# Mark nothing" in kept.read_text(encoding="utf-8")
    assert again.window.banner.isVisible()
    answering(unsaved_dialog=clicking("Discard"))
    again.find(QPushButton, "banner_act").click()
    assert kept_files(config_dir) == []


def test_cancelling_the_guidelines_asks_before_it_drops_what_was_written(
    sight: Sight, answering: Answering
) -> None:
    editor = editing(sight, "# Mark nothing")
    answering(drop_question=clicking("Keep editing"))
    sight.find(QPushButton, "guidelines_cancel").click()
    assert editor.isVisible()
    answering(drop_question=clicking("Discard"))
    sight.find(QPushButton, "guidelines_cancel").click()
    assert not sight.room(GuidelinesRoom).panel.editing


def test_escape_in_the_flag_dialog_asks_where_a_reason_was_typed(
    sight: Sight, answering: Answering
) -> None:
    def type_and_escape(dialog: QDialog) -> None:
        part(dialog, QComboBox, "flag_reason").setEditText("torn page")
        press(dialog, Key.Key_Escape)
        assert dialog.isVisible()
        click(dialog, "OK")

    answering(flag_dialog=after(type_and_escape), drop_question=clicking("Keep editing"))
    sight.keys(Key.Key_F)
    assert sight.state.article_status is not None
    assert sight.state.article_status.reason == "torn page"


def test_escape_in_the_flag_dialog_does_not_ask_where_nothing_was_typed(
    sight: Sight, answering: Answering
) -> None:
    answering(flag_dialog=lambda dialog: press(dialog, Key.Key_Escape))
    sight.keys(Key.Key_F)
    assert sight.state.status is Status.NEW


@pytest.mark.parametrize(
    ("key", "dialog", "field"),
    [(Key.Key_D, "names_dialog", "names_name"), (Key.Key_L, "labels_dialog", "labels_name")],
)
def test_escape_in_names_and_labels_asks_where_something_was_typed(
    sight: Sight, answering: Answering, key: Qt.Key, dialog: str, field: str
) -> None:
    seen: list[str] = []

    def type_and_escape(shown: QDialog) -> None:
        line = part(shown, QLineEdit, field)
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, "Hezbi Islami")
        press(line, Key.Key_Escape)
        seen.append(line.text())
        assert shown.isVisible()
        press(line, Key.Key_Escape)
        assert not shown.isVisible()

    answering(**{dialog: after(type_and_escape)})
    answering(drop_question=clicking("Keep editing"))
    answering(drop_question=clicking("Discard"))
    sight.keys((key, CTRL | SHIFT) if dialog == "names_dialog" else (key, CTRL))
    assert seen == ["Hezbi Islami"]
    assert [label.name for label in sight.workspace.labels] == ["ACTOR", "LOCATION", "FIGURE"]


def test_a_reason_typed_when_the_system_ends_the_program_is_kept(
    open_window: Open, answering: Answering
) -> None:
    sight = open_window()

    def type_and_end(dialog: QDialog) -> None:
        part(dialog, QComboBox, "flag_reason").setEditText("torn page")
        sight.window.ending = True
        sight.window.close()
        dialog.close()

    answering(flag_dialog=type_and_end)
    sight.window.table["flag"].trigger()
    again = open_window()
    shown: list[str] = []

    def read(dialog: QDialog) -> None:
        shown.append(part(dialog, QPlainTextEdit, "unsaved_list").toPlainText())
        click(dialog, "Discard")

    answering(unsaved_dialog=read)
    again.find(QPushButton, "banner_act").click()
    assert "torn page" in shown[0]


# In review


@pytest.fixture
def reviewer(open_window: Open, tmp_path: Path) -> Sight:
    path = tmp_path / "reviewed.annot"
    make_reviewed(path).close()
    sight = open_window(path, name="rev")
    sight.keys((Key.Key_2, CTRL))
    adjudication = sight.open_room(OpenReview).review.adjudication
    sight.bot.waitUntil(lambda: adjudication.case is not None and adjudication.item is not None)
    return sight


def comment(sight: Sight) -> QLineEdit:
    return sight.find(QLineEdit, "conflict_comment")


def test_a_comment_on_a_conflict_that_is_not_decided_stays_with_it(reviewer: Sight) -> None:
    reviewer.keys(Key.Key_C)
    QTest.keyClicks(comment(reviewer), "both are right")
    press(comment(reviewer), Key.Key_Return)
    reviewer.keys(Key.Key_Tab)
    assert comment(reviewer).text() == ""
    reviewer.keys((Key.Key_Tab, SHIFT))
    assert comment(reviewer).text() == "both are right"


def test_a_comment_that_decides_nothing_is_asked_for_on_leaving(
    reviewer: Sight, answering: Answering
) -> None:
    reviewer.keys(Key.Key_C)
    QTest.keyClicks(comment(reviewer), "both are right")
    seen = answering(unsaved_question=clicking("Discard"))
    reviewer.window.close()
    assert seen == ["unsaved_question"]


def test_a_ruling_that_waits_is_shown_and_saved_later(reviewer: Sight) -> None:
    path = reviewer.workspace.project.path
    assert path is not None
    case = reviewer.open_room(OpenReview).review.adjudication.case
    assert case is not None
    open_before = len(case.open)
    with Held(path):
        reviewer.keys(Key.Key_1)
        assert reviewer.says("status_saved") == "✗ Not saved"
        case = reviewer.open_room(OpenReview).review.adjudication.case
        assert case is not None
        assert len(case.open) == open_before - 1
    again = reviewer.find(QPushButton, "banner_act")

    def is_saved() -> bool:
        if again.isVisible():  # the file may be busy for a moment more
            again.click()
        return reviewer.says("status_saved") == "✓ Saved"

    reviewer.bot.waitUntil(is_saved)
    held = review.case(
        reviewer.workspace.project, case.article_id, reviewer.open_room(OpenReview).review.plan
    )
    assert held is not None
    assert len(held.open) == open_before - 1


def test_gold_being_written_is_asked_for_before_another_article_is_opened(
    reviewer: Sight, answering: Answering
) -> None:
    reviewer.keys(Key.Key_E)
    assert reviewer.window.table.mode is Mode.DRAFT
    reviewer.keys(Key.Key_BracketRight)
    rows = reviewer.find(QListView, "review_list")
    seen = answering(draft_question=clicking("Keep editing"))
    other = rows.model().index(1, 0)
    QTest.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(other).center())
    assert seen == ["draft_question"]
    assert reviewer.window.table.mode is Mode.DRAFT
    assert reviewer.view.text == REVIEWED
    answering(draft_question=clicking("Apply"))
    QTest.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(other).center())
    assert reviewer.window.table.mode is Mode.REVIEW
    assert reviewer.workspace.history.undo_edit is not None


def test_another_program_that_holds_the_project_does_not_say_an_article_is_not_under_review(
    reviewer: Sight,
) -> None:
    path = reviewer.workspace.project.path
    assert path is not None
    with Held(path):
        reviewer.keys((Key.Key_PageDown, CTRL))
        assert "another program" in reviewer.says("status_advice")


def test_words_selected_for_a_label_are_at_the_place_they_were(
    sight: Sight, held: Callable[[], Held], project_path: Path
) -> None:
    start, stop = place(FIRST, "Sunday")
    sight.view.cursor_at.select(start, stop)
    sight.view.cursor_moved()
    holder = held()
    sight.keys(Key.Key_1)
    assert "ACTOR “Sunday” is not saved" in sight.says("banner_words")
    holder.let_go()
    sight.find(QPushButton, "banner_act").click()
    assert texts(stored(project_path)) == ["Sunday"]
