"""What an input method writes: Chinese, Dari, accents of dead keys, behind / and into fields."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QInputMethodEvent, QInputMethodQueryEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView
from sample_project import make_project, place
from window_verbs import CTRL, NONE, SHIFT, Sight, press

Key = Qt.Key
Query = Qt.InputMethodQuery
CLICK = QTest.KeyAction.Click
CHINESE = "以色列军队周日袭击了加沙北部，造成至少三十人死亡。\n"
DARI = "طالبان گفتند که می‌روند و ۳۰ نفر در کندز کشته شدند.\n"
FRENCH = "Élie a quitté N’Djaména; l’armée tchadienne a tué trente hommes à Bol.\n"
HINDI = "काबुल में धमाके में तीस लोग मारे गए, कुंदूज में भी।\n"
TEXTS = (CHINESE, DARI, FRENCH, HINDI)
SUGGESTED = {
    CHINESE: (("加沙", "LOCATION", 0),),
    DARI: (("طالبان", "ACTOR", 0),),
    FRENCH: (("Bol", "LOCATION", 0),),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "written.annot"
    make_project(path, texts=TEXTS, suggested=SUGGESTED).close()
    return path


@pytest.fixture
def opened(open_window: Callable[..., Sight], path: Path) -> Callable[[str], Sight]:
    """Opens the window on one of the texts."""
    return lambda text: open_window(path, article=TEXTS.index(text) + 1)


def write(words: str, *, unfinished: str = "", replaced: int = 0) -> None:
    """Let an input method write to what has the keyboard."""
    event = QInputMethodEvent(unfinished, [])
    event.setCommitString(words, -replaced, replaced)
    target = QApplication.focusWidget()
    assert target is not None
    QApplication.sendEvent(target, event)


def ask(sight: Sight, query: Qt.InputMethodQuery) -> object:
    """What an input method is told of the surface."""
    event = QInputMethodQueryEvent(query)
    QApplication.sendEvent(sight.view, event)
    return event.value(query)


def cursor_word(sight: Sight) -> str:
    """The words that are selected, or the word at the cursor."""
    cursor = sight.view.cursor_at
    chosen = cursor.selection or (cursor.token.start, cursor.token.end)  # type: ignore[union-attr]
    return sight.view.text[slice(*chosen)]


@pytest.mark.parametrize(
    ("text", "words", "word"),
    [
        (CHINESE, "加沙", "加沙"),
        (DARI, "کن", "کندز"),
        (FRENCH, "É", "Élie"),
        (FRENCH, "tué", "tué"),
        (FRENCH, "tue", "tué"),
        (HINDI, "कुं", "कुंदूज"),
    ],
)
def test_a_word_is_gone_to_by_what_an_input_method_has_written(
    opened: Callable[[str], Sight], text: str, words: str, word: str
) -> None:
    sight = opened(text)
    sight.view.cursor_at.place(place(text, word)[1])
    sight.keys(Key.Key_Slash)
    write(words)
    assert cursor_word(sight) == word


def test_what_is_not_finished_is_shown_and_moves_nothing(opened: Callable[[str], Sight]) -> None:
    sight = opened(CHINESE)
    sight.keys(Key.Key_Slash)
    before = cursor_word(sight)
    write("", unfinished="jia sha")
    assert sight.says("status_advice") == "“jia sha…”"
    assert cursor_word(sight) == before
    write("加沙")
    assert cursor_word(sight) == "加沙"


def test_what_is_written_in_two_goes_goes_on(opened: Callable[[str], Sight]) -> None:
    sight = opened(CHINESE)
    sight.keys(Key.Key_Slash)
    write("加")
    write("沙")
    assert cursor_word(sight) == "加沙"


def test_an_input_method_may_replace_what_it_has_written(opened: Callable[[str], Sight]) -> None:
    sight = opened(FRENCH)
    sight.keys(Key.Key_Slash)
    write("b")
    write("tc", replaced=1)
    assert cursor_word(sight) == "tchadienne"


def test_a_labels_key_behind_what_was_written_labels_it(opened: Callable[[str], Sight]) -> None:
    sight = opened(CHINESE)
    sight.keys(Key.Key_Slash)
    write("军队")
    sight.keys(Key.Key_1)
    assert sight.spans() == [("ACTOR", "军队")]


@pytest.mark.parametrize("sign", ["\u200c", "ी"], ids=["joiner", "vowel sign"])
def test_a_sign_inside_a_word_goes_on_with_the_word(
    opened: Callable[[str], Sight], sign: str
) -> None:
    """Typed by a layout, with no input method: the sign is no letter."""
    text, first = (DARI, "می") if sign == "\u200c" else (HINDI, "त")
    sight = opened(text)
    sight.keys(Key.Key_Slash)
    for letter in first + sign:
        QTest.sendKeyEvent(CLICK, sight.view, Key.Key_unknown, letter, NONE)
    assert cursor_word(sight).startswith(first + sign)
    assert f"{first}{sign}" in sight.says("status_advice")


def test_a_dead_key_does_not_end_the_way_to_a_word(opened: Callable[[str], Sight]) -> None:
    sight = opened(FRENCH)
    sight.view.cursor_at.place(place(FRENCH, "quitté")[0])
    sight.keys(Key.Key_Slash, Key.Key_Dead_Acute)
    write("É")
    assert cursor_word(sight) == "Élie"


def test_an_input_method_writes_on_the_surface_only_on_the_way_to_a_word(
    opened: Callable[[str], Sight],
) -> None:
    sight = opened(CHINESE)
    assert not ask(sight, Query.ImEnabled)
    sight.keys(Key.Key_Slash)
    assert ask(sight, Query.ImEnabled)
    sight.keys(Key.Key_Return)
    assert not ask(sight, Query.ImEnabled)


def test_an_input_method_is_told_where_the_cursor_is(opened: Callable[[str], Sight]) -> None:
    sight = opened(CHINESE)
    sight.view.cursor_at.place(place(CHINESE, "北部")[0])
    sight.keys(Key.Key_Slash)
    token = sight.view.cursor_at.token
    assert token is not None
    (part,) = sight.view.parts_in_viewport(token.start, token.end)
    corner = sight.view.viewport().pos()
    told = ask(sight, Query.ImCursorRectangle)
    assert isinstance(told, QRect)
    assert told == part.rect.toRect().translated(corner)


@pytest.mark.parametrize("letter", ["a", "x", "1", "s", "m", "é", "是"])
def test_what_an_input_method_writes_while_reading_is_no_command(
    opened: Callable[[str], Sight], letter: str
) -> None:
    sight = opened(CHINESE)
    sight.keys(Key.Key_Tab)
    before, focused = sight.state, sight.focused
    write(letter)
    assert (sight.state, sight.focused) == (before, focused)


@pytest.mark.parametrize(("text", "words"), [(CHINESE, "加沙"), (DARI, "کندز"), (FRENCH, "été")])
def test_a_note_written_by_an_input_method_is_saved(
    opened: Callable[[str], Sight], text: str, words: str
) -> None:
    sight = opened(text)
    sight.keys(Key.Key_Tab, Key.Key_N)
    write("", unfinished="ab")
    write(words)
    press(sight.find(QLineEdit, "inspector_note"), Key.Key_Return)
    assert [item.note for item in sight.state.annotations] == [words]


@pytest.mark.parametrize(
    ("text", "words"), [(CHINESE, "袭击"), (DARI, "کندز"), (FRENCH, "quitté"), (HINDI, "धमाके")]
)
def test_find_marks_what_an_input_method_has_written(
    opened: Callable[[str], Sight], text: str, words: str
) -> None:
    sight = opened(text)
    sight.keys((Key.Key_F, CTRL))
    write(words)
    assert list(sight.view.hits) == [place(text, words)]


@pytest.mark.parametrize(
    ("text", "words"), [(CHINESE, "加沙"), (DARI, "کندز"), (FRENCH, "tué"), (HINDI, "धमाके")]
)
def test_the_queue_is_searched_for_what_an_input_method_has_written(
    opened: Callable[[str], Sight], text: str, words: str
) -> None:
    sight = opened(text)
    sight.keys((Key.Key_F, CTRL | SHIFT))
    write(words)
    rows = sight.find(QListView, "queue_list")
    sight.bot.waitUntil(lambda: rows.model().rowCount() == 1)
    press(sight.find(QLineEdit, "queue_search"), Key.Key_Return)
    assert sight.state.text == text


def test_letters_behind_a_field_in_which_an_input_method_has_written_are_no_commands(
    opened: Callable[[str], Sight],
) -> None:
    sight = opened(CHINESE)
    sight.keys(Key.Key_Tab, Key.Key_N)
    write("加沙")
    sight.view.setFocus()
    before = sight.state.status
    sight.keys(Key.Key_S)
    assert sight.state.status is before
