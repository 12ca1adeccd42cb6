"""What hands rely on: the text stays where it is, keys go on to the next, values can be written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from making import make_project
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView
from window_verbs import CTRL, LEFT, SHIFT, Sight, drag, left_of, middle_of, press

from annotator.domain.figures import parse_figure
from annotator.domain.span_content import SpanContent
from annotator.domain.values import SuggestedSpan
from annotator.ui.document_view.surface import sees
from annotator.workspace import Workspace

Key = Qt.Key
Open = Callable[..., Sight]


@pytest.fixture
def long(open_window: Open, tmp_path: Path) -> Sight:
    """Many screens of text, with suggestions at its beginning and at its end alone."""
    lines = [f"Line {number} says that nothing happened there." for number in range(200)]
    text = "\n".join(["Herat fell, then Kabul.", *lines, "Kunduz fell, then Balkh."])
    project = make_project(tmp_path / "long.annot", [text])
    places = [(text.index(name), name) for name in ("Herat", "Kabul", "Kunduz", "Balkh")]
    spans = [
        SuggestedSpan(SpanContent(start, start + len(name), "LOCATION")) for start, name in places
    ]
    Workspace(project, "ann").add_suggestions({1: spans}, source="rules", version="1")
    project.close()
    return open_window(tmp_path / "long.annot")


def scrolled(sight: Sight) -> int:
    return sight.view.verticalScrollBar().value()


def test_deleting_a_span_of_ones_own_does_not_leave_the_screen(long: Sight) -> None:
    long.keys(Key.Key_Tab, Key.Key_A, Key.Key_A)  # Herat, Kabul; the next is screens away
    long.view.verticalScrollBar().setValue(0)
    long.view.focus_mark(long.mark("Kabul").id, reveal=False)
    long.keys(Key.Key_X)
    assert ("LOCATION", "Kabul") not in long.spans()
    assert scrolled(long) == 0
    token = long.view.cursor_at.token
    assert token is not None
    assert long.view.text[token.start : token.end] == "Kabul"


def test_deleting_a_span_goes_on_to_the_suggestion_that_is_on_the_screen(long: Sight) -> None:
    long.keys(Key.Key_Tab, Key.Key_A)
    long.view.focus_mark(long.mark("Herat").id)
    long.keys(Key.Key_X)
    assert long.focused == "Kabul"


@pytest.mark.parametrize("line", [0, 1, -1])
def test_labelling_with_the_mouse_does_not_scroll(long: Sight, line: int) -> None:
    long.view.verticalScrollBar().setValue(900)
    at = scrolled(long)
    start = seen_lines(long)[line]
    QTest.mouseDClick(long.view.viewport(), LEFT, pos=middle_of(long.view, start, start + 4))
    long.keys(Key.Key_1)
    assert ("ACTOR", "Line") in long.spans()
    assert scrolled(long) == at


def seen_lines(sight: Sight) -> list[int]:
    """Where the lines begin that are on the screen."""
    starts = [at + 1 for at, char in enumerate(sight.view.text) if char == "\n"]
    return [start for start in starts if sees(sight.view, start, start + 4)]


def test_moving_an_edge_with_the_mouse_does_not_scroll(long: Sight) -> None:
    bar = long.view.verticalScrollBar()
    bar.setValue(900)
    start = seen_lines(long)[0]
    QTest.mouseDClick(long.view.viewport(), LEFT, pos=middle_of(long.view, start, start + 4))
    long.keys(Key.Key_1)
    bar.setValue(900)
    at = scrolled(long)
    edge = left_of(long.view, start + 4)
    drag(long.view, edge, middle_of(long.view, start + 5, start + 6))
    assert [words for _, words in long.spans()] != ["Line"]
    assert scrolled(long) == at


@pytest.mark.parametrize(
    "keys",
    [
        [Key.Key_2, (Key.Key_Z, CTRL)],
        [(Key.Key_Z, CTRL), (Key.Key_Z, CTRL | SHIFT)],
        [(Key.Key_Period, SHIFT)],
        [Key.Key_2],
        [Key.Key_BracketRight],
    ],
)
def test_what_is_done_where_one_looks_does_not_scroll(
    long: Sight, keys: list[Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]]
) -> None:
    long.view.verticalScrollBar().setValue(900)
    start = seen_lines(long)[0]
    QTest.mouseDClick(long.view.viewport(), LEFT, pos=middle_of(long.view, start, start + 4))
    long.keys(Key.Key_1)
    long.view.verticalScrollBar().setValue(900)
    before = long.state
    long.keys(*keys)
    assert len(keys) == 2 or long.state != before
    assert scrolled(long) == 900


@pytest.mark.parametrize("key", [Key.Key_1, Key.Key_2])
def test_a_digit_on_a_suggestion_goes_on_to_the_next(long: Sight, key: Qt.Key) -> None:
    long.keys(Key.Key_Tab, key)
    assert long.focused == "Kabul"


def figure(sight: Sight) -> QLineEdit:
    sight.view.focus_mark(sight.mark("at least 30").id)
    sight.keys((Key.Key_V, SHIFT))
    field = sight.find(QLineEdit, "figure_value")
    assert field.hasFocus()
    return field


def test_the_value_of_a_suggestion_is_written_with_keys_alone_and_accepts_it(sight: Sight) -> None:
    field = figure(sight)
    QTest.keyClicks(field, "45")
    press(field, Key.Key_Return)
    (made,) = [item for item in sight.state.annotations if item.label == "FIGURE"]
    assert made.figure is not None
    assert (made.text, made.origin, made.figure.best) == ("at least 30", "accepted", 45)
    assert made.figure.confirmed
    assert (sight.focused, sight.view.hasFocus()) == ("at least 30", True)


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Escape])
def test_leaving_the_value_of_a_suggestion_as_it_is_accepts_nothing(
    sight: Sight, key: Qt.Key
) -> None:
    press(figure(sight), key)
    assert sight.spans() == []


def test_the_key_for_the_value_says_why_it_does_nothing_on_another_label(sight: Sight) -> None:
    sight.keys(Key.Key_Tab, (Key.Key_V, SHIFT))
    assert "Focus a figure" in sight.says("status_advice")
    assert sight.view.hasFocus()


@pytest.fixture
def read(open_window: Open, tmp_path: Path) -> Sight:
    """A figure whose value was read."""
    text = "In Kunduz at least 30 civilians were killed."
    project = make_project(tmp_path / "read.annot", [text])
    at = text.index("at least 30")
    span = SpanContent(at, at + 11, "FIGURE", parse_figure("at least 30"))
    Workspace(project, "ann").add_suggestions(
        {1: [SuggestedSpan(span)]}, source="rules", version="1"
    )
    project.close()
    return open_window(tmp_path / "read.annot")


def test_a_confirmed_value_is_told_from_one_that_is_not(read: Sight) -> None:
    def look() -> tuple[str, bool, bool]:
        field = read.find(QLineEdit, "figure_value")
        shown = read.find(QPushButton, "figure_confirm").isVisible()
        return read.find(QLabel, "figure_state").text(), field.font().bold(), shown

    read.view.focus_mark(read.mark("at least 30").id)
    read.bot.waitUntil(lambda: look() == ("Read automatically, not confirmed", False, True))
    read.keys(Key.Key_V)
    read.view.focus_mark(read.mark("at least 30").id)
    read.bot.waitUntil(lambda: look() == ("✓ Value confirmed", True, False))


def test_the_list_says_which_values_are_confirmed(read: Sight) -> None:
    table = read.find(QTableView, "span_list")

    def value() -> str:
        model = table.model()
        rows = range(model.rowCount())
        cells = {model.index(row, 0).data(): model.index(row, 1).data() for row in rows}
        return next(str(cells[words]) for words in cells if "at least 30" in words)

    read.bot.waitUntil(lambda: value().endswith("?"))
    read.view.focus_mark(read.mark("at least 30").id)
    read.keys(Key.Key_V)
    read.bot.waitUntil(lambda: value().endswith("✓"))
