"""What a new span displaces, a figure without a value, suggestions still to come: all is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from dialog_verbs import Answering
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QLineEdit
from sample_project import make_project, place
from window_verbs import SHIFT, Sight, drag, left_of, press

from annotator.domain.values import Status
from annotator.operations.suggesting import suggestion_requests
from annotator.ui.annotating.open_annotating import OpenAnnotating

Key = Qt.Key
TEXT = (
    "Rapid Support Forces attacked Nyala in May. Many were killed between 18 and 20 May.\n"
    "\n"
    "The Democratic Republic of Congo is quiet, and Kabul too.\n"
)
SUGGESTED = (
    ("Rapid Support Forces", "ACTOR", 0),
    ("Nyala", "LOCATION", 0),
    ("Many", "FIGURE", 0),
    ("between 18 and 20", "FIGURE", 0),
    ("Democratic Republic of Congo", "LOCATION", 0),
)


@pytest.fixture
def sight(tmp_path: Path, open_window: Callable[..., Sight]) -> Sight:
    """The window on one article."""
    path = tmp_path / "said.annot"
    make_project(path, texts=(TEXT,), suggested={TEXT: SUGGESTED}).close()
    return open_window(path)


def select(sight: Sight, words: str) -> None:
    sight.view.select_place(*place(TEXT, words))


def focus(sight: Sight, words: str) -> None:
    sight.view.focus_mark(sight.mark(words).id)


def test_what_a_longer_span_replaces_is_said(sight: Sight) -> None:
    focus(sight, "Rapid Support Forces")
    sight.keys(Key.Key_A)
    select(sight, "Rapid Support Forces attacked Nyala in")
    sight.keys(Key.Key_1)
    assert sight.says("status_advice") == (
        "ACTOR “Rapid Support Forces attacked Nyala in” has taken the place of "
        "ACTOR “Rapid Support Forces” and the suggestion LOCATION “Nyala”; undo brings that back."
    )


def test_a_suggestion_of_which_only_some_words_are_labelled_is_named(sight: Sight) -> None:
    select(sight, "killed between 18")
    sight.keys(Key.Key_1)
    assert "the suggestion FIGURE “between 18 and 20”" in sight.says("status_advice")


def test_of_what_is_corrected_on_purpose_nothing_is_said(sight: Sight) -> None:
    focus(sight, "Nyala")
    sight.keys(Key.Key_1)
    select(sight, "The Democratic Republic of Congo")
    sight.keys(Key.Key_2)
    assert sight.spans()[-1] == ("LOCATION", "The Democratic Republic of Congo")
    assert sight.says("status_advice") == ""


def test_v_on_a_figure_without_a_value_asks_for_it_and_confirms_nothing(sight: Sight) -> None:
    select(sight, "quiet")
    sight.keys(Key.Key_3, Key.Key_V)
    assert sight.says("status_advice") == "No value was read here; type it, then press Enter."
    assert sight.find(QLineEdit, "figure_value").hasFocus()
    (figure,) = [item.figure for item in sight.state.annotations]
    assert figure is not None
    assert not figure.confirmed


def test_a_figure_without_a_value_is_painted_as_one(sight: Sight) -> None:
    select(sight, "quiet")
    sight.keys(Key.Key_3)
    assert sight.mark("quiet").tag == "FIGURE ∅"


def test_return_says_how_many_figures_have_no_value(sight: Sight) -> None:
    select(sight, "quiet")
    sight.keys(Key.Key_3, Key.Key_Return)
    assert "a figure has no value" in sight.says("status_advice")
    assert sight.state.status is Status.IN_PROGRESS


def test_a_drag_from_the_start_of_a_span_that_is_not_focused_selects(sight: Sight) -> None:
    start, end = place(TEXT, "Democratic Republic of Congo")
    drag(sight.view, left_of(sight.view, start), left_of(sight.view, end - 1))
    assert sight.spans() == []
    assert sight.view.cursor_at.selection == (start, end)


def test_a_drag_from_within_the_focused_span_selects(sight: Sight) -> None:
    start = TEXT.index("Democratic")
    focus(sight, "Democratic Republic of Congo")
    inside = left_of(sight.view, start) + QPoint(2, 0)
    drag(sight.view, inside, left_of(sight.view, start + len("Democratic R")))
    assert sight.spans() == []
    assert sight.view.cursor_at.selection == place(TEXT, "Democratic Republic")


def test_repeat_after_a_flip_flips(sight: Sight) -> None:
    focus(sight, "Rapid Support Forces")
    sight.keys(Key.Key_C)
    focus(sight, "Nyala")
    sight.keys(Key.Key_R)
    assert sight.spans() == [("LOCATION", "Rapid Support Forces"), ("ACTOR", "Nyala")]


def test_skip_says_so(sight: Sight) -> None:
    sight.keys(Key.Key_S)
    assert sight.says("status_advice") == "Skipped. No articles are left to annotate."


@pytest.fixture
def unread(tmp_path: Path, open_window: Callable[..., Sight]) -> Sight:
    """The window on an article that no suggester has read yet."""
    path = tmp_path / "unread.annot"
    make_project(path, texts=(TEXT, TEXT + "Again.\n"), suggested={TEXT: SUGGESTED}).close()
    sight = open_window(path)
    suggestion_requests.forget_waiting(sight.workspace, 1)
    suggesting = sight.open_room(OpenAnnotating).suggesting
    suggesting.look_at(1)
    assert suggesting._worker.asked  # type: ignore[attr-defined]
    return sight


def test_accept_all_says_that_suggestions_are_still_to_come(unread: Sight) -> None:
    unread.keys((Key.Key_A, SHIFT))
    assert "still being computed" in unread.says("status_advice")


def test_return_says_that_suggestions_are_still_to_come(unread: Sight) -> None:
    unread.keys(Key.Key_Return)
    assert "still being computed" in unread.says("status_advice")
    assert unread.state.status is not Status.DONE


def test_the_group_dialog_on_an_own_span_does_nothing_by_enter_alone(
    sight: Sight, answering: Answering
) -> None:
    stayed: list[bool] = []

    def enter(dialog: QDialog) -> None:
        press(dialog.focusWidget() or dialog, Key.Key_Return)
        stayed.append(dialog.isVisible())
        dialog.reject()

    answering(group_dialog=enter)
    focus(sight, "Rapid Support Forces")
    sight.keys(Key.Key_A)
    focus(sight, "Rapid Support Forces")
    sight.keys((Key.Key_G, SHIFT))
    sight.bot.waitUntil(lambda: bool(stayed))
    assert stayed == [True]
    assert sight.spans() == [("ACTOR", "Rapid Support Forces")]
