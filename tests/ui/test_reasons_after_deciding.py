"""A reason given after deciding is about what was decided, and not about what comes next."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit
from reviewed_project import make_reviewed
from reviewing_verbs import Reviewing
from window_verbs import ALT, CTRL, Sight

from annotator.domain.gold import Reason
from annotator.ui.shell.widgets.mode_switch import ModeButton

Key = Qt.Key
KEYS = {
    Key.Key_G: Reason.GUIDELINE_GAP,
    Key.Key_A: Reason.AMBIGUOUS,
    Key.Key_S: Reason.SLIP,
}


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """Ann and bob differ twice in the first article and once in the second."""
    path = tmp_path / "reviewed.annot"
    works = {
        "ann": {1: [("Taliban", "ACTOR")], 2: [("Taliban", "ACTOR")]},
        "bob": {1: [("Taliban fighters", "ACTOR"), ("Kabul", "LOCATION")], 2: []},
    }
    make_reviewed(path, works).close()
    return path


@pytest.fixture
def reviewing(open_window: Callable[..., Sight]) -> Reviewing:
    return Reviewing(open_window(name="rita"))


def reasons(reviewing: Reviewing, number: int = 1) -> list[Reason | None]:
    return [ruling.reason for ruling in reviewing.on_disk(number).rulings]


@pytest.mark.parametrize(("key", "reason"), KEYS.items())
@pytest.mark.parametrize("decides", [Key.Key_1, Key.Key_2, Key.Key_X])
def test_it_goes_to_what_was_decided(
    reviewing: Reviewing, decides: Key, key: Key, reason: Reason
) -> None:
    reviewing.keys(decides, key)
    assert reasons(reviewing) == [reason]
    assert reviewing.heading.startswith("CONFLICT 2")
    reviewing.keys(Key.Key_1)
    assert reasons(reviewing) == [reason, None]


@pytest.mark.parametrize(("key", "reason"), KEYS.items())
def test_it_goes_there_once_gold_was_written(
    reviewing: Reviewing, key: Key, reason: Reason
) -> None:
    reviewing.keys(Key.Key_E, Key.Key_BracketRight, Key.Key_Return, key)
    assert reasons(reviewing) == [reason]


@pytest.mark.parametrize(("key", "reason"), KEYS.items())
def test_it_goes_there_from_the_next_article(
    reviewing: Reviewing, key: Key, reason: Reason
) -> None:
    reviewing.keys(Key.Key_1, Key.Key_1, Key.Key_Return)
    assert reviewing.mode.adjudication.case.article_id == 2
    assert "Decided in “" in reviewing.sight.says("decided_words")
    reviewing.keys(key)
    assert reasons(reviewing) == [None, reason]
    assert reviewing.on_disk().is_gold
    reviewing.keys(Key.Key_1)
    assert reasons(reviewing, 2) == [None]


def test_what_it_is_about_is_shown(reviewing: Reviewing) -> None:
    decided = reviewing.sight.find(QFrame, "decided")
    below = reviewing.sight.find(ModeButton, "button_reason_gap")
    above = reviewing.sight.find(ModeButton, "decided_button_reason_gap")
    assert not decided.isVisible()
    assert below.isVisible()
    reviewing.keys(Key.Key_2)
    assert decided.isVisible()
    assert not below.isVisible()
    assert reviewing.sight.says("decided_words").startswith("Decided: “Taliban fighters”")
    reviewing.keys(Key.Key_G)
    assert above.isChecked()
    reviewing.keys(Key.Key_G)
    assert reasons(reviewing) == [None]
    reviewing.keys(Key.Key_A, Key.Key_S)
    assert reasons(reviewing) == [Reason.SLIP]
    reviewing.keys(Key.Key_Tab)
    assert not decided.isVisible()
    assert not below.isChecked()


def test_reasons_before_deciding_stay_with_what_is_in_view(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_G, Key.Key_1, Key.Key_S, Key.Key_1)
    assert reasons(reviewing) == [Reason.GUIDELINE_GAP, Reason.SLIP]


def test_after_tab_it_is_about_what_is_in_view(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_1, Key.Key_Tab, Key.Key_G, Key.Key_1)
    assert reasons(reviewing) == [None, Reason.GUIDELINE_GAP]


def test_a_key_decides_with_the_reason_given_last(reviewing: Reviewing) -> None:
    reviewing.keys((Key.Key_1, ALT))
    assert reviewing.on_disk().rulings == ()
    assert "No reason was given yet; G, A or S" in reviewing.sight.says("status_advice")
    reviewing.keys(Key.Key_1, Key.Key_S, (Key.Key_2, ALT))
    assert reasons(reviewing) == [Reason.SLIP, Reason.SLIP]
    assert reviewing.sight.find(ModeButton, "decided_button_reason_slip").isChecked()
    reviewing.keys(Key.Key_A)
    assert reasons(reviewing) == [Reason.SLIP, Reason.AMBIGUOUS]
    reviewing.keys(Key.Key_Return, (Key.Key_9, ALT))
    assert reviewing.sight.says("status_advice") == "There are only 2 options here."


def test_undo_and_redo_have_it_too(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_1, Key.Key_G, (Key.Key_Z, CTRL))
    assert reasons(reviewing) == [None]
    reviewing.keys((Key.Key_Y, CTRL))
    assert reasons(reviewing) == [Reason.GUIDELINE_GAP]


@pytest.mark.parametrize("before", [(Key.Key_1,), (Key.Key_1, Key.Key_1, Key.Key_Return)])
def test_a_comment_goes_there_and_the_review_goes_on_where_it_was(
    reviewing: Reviewing, before: tuple[Key, ...]
) -> None:
    reviewing.sight.window.fields._clock = lambda: math.inf
    reviewing.keys(*before)
    here = reviewing.mode.adjudication.case.article_id, reviewing.heading
    reviewing.keys(Key.Key_C)
    field = reviewing.sight.find(QLineEdit, "conflict_comment")
    reviewing.sight.bot.waitUntil(field.hasFocus)
    reviewing.sight.bot.keyClicks(field, "the whole name")
    reviewing.sight.bot.keyClick(field, Key.Key_Return)
    assert reviewing.on_disk().rulings[-1].comment == "the whole name"
    assert (reviewing.mode.adjudication.case.article_id, reviewing.heading) == here


def test_what_was_chosen_is_named_and_not_the_passage(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_1)
    assert reviewing.sight.says("decided_words").startswith("Decided: “Taliban”")
