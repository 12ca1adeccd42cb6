"""Spans that do not go together are listed while working, gone to, mended one by one or all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QWidget
from sample_project import make_project, place
from window_verbs import ALT, CTRL, LEFT, NONE, SHIFT, Sight, double_click

from annotator.domain.consistency import Consistency, Finding
from annotator.domain.state import ArticleState
from annotator.domain.values import Status
from annotator.operations import annotate, articles, mending
from annotator.operations.one_step import Prepared
from annotator.ui.consistency.open_consistency import OpenConsistency

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


def test_with_nothing_left_the_heading_stays_and_nothing_can_be_pressed(uneven: Sight) -> None:
    count = uneven.find(QLabel, "flaw_count")
    top = count.y()
    uneven.keys((Key.Key_M, ALT | SHIFT))
    until(uneven, 0)
    uneven.bot.waitUntil(lambda: not uneven.find(QWidget, "button_mend_all").isVisible())
    uneven.window.grab()  # lays out
    assert count.y() == top


def test_the_button_mends_all(uneven: Sight) -> None:
    button = uneven.find(QWidget, "button_mend_all")
    QTest.mouseClick(button, LEFT)
    assert uneven.spans() == MENDED


def test_two_quick_clicks_mend_two(uneven: Sight) -> None:
    double_click(uneven.find(QWidget, "button_mend"))
    until(uneven, 2)


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


def show_flaws(sight: Sight, number: int) -> None:
    sight.keys(Key.Key_F6)
    until(sight, number)


@pytest.fixture
def once(tmp_path: Path, open_window: Callable[..., Sight]) -> Sight:
    """Words that wait as ACTOR twice and stand bare once, labelled once as LOCATION."""
    path = tmp_path / "once.annot"
    waiting = [("Kutum", "ACTOR", nth) for nth in (1, 2)]
    make_project(path, texts=(TEXT,), suggested={TEXT: waiting}).close()
    sight = open_window(path)
    sight.view.cursor_at.select(*place(TEXT, "Kutum"))
    sight.keys(Key.Key_2)
    return sight


def test_what_waits_otherwise_than_one_labelled_it_is_listed_gone_to_and_mended(
    once: Sight,
) -> None:
    show_flaws(once, 3)
    otherwise = "“Kutum”: ACTOR? → LOCATION"
    assert flaws(once) == [otherwise, otherwise, "“Kutum” → LOCATION"]
    once.keys((Key.Key_F6, SHIFT))
    assert once.view.focused is not None
    assert once.view.focused.start == place(TEXT, "Kutum", 1)[0]
    once.keys((Key.Key_M, ALT | SHIFT))
    assert once.spans() == [("LOCATION", "Kutum")] * 4
    assert once.waiting() == []
    once.keys((Key.Key_Z, CTRL))
    assert once.waiting() == ["Kutum"] * 2


def test_in_a_done_article_it_is_said_before_and_behind_that_spans_change(once: Sight) -> None:
    show_flaws(once, 3)
    assert not once.find(QLabel, "flaw_done").isVisible()
    articles.set_status(once.workspace, article=1, status=Status.DONE)
    once.bot.waitUntil(once.find(QLabel, "flaw_done").isVisible)
    assert "done" in once.says("flaw_done")
    once.keys((Key.Key_M, ALT | SHIFT))
    assert "Mended 3 of 3 in this article, which stays done" in once.says("status_advice")
    assert once.state.status is Status.DONE


def test_many_flaws_are_mended_off_the_windows_thread_as_one_step(
    tmp_path: Path, open_window: Callable[..., Sight], monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    prepare = mending.prepare

    def noted(*given: Any, **named: Any) -> Prepared:
        threads.append(threading.current_thread())
        return prepare(*given, **named)

    monkeypatch.setattr(mending, "prepare", noted)
    path = tmp_path / "many.annot"
    make_project(path, texts=("Kutum. " * 300,), suggested={}).close()
    sight = open_window(path)
    annotate.add(sight.workspace, article=1, start=0, end=5, label="LOCATION")
    show_flaws(sight, 299)
    sight.keys((Key.Key_M, ALT | SHIFT))
    sight.bot.waitUntil(lambda: len(sight.spans()) == 300)
    assert threads != [threading.main_thread()]
    sight.keys((Key.Key_Z, CTRL))
    assert len(sight.spans()) == 1


def test_a_key_stops_looking_for_flaws_which_goes_on_once_keys_rest(
    uneven: Sight, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = uneven.open_room(OpenConsistency)
    holding, looks = threading.Event(), [0]
    real = Consistency.findings

    def held(self: Consistency, state: ArticleState, check: Callable[[], object]) -> list[Finding]:
        looks[0] += 1
        while looks[0] == 1 and not holding.wait(0.001):
            check()
        return real(self, state, check)

    monkeypatch.setattr(Consistency, "findings", held)
    start, end = place(TEXT, "men")
    annotate.add(uneven.workspace, article=1, start=start, end=end, label="ACTOR")
    uneven.bot.waitUntil(lambda: looks[0] == 1)
    assert room._looking is not None
    uneven.keys(Key.Key_Right)
    assert room._looking is None
    uneven.bot.waitUntil(lambda: looks[0] == 2)
