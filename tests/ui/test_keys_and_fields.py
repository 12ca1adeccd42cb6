"""Where keys go: before the window lives, and when a field closes or does not open."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dialog_verbs import Answering, part
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QListView, QMenu, QWidget
from pytestqt.qtbot import QtBot
from reviewed_project import make_reviewed
from sample_project import FIRST, SECOND, place
from window_verbs import ALT, CTRL, LEFT, NONE, SHIFT, Sight, middle_of, press

from annotator.domain.values import Status
from annotator.ui.launch import Launcher
from annotator.ui.shell.fields import QUIET_S
from annotator.ui.shell.settings import Settings

Key = Qt.Key


class Opening(Sight):
    """A window whose project comes from a slow disk: it is open only after `arrives`."""

    def __init__(self, launcher: Launcher, disk: threading.Event, qtbot: QtBot) -> None:
        super().__init__(launcher.window, qtbot)
        self.disk = disk

    def arrives(self, then: Callable[[], bool] = lambda: True) -> None:
        """Let the disk answer, and wait until the project is open and ``then`` holds."""
        assert self.window.project is None
        self.disk.set()
        self.bot.waitUntil(lambda: self.window.project is not None and then())


@pytest.fixture
def begin(
    qtbot: QtBot,
    no_worker: None,
    config_dir: Path,
    nothing_left_behind: None,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[Path | str], Opening]]:
    """Starts the program; nothing is opened before the test says so."""
    launchers: list[Launcher] = []
    disk = threading.Event()
    open_at_once = Launcher._open

    def open_later(launcher: Launcher, target: str) -> None:
        disk.wait()
        open_at_once(launcher, target)

    monkeypatch.setattr(Launcher, "_open", open_later)

    def start(project: Path | str) -> Opening:
        launchers.append(Launcher(Settings(config_dir), "ann", config_dir))
        launchers[-1].begin(str(project))
        opening = Opening(launchers[-1], disk, qtbot)
        qtbot.waitUntil(opening.window.isActiveWindow)
        opening.view.setFocus()
        return opening

    yield start
    disk.set()
    for launcher in launchers:
        while (dialog := QApplication.activeModalWidget()) is not None:
            dialog.close()
        launcher.window.ending = True
        launcher.window.close()
    for thread in threading.enumerate():
        if thread.name == "open":
            thread.join()
    for launcher in launchers:
        launcher.window.deleteLater()
    gc.unfreeze()


def write(sight: Sight, words: str) -> None:
    """Type letters to whatever has the keyboard."""
    for letter in words:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, letter)


def note(sight: Sight) -> QLineEdit:
    return sight.find(QLineEdit, "inspector_note")


# Before the window lives


def test_keys_pressed_before_the_window_lives_are_done_in_order_once_it_does(
    begin: Callable[[Path], Opening], project_path: Path
) -> None:
    sight = begin(project_path)
    sight.keys(Key.Key_Tab, Key.Key_A, Key.Key_X)
    sight.arrives(lambda: len(sight.state.decisions) == 2)
    assert sight.spans() == [("ACTOR", "Taliban fighters")]
    assert sight.waiting() == ["at least 30", "governor"]
    assert sight.focused == "at least 30"


def test_a_note_typed_before_the_window_lives_is_a_note(
    begin: Callable[[Path], Opening], project_path: Path
) -> None:
    sight = begin(project_path)
    sight.keys(Key.Key_Tab, Key.Key_N)
    QTest.keyClicks(sight.view, "says axs")
    sight.keys(Key.Key_Return)
    sight.arrives(lambda: [item.note for item in sight.state.annotations] == ["says axs"])
    assert sight.state.status is Status.IN_PROGRESS
    assert sight.find(QLineEdit, "queue_search").text() == ""


def test_letters_that_follow_an_early_note_closely_are_no_commands(
    begin: Callable[[Path], Opening], project_path: Path
) -> None:
    sight = begin(project_path)
    sight.keys(Key.Key_Tab, Key.Key_N)
    QTest.keyClicks(sight.view, "says so")
    sight.keys(Key.Key_Return)
    QTest.keyClicks(sight.view, "ax")
    sight.keys(Key.Key_Tab, Key.Key_Tab)  # no letters, so they are heard
    sight.arrives(lambda: sight.focused == "at least 30")
    assert sight.spans() == [("ACTOR", "Taliban fighters")]
    assert len(sight.state.decisions) == 1
    assert [item.note for item in sight.state.annotations] == ["says so"]


def test_a_reason_typed_before_the_window_lives_goes_into_the_dialog_it_was_meant_for(
    begin: Callable[[Path], Opening], project_path: Path
) -> None:
    sight = begin(project_path)
    sight.keys(Key.Key_F)
    QTest.keyClicks(sight.view, "torn")
    sight.keys(Key.Key_Return)
    sight.arrives(lambda: sight.state.status is Status.FLAGGED)
    assert sight.state.article_status is not None
    assert sight.state.article_status.reason == "torn"


@pytest.mark.parametrize("name", ["queue_search", "queue_list", "span_list"])
def test_what_follows_an_early_click_beside_the_text_is_not_done_and_that_is_said(
    begin: Callable[[Path], Opening], project_path: Path, name: str
) -> None:
    sight = begin(project_path)
    sight.keys(Key.Key_Tab, Key.Key_A)
    clicked = sight.find(QWidget, name)
    QTest.mouseClick(getattr(clicked, "viewport", lambda: clicked)(), LEFT)
    target = sight.window.focusWidget()
    assert target is sight.view
    QTest.keyClick(target, Key.Key_X)
    sight.arrives(lambda: bool(sight.spans()))
    sight.bot.waitUntil(lambda: sight.says("status_advice").startswith("Not all you pressed and"))
    assert sight.find(QLineEdit, "queue_search").text() == ""
    assert sight.spans() == [("ACTOR", "Taliban fighters")]
    assert len(sight.state.decisions) == 1


def test_an_early_click_in_the_text_and_what_follows_happen_in_order(
    begin: Callable[[Path], Opening], project_path: Path
) -> None:
    sight = begin(project_path)
    QTest.mouseClick(
        sight.view.viewport(), LEFT, pos=middle_of(sight.view, *place(sight.view.text, "governor"))
    )
    QTest.keyClick(sight.view, Key.Key_X)
    QTest.mouseDClick(
        sight.view.viewport(), LEFT, pos=middle_of(sight.view, *place(sight.view.text, "said"))
    )
    QTest.keyClick(sight.view, "1")
    sight.arrives(lambda: bool(sight.spans()))
    assert sight.spans() == [("ACTOR", "said")]
    assert "governor" not in sight.waiting()


def test_what_needs_no_project_is_done_at_once(
    begin: Callable[[Path], Opening], project_path: Path
) -> None:
    sight = begin(project_path)
    before = sight.view.size_px
    sight.keys((Key.Key_Plus, CTRL))
    assert sight.view.size_px > before
    sight.arrives()


def test_keys_for_a_project_that_does_not_open_are_dropped_and_that_is_said(
    begin: Callable[[Path], Opening], tmp_path: Path
) -> None:
    sight = begin(tmp_path / "none.annot")
    sight.keys(Key.Key_Tab, Key.Key_A)
    sight.disk.set()
    sight.bot.waitUntil(sight.window.banner.isVisible)
    assert "none.annot" in sight.says("banner_words")
    assert sight.says("banner_words").endswith(
        "Not all you pressed and clicked while the project was opening could be done."
    )
    sight.keys(Key.Key_Tab, Key.Key_A)
    assert sight.window.focusWidget() is sight.view


def test_keys_pressed_in_sight_of_nothing_are_not_done_to_an_article_nobody_has_seen(
    begin: Callable[[Path | str], Opening], project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.ui.launch.glimpse", lambda *a, **k: None)
    sight = begin(project_path)
    sight.keys(Key.Key_Tab, Key.Key_A)
    sight.arrives()
    assert (
        sight.says("status_advice")
        == "Not all you pressed and clicked while the project was opening could be done."
    )
    assert sight.spans() == []


def test_letters_typed_early_to_go_to_a_word_are_no_commands(
    begin: Callable[[Path], Opening], project_path: Path
) -> None:
    sight = begin(project_path)
    sight.keys(Key.Key_Slash)
    QTest.keyClicks(sight.view, "sx")
    sight.arrives(lambda: "No word begins with “sx”" in sight.says("status_advice"))
    assert sight.state.status is Status.NEW
    assert sight.spans() == []


# Menus


def menu_of(sight: Sight, name: str) -> QMenu:
    bar = sight.window.menuBar()
    (menu,) = [action.menu() for action in bar.actions() if action.text() == name]
    assert isinstance(menu, QMenu)
    return menu


def test_after_alt_the_letters_of_a_word_to_go_to_are_no_commands(sight: Sight) -> None:
    press(sight.view, Key.Key_Alt)
    assert sight.window.menuBar().hasFocus()
    sight.window.table["jump"].trigger()
    write(sight, "m")
    assert sight.view.hasFocus()
    assert not sight.state.muted


@pytest.mark.parametrize("by_mouse", [True, False])
def test_escape_in_a_menu_gives_the_keyboard_back_to_the_text(sight: Sight, by_mouse: bool) -> None:
    bar, menu = sight.window.menuBar(), menu_of(sight, "Edit")
    if by_mouse:
        at = bar.actionGeometry(menu.menuAction()).center()
        QTest.mouseClick(bar, LEFT, NONE, at)
    else:
        press(sight.view, Key.Key_Alt)
        press(bar, Key.Key_Right)
        press(bar, Key.Key_Down)
    sight.bot.waitUntil(menu.isVisible)
    press(menu, Key.Key_Escape)
    sight.window.activateWindow()
    sight.bot.waitUntil(sight.view.hasFocus)


def test_escape_in_a_menu_gives_the_keyboard_back_to_the_field_that_had_it(sight: Sight) -> None:
    sight.keys((Key.Key_F, CTRL | SHIFT))
    bar, menu = sight.window.menuBar(), menu_of(sight, "Edit")
    QTest.mouseClick(bar, LEFT, NONE, bar.actionGeometry(menu.menuAction()).center())
    sight.bot.waitUntil(menu.isVisible)
    press(menu, Key.Key_Escape)
    sight.window.activateWindow()
    sight.bot.waitUntil(sight.find(QLineEdit, "queue_search").hasFocus)


# Notes


def test_n_on_a_suggestion_accepts_it_and_opens_the_note(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, Key.Key_N)
    assert note(sight).hasFocus()
    write(sight, "sxa1")
    press(note(sight), Key.Key_Return)
    assert [(item.text, item.note) for item in sight.state.annotations] == [
        ("Taliban fighters", "sxa1")
    ]
    assert sight.state.status is Status.IN_PROGRESS
    assert sight.says("status_advice") == ""


def test_n_without_a_span_says_why_and_what_is_typed_for_it_does_nothing(sight: Sight) -> None:
    sight.keys(Key.Key_N)
    assert "A note belongs to a span" in sight.says("status_advice")
    before = sight.state
    for letter in "sax":
        QTest.keyClick(sight.view, letter)
    assert sight.state == before


@pytest.mark.parametrize("hide", ["guidelines", "side"])
def test_n_shows_the_note_where_something_else_stands_in_its_place(sight: Sight, hide: str) -> None:
    sight.keys(Key.Key_Tab)
    sight.window.table[hide].trigger()
    sight.view.setFocus()
    sight.keys(Key.Key_N)
    assert note(sight).isVisible()
    assert note(sight).hasFocus()


def test_return_in_a_note_says_nothing_of_a_conflict_with_what_the_project_holds(
    sight: Sight,
) -> None:
    sight.keys(Key.Key_Tab, Key.Key_N)
    write(sight, "who?")
    told: list[str] = []
    assert sight.window.project is not None
    sight.window.project.session.said.connect(told.append)
    press(note(sight), Key.Key_Return)
    sight.view.setFocus()
    QApplication.processEvents()
    assert told == []


# When a field closes


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(sight: Sight) -> Clock:
    clock = Clock()
    sight.window.fields._clock = clock
    clock.now = 100.0
    return clock


def leave_note(sight: Sight, key: Qt.Key) -> None:
    sight.view.focus_mark(sight.mark("governor").id)
    sight.keys(Key.Key_N)
    write(sight, "who")
    press(note(sight), key)


def leave_search(sight: Sight, key: Qt.Key) -> None:
    sight.keys((Key.Key_F, CTRL | SHIFT))
    write(sight, "zzz")
    press(sight.find(QLineEdit, "queue_search"), Key.Key_Escape)
    press(sight.find(QLineEdit, "queue_search"), Key.Key_Escape)


def leave_find(sight: Sight, key: Qt.Key) -> None:
    sight.keys((Key.Key_F, CTRL))
    write(sight, "Kunduz")
    press(sight.find(QLineEdit, "find_field"), Key.Key_Escape)


def leave_figure(sight: Sight, key: Qt.Key) -> None:
    sight.view.focus_mark(sight.mark("at least 30").id)
    sight.keys(Key.Key_3)  # accepts it, and goes on
    sight.view.focus_mark(sight.mark("at least 30").id)
    field = sight.find(QLineEdit, "figure_value")
    sight.bot.waitUntil(lambda: field.text() == "30")
    sight.keys((Key.Key_V, SHIFT))
    write(sight, "45")
    press(field, key)


@pytest.mark.parametrize("leave", [leave_note, leave_search, leave_find, leave_figure])
@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Escape])
def test_a_field_that_closes_gives_the_keyboard_to_the_text_and_no_letter_is_a_command(
    sight: Sight, clock: Clock, leave: Callable[[Sight, Qt.Key], None], key: Qt.Key
) -> None:
    leave(sight, key)
    assert sight.view.hasFocus()
    before = sight.state
    for letter in "sxam":
        clock.now += QUIET_S / 2  # somebody is still writing
        QTest.keyClick(sight.view, letter)
    assert sight.state == before
    assert "“m” did nothing" in sight.says("status_advice")
    clock.now += QUIET_S + 0.01
    sight.keys(Key.Key_S)
    assert sight.workspace.article(1).status is Status.SKIPPED


def test_a_letter_right_after_a_dialog_with_a_field_is_no_command(
    sight: Sight, clock: Clock, answering: Answering
) -> None:
    def fill(dialog: QDialog) -> None:
        field = part(dialog, QComboBox, "flag_reason")
        field.setFocus()
        field.lineEdit().selectAll()  # type: ignore[union-attr]
        QTest.keyClicks(field, "torn")
        press(field, Key.Key_Return)

    answering(flag_dialog=fill)
    sight.keys(Key.Key_F)
    sight.window.activateWindow()
    sight.bot.waitUntil(sight.view.hasFocus)
    assert sight.state.status is Status.FLAGGED
    sight.keys(Key.Key_S)
    assert sight.state.status is Status.FLAGGED


def test_keys_that_are_no_letters_are_heard_at_once(sight: Sight, clock: Clock) -> None:
    leave_find(sight, Key.Key_Escape)
    sight.keys(Key.Key_Tab)
    assert sight.focused is not None
    sight.keys((Key.Key_PageDown, CTRL))
    assert sight.state.text == SECOND


def test_a_field_nothing_was_typed_in_silences_nothing(sight: Sight, clock: Clock) -> None:
    sight.find(QLineEdit, "queue_search").setFocus()
    sight.view.setFocus()
    sight.keys(Key.Key_Tab, Key.Key_A)
    assert sight.spans() == [("ACTOR", "Taliban fighters")]


def test_return_in_a_search_without_hits_stays_in_it_and_runs_nothing(sight: Sight) -> None:
    before = sight.state
    sight.keys((Key.Key_F, CTRL | SHIFT))
    write(sight, "zzz")
    search = sight.find(QLineEdit, "queue_search")
    press(search, Key.Key_Return)
    write(sight, "sa")
    sight.bot.waitUntil(lambda: "No article" in sight.says("status_advice"))
    assert search.hasFocus()
    write(sight, "x")
    assert search.text() == "zzzsax"
    assert sight.state == before


def test_return_in_a_search_with_hits_goes_to_them(sight: Sight) -> None:
    sight.keys((Key.Key_F, CTRL | SHIFT))
    write(sight, "Doha")
    press(sight.find(QLineEdit, "queue_search"), Key.Key_Return)
    rows = sight.find(QListView, "queue_list")
    sight.bot.waitUntil(rows.hasFocus)
    assert rows.model().rowCount() == 1
    press(rows, Key.Key_Return)
    sight.bot.waitUntil(lambda: sight.state.text == SECOND)


# What is not there


@pytest.mark.parametrize("held", [NONE, SHIFT])
def test_tab_stays_in_the_text_where_it_is_no_action(
    sight: Sight, held: Qt.KeyboardModifier
) -> None:
    for name in ("next_suggestion", "previous_suggestion"):
        sight.window.table[name].setEnabled(False)
    sight.keys((Key.Key_Tab, held))
    assert sight.view.hasFocus()


def test_a_key_whose_action_cannot_be_done_says_so(
    open_window: Callable[..., Sight], project_path: Path
) -> None:
    project_path.chmod(0o444)
    sight = open_window(project_path)
    sight.keys(Key.Key_Tab, Key.Key_N)
    assert sight.says("status_advice") == (
        "“Note” would change the project, which is read-only; work on a copy of its file."
    )


@pytest.mark.parametrize(
    ("first", "key", "said"),
    [
        ((), Key.Key_Down, ""),
        ((), Key.Key_F12, ""),
        (((Key.Key_2, CTRL),), Key.Key_W, "“Accept this sentence, next” is for annotating; Ctrl+1"),
        (((Key.Key_2, CTRL),), Key.Key_J, "“Next span” is for annotating; Ctrl+1 goes there."),
        ((), (Key.Key_R, CTRL | SHIFT), "“Review settings…” is for reviewing; Ctrl+2 goes there."),
    ],
)
def test_a_key_that_is_for_another_mode_says_which_and_how_to_get_there(
    sight: Sight, first: tuple[Key, ...], key: Key, said: str
) -> None:
    sight.keys(*first)
    sight.view.setFocus()
    sight.window.status.fall_silent()
    sight.keys(key)
    assert sight.says("status_advice").startswith(said)
    assert bool(said) == bool(sight.says("status_advice"))


def test_a_key_that_comes_while_the_window_is_not_the_active_one_is_not_lost(
    sight: Sight, qtbot: QtBot
) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    QApplication.sendEvent(sight.view, QKeyEvent(QEvent.Type.KeyPress, Key.Key_Tab, NONE, "\t"))
    assert sight.focused == "Taliban fighters"


def test_the_keys_a_sentence_names_are_those_that_were_chosen(sight: Sight) -> None:
    sight.window.table.rebind("next_suggestion", ["Ctrl+Alt+N"])
    sight.keys(Key.Key_X)
    assert sight.says("status_advice") == "No span is focused; click one or press Ctrl+Alt+N."


@pytest.mark.parametrize("keys", [(Key.Key_C,), ((Key.Key_R, ALT),)])
def test_a_field_that_does_not_open_says_why_and_no_letter_is_a_command(
    open_window: Callable[..., Sight], tmp_path: Path, keys: tuple[Qt.Key]
) -> None:
    path = tmp_path / "reviewed.annot"
    make_reviewed(path, works={}).close()
    sight = open_window(path)
    if keys == (Key.Key_C,):
        sight.keys((Key.Key_2, CTRL))
        sight.view.setFocus()
    before = sight.workspace.article(1)
    sight.keys(*keys)
    assert sight.says("status_advice") != ""
    sight.keys(Key.Key_S, Key.Key_M)
    assert sight.workspace.article(1) == before


@pytest.mark.parametrize("sign", ["1", ".", " ", "[", "A"])
def test_no_sign_that_is_typed_right_behind_a_field_is_a_command(
    sight: Sight, clock: Clock, sign: str
) -> None:
    leave_note(sight, Key.Key_Return)
    ran: list[str] = []
    for name, action in sight.window.table.actions.items():
        action.triggered.connect(lambda _=False, name=name: ran.append(name))
    QTest.keyClick(sight.view, sign)
    assert ran == []
    clock.now += QUIET_S + 0.01
    QTest.keyClick(sight.view, sign)
    assert len(ran) == 1


def test_return_behind_what_was_typed_too_late_ends_it_and_is_no_command(
    sight: Sight, clock: Clock
) -> None:
    sight.view.cursor_at.place(FIRST.index("Sunday"))
    sight.view.cursor_moved()
    sight.keys(Key.Key_N)  # which opens nothing, since no span is focused
    why = sight.says("status_advice")
    before = sight.state
    QTest.keyClicks(sight.view, "see p. 12")
    sight.keys(Key.Key_Return)
    assert sight.state == before
    assert why.startswith("A note belongs to a span")
    assert sight.says("status_advice") == why
    sight.keys(Key.Key_Tab, Key.Key_A)  # the writing has ended
    assert sight.spans() == [("FIGURE", "at least 30")]


def test_return_alone_right_behind_a_field_is_heard(sight: Sight, clock: Clock) -> None:
    leave_find(sight, Key.Key_Escape)
    sight.keys(Key.Key_Return)
    assert "Return once more" in sight.says("status_advice")
