"""Hand savers: to a word by its letters, whole names, trimmed edges, repeat, flip, dragging."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from sample_project import make_project, place
from window_verbs import CTRL, LEFT, NONE, SHIFT, Sight, drag, left_of, middle_of, press

from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.values import Status
from annotator.operations import annotate, articles, overlaps
from annotator.ui.shell.fields import QUIET_S

Key = Qt.Key
TEXT = (
    "The Afghan security forces met Gül in Kabul. The Taliban's men left Kandahar for Kunduz.\n"
    "\n"
    "Karachi is quiet, said 300 people of Kabul.\n"
)
SUGGESTED = (
    ("Afghan", "ACTOR", 0),
    ("Kabul", "LOCATION", 0),
    ("The Taliban's", "ACTOR", 0),
    ("Kunduz", "ACTOR", 0),
    ("Kabul", "LOCATION", 1),
)


@pytest.fixture
def hands(tmp_path: Path, open_window: Callable[..., Sight]) -> Sight:
    """The window on one article, the cursor on its first word."""
    path = tmp_path / "hands.annot"
    make_project(path, texts=(TEXT,), suggested={TEXT: SUGGESTED}).close()
    return open_window(path)


def at_cursor(sight: Sight) -> str:
    token = sight.view.cursor_at.token
    assert token is not None
    return sight.view.text[token.start : token.end]


def focus(sight: Sight, words: str) -> None:
    sight.view.focus_mark(sight.mark(words).id)


def popup(sight: Sight, name: str) -> QMenu:
    sight.bot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.objectName() == name
    return menu


# To a word by its letters


def test_letters_go_to_the_word_that_begins_with_them(hands: Sight) -> None:
    hands.keys(Key.Key_Slash, Key.Key_K, Key.Key_A, Key.Key_N)
    assert at_cursor(hands) == "Kandahar"


def test_the_number_said_is_that_of_the_word_in_the_text(hands: Sight) -> None:
    hands.view.cursor_at.place(TEXT.index("Kandahar"))
    hands.keys(Key.Key_Slash, Key.Key_K, Key.Key_U)
    assert at_cursor(hands) == "Kunduz"
    hands.keys(Key.Key_Return, Key.Key_Slash, Key.Key_K)
    assert at_cursor(hands) == "Karachi"
    assert hands.says("status_advice").startswith("“k”: 4 of 5.")


def test_tab_goes_to_the_next_such_word(hands: Sight) -> None:
    hands.keys(Key.Key_Slash, Key.Key_K, Key.Key_A, Key.Key_Tab, Key.Key_Tab)
    assert at_cursor(hands) == "Karachi"


def test_letters_typed_there_are_no_commands(hands: Sight) -> None:
    hands.keys(Key.Key_Slash, Key.Key_M, Key.Key_E, Key.Key_X, Key.Key_S)
    assert (hands.spans(), len(hands.waiting())) == ([], 5)
    assert not hands.state.muted


def test_accents_and_case_do_not_matter(hands: Sight) -> None:
    hands.keys(Key.Key_Slash, Key.Key_G, Key.Key_U, Key.Key_L)
    assert at_cursor(hands) == "Gül"
    assert "“gul”: 1 of 1" in hands.says("status_advice")


def test_a_labels_key_behind_it_labels_the_word(hands: Sight) -> None:
    hands.keys(Key.Key_Slash, Key.Key_G, Key.Key_U, Key.Key_1)
    assert hands.spans() == [("ACTOR", "Gül")]


def test_a_number_is_gone_to_by_its_first_digit(hands: Sight) -> None:
    hands.keys(Key.Key_Slash, Key.Key_3, Key.Key_3)
    assert hands.spans() == [("FIGURE", "300")]


def test_enter_stays_and_finishes_nothing(hands: Sight) -> None:
    hands.keys(Key.Key_Slash, Key.Key_K, Key.Key_Return)
    assert at_cursor(hands) == "Kabul"
    assert hands.state.status is Status.NEW


@pytest.mark.parametrize("ends", [Key.Key_Return, Key.Key_Escape])
def test_a_letter_right_behind_it_is_no_command(hands: Sight, ends: Key) -> None:
    now = [100.0]
    hands.window.fields._clock = lambda: now[0]
    hands.keys(Key.Key_Slash, Key.Key_K, ends)
    stood = hands.view.focused
    hands.keys(Key.Key_J)
    assert hands.view.focused == stood
    assert "“j” did nothing" in hands.says("status_advice")
    now[0] += QUIET_S + 0.01
    hands.keys(Key.Key_J)
    assert hands.view.focused not in (None, stood)


def test_a_labels_key_behind_enter_labels_the_word(hands: Sight) -> None:
    hands.keys(Key.Key_Slash, Key.Key_M, Key.Key_E, Key.Key_N, Key.Key_Return, Key.Key_1)
    assert hands.spans() == [("ACTOR", "men")]


@pytest.fixture
def inside(hands: Sight) -> Sight:
    """Spans may be nested, and a span of the analyst holds a word to be gone to."""
    overlaps.choose(hands.workspace, OverlapRule(Overlaps.NESTED))
    start, end = place(TEXT, "Afghan security forces")
    annotate.add(hands.workspace, article=1, start=start, end=end, label="ACTOR")
    hands.keys(Key.Key_Slash, Key.Key_S, Key.Key_E, Key.Key_Return)
    return hands


def test_a_word_inside_a_span_is_labelled_itself(inside: Sight) -> None:
    inside.keys(Key.Key_2)
    assert set(inside.spans()) == {("ACTOR", "Afghan security forces"), ("LOCATION", "security")}


def test_a_selection_begins_at_a_word_inside_a_span(inside: Sight) -> None:
    inside.keys((Key.Key_Right, SHIFT))
    assert inside.view.cursor_at.selection == place(TEXT, "security forces")


def test_at_the_beginning_of_a_span_the_span_is_meant(inside: Sight) -> None:
    inside.keys(Key.Key_Slash, Key.Key_A, Key.Key_F, Key.Key_Return)
    assert inside.view.focused is not None


def test_escape_goes_back(hands: Sight) -> None:
    hands.keys(Key.Key_Slash, Key.Key_K, Key.Key_A, Key.Key_Escape)
    assert at_cursor(hands) == "The"


def test_backspace_takes_a_letter_back(hands: Sight) -> None:
    hands.keys(Key.Key_Slash, Key.Key_M, Key.Key_E, Key.Key_N, Key.Key_Backspace)
    assert at_cursor(hands) == "met"


def test_words_in_muted_text_are_passed_over(hands: Sight) -> None:
    articles.toggle_muted(hands.workspace, article=1, offset=0)
    hands.keys(Key.Key_Slash, Key.Key_K, Key.Key_A)
    assert at_cursor(hands) == "Karachi"


def test_letters_of_another_script_go_to_its_words(
    tmp_path: Path, open_window: Callable[..., Sight]
) -> None:
    path = tmp_path / "dari.annot"
    text = "این گزارش از کابل و قندهار است.\n"
    make_project(path, texts=(text,), suggested={}).close()
    sight = open_window(path)
    sight.keys(Key.Key_Slash)
    for letter in "قن":
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, NONE, letter)
        QApplication.sendEvent(sight.view, event)
    assert at_cursor(sight) == "قندهار"
    sight.keys(Key.Key_2)
    assert sight.spans() == [("LOCATION", "قندهار")]


def test_a_name_written_without_spaces_is_gone_to_and_labelled_whole(
    tmp_path: Path, open_window: Callable[..., Sight]
) -> None:
    path = tmp_path / "chinese.annot"
    text = "缅甸军方周二对掸邦北部腊戌发动空袭。\n"
    make_project(path, texts=(text,), suggested={}).close()
    sight = open_window(path)
    sight.keys(Key.Key_Slash)
    for letter in "腊戌":
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, NONE, letter)
        QApplication.sendEvent(sight.view, event)
    sight.keys(Key.Key_2)
    assert sight.spans() == [("LOCATION", "腊戌")]


def test_what_a_search_has_marked_stays_marked(hands: Sight) -> None:
    marked = [place(TEXT, "left")]
    hands.view.highlight_found(marked)
    hands.keys(Key.Key_Slash, Key.Key_K)
    assert list(hands.view.hits) != marked
    hands.keys(Key.Key_Return)
    assert list(hands.view.hits) == marked


# From span to span


def test_j_and_k_go_to_spans_of_any_kind(hands: Sight) -> None:
    hands.keys(Key.Key_Tab, Key.Key_A)
    hands.keys(Key.Key_K)
    assert hands.focused == "Afghan"
    hands.keys(Key.Key_J, Key.Key_J)
    assert hands.focused == "The Taliban's"


def test_spans_in_muted_text_are_passed_over(hands: Sight) -> None:
    hands.keys(Key.Key_Tab, Key.Key_A, (Key.Key_End, CTRL))
    articles.toggle_muted(hands.workspace, article=1, offset=0)
    hands.keys(Key.Key_J)
    assert hands.view.focused is not None
    assert hands.view.focused.start == TEXT.rindex("Kabul")


def test_right_steps_over_a_span_as_a_whole(hands: Sight) -> None:
    focus(hands, "The Taliban's")
    hands.keys(Key.Key_Right)
    assert (hands.focused, at_cursor(hands)) == (None, "men")


def test_left_steps_over_a_span_as_a_whole(hands: Sight) -> None:
    focus(hands, "The Taliban's")
    hands.keys(Key.Key_Left)
    assert (hands.focused, at_cursor(hands)) == (None, ".")


def test_coming_back_goes_into_the_span(hands: Sight) -> None:
    focus(hands, "The Taliban's")
    hands.keys(Key.Key_Right, Key.Key_Left)
    assert (hands.focused, at_cursor(hands)) == (None, "'s")
    hands.keys(Key.Key_Left)
    assert (hands.focused, at_cursor(hands)) == (None, "Taliban")


def test_another_span_is_met_as_a_whole(hands: Sight) -> None:
    hands.keys(Key.Key_Tab)
    hands.keys(*[Key.Key_Right] * 6)
    assert hands.focused == "Kabul"


@pytest.mark.parametrize(
    ("key", "selected"), [(Key.Key_Right, "The Taliban's men"), (Key.Key_Left, ". The Taliban's")]
)
def test_selecting_from_a_span_takes_all_of_it(hands: Sight, key: Qt.Key, selected: str) -> None:
    focus(hands, "The Taliban's")
    hands.keys((key, SHIFT))
    selection = hands.view.cursor_at.selection
    assert selection is not None
    assert hands.view.text[slice(*selection)] == selected


# Edges


def test_b_extends_a_span_to_the_end_of_its_name(hands: Sight) -> None:
    hands.keys(Key.Key_Tab, Key.Key_B)
    assert hands.spans() == [("ACTOR", "Afghan security forces")]


def test_b_selects_the_name_at_the_cursor(hands: Sight) -> None:
    hands.keys(Key.Key_Slash, Key.Key_K, Key.Key_A, Key.Key_R, Key.Key_Return, Key.Key_B, Key.Key_2)
    assert hands.spans() == [("LOCATION", "Karachi")]


def test_t_trims_a_span(hands: Sight) -> None:
    focus(hands, "The Taliban's")
    hands.keys(Key.Key_T)
    assert hands.spans() == [("ACTOR", "Taliban")]


def test_t_trims_a_selection(hands: Sight) -> None:
    hands.view.select_place(TEXT.index("The Taliban"), TEXT.index(" men"))
    hands.keys(Key.Key_T)
    selection = hands.view.cursor_at.selection
    assert selection is not None
    assert hands.view.text[slice(*selection)] == "Taliban"


def test_t_says_that_there_is_nothing_to_trim(hands: Sight) -> None:
    hands.keys(Key.Key_Tab, Key.Key_T)
    assert hands.says("status_advice") == "There is nothing to trim."
    assert hands.spans() == []


# Flip, repeat, drag to label


def test_c_flips_actor_and_location(hands: Sight) -> None:
    focus(hands, "Kunduz")
    hands.keys(Key.Key_C)
    assert hands.spans() == [("LOCATION", "Kunduz")]
    focus(hands, "Kunduz")
    hands.keys(Key.Key_C)
    assert hands.spans() == [("ACTOR", "Kunduz")]


def test_c_says_what_it_needs(hands: Sight) -> None:
    hands.keys(Key.Key_C)
    assert "Focus an actor or a location" in hands.says("status_advice")


def test_r_does_the_last_action_again(hands: Sight) -> None:
    focus(hands, "Afghan")
    hands.keys(Key.Key_X)
    focus(hands, "Kunduz")
    hands.keys(Key.Key_R)
    assert "Kunduz" not in hands.waiting()
    hands.bot.waitUntil(
        lambda: hands.window.table["repeat"].text() == "Repeat: Reject or delete, next"
    )


def test_r_repeats_a_label(hands: Sight) -> None:
    hands.keys(Key.Key_Slash, Key.Key_G, Key.Key_1)
    now = [100.0]
    hands.window.fields._clock = lambda: now[0]
    hands.keys(Key.Key_Slash, Key.Key_K, Key.Key_A, Key.Key_R, Key.Key_Return)
    now[0] += QUIET_S + 0.01
    hands.keys(Key.Key_R)
    assert hands.spans() == [("ACTOR", "Gül"), ("ACTOR", "Karachi")]


def test_without_a_last_action_r_says_so(hands: Sight) -> None:
    hands.keys(Key.Key_R)
    assert "Nothing has been done yet" in hands.says("status_advice")


def drag_over(sight: Sight, words: str) -> None:
    start = TEXT.index(words)
    drag(sight.view, left_of(sight.view, start), left_of(sight.view, start + len(words)))


def test_a_sticky_label_is_given_to_what_is_dragged_over(hands: Sight) -> None:
    hands.keys(Key.Key_L)
    press(popup(hands, "sticky_menu"), Key.Key_2)
    drag_over(hands, "Kandahar")
    drag_over(hands, "Karachi")
    assert hands.spans() == [("LOCATION", "Kandahar"), ("LOCATION", "Karachi")]
    assert hands.says("status_sticky") == "Dragging labels LOCATION · L ends it"


def test_a_sticky_label_is_given_to_a_double_clicked_word(hands: Sight) -> None:
    hands.keys(Key.Key_L)
    press(popup(hands, "sticky_menu"), Key.Key_1)
    start = TEXT.index("Gül")
    port = hands.view.viewport()
    QTest.mouseDClick(port, LEFT, NONE, middle_of(hands.view, start, start + 3))
    assert hands.spans() == [("ACTOR", "Gül")]


def test_muted_text_is_not_labelled_by_dragging(hands: Sight) -> None:
    articles.toggle_muted(hands.workspace, article=1, offset=0)
    hands.keys(Key.Key_L)
    press(popup(hands, "sticky_menu"), Key.Key_2)
    drag_over(hands, "Kandahar")
    assert (hands.spans(), hands.says("status_advice")) == (
        [],
        "This text is muted; M unmutes it.",
    )


def test_the_key_again_ends_it(hands: Sight) -> None:
    hands.keys(Key.Key_L)
    press(popup(hands, "sticky_menu"), Key.Key_2)
    hands.keys(Key.Key_L)
    drag_over(hands, "Kandahar")
    assert (hands.spans(), hands.says("status_sticky")) == ([], "")


def test_what_is_repeated_is_the_label_that_was_dragged_not_the_end_of_dragging(
    hands: Sight,
) -> None:
    hands.keys(Key.Key_L)
    press(popup(hands, "sticky_menu"), Key.Key_2)
    drag_over(hands, "Kandahar")
    hands.keys(Key.Key_L)
    start = TEXT.index("Karachi")
    hands.view.select_place(start, start + len("Karachi"))
    hands.keys(Key.Key_R)
    assert hands.spans() == [("LOCATION", "Kandahar"), ("LOCATION", "Karachi")]


def test_review_ends_it(hands: Sight) -> None:
    hands.keys(Key.Key_L)
    press(popup(hands, "sticky_menu"), Key.Key_2)
    hands.keys((Key.Key_2, CTRL))
    assert hands.says("status_sticky") == ""
