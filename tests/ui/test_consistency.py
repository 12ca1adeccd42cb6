"""Spans that do not go together are listed while working, gone to, mended one by one or all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QWidget
from sample_project import make_project, place
from window_verbs import ALT, CTRL, LEFT, NONE, SHIFT, Sight

from annotator.operations import annotate

Key = Qt.Key
TEXT = "The Taliban took Kutum. Kutum fell to them, Kutum! Kutum had more than 30 men.\n"
OWN = (
    ("The Taliban", "ACTOR", 0),
    ("Kutum", "LOCATION", 0),
    ("Kutum", "ACTOR", 1),
    ("Kutum", "LOCATION", 2),
    ("30", "FIGURE", 0),
)
MENDED = [
    ("ACTOR", "Taliban"),
    *[("LOCATION", "Kutum")] * 4,
    ("FIGURE", "more than 30"),
]


@pytest.fixture
def uneven(tmp_path: Path, open_window: Callable[..., Sight]) -> Sight:
    """The window on an article with a flaw of four kinds, the list of them shown."""
    path = tmp_path / "uneven.annot"
    make_project(path, texts=(TEXT,), suggested={}).close()
    sight = open_window(path)
    for words, label, nth in OWN:
        start, end = place(TEXT, words, nth)
        annotate.add(sight.workspace, article=1, start=start, end=end, label=label)
    sight.keys(Key.Key_F6)
    until(sight, 4)
    return sight


def flaws(sight: Sight) -> list[str]:
    model = sight.find(QListView, "flaw_list").model()
    return [str(model.index(row, 0).data()).split("\n")[0] for row in range(model.rowCount())]


def until(sight: Sight, number: int) -> None:
    sight.bot.waitUntil(lambda: len(flaws(sight)) == number)


def test_f6_lists_what_does_not_go_together_in_text_order(uneven: Sight) -> None:
    assert flaws(uneven) == [
        "“The Taliban” → “Taliban”",
        "“Kutum”: ACTOR → LOCATION",
        "“Kutum” → LOCATION",
        "“30” → “more than 30”",
    ]


def test_a_click_goes_to_the_span(uneven: Sight) -> None:
    rows = uneven.find(QListView, "flaw_list")
    at = rows.visualRect(rows.model().index(1, 0)).center()
    QTest.mouseClick(rows.viewport(), LEFT, NONE, at)
    assert uneven.view.focused is not None
    assert uneven.view.focused.start == place(TEXT, "Kutum", 1)[0]
    assert uneven.view.hasFocus()


def test_shift_f6_goes_from_one_to_the_next(uneven: Sight) -> None:
    uneven.keys((Key.Key_F6, SHIFT))
    assert uneven.focused == "Kutum"
    uneven.keys((Key.Key_F6, SHIFT))
    assert uneven.view.cursor_at.selection == place(TEXT, "Kutum", 3)


def test_alt_m_mends_one_and_goes_on(uneven: Sight) -> None:
    uneven.keys((Key.Key_M, ALT))
    until(uneven, 3)
    assert uneven.spans()[0] == ("ACTOR", "Taliban")
    uneven.bot.waitUntil(lambda: uneven.focused == "Kutum")
    uneven.keys((Key.Key_M, ALT))
    until(uneven, 2)
    assert uneven.spans()[2] == ("LOCATION", "Kutum")


def test_alt_shift_m_mends_all(uneven: Sight) -> None:
    uneven.keys((Key.Key_M, ALT | SHIFT))
    assert uneven.spans() == MENDED
    until(uneven, 0)


def test_the_button_mends_all(uneven: Sight) -> None:
    button = uneven.find(QWidget, "button_mend_all")
    QTest.mouseClick(button, LEFT)
    assert uneven.spans() == MENDED


def test_one_undo_takes_all_of_it_back(uneven: Sight) -> None:
    before = uneven.spans()
    uneven.keys((Key.Key_M, ALT | SHIFT), (Key.Key_Z, CTRL))
    assert uneven.spans() == before
    until(uneven, 4)


def test_the_list_follows_the_work(uneven: Sight) -> None:
    uneven.view.focus_mark(uneven.mark("The Taliban").id)
    uneven.keys(Key.Key_T)
    until(uneven, 3)


def test_f6_again_shows_the_inspector(uneven: Sight) -> None:
    uneven.keys(Key.Key_F6)
    assert uneven.find(QWidget, "inspector").isVisible()
    assert not uneven.find(QWidget, "flaw_panel").isVisible()
