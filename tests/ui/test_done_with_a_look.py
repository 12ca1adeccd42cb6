"""Nothing is done or accepted without a look: what waits, or was not seen, is said first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot
from reviewed_project import FIRST as REVIEWED
from reviewed_project import WORKS, make_reviewed
from sample_project import FIRST, SUGGESTED, make_project
from window_verbs import ALT, CTRL, LEFT, NONE, SHIFT, Sight, double_click, middle_of

from annotator.domain.edits import Edit
from annotator.domain.span_content import SpanContent
from annotator.domain.values import MutedRange, Status, SuggestedSpan
from annotator.ui.annotating import seen_text
from annotator.ui.annotating.open_annotating import OpenAnnotating
from annotator.ui.annotating.twice import Twice
from annotator.ui.document_view import DocumentView
from annotator.ui.queue.queue_rows import QueueRows
from annotator.ui.shell.action_rows import Mode
from annotator.ui.shell.settings import Settings
from annotator.ui.shell.status import ADVICE_MS
from annotator.ui.shell.widgets.key_button import KeyButton
from annotator.ui.shell.widgets.roles import ENTRY_ROLE

Key = Qt.Key
NO_BUTTON = Qt.MouseButton.NoButton
LONG = "".join(f"Taliban fighters took village {number} of the north.\n\n" for number in range(200))
PLAIN = "Nothing is suggested here, and all of it is seen at once.\n"


@pytest.fixture
def opened(open_window: Callable[..., Sight], tmp_path: Path) -> Sight:
    """The window on a long article; its first suggestion is at the top, its last at the end."""
    path = tmp_path / "long.annot"
    spots = [("Taliban fighters", "ACTOR", nth) for nth in (0, 1, 199)]
    make_project(path, texts=(LONG, FIRST, PLAIN), suggested=SUGGESTED | {LONG: spots}).close()
    sight = open_window(path)
    wait_for_look(sight)
    return sight


def wait_for_look(sight: Sight) -> None:
    """Wait until what is in view counts as seen."""
    top, article = sight.view.place[0], sight.state.article_id
    look = sight.open_room(OpenAnnotating)._seen
    sight.bot.waitUntil(lambda: look._of[article].covers(Place(top, top + 1)))


class Place:
    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


def status(sight: Sight, article: int = 1) -> Status:
    return sight.workspace.article(article).status


def open_article(sight: Sight, article: int) -> None:
    assert sight.window.project is not None
    sight.window.project.session.open(article)
    wait_for_look(sight)


def test_the_first_return_says_what_waits_and_the_second_is_done(opened: Sight) -> None:
    open_article(opened, 2)
    opened.keys(Key.Key_Return)
    assert status(opened, 2) is Status.NEW
    said = opened.says("status_advice")
    assert said == "4 suggestions wait here; Return once more marks the article done."
    opened.read()
    opened.keys(Key.Key_Return)
    assert status(opened, 2) is Status.DONE


def test_a_second_return_before_the_sentence_can_have_been_read_confirms_nothing(
    opened: Sight,
) -> None:
    open_article(opened, 2)
    opened.keys(Key.Key_Return, Key.Key_Return, Key.Key_Return)
    assert status(opened, 2) is Status.NEW
    assert opened.says("status_advice") == (
        "Too quick to have been read: 4 suggestions wait here; "
        "Return once more marks the article done."
    )
    opened.read()
    opened.keys(Key.Key_Return)
    assert status(opened, 2) is Status.DONE


def test_a_second_accept_all_before_what_is_left_can_have_been_read_accepts_nothing(
    opened: Sight,
) -> None:
    opened.keys((Key.Key_A, SHIFT), (Key.Key_A, SHIFT))
    assert len(opened.waiting()) == 1
    assert opened.says("status_advice") == (
        "Too quick to have been read. Nothing accepted; 1 has not been on the screen, "
        "Shift+A once more accepts it too."
    )


def test_text_that_has_not_been_on_the_screen_is_said(opened: Sight) -> None:
    opened.keys(Key.Key_Return)
    assert opened.says("status_advice").startswith(
        "3 suggestions wait here, some of the text has not been on the screen"
    )
    assert status(opened) is Status.NEW


def test_an_article_that_was_read_and_in_which_nothing_waits_is_done_at_once(
    opened: Sight,
) -> None:
    open_article(opened, 3)
    opened.keys(Key.Key_Return)
    assert status(opened, 3) is Status.DONE


@pytest.mark.parametrize(("name", "is_seen"), [("ann", True), ("bob", False)])
def test_what_somebody_has_read_is_remembered_when_the_window_opens_again_for_them(
    opened: Sight, open_window: Callable[..., Sight], name: str, is_seen: bool
) -> None:
    bar = opened.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    wait_for_look(opened)
    path = opened.workspace.project.path
    opened.close()
    again = open_window(path, name=name)
    wait_for_look(again)  # where the article was left
    assert again.view.place[0] > 0
    assert again.open_room(OpenAnnotating)._seen._of[1].covers(Place(0, 1)) is is_seen


def read_on_disk(config_dir: Path) -> list[list[list[int]]]:
    """What the next start would know to have been read, by article."""
    return list(Settings(config_dir).get("seen", {}).values())


def test_what_is_read_is_on_the_disk_though_the_window_is_still_open(
    opened: Sight, config_dir: Path
) -> None:
    bar = opened.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    opened.bot.waitUntil(lambda: [len(parts) for parts in read_on_disk(config_dir)] == [2])


def test_what_was_read_of_an_article_that_is_left_is_on_the_disk_soon(
    opened: Sight, config_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.open_room(OpenAnnotating)._seen._keeping.stop()
    monkeypatch.setattr(seen_text, "_KEEP_MS", 24 * 3600 * 1000)
    open_article(opened, 3)
    opened.bot.waitUntil(lambda: bool(read_on_disk(config_dir)))


@pytest.mark.parametrize("kept", [3, {"x": 1}, {"ann": [[0]]}, []])
def test_settings_that_say_something_else_of_what_was_seen_are_passed_over(
    opened: Sight, open_window: Callable[..., Sight], kept: object
) -> None:
    path = opened.workspace.project.path
    opened.close()
    opened.window.settings.set("seen", kept)
    again = open_window(path, article=1)
    assert again.state.article_id == 1


def test_what_was_read_before_another_article_was_looked_at_has_been_read(opened: Sight) -> None:
    open_article(opened, 3)
    open_article(opened, 2)
    open_article(opened, 3)
    opened.keys(Key.Key_Return)
    assert status(opened, 3) is Status.DONE


def test_muted_text_need_not_be_read(opened: Sight) -> None:
    seen = opened.open_room(OpenAnnotating)._seen._of[1]
    end = next(at for at in range(len(LONG)) if not seen.covers(Place(0, at + 1)))
    muted = MutedRange("m", 1, end, len(LONG) - 1, "manual")
    opened.workspace.do(Edit("Mute the rest", (), (muted,)))
    opened.keys(Key.Key_Return)
    assert opened.says("status_advice").startswith("2 suggestions wait here; Return")


@pytest.mark.parametrize("between", [Key.Key_A, Key.Key_X])
def test_after_a_change_the_next_return_says_again_what_waits(opened: Sight, between: Key) -> None:
    open_article(opened, 2)
    opened.keys(Key.Key_Return, Key.Key_Tab, between)
    opened.read()
    opened.keys(Key.Key_Return)
    assert status(opened, 2) is Status.IN_PROGRESS
    assert opened.says("status_advice").startswith("3 suggestions wait here")


def click_in_text(sight: Sight) -> None:
    QTest.mouseClick(sight.view.viewport(), LEFT, pos=middle_of(sight.view, 20, 22))


@pytest.mark.parametrize(
    "between",
    [
        lambda sight: sight.keys(Key.Key_Tab),
        lambda sight: sight.keys(Key.Key_Right),
        lambda sight: sight.keys(Key.Key_X),  # on nothing
        click_in_text,
    ],
)
def test_whatever_is_done_between_the_next_return_says_again_what_waits(
    opened: Sight, between: Callable[[Sight], None]
) -> None:
    open_article(opened, 2)
    opened.keys(Key.Key_Return)
    between(opened)
    opened.read()
    opened.keys(Key.Key_Return)
    assert status(opened, 2) is Status.NEW
    opened.read()
    opened.keys(Key.Key_Return)
    assert status(opened, 2) is Status.DONE


def test_a_cursor_moved_between_makes_the_next_accept_all_a_first_one(opened: Sight) -> None:
    opened.keys((Key.Key_A, SHIFT), Key.Key_Right)
    opened.read()
    opened.keys((Key.Key_A, SHIFT))
    assert len(opened.waiting()) == 1


def test_once_the_sentence_has_gone_it_is_said_again(view: DocumentView, qtbot: QtBot) -> None:
    now, deeds = [100.0], [1]
    twice = Twice(view, lambda: deeds[0], clock=lambda: now[0])
    twice.tell("5 wait")
    qtbot.waitUntil(lambda: not twice._reading.isActive())
    deeds[0] = 2
    assert twice.is_meant("5 wait")
    now[0] += ADVICE_MS / 1000
    assert not twice.is_meant("5 wait")


def test_the_second_half_of_a_double_click_confirms_nothing(opened: Sight) -> None:
    open_article(opened, 2)
    (button,) = [
        each for each in opened.window.findChildren(KeyButton) if each.text().startswith("Done")
    ]
    double_click(button)
    assert status(opened, 2) is Status.NEW
    opened.read()
    QTest.mouseClick(button, LEFT)
    assert status(opened, 2) is Status.DONE


@pytest.mark.parametrize("in_pairs", [False, True])
def test_a_held_return_confirms_nothing(opened: Sight, in_pairs: bool) -> None:
    open_article(opened, 2)
    opened.keys(Key.Key_Return)
    guard = opened.window.fields
    guard._in_pairs = in_pairs  # as X11 tells it
    for moment in range(1, 9):
        if in_pairs:
            QApplication.sendEvent(opened.view, key_event(QEvent.Type.KeyRelease, moment))
        again = key_event(QEvent.Type.KeyPress, moment, again=not in_pairs)
        QApplication.sendEvent(opened.view, again)
    assert status(opened, 2) is Status.NEW


def key_event(kind: QEvent.Type, moment: int, *, again: bool = False) -> QKeyEvent:
    event = QKeyEvent(kind, Key.Key_Return, NONE, "\r", again)
    event.setTimestamp(moment)
    return event


def test_turning_the_question_off_is_said_with_how_to_turn_it_on(opened: Sight) -> None:
    opened.keys((Key.Key_Return, CTRL | ALT))
    assert opened.says("status_advice") == (
        "Done asks no more, whatever waits; Ctrl+Alt+Return lets it ask again."
    )


def test_a_return_in_one_article_confirms_nothing_in_another(opened: Sight) -> None:
    open_article(opened, 2)
    opened.keys(Key.Key_Return)
    open_article(opened, 1)
    open_article(opened, 2)
    opened.read()
    opened.keys(Key.Key_Return)
    assert status(opened, 2) is Status.NEW


def test_a_setting_turns_the_question_off_for_good(
    opened: Sight, open_window: Callable[..., Sight]
) -> None:
    action = opened.window.table["ask_done"]
    assert action.isChecked()
    action.trigger()
    assert not action.isChecked()
    opened.keys(Key.Key_Return)
    assert status(opened) is Status.DONE
    path = opened.workspace.project.path
    opened.close()
    again = open_window(path, article=2)
    assert not again.window.table["ask_done"].isChecked()
    again.keys(Key.Key_Return)
    assert status(again, 2) is Status.DONE


def test_the_queue_says_how_much_of_a_done_article_is_undecided(opened: Sight) -> None:
    open_article(opened, 2)
    opened.twice(Key.Key_Return)
    rows = opened.find(QListView, "queue_list")
    delegate = rows.itemDelegate()
    assert isinstance(delegate, QueueRows)
    entry = lambda: rows.model().index(1, 0).data(ENTRY_ROLE)  # noqa: E731
    opened.bot.waitUntil(lambda: entry().status is Status.DONE)
    assert delegate.words(entry()) == "done · 4 undecided"
    assert delegate.share(entry()) < 1.0


def test_accept_all_takes_what_has_been_on_the_screen_and_a_second_time_the_rest(
    opened: Sight,
) -> None:
    opened.keys((Key.Key_A, SHIFT))
    assert [item.start for item in opened.state.waiting] == [LONG.rindex("Taliban fighters")]
    assert opened.says("status_advice") == (
        "2 accepted; 1 has not been on the screen, Shift+A once more accepts it too."
    )
    opened.read()
    opened.keys((Key.Key_A, SHIFT))
    assert opened.waiting() == []


def test_accept_all_takes_what_was_scrolled_to(opened: Sight) -> None:
    bar = opened.view.verticalScrollBar()
    while bar.value() < bar.maximum():
        opened.view.page(1)
        wait_for_look(opened)
    opened.keys((Key.Key_A, SHIFT))
    assert opened.waiting() == []


def test_what_is_looked_at_in_a_review_has_not_been_read_for_annotating(
    open_window: Callable[..., Sight], tmp_path: Path
) -> None:
    path = tmp_path / "reviewed.annot"
    text = f"{REVIEWED}\n\n{LONG}"
    make_reviewed(path, {name: {1: WORKS[name][1]} for name in WORKS}, (text,)).close()
    sight = open_window(path, name="ann")
    last = text.rindex("Taliban fighters")
    sight.workspace.add_suggestions(
        {1: [SuggestedSpan(SpanContent(last, last + 7, "ACTOR"))]}, source="s", version="1"
    )
    sight.keys((Key.Key_2, CTRL))
    assert sight.window.table.mode is Mode.REVIEW
    bar = sight.view.verticalScrollBar()
    sight.bot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    sight.view.viewport().repaint()
    look = sight.open_room(OpenAnnotating)._seen
    sight.bot.waitUntil(lambda: not look._timer.isActive())
    sight.keys((Key.Key_1, CTRL), (Key.Key_A, SHIFT))
    assert len(sight.waiting()) == 1
