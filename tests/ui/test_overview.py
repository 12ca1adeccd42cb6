"""The strip beside the scroll bar shows where things are, and a click goes there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip
from reviewed_project import make_reviewed
from reviewing_verbs import Reviewing
from sample_project import make_project, place
from window_verbs import CTRL, LEFT, NONE, SHIFT, Sight

from annotator.operations import annotate, articles, overlaps
from annotator.ui.overview.places import Kind
from annotator.ui.overview.strip import OverviewStrip

Key = Qt.Key
FILLER = "Nothing happened on this day, and nobody said a word about it.\n\n" * 60
TEXT = f"Herat at the top.\n\n{FILLER}Kabul in the middle.\n\n{FILLER}Kunduz at the end.\n"
SUGGESTED = (("Herat", "LOCATION", 0), ("Kabul", "LOCATION", 0), ("Kunduz", "LOCATION", 0))


@pytest.fixture
def long(tmp_path: Path, open_window: Callable[..., Sight]) -> Sight:
    """The window on one long article with three suggestions."""
    path = tmp_path / "long.annot"
    make_project(path, texts=(TEXT,), suggested={TEXT: SUGGESTED}).close()
    return open_window(path)


def strip(sight: Sight) -> OverviewStrip:
    return sight.find(OverviewStrip, "overview_strip")


def until(sight: Sight, kind: Kind, *words: str) -> None:
    """Wait until the strip shows a kind of thing on just these words."""
    text = sight.view.text

    def shown() -> list[str]:
        rows = strip(sight).rows.get(kind, {})
        return [text[rows[row].start : rows[row].end] for row in sorted(rows)]

    sight.bot.waitUntil(lambda: shown() == list(words))


def row_of(sight: Sight, kind: Kind, number: int) -> int:
    return sorted(strip(sight).rows[kind])[number]


def click(sight: Sight, kind: Kind, number: int, x: int) -> None:
    at = QPoint(x, row_of(sight, kind, number) + 1)
    QTest.mouseClick(strip(sight), LEFT, NONE, at)


def test_what_waits_is_on_it_from_top_to_bottom(long: Sight) -> None:
    until(long, Kind.WAITING, "Herat", "Kabul", "Kunduz")
    height = strip(long).height()
    first, middle, last = (row_of(long, Kind.WAITING, n) for n in range(3))
    assert first < height / 8
    assert height / 4 < middle < height * 3 / 4 < last


def test_a_click_goes_to_the_span(long: Sight) -> None:
    until(long, Kind.WAITING, "Herat", "Kabul", "Kunduz")
    click(long, Kind.WAITING, 1, 4)
    assert long.focused == "Kabul"
    start, end = place(TEXT, "Kabul")
    box = long.view.parts_in_viewport(start, end)[0].rect
    assert 0 < box.top() < long.view.viewport().height()


def test_what_is_accepted_is_mine(long: Sight) -> None:
    long.keys(Key.Key_Tab, Key.Key_A)
    until(long, Kind.MINE, "Herat")
    until(long, Kind.WAITING, "Kabul", "Kunduz")


def test_notes_are_on_it(long: Sight) -> None:
    long.keys(Key.Key_Tab, Key.Key_A)
    (own,) = long.state.annotations
    annotate.set_note(long.workspace, article=1, annotation=own, note="Which?")
    until(long, Kind.NOTE, "Herat")


def test_conflicts_are_on_it(long: Sight) -> None:
    workspace = long.workspace
    either = overlaps.changed(overlaps.chosen(workspace.project), project="any", labels=())
    overlaps.choose(workspace, either)
    for label in ("ACTOR", "LOCATION"):
        annotate.add(workspace, article=1, start=0, end=5, label=label)
    overlaps.choose(workspace, overlaps.changed(either, project="none", labels=()))
    until(long, Kind.CONFLICT, "Herat")


def test_hits_of_the_search_are_on_it_and_go(long: Sight) -> None:
    long.keys((Key.Key_F, CTRL))
    QTest.keyClicks(long.find(QLineEdit, "find_field"), "at the")
    until(long, Kind.HIT, "at the", "at the")
    click(long, Kind.HIT, 1, 18)
    assert long.view.cursor_at.selection == place(TEXT, "at the", 1)


def test_muted_text_has_nothing_on_it(long: Sight) -> None:
    articles.toggle_muted(long.workspace, article=1, offset=place(TEXT, "Kabul")[0])
    until(long, Kind.WAITING, "Herat", "Kunduz")


def test_in_review_what_is_to_be_decided_is_a_conflict(
    tmp_path: Path, open_window: Callable[..., Sight]
) -> None:
    make_reviewed(tmp_path / "reviewed.annot").close()
    reviewing = Reviewing(open_window(tmp_path / "reviewed.annot", name="rita"))
    sight = reviewing.sight
    boxes = [words for words, _ in reviewing.boxes()]
    sight.bot.waitUntil(lambda: len(strip(sight).rows.get(Kind.CONFLICT, {})) >= 1)
    shown = strip(sight).rows[Kind.CONFLICT].values()
    assert {sight.view.text[span.start : span.end] for span in shown} <= set(boxes)
    assert Kind.WAITING not in strip(sight).rows


def test_the_legend_says_how_many_there_are(long: Sight) -> None:
    until(long, Kind.WAITING, "Herat", "Kabul", "Kunduz")
    middle = strip(long).rect().center()
    event = QHelpEvent(QEvent.Type.ToolTip, middle, strip(long).mapToGlobal(middle))
    QApplication.sendEvent(strip(long), event)
    assert "3 suggestions wait" in QToolTip.text()
    QToolTip.hideText()


def test_shift_o_hides_it_for_good_and_shows_it_again(
    long: Sight, open_window: Callable[..., Sight]
) -> None:
    long.keys((Key.Key_O, SHIFT))
    assert strip(long).isHidden()
    again = open_window()
    assert strip(again).isHidden()
    again.keys((Key.Key_O, SHIFT))
    assert not strip(again).isHidden()
