"""The line at the foot: advice is read whole, whatever stands beside it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from window_verbs import Sight

LONG = "123 suggestions wait here, some of the text has not been on the screen; Return: done."


def is_whole(sight: Sight) -> bool:
    """Whether the advice has the room its words need."""
    advice = sight.find(QLabel, "status_advice")
    QApplication.processEvents()
    return advice.width() >= advice.fontMetrics().horizontalAdvance(advice.text())


@pytest.mark.parametrize("width", [1024, 1440])
def test_facts_make_place_for_long_advice_and_come_back_behind_it(sight: Sight, width: int) -> None:
    sight.window.resize(width, 700)
    status = sight.window.status
    status.suggestions.setText("Suggestions: the shipped pipeline 1.0.0, with names")
    status.pace.setText("Accept: W sentence 2 · E paragraph 2 · Q to here 0")
    status.advise(LONG)
    assert is_whole(sight)
    assert status.saved.isVisible()
    status.fall_silent()
    assert all(fact.isVisible() for fact in status._facts)


def test_short_advice_takes_no_facts_away(sight: Sight) -> None:
    sight.window.resize(1440, 700)
    sight.window.status.advise("Done.")
    assert all(fact.isVisible() for fact in sight.window.status._facts)


def test_a_label_that_stays_for_dragging_makes_place_too(sight: Sight) -> None:
    sight.window.resize(1024, 700)
    status = sight.window.status
    status.sticky.setText("Dragging labels LOCATION · L ends it")
    status.advise(LONG + LONG[:62])
    assert is_whole(sight)
    status.fall_silent()
    assert status.sticky.isVisible()
