"""Whole sentences, paragraphs and all up to here are accepted by one key, up to a doubtful span."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from sample_project import make_project, place
from window_verbs import CTRL, SHIFT, Sight

from annotator.domain.span_content import SpanContent
from annotator.domain.values import SuggestedSpan
from annotator.operations import articles

Key = Qt.Key
TEXT = (
    "Fighting near Herat\n"
    "\n"
    "Reuters met Ahmad in Herat. Dozens of men left Kabul, said Omar.\n"
    "Omar stayed in Kunduz.\n"
)
SUGGESTED = (
    ("Herat", "LOCATION", 0),
    ("Reuters", "ACTOR", 0),
    ("Ahmad", "ACTOR", 0),
    ("Herat", "LOCATION", 1),
    ("Kabul", "LOCATION", 0),
    ("Omar", "ACTOR", 0),
    ("Omar", "ACTOR", 1),
    ("Kunduz", "LOCATION", 0),
)


UNNAMED = ("Fighting", "men", "stayed")  # words without a suggestion


@pytest.fixture
def reading(tmp_path: Path, open_window: Callable[..., Sight]) -> Sight:
    """The window on one article, its first suggestion of the second paragraph focused."""
    path = tmp_path / "pace.annot"
    make_project(path, texts=(TEXT,), suggested={TEXT: SUGGESTED}).close()
    sight = open_window(path)
    sight.keys(Key.Key_Tab, Key.Key_Tab)
    assert sight.focused == "Reuters"
    return sight


def accepted(sight: Sight) -> list[str]:
    return [words for _, words in sight.spans()]


def relabel_herat(sight: Sight) -> None:
    """The analyst says that Herat is an actor; then the other one is doubtful."""
    sight.keys((Key.Key_Backtab, SHIFT), Key.Key_1)
    sight.view.focus_mark(sight.mark("Reuters").id)


def test_w_accepts_the_sentence_and_goes_on(reading: Sight) -> None:
    reading.keys(Key.Key_W)
    assert (accepted(reading), reading.focused) == (["Reuters", "Ahmad", "Herat"], "Kabul")


def test_e_accepts_the_paragraph_and_goes_on(reading: Sight) -> None:
    reading.keys(Key.Key_E)
    assert accepted(reading) == ["Reuters", "Ahmad", "Herat", "Kabul", "Omar"]
    assert reading.view.focused is not None
    assert reading.view.focused.start == TEXT.rindex("Omar")


def test_q_accepts_everything_up_to_here(reading: Sight) -> None:
    reading.keys(Key.Key_Tab, Key.Key_Q)
    assert (accepted(reading), reading.waiting()[0]) == (["Herat", "Reuters", "Ahmad"], "Herat")


@pytest.mark.parametrize("key", [Key.Key_W, Key.Key_E, Key.Key_Q])
def test_one_undo_takes_all_of_it_back(reading: Sight, key: Qt.Key) -> None:
    before = reading.waiting()
    reading.keys(key, (Key.Key_Z, CTRL))
    assert (accepted(reading), reading.waiting()) == ([], before)


@pytest.mark.parametrize("key", [Key.Key_W, Key.Key_E])
def test_a_doubtful_span_stops_it_and_is_focused(reading: Sight, key: Qt.Key) -> None:
    relabel_herat(reading)
    reading.keys(key)
    assert (accepted(reading), reading.focused) == (["Herat", "Reuters", "Ahmad"], "Herat")
    assert "you have decided otherwise" in reading.says("status_advice")


def test_a_second_press_does_not_pass_the_doubtful_span(reading: Sight) -> None:
    relabel_herat(reading)
    reading.keys(Key.Key_E, Key.Key_E)
    assert (len(accepted(reading)), reading.focused) == (3, "Herat")


def test_behind_a_decided_doubtful_span_it_goes_on(reading: Sight) -> None:
    relabel_herat(reading)
    reading.keys(Key.Key_E, Key.Key_X, Key.Key_E)
    assert accepted(reading) == ["Herat", "Reuters", "Ahmad", "Kabul", "Omar"]


def test_muted_text_is_left_out(reading: Sight) -> None:
    workspace = reading.workspace
    articles.toggle_muted(workspace, article=1, offset=TEXT.index("Reuters"))
    reading.keys(Key.Key_Tab, (Key.Key_End, CTRL), Key.Key_Q)
    assert accepted(reading) == ["Herat", "Omar", "Kunduz"]


@pytest.fixture
def long(tmp_path: Path, open_window: Callable[..., Sight]) -> Sight:
    """A paragraph longer than the window, the first of its two suggestions focused."""
    path = tmp_path / "long.annot"
    text = "Herat " + "is calm and no word is said " * 200 + "Kunduz\n"
    spans = (("Herat", "LOCATION", 0), ("Kunduz", "LOCATION", 0))
    make_project(path, texts=(text,), suggested={text: spans}).close()
    sight = open_window(path)
    sight.keys(Key.Key_Tab)
    return sight


def test_what_comes_onto_the_screen_is_counted(long: Sight) -> None:
    long.bot.waitUntil(lambda: "E paragraph 1" in long.says("status_pace"))
    for _ in range(8):
        long.keys(Key.Key_PageDown)
        QApplication.processEvents()
    long.bot.waitUntil(lambda: "E paragraph 2" in long.says("status_pace"))


def test_what_has_not_been_on_the_screen_is_not_accepted(long: Sight) -> None:
    long.keys(Key.Key_E)
    assert (accepted(long), long.focused) == (["Herat"], "Kunduz")
    assert "press again" in long.says("status_advice")
    long.keys(Key.Key_E)
    assert accepted(long) == ["Herat", "Kunduz"]


def test_d_and_shift_d_go_round_the_doubtful_spans(reading: Sight) -> None:
    relabel_herat(reading)
    reading.keys(Key.Key_D)
    assert reading.focused == "Herat"
    reading.keys((Key.Key_D, SHIFT))
    assert reading.focused == "Herat"


def test_d_says_why_it_is_doubtful(reading: Sight) -> None:
    relabel_herat(reading)
    reading.keys(Key.Key_D)
    assert "you have decided otherwise" in reading.says("status_advice")


def test_without_doubtful_spans_d_says_so(reading: Sight) -> None:
    reading.keys(Key.Key_D)
    assert "No doubtful" in reading.says("status_advice")


def test_the_status_bar_says_what_each_key_accepts(reading: Sight) -> None:
    words = "Accept: W sentence 3  ·  E paragraph 5  ·  Q to here 2"
    reading.bot.waitUntil(lambda: reading.says("status_pace") == words)


def test_the_status_bar_says_what_it_stops_at(reading: Sight) -> None:
    relabel_herat(reading)
    reading.bot.waitUntil(lambda: "stops at “Herat”" in reading.says("status_pace"))


def test_the_status_bar_says_nothing_of_it_in_review(reading: Sight) -> None:
    reading.bot.waitUntil(lambda: bool(reading.says("status_pace")))
    reading.keys((Key.Key_2, CTRL))
    assert reading.says("status_pace") == ""


def grabbed(sight: Sight) -> QImage:
    picture: QImage = sight.view.viewport().grab().toImage()
    return picture


def depth(sight: Sight, words: str, nth: int = 0) -> int:
    """How dark it is behind the letters of a span: the most frequent colour of its box."""
    start, end = place(TEXT, words, nth)
    box = sight.view.parts_in_viewport(start, end)[0].rect.toRect().adjusted(2, 2, -2, -2)
    copy = grabbed(sight).copy(box)
    pixels = [copy.pixel(x, y) for x in range(copy.width()) for y in range(copy.height())]
    return 765 - sum(QColor(max(set(pixels), key=pixels.count)).getRgb()[:3])


def test_what_the_keys_accept_is_filled_and_the_sentence_most(reading: Sight) -> None:
    sentence, paragraph = depth(reading, "Herat", 1), depth(reading, "Kabul")
    assert sentence > paragraph > depth(reading, "Kunduz")


def test_a_doubtful_span_is_painted_with_a_second_question_mark(reading: Sight) -> None:
    def tag() -> QImage:
        start, end = place(TEXT, "Herat", 1)
        box = reading.view.parts_in_viewport(start, end)[0].rect.toRect()
        return grabbed(reading).copy(box.translated(0, -box.height()).adjusted(0, 6, 60, -2))

    before = tag()
    relabel_herat(reading)
    assert tag() != before


def test_every_doubtful_span_on_the_screen_is_painted_with_a_second_question_mark(
    reading: Sight,
) -> None:
    low = [SuggestedSpan(SpanContent(*place(TEXT, words), "ACTOR"), score=0.3) for words in UNNAMED]
    reading.workspace.add_suggestions({1: low}, source="other", version="1")
    assert len(reading.view.emphasis().doubtful) == len(UNNAMED)


def test_other_keys_can_be_chosen(reading: Sight) -> None:
    reading.window.table.rebind("accept_paragraph", ["Ctrl+Alt+P"])
    reading.keys(Key.Key_E)
    assert accepted(reading) == []
    reading.keys((Key.Key_P, CTRL | Qt.KeyboardModifier.AltModifier))
    assert len(accepted(reading)) == 5
