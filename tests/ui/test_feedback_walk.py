"""An annotator walks through the differences to gold and answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from reviewed_project import make_reviewed
from window_verbs import Sight

from annotator.domain.adjudication import Why
from annotator.domain.gold import Plan, Reason
from annotator.operations.reviewing import feedback, review
from annotator.ui.annotating.room import AnnotatingRoom
from annotator.ui.guidelines.room import GuidelinesRoom
from annotator.ui.review.open_review import OpenReview
from annotator.ui.shell.widgets.choice_row import ChoiceRow
from annotator.workspace import Workspace

Key, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """Ann was wrong twice in the first article, and right in the second; both are in gold."""
    path = tmp_path / "reviewed.annot"
    project = make_reviewed(path)
    rita, plan = Workspace(project, "rita"), Plan(("ann", "bob"))
    held = review.case(project, 1, plan)
    assert held is not None
    held = review.choose(rita, held, held.open[0], 1, why=Why(Reason.SLIP, "the whole name"))
    review.sign(rita, review.choose(rita, held, held.open[0], 0))
    second = review.case(project, 2, plan)
    assert second is not None
    review.sign(rita, second)
    project.close()
    return path


@pytest.fixture
def walking(open_window: Callable[..., Sight]) -> Sight:
    sight = open_window(article=2)
    sight.keys(Key.Key_F3)
    sight.bot.waitUntil(lambda: sight.says("feedback_heading").startswith("DIFFERENCE"))
    QApplication.processEvents()
    return sight


def row(sight: Sight, name: str) -> str:
    return sight.find(ChoiceRow, name).text()


def test_the_first_difference_comes_into_view(walking: Sight) -> None:
    assert walking.says("feedback_heading") == "DIFFERENCE 1 OF 2 · BOUNDARY"
    assert walking.state.article_id == 1
    assert row(walking, "feedback_own") == "ACTOR “Taliban”"
    assert row(walking, "feedback_gold") == "ACTOR “Taliban fighters”"
    assert "slip" in walking.says("feedback_why")
    assert "“the whole name”" in walking.says("feedback_why")
    assert "Articles in gold: 2 · spans as in gold: 4 · differences: 2" in walking.says(
        "feedback_summary"
    )


def test_the_passage_that_differs_is_highlighted(walking: Sight) -> None:
    view = walking.view
    start = view.text.index("Taliban fighters")
    place = view.parts_in_viewport(start, start + len("Taliban fighters"))[0].rect.toRect()
    shown = view.viewport().grab(place).toImage()
    view.highlight_found(())
    assert view.viewport().grab(place).toImage() != shown


def test_a_key_goes_to_the_next_and_round(walking: Sight) -> None:
    walking.keys((Key.Key_Down, ALT))
    assert walking.says("feedback_heading") == "DIFFERENCE 2 OF 2 · MISSING"
    assert row(walking, "feedback_own") == "No span here"
    walking.keys((Key.Key_Down, ALT))
    assert walking.says("feedback_heading").startswith("DIFFERENCE 1")


def test_keys_act_on_the_span_that_differs(walking: Sight) -> None:
    assert walking.focused == "Taliban"
    walking.keys(Key.Key_2)
    assert ("LOCATION", "Taliban") in walking.spans()
    assert len(walking.spans()) == 3


def test_where_one_has_nothing_keys_act_on_the_passage(walking: Sight) -> None:
    walking.keys((Key.Key_Down, ALT), Key.Key_1)
    assert walking.spans() == [
        ("ACTOR", "Taliban"),
        ("LOCATION", "Kunduz"),
        ("FIGURE", "30"),
        ("ACTOR", "Kabul"),
    ]


def test_a_span_taken_away_meanwhile_leaves_the_passage(walking: Sight) -> None:
    walking.keys(Key.Key_X, (Key.Key_Down, ALT), (Key.Key_Up, ALT), Key.Key_1)
    assert ("ACTOR", "Taliban fighters") in walking.spans()


def test_an_answer_is_on_the_disk_and_shown(walking: Sight) -> None:
    walking.keys((Key.Key_R, ALT))
    field = walking.find(QLineEdit, "feedback_answer")
    walking.bot.waitUntil(field.hasFocus)
    walking.bot.keyClicks(field, "the list says otherwise")
    walking.bot.keyClick(field, Key.Key_Return)
    walking.bot.waitUntil(lambda: walking.says("feedback_said") == "ann: the list says otherwise")
    told = feedback.feedback(walking.workspace.project, "ann")
    assert [c.text for c in told.differences[0].comments] == ["the list says otherwise"]


def test_the_inspector_comes_back(walking: Sight) -> None:
    walking.keys(Key.Key_F3)
    assert walking.room(AnnotatingRoom).view.inspector.isVisible()
    assert not walking.open_room(OpenReview).feedback.panel.isVisible()


def test_guidelines_take_its_place(walking: Sight) -> None:
    walking.keys(Key.Key_F2)
    assert walking.room(GuidelinesRoom).panel.isVisible()
    assert not walking.open_room(OpenReview).feedback.panel.isVisible()


def test_without_gold_it_says_so(open_window: Callable[..., Sight], tmp_path: Path) -> None:
    path = tmp_path / "none.annot"
    make_reviewed(path).close()
    sight = open_window(path)
    sight.keys(Key.Key_F3)
    sight.bot.waitUntil(lambda: sight.says("feedback_heading") == "NO GOLD YET")
