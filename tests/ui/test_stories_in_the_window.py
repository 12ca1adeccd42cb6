"""Spans go to the other versions of an article with one key, and come back with another."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView
from sample_project import make_project
from story_texts import article, changed
from window_verbs import Sight

from annotator.operations import annotate
from annotator.operations.stories import group_stories
from annotator.ui.queue.queue_rows import version_words
from annotator.ui.shell.widgets.roles import ENTRY_ROLE
from annotator.workspace import Workspace

RANDOM = random.Random(5)
FIRST = article(RANDOM)
OTHER = article(RANDOM)
SECOND = f"KABUL (AP) - {changed(FIRST, 0.03, RANDOM)}"


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """Articles 1 and 3 tell one story."""
    path = tmp_path / "stories.annot"
    project = make_project(path, texts=[FIRST, OTHER, SECOND])
    group_stories(Workspace(project, "ann"))
    project.close()
    return path


def annotate_common_word(sight: Sight) -> None:
    start = next(at for at in range(60, len(FIRST)) if FIRST[at : at + 60] in SECOND)
    start = FIRST.index(" ", start + 20) + 1
    end = FIRST.index(" ", start)
    annotate.add(sight.workspace, article=1, start=start, end=end, label="ACTOR")


def offered(sight: Sight) -> list[str]:
    return [s.source for s in sight.workspace.article(3).suggestions]


def test_spans_are_carried_and_undo_takes_them_back(sight: Sight) -> None:
    annotate_common_word(sight)
    sight.window.table["carry"].trigger()
    sight.bot.waitUntil(lambda: offered(sight) == ["story"])
    assert "Copied 1 suggestion to 1 duplicate." in sight.window.status.advice.text()
    sight.window.table["undo"].trigger()
    assert offered(sight) == []


def test_the_queue_shows_the_versions_and_everything_again(sight: Sight) -> None:
    model = sight.find(QListView, "queue_list").model()
    sight.window.table["versions"].trigger()
    sight.bot.waitUntil(lambda: list(model.numbers) == [1, 3])  # type: ignore[union-attr]
    sight.window.table["versions"].trigger()
    sight.bot.waitUntil(lambda: list(model.numbers) == [1, 2, 3])  # type: ignore[union-attr]


def test_undoing_it_stays_where_one_is(sight: Sight) -> None:
    annotate_common_word(sight)
    sight.window.table["carry"].trigger()
    sight.bot.waitUntil(lambda: offered(sight) == ["story"])
    sight.window.table["undo"].trigger()
    assert sight.state.article_id == 1


def test_a_carried_suggestion_says_where_it_is_from(sight: Sight) -> None:
    annotate_common_word(sight)
    sight.window.table["carry"].trigger()
    sight.bot.waitUntil(lambda: offered(sight) == ["story"])
    sight.window.project.session.open(3)  # type: ignore[union-attr]
    sight.keys(Qt.Key.Key_Tab)
    title = sight.workspace.article(1).document.article.title
    sight.bot.waitUntil(lambda: title in sight.says("inspector_origin"))
    assert sight.says("inspector_origin").endswith("same words")


def test_carrying_again_says_that_there_is_nothing_new(sight: Sight) -> None:
    annotate_common_word(sight)
    sight.window.table["carry"].trigger()
    sight.bot.waitUntil(lambda: offered(sight) == ["story"])
    sight.window.table["carry"].trigger()
    sight.bot.waitUntil(lambda: "no new suggestions" in sight.window.status.advice.text())


def test_all_versions_are_shown_whatever_else_is_chosen(sight: Sight) -> None:
    model = sight.find(QListView, "queue_list").model()
    words = SECOND.split()[1]
    search = sight.find(QLineEdit, "queue_search")
    QTest.keyClicks(search, words)
    sight.bot.waitUntil(lambda: list(model.numbers) == [3])  # type: ignore[union-attr]
    sight.window.table["versions"].trigger()
    sight.bot.waitUntil(lambda: list(model.numbers) == [1, 3])  # type: ignore[union-attr]
    assert search.text() == ""
    sight.window.table["versions"].trigger()
    sight.bot.waitUntil(lambda: list(model.numbers) == [3])  # type: ignore[union-attr]
    assert search.text() == words


def test_a_row_says_which_version_it_is(sight: Sight) -> None:
    model = sight.find(QListView, "queue_list").model()
    assert model is not None
    places = [model.index(row, 0).data(ENTRY_ROLE).story for row in range(3)]
    assert [version_words(place) if place else "" for place in places] == [
        *("duplicate 1 of 2", "", "duplicate 2 of 2"),
    ]


def test_an_article_that_stands_alone_says_so(sight: Sight) -> None:
    sight.window.project.session.open(2)  # type: ignore[union-attr]
    sight.window.table["carry"].trigger()
    sight.bot.waitUntil(lambda: "no duplicates" in sight.window.status.advice.text())


def test_what_contradicts_a_span_of_ones_own_there_is_not_copied_and_named(sight: Sight) -> None:
    annotate_common_word(sight)
    words = sight.state.annotations[0].text
    start = next(at for at in range(60, len(FIRST)) if FIRST[at : at + 60] in SECOND)
    at = SECOND.index(words, SECOND.index(FIRST[start : start + 60]))
    annotate.add(sight.workspace, article=3, start=at, end=at + len(words), label="LOCATION")
    sight.window.table["carry"].trigger()
    sight.bot.waitUntil(lambda: "you say otherwise there" in sight.says("status_advice"))
    said = sight.says("status_advice")
    assert f"ACTOR “{words}” (LOCATION “{words}” in “" in said
    assert offered(sight) == []
