"""Overlapping spans in the window: what is refused, what is told, and going through it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from dialog_verbs import Answering, click, part
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QPushButton, QRadioButton, QTableView
from reviewed_project import FIRST as REVIEWED
from reviewed_project import work_on
from sample_project import FIRST, make_project, place
from window_verbs import CTRL, SHIFT, Sight, drag, left_of, middle_of

from annotator.domain.gold import Plan, Rule
from annotator.domain.overlap_rule import FLAT, OverlapRule, Overlaps
from annotator.domain.spans import has_overlap
from annotator.domain.values import Status
from annotator.operations import annotate, overlaps
from annotator.operations.reviewing.review import make_gold
from annotator.store.project import open_project
from annotator.store.project_settings import OVERLAPS_TOLD, set_fact
from annotator.ui.annotating.open_annotating import OpenAnnotating
from annotator.ui.shell.action_rows import Mode
from annotator.workspace import Workspace

Key = Qt.Key
KUTUM = "Kutum fell. They left Kutum. In Kutum it is calm.\n"
TROOPS = "Many U.S troops left. The U.S said so, and U.S troops went.\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "overlaps.annot"


def made(path: Path, text: str, suggested: list[tuple[str, str, int]]) -> Path:
    make_project(path, texts=[text], suggested={text: suggested}).close()
    return path


def select(sight: Sight, words: str, nth: int = 0) -> None:
    """Drag over some words of the article."""
    start, end = place(sight.view.text, words, nth)
    drag(sight.view, left_of(sight.view, start), middle_of(sight.view, end - 1, end))


def overlapping(path: Path) -> Path:
    """A project as older programs left it: two labels on the same words in both articles."""
    project = make_project(path)
    workspace = Workspace(project, "ann")
    overlaps.choose(workspace, OverlapRule(Overlaps.ANY))
    for article, words in ((1, "Sunday"), (1, "governor"), (2, "Doha")):
        text = workspace.article(article).text
        start, end = place(text, words)
        for label in ("ACTOR", "LOCATION"):
            annotate.add(workspace, article=article, start=start, end=end, label=label)
    overlaps.choose(workspace, FLAT)
    project.close()
    return path


# Made by keys


def test_a_relabelled_name_given_to_all_mentions_leaves_nothing_for_accept_all_to_double(
    open_window: Callable[..., Sight], path: Path
) -> None:
    sight = open_window(made(path, KUTUM, [("Kutum", "ACTOR", nth) for nth in range(3)]))
    sight.keys(Key.Key_Tab, Key.Key_2, (Key.Key_Period, SHIFT))
    assert sight.waiting() == []
    sight.keys((Key.Key_A, SHIFT))
    assert sight.spans() == [("LOCATION", "Kutum")] * 3


def test_what_is_said_of_words_on_several_lines_stays_on_one(sight: Sight) -> None:
    select(sight, "Taliban fighters", 1)
    sight.keys(Key.Key_1)
    start, end = FIRST.index("Kunduz"), place(FIRST, "Taliban fighters", 1)[0] + 7
    sight.view.cursor_at.select(start, end)
    sight.keys(Key.Key_2)
    assert "“Kunduz Taliban” would overlap" in sight.says("status_advice")


def test_another_label_on_words_that_have_one_takes_its_place(sight: Sight) -> None:
    select(sight, "Sunday")
    sight.keys(Key.Key_1)
    select(sight, "Sunday")
    sight.keys(Key.Key_2)
    assert sight.spans() == [("LOCATION", "Sunday")]


def test_a_label_that_would_cut_another_span_says_so_and_changes_nothing(sight: Sight) -> None:
    select(sight, "on Sunday")
    sight.keys(Key.Key_1)
    select(sight, "Sunday, and")
    sight.keys(Key.Key_2)
    assert sight.spans() == [("ACTOR", "on Sunday")]
    assert "would overlap ACTOR “on Sunday”" in sight.says("status_advice")


# What is chosen


def test_how_far_spans_may_overlap_is_chosen_in_a_dialog(
    sight: Sight, answering: Answering
) -> None:
    def act(dialog: QDialog) -> None:
        part(dialog, QRadioButton, "overlaps_nested").click()
        box = part(dialog, QComboBox, "overlaps_label_FIGURE")
        box.setCurrentIndex(box.findData("none"))
        click(dialog, "OK")

    answering(overlaps_dialog=act)
    sight.keys((Key.Key_P, CTRL | SHIFT))
    wanted = OverlapRule(Overlaps.NESTED, (("FIGURE", Overlaps.NONE),))
    sight.bot.waitUntil(lambda: sight.state.overlap_rule == wanted)


def test_cancelled_nothing_is_chosen(sight: Sight, answering: Answering) -> None:
    def act(dialog: QDialog) -> None:
        part(dialog, QRadioButton, "overlaps_any").click()
        click(dialog, "Cancel")

    seen = answering(overlaps_dialog=act)
    sight.keys((Key.Key_P, CTRL | SHIFT))
    sight.bot.waitUntil(lambda: bool(seen))
    assert overlaps.chosen(sight.workspace.project) == FLAT


# What is there already


def test_spans_of_an_older_project_are_told_once_with_a_list(
    open_window: Callable[..., Sight], path: Path, answering: Answering
) -> None:
    sight = open_window(overlapping(path))
    sight.bot.waitUntil(sight.window.banner.isVisible)
    assert sight.says("banner_words") == (
        "3 pairs of your spans overlap in 2 articles, which this project does not allow."
    )
    rows: list[str] = []

    def act(dialog: QDialog) -> None:
        model = part(dialog, QTableView, "overlaps_list").model()
        # Of the same words it is chance which comes first.
        both = (model.index(row, 1).data().split("  ·  ") for row in range(model.rowCount()))
        rows.extend("  ·  ".join(sorted(pair)) for pair in both)
        click(dialog, "Cancel")

    seen = answering(overlaps_dialog=act)
    sight.find(QPushButton, "banner_act").click()
    sight.bot.waitUntil(lambda: bool(seen))
    assert sorted(rows) == [
        "ACTOR “Doha”  ·  LOCATION “Doha”",
        "ACTOR “Sunday”  ·  LOCATION “Sunday”",
        "ACTOR “governor”  ·  LOCATION “governor”",
    ]
    sight.close()
    again = open_window(path)
    again.bot.waitUntil(again.window.banner.isVisible)
    assert "in this article" in again.says("banner_words")  # and not of the project once more


@pytest.fixture
def gold(path: Path) -> Path:
    """A project as older programs left it: gold has two labels on the same words."""
    works = {name: {1: [("Kunduz", "LOCATION"), ("Kunduz", "ACTOR")]} for name in ("bob", "eve")}
    project = make_project(path, texts=[REVIEWED], suggested={})
    workspace = Workspace(project, "bob")
    overlaps.choose(workspace, OverlapRule(Overlaps.ANY))
    for name, articles in works.items():
        work_on(project, name, 1, REVIEWED, articles[1])
    make_gold(workspace, Plan(("bob", "eve"), rule=Rule.UNANIMOUS))
    overlaps.choose(workspace, FLAT)
    project.close()
    return path


def test_gold_that_overlaps_is_told_once_with_a_list_to_whoever_opens_the_project(
    open_window: Callable[..., Sight], gold: Path, answering: Answering
) -> None:
    sight = open_window(gold)
    sight.bot.waitUntil(sight.window.banner.isVisible)
    assert sight.says("banner_words") == (
        "1 pair of gold overlap in 1 article, which this project does not allow."
    )

    def act(dialog: QDialog) -> None:
        part(dialog, QTableView, "overlaps_list").selectRow(0)
        click(dialog, "Show in the article")

    answering(overlaps_dialog=act)
    sight.find(QPushButton, "banner_act").click()
    sight.bot.waitUntil(lambda: sight.window.table.mode is Mode.REVIEW)
    sight.bot.waitUntil(lambda: "Kunduz" in (sight.focused or sight.view.text))
    sight.close()
    assert overlaps.untold(open_project(gold), "ann") == []


def test_who_has_been_told_of_their_own_spans_is_told_of_gold(gold: Path) -> None:
    project = open_project(gold)
    with project.writing() as connection:
        set_fact(connection, OVERLAPS_TOLD, '["bob"]')
    assert [pair.gold for pair in overlaps.untold(project, "bob")] == [True]
    assert [pair.gold for pair in overlaps.untold(project, "eve")] == [False, True]
    project.close()


def test_a_row_of_the_list_opens_its_article_at_the_spans(
    open_window: Callable[..., Sight], path: Path, answering: Answering
) -> None:
    sight = open_window(overlapping(path))

    def act(dialog: QDialog) -> None:
        part(dialog, QTableView, "overlaps_list").selectRow(2)
        click(dialog, "Show in the article")

    answering(overlaps_dialog=act)
    sight.keys((Key.Key_P, CTRL | SHIFT))
    sight.bot.waitUntil(lambda: sight.focused == "Doha")


def test_the_key_goes_through_all_articles_and_the_line_goes_with_what_it_says(
    open_window: Callable[..., Sight], path: Path
) -> None:
    project = open_project(overlapping(path))
    overlaps.note_told(Workspace(project, "ann"))
    project.close()
    sight = open_window(path)
    sight.bot.waitUntil(sight.window.banner.isVisible)
    assert "There are 2 such pairs in this article." in sight.says("banner_words")
    sight.keys(Key.Key_F7)
    assert sight.focused == "Sunday"
    sight.keys(Key.Key_F7)
    assert sight.focused == "governor"
    sight.keys(Key.Key_F7)
    sight.bot.waitUntil(lambda: sight.focused == "Doha")
    sight.keys(Key.Key_X)
    sight.bot.waitUntil(lambda: not sight.window.banner.isVisible())
    assert not has_overlap(sight.state.annotations)
    sight.keys((Key.Key_Z, CTRL))
    sight.bot.waitUntil(sight.window.banner.isVisible)


def test_where_nothing_overlaps_the_key_says_so(sight: Sight) -> None:
    sight.keys(Key.Key_F7)
    sight.bot.waitUntil(lambda: sight.says("status_advice") == "No spans overlap that may not.")


# Muted text


def test_suggestions_of_a_muted_paragraph_are_answered_by_nobody_and_come_back(
    sight: Sight,
) -> None:
    sight.view.reveal(*place(FIRST, "governor"))
    QTest.mouseClick(
        sight.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=middle_of(sight.view, *place(FIRST, "Sunday")),
    )
    sight.keys(Key.Key_M)
    assert sight.waiting() == ["governor"]
    drawn = {sight.view.text[mark.start : mark.end] for mark in sight.view.marks}
    assert drawn == {"governor"}
    sight.keys((Key.Key_A, SHIFT))
    assert sight.spans() == [("ACTOR", "governor")]
    answered = {row.suggestion_id for row in sight.state.decisions}
    assert {item.id for item in sight.state.suggestions if item.id in answered} == {
        sight.state.suggestions[-1].id  # “governor”, the last of them
    }
    sight.keys(Key.Key_M)
    assert sight.waiting() == ["Taliban fighters", "Kunduz", "at least 30"]


def test_text_that_is_no_longer_muted_is_read_by_the_suggester(sight: Sight) -> None:
    QTest.mouseClick(
        sight.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=middle_of(sight.view, *place(FIRST, "Sunday")),
    )
    asked = sight.open_room(OpenAnnotating).suggesting._worker.asked  # type: ignore[attr-defined]
    sight.keys(Key.Key_M)
    asked.clear()
    sight.keys(Key.Key_M)
    assert asked == [(1, True)]


def test_of_suggestions_that_contradict_each_other_none_is_accepted_with_others_unseen(
    open_window: Callable[..., Sight], path: Path
) -> None:
    suggested = [("U.S troops", "ACTOR", 0), ("U.S", "LOCATION", 0), ("U.S", "LOCATION", 1)]
    sight = open_window(made(path, TROOPS, suggested))
    sight.keys((Key.Key_A, SHIFT))
    assert sight.waiting() == ["U.S troops", "U.S"]
    assert "2 are doubtful" in sight.says("status_advice")
    sight.read()
    sight.keys((Key.Key_A, SHIFT))
    assert sight.spans() == [("ACTOR", "U.S troops"), ("LOCATION", "U.S")]


# Done


def test_done_says_first_what_is_to_be_decided_between(
    open_window: Callable[..., Sight], path: Path
) -> None:
    sight = open_window(overlapping(path))
    sight.keys(Key.Key_Return)
    assert sight.state.status is not Status.DONE
    assert sight.says("status_advice").startswith("2 pairs of spans here may not overlap")
    done = sight.state.article_id
    sight.read()
    sight.keys(Key.Key_Return)
    assert sight.workspace.article(done).status is Status.DONE
