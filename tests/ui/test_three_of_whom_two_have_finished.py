"""A review of three, any two of whom are enough: who has not finished, and what was sent back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from dialog_verbs import Answering, part
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QListView, QListWidget
from reviewed_project import FIRST, SECOND, make_reviewed
from reviewing_verbs import Reviewing, all_words
from window_verbs import Sight

from annotator.domain.gold import Coverage, Plan, Rule
from annotator.domain.values import Status
from annotator.operations import articles
from annotator.operations.reviewing import review
from annotator.store.project import open_project
from annotator.workspace import Workspace

Key = Qt.Key
PEOPLE = ("ann", "bob", "cem")
PLAN = Plan(PEOPLE, Rule.UNCONTRADICTED, coverage=Coverage.ANY, blind=True)


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """Bob alone calls Kabul an actor; cem has flagged the second article and not finished it."""
    path = tmp_path / "three.annot"
    both = {1: [("Taliban", "ACTOR"), ("Kabul", "LOCATION")], 2: [("Taliban", "ACTOR")]}
    bob = {1: [("Taliban", "ACTOR"), ("Kabul", "ACTOR")], 2: [("Doha", "LOCATION")]}
    make_reviewed(path, {"ann": both, "bob": bob, "cem": both}, (FIRST, SECOND)).close()
    cem, rita = (Workspace(open_project(path), name) for name in ("cem", "rita"))
    articles.set_status(cem, article=2, status=Status.IN_PROGRESS)
    articles.flag(cem, article=2, reason="whose envoys?")
    review.keep_plan(rita, PLAN)
    cem.close()
    rita.close()
    return path


@pytest.fixture
def reviewing(open_window: Callable[..., Sight]) -> Reviewing:
    reviewing = Reviewing(open_window(name="rita"))
    reviewing.mode.open(1)
    return reviewing


def letter_in_the_list(reviewing: Reviewing) -> str:
    index = reviewing.sight.find(QListView, "aside_list").model().index(0, 0)
    words: str = index.data()
    return words.removeprefix(f"{SECOND}: ").partition(" – ")[0]


def test_a_conflict_that_was_sent_back_is_not_settled_meanwhile(
    reviewing: Reviewing, answering: Answering
) -> None:
    assert [item.start for item in reviewing.on_disk().open] == [FIRST.index("Kabul")]

    def to_bob_alone(dialog: QDialog) -> None:
        people = part(dialog, QListWidget, "send_back_people")
        for row in range(people.count()):
            item = people.item(row)
            is_bob = item.data(Qt.ItemDataRole.UserRole) == "bob"
            item.setCheckState(Qt.CheckState.Checked if is_bob else Qt.CheckState.Unchecked)
        QTest.keyClick(dialog, Key.Key_Return)

    answering(send_back_dialog=to_bob_alone)
    reviewing.keys(Key.Key_B)
    reviewing.sight.bot.waitUntil(lambda: reviewing.mode.model.row_of(1) is None)
    space = reviewing.sight.workspace
    assert review.case(space.project, 1, PLAN) is None
    report = review.make_gold(Workspace(space.project, "rita"), PLAN)
    assert report.articles == 1  # the other
    articles.set_status(Workspace(space.project, "bob"), article=1, status=Status.DONE)
    case = review.case(space.project, 1, PLAN)
    assert case is not None
    assert [item.start for item in case.open] == [FIRST.index("Kabul")]


def test_one_person_has_one_letter_in_list_article_and_dialog(
    reviewing: Reviewing, answering: Answering
) -> None:
    letter = letter_in_the_list(reviewing)
    reviewing.mode.open(2)
    assert reviewing.sight.says("article_remarks") == f"{letter} – flagged: whose envoys?"
    seen: dict[str, bool] = {}

    def look(dialog: QDialog) -> None:
        people = part(dialog, QListWidget, "send_back_people")
        for row in range(people.count()):
            item = people.item(row)
            seen[item.text()] = item.checkState() is Qt.CheckState.Checked
        dialog.reject()

    reviewing.mode.adjudication.look_at_nothing()
    answering(send_back_dialog=look)
    reviewing.keys(Key.Key_B)
    assert [text for text, ticked in seen.items() if ticked] == [f"{letter}  (flagged)"]
    assert len({text.partition("  ")[0] for text in seen}) == len(PEOPLE)
    assert not any("not under review" in words for words in (*seen, *all_words(reviewing)))


def test_the_key_that_shows_the_list_takes_it_away_from_within_it(reviewing: Reviewing) -> None:
    reviewing.keys(Key.Key_F)
    shown = reviewing.sight.find(QListView, "aside_list")
    reviewing.sight.bot.waitUntil(shown.hasFocus)
    QTest.keyClick(shown, Key.Key_F)
    reviewing.sight.bot.waitUntil(reviewing.mode.queue.isVisible)
