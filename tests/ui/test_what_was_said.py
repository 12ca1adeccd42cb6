"""What was said goes when something else is done; Escape and the key that asked close it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from sample_project import FIRST, SECOND, SUGGESTED, make_project, place
from window_verbs import CTRL, LEFT, Sight, middle_of, press

from annotator.domain.span_content import SpanContent
from annotator.domain.values import SuggestedSpan
from annotator.operations.suggesting import suggestion_requests
from annotator.ui.shell.banner import READ_S

Key = Qt.Key
_Type = QEvent.Type


@pytest.mark.parametrize("key", [Key.Key_Tab, (Key.Key_PageDown, CTRL), Key.Key_Escape])
def test_advice_goes_when_something_else_is_done(sight: Sight, key: Key) -> None:
    sight.keys(Key.Key_X)
    assert sight.says("status_advice") != ""
    sight.keys(key)
    assert sight.says("status_advice") == ""


def test_advice_goes_when_another_article_is_opened_with_the_mouse(sight: Sight) -> None:
    sight.keys(Key.Key_X)
    assert sight.window.project is not None
    sight.window.project.session.open(2)
    assert sight.says("status_advice") == ""


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(sight: Sight) -> Clock:
    sight.window.banner._clock = clock = Clock()
    return clock


def test_a_sentence_above_the_text_goes_with_the_next_deed_once_it_could_be_read(
    sight: Sight, clock: Clock
) -> None:
    sight.window.banner.say("It could not be done.")
    clock.now += READ_S - 0.1
    sight.keys(Key.Key_Tab)
    assert sight.window.banner.isVisible()
    clock.now += 0.2
    sight.keys(Key.Key_Tab)
    assert not sight.window.banner.isVisible()


@pytest.mark.parametrize("key", [Key.Key_F4, Key.Key_Escape])
def test_why_there_is_no_agreement_is_closed_by_escape_and_by_its_key(
    sight: Sight, key: Key
) -> None:
    sight.keys(Key.Key_F4)
    sight.bot.waitUntil(sight.window.banner.isVisible)
    assert "two annotators" in sight.says("banner_words")
    sight.bot.waitUntil(sight.window.isActiveWindow)
    sight.keys(key)
    assert not sight.window.banner.isVisible()


def test_return_in_a_note_saves_it_and_says_nothing(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, Key.Key_N)
    note = sight.find(QLineEdit, "inspector_note")
    QTest.keyClicks(note, "who?")
    press(note, Key.Key_Return)
    QApplication.processEvents()
    assert [item.note for item in sight.state.annotations] == ["who?"]
    assert sight.says("status_advice") == ""
    assert not sight.window.banner.isVisible()


# The focus


def anew(sight: Sight, *, at_once: bool) -> None:
    """What waits goes, and comes again under other numbers."""
    workspace, state = sight.workspace, sight.state
    spans = [SuggestedSpan(SpanContent(*item.span.place)) for item in state.suggestions]
    sha256 = state.document.article.sha256
    if not at_once:
        suggestion_requests.forget_waiting(workspace, 1)
    digest = workspace.names.digest
    with workspace.announcing_once():
        if at_once:
            suggestion_requests.forget_waiting(workspace, 1)
        suggestion_requests.keep(workspace, 1, sha256, spans, source="s", version="2", names=digest)


@pytest.fixture
def suggested(open_window: Callable[..., Sight], tmp_path: Path) -> Sight:
    """The window on an article whose suggestions a suggester has made."""
    path = tmp_path / "suggested.annot"
    make_project(path, suggested={}).close()
    sight = open_window(path)
    spans = [
        SuggestedSpan(SpanContent(*place(FIRST, words, nth), label))
        for words, label, nth in SUGGESTED[FIRST]
    ]
    last = SuggestedSpan(SpanContent(*place(SECOND, "Doha"), "LOCATION"))  # numbers go on behind it
    for number, items in ((1, spans), (2, [last])):
        sight.workspace.add_suggestions({number: items}, source="s", version="1", names="")
    return sight


@pytest.mark.parametrize("at_once", [True, False])
def test_the_focus_stays_on_its_words_when_suggestions_are_made_anew(
    suggested: Sight, at_once: bool
) -> None:
    sight = suggested
    sight.keys(Key.Key_Tab, Key.Key_Tab, (Key.Key_D, CTRL))
    old = sight.view.focused
    anew(sight, at_once=at_once)
    assert sight.focused == "Kunduz"
    assert sight.view.focused is not None
    assert old is not None
    assert sight.view.focused.id != old.id
    sight.keys(Key.Key_A)
    assert sight.spans() == [("LOCATION", "Kunduz")]


def test_the_focus_does_not_come_back_to_words_that_were_left(sight: Sight) -> None:
    sight.keys(Key.Key_Tab)
    suggestion_requests.forget_waiting(sight.workspace, 1)
    at = middle_of(sight.view, *place(FIRST, "Sunday"))
    QTest.mouseClick(sight.view.viewport(), LEFT, pos=at)
    sha256 = sight.state.document.article.sha256
    spans = [SuggestedSpan(SpanContent(*place(FIRST, "Taliban fighters", 1), "ACTOR"))]
    suggestion_requests.keep(sight.workspace, 1, sha256, spans, source="s", version="2")
    assert sight.focused is None
    assert isinstance(at, QPoint)


# A held key


def repeat(sight: Sight) -> bool:
    """A held key comes once more; whether something hears it."""
    event = QKeyEvent(_Type.ShortcutOverride, Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", True)
    event.ignore()
    QApplication.sendEvent(sight.view, event)
    return not event.isAccepted()


def turn(sight: Sight) -> None:
    """Let all that has come be heard, and what is due be done."""
    sight.bot.waitUntil(lambda: not sight.window.fields._turn.isActive())


def test_of_a_held_key_only_what_can_be_done_in_time_is_heard(sight: Sight) -> None:
    turn(sight)
    assert [repeat(sight) for _ in range(4)] == [True, False, False, False]
    turn(sight)
    assert repeat(sight)


def test_single_presses_are_never_dropped_however_fast_they_come(sight: Sight) -> None:
    repeat(sight)
    sight.keys(Key.Key_Tab, Key.Key_A, Key.Key_A, Key.Key_X)
    assert len(sight.state.decisions) == 3


@pytest.mark.parametrize("name", ["done", "accept_all", "skip", "mute", "flag"])
def test_what_must_not_happen_over_and_over_does_not_repeat(sight: Sight, name: str) -> None:
    assert not sight.window.table[name].autoRepeat()
    assert sight.window.table["accept"].autoRepeat()
