"""Time counts for the article in view, while somebody is there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from window_verbs import CTRL, Sight

from annotator.store.work.time_spent import time_spent
from annotator.ui.annotating.timekeeper import IDLE_S, Timekeeper

Key = Qt.Key


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Watched:
    """A timekeeper, its clock and what it has saved."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.saved: list[tuple[int, float]] = []
        self.keeper = Timekeeper(lambda a, s: self.saved.append((a, s)), clock=self.clock)

    def pass_time(self, *seconds: float) -> None:
        """Let time pass, with a sign of life after each stretch."""
        for stretch in seconds:
            self.clock.now += stretch
            self.keeper.sign_of_life()


@pytest.fixture
def watched(qapp: QApplication) -> Watched:
    return Watched()


def test_time_between_signs_of_life_counts(watched: Watched) -> None:
    watched.keeper.turn_to(1)
    watched.pass_time(5, 10, 20)
    watched.keeper.flush()
    assert watched.saved == [(1, 35)]


def test_a_long_silence_counts_for_nothing(watched: Watched) -> None:
    watched.keeper.turn_to(1)
    watched.pass_time(5, IDLE_S + 1, 7)
    watched.keeper.flush()
    assert watched.saved == [(1, 12)]


def test_a_clock_that_jumps_back_takes_nothing_away(watched: Watched) -> None:
    watched.keeper.turn_to(1)
    watched.pass_time(5, -3600, 5)
    watched.keeper.flush()
    assert watched.saved == [(1, 10)]


def test_each_article_gets_its_own_time(watched: Watched) -> None:
    watched.keeper.turn_to(1)
    watched.pass_time(5)
    watched.keeper.turn_to(2)
    watched.pass_time(7)
    watched.keeper.turn_to(None)
    assert watched.saved == [(1, 5), (2, 7)]


def test_a_moment_on_one_article_is_not_given_to_the_next(watched: Watched) -> None:
    watched.keeper.turn_to(1)
    watched.pass_time(0.75)
    watched.keeper.turn_to(2)
    watched.pass_time(2)
    watched.keeper.turn_to(None)
    assert dict(watched.saved)[2] == 2


def test_nothing_counts_while_no_article_is_in_view(watched: Watched) -> None:
    watched.pass_time(5)
    watched.keeper.turn_to(1)
    watched.keeper.turn_to(None)
    assert watched.saved == []


def test_moments_add_up_before_they_are_saved(watched: Watched) -> None:
    watched.keeper.turn_to(1)
    watched.pass_time(0.5)
    watched.keeper.flush()
    watched.pass_time(0.75)
    watched.keeper.flush()
    assert watched.saved == [(1, 1.25)]


def test_time_stops_while_somebody_reviews(sight: Sight) -> None:
    keeper = sight.window.findChild(Timekeeper)
    assert keeper is not None
    clock = keeper._clock = Clock()
    sight.keys(Key.Key_Right)

    def seconds_of(*keys: Key | tuple[Key, Qt.KeyboardModifier]) -> float:
        before = saved(sight, keeper)
        clock.now += 30
        sight.keys(*keys)
        return saved(sight, keeper) - before

    assert seconds_of(Key.Key_Right) == 30
    sight.keys((Key.Key_2, CTRL))
    assert seconds_of(Key.Key_Right) == 0
    sight.keys((Key.Key_1, CTRL))
    assert seconds_of(Key.Key_Right) == 30


def saved(sight: Sight, keeper: Timekeeper) -> float:
    """Seconds on the disk for the article in view."""
    keeper.flush(least_s=0.0)
    with sight.workspace.project.reading() as connection:
        return time_spent(connection, sight.state.article_id, annotator="ann")
