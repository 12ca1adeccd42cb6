"""The value of a FIGURE in the inspector: read, corrected, confirmed, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget
from sample_project import make_project
from window_verbs import CTRL, Sight, press

from annotator.domain.figures import Figure

Key = Qt.Key


@pytest.fixture
def sight(open_window: Callable[..., Sight]) -> Sight:
    """The small project with its figure accepted and focused."""
    sight = open_window()
    sight.view.focus_mark(sight.mark("at least 30").id)
    sight.keys(Key.Key_A)
    sight.view.focus_mark(sight.mark("at least 30").id)
    return sight


def figure(sight: Sight) -> Figure:
    """The figure as it is on the disk."""
    sight.workspace._states.clear()
    (found,) = [a.figure for a in sight.state.annotations if a.label == "FIGURE"]
    assert found is not None
    return found


def type_into(sight: Sight, name: str, words: str) -> None:
    field = sight.find(QLineEdit, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    press(field, Key.Key_Return)


def test_reading_is_shown_and_marked_as_automatic(sight: Sight) -> None:
    assert sight.find(QLineEdit, "figure_value").text() == "30"
    assert sight.find(QComboBox, "figure_qualifier").currentText() == "at least"
    assert sight.find(QLineEdit, "figure_counts").text() == "civilians"
    assert sight.find(QComboBox, "figure_outcome").currentText() == "killed"
    assert sight.says("figure_state") == "Read automatically, not confirmed"


def test_form_is_hidden_for_spans_that_are_no_figure(sight: Sight) -> None:
    sight.view.focus_mark(sight.mark("Kunduz").id)
    sight.bot.waitUntil(lambda: not sight.find(QWidget, "figure_form").isVisible())


def test_v_confirms_the_value(sight: Sight) -> None:
    assert not figure(sight).confirmed
    sight.keys(Key.Key_V)
    assert figure(sight).confirmed


def test_v_on_a_suggestion_accepts_and_confirms_in_one_step(
    open_window: Callable[..., Sight],
) -> None:
    sight = open_window()
    sight.view.focus_mark(sight.mark("at least 30").id)
    sight.keys(Key.Key_V)
    assert figure(sight).confirmed
    sight.keys((Key.Key_Z, CTRL))
    assert sight.spans() == []
    assert "at least 30" in sight.waiting()


def test_typed_value_is_saved_as_confirmed_and_undone(sight: Sight) -> None:
    type_into(sight, "figure_value", "35")
    assert (figure(sight).low, figure(sight).best, figure(sight).confirmed) == (35, 35, True)
    assert sight.view.hasFocus()
    sight.keys((Key.Key_Z, CTRL))
    assert (figure(sight).best, figure(sight).confirmed) == (30, False)


def test_tag_shows_the_short_form(sight: Sight) -> None:
    assert sight.mark("at least 30").tag == "FIGURE ≥30"
    type_into(sight, "figure_value", "about 2,000")
    assert sight.mark("at least 30").tag == "FIGURE ≈2,000 ✓"  # who types it confirms it


def test_what_is_no_number_changes_nothing_and_is_said(sight: Sight) -> None:
    type_into(sight, "figure_value", "many")
    assert figure(sight).best == 30
    assert sight.find(QLineEdit, "figure_value").text() == "30"
    assert "is no number" in sight.says("status_advice")


def test_counted_noun_and_unit_are_editable(sight: Sight) -> None:
    type_into(sight, "figure_counts", "villagers")
    unit = sight.find(QComboBox, "figure_unit").lineEdit()
    assert unit is not None
    unit.setFocus()
    QTest.keyClicks(unit, "percent")
    press(unit, Key.Key_Return)
    assert (figure(sight).counts, figure(sight).unit) == ("villagers", "percent")


def test_escape_leaves_the_value_as_it_was(sight: Sight) -> None:
    field = sight.find(QLineEdit, "figure_value")
    field.setFocus()
    QTest.keyClicks(field, "9")
    press(field, Key.Key_Escape)
    assert (figure(sight).best, figure(sight).confirmed) == (30, False)


def test_confirm_button_goes_once_the_value_is_confirmed(sight: Sight) -> None:
    button = sight.find(QPushButton, "figure_confirm")
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    sight.view.focus_mark(sight.mark("at least 30").id)
    sight.bot.waitUntil(lambda: not button.isVisible())
    assert sight.says("figure_state") == "✓ Value confirmed"


LIST = "At least 30 civilians were killed, including 12 women.\nThe week before, 45 soldiers fled."
FOUND = {LIST: [("At least 30", "FIGURE", 0), ("12", "FIGURE", 0), ("45", "FIGURE", 0)]}


@pytest.fixture
def listed(open_window: Callable[..., Sight], tmp_path: Path) -> Sight:
    """An article whose second figure is among its first, accepted and focused."""
    path = tmp_path / "listed.annot"
    make_project(path, texts=(LIST,), suggested=FOUND).close()
    sight = open_window(path)
    for words in ("At least 30", "12"):
        sight.view.focus_mark(sight.mark(words).id)
        sight.keys(Key.Key_A)
    sight.view.focus_mark(sight.mark("12").id)
    return sight


def part_of(sight: Sight) -> str | None:
    """The words that the figure 12 is part of, as it is on the disk."""
    sight.workspace._states.clear()
    (found,) = [a.figure for a in sight.state.annotations if a.text == "12"]
    assert found is not None
    return None if found.part_of is None else LIST[slice(*found.part_of)]


def test_the_figure_that_another_is_among_is_shown(listed: Sight) -> None:
    assert listed.find(QComboBox, "figure_part_of").currentText() == "At least 30 civilians"


def test_another_figure_is_chosen_as_the_whole_and_taken_back(listed: Sight) -> None:
    assert part_of(listed) == "30"
    choice = listed.find(QComboBox, "figure_part_of")
    choice.setFocus()
    press(choice, Key.Key_End)
    assert part_of(listed) == "45"
    listed.view.setFocus()
    listed.keys((Key.Key_Z, CTRL))
    assert part_of(listed) == "30"


def test_a_figure_can_be_part_of_none(listed: Sight) -> None:
    choice = listed.find(QComboBox, "figure_part_of")
    choice.setFocus()
    press(choice, Key.Key_Home)
    assert part_of(listed) is None
