"""Articles chosen in the queue are done at once, by keys and by mouse."""

from __future__ import annotations

from dialog_verbs import Answering, click
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QListView, QMessageBox
from window_verbs import CTRL, LEFT, NONE, SHIFT, Sight, press

from annotator.domain.values import Status
from annotator.workspace import Workspace

Key = Qt.Key


def queue(sight: Sight) -> QListView:
    return sight.find(QListView, "queue_list")


def statuses(sight: Sight) -> list[Status]:
    fresh = Workspace(sight.workspace.project, sight.workspace.annotator)
    return [fresh.article(number).status for number in (1, 2)]


def said(dialog: QDialog) -> str:
    assert isinstance(dialog, QMessageBox)
    return f"{dialog.text()}\n{dialog.informativeText()}"


def choose_both(sight: Sight) -> None:
    """Choose two articles with the keys."""
    sight.bot.waitUntil(lambda: queue(sight).currentIndex().isValid())
    queue(sight).setFocus()
    press(queue(sight), Key.Key_Home)
    press(queue(sight), Key.Key_Down, SHIFT)


def test_chosen_articles_are_done_once_what_waits_was_said(
    sight: Sight, answering: Answering
) -> None:
    words: list[str] = []

    def agree(dialog: QDialog) -> None:
        words.append(said(dialog))
        click(dialog, "Mark 2 articles done")

    seen = answering(finish_chosen_dialog=agree)
    choose_both(sight)
    press(queue(sight), Key.Key_Return, CTRL | SHIFT)
    sight.bot.waitUntil(lambda: statuses(sight) == [Status.DONE] * 2)
    assert seen == ["finish_chosen_dialog"]
    assert "suggestions wait in 2 articles" in words[0]
    sight.keys((Key.Key_Z, CTRL))
    sight.bot.waitUntil(lambda: statuses(sight) == [Status.NEW] * 2)


def test_nothing_is_done_where_the_person_thinks_better_of_it(
    sight: Sight, answering: Answering
) -> None:
    seen = answering(finish_chosen_dialog=lambda dialog: press(dialog, Key.Key_Escape))
    choose_both(sight)
    press(queue(sight), Key.Key_Return, CTRL | SHIFT)
    sight.bot.waitUntil(lambda: bool(seen))
    assert statuses(sight) == [Status.NEW] * 2


def test_a_click_with_a_key_held_chooses_and_opens_nothing(sight: Sight) -> None:
    sight.bot.waitUntil(lambda: queue(sight).currentIndex().isValid())
    opened = sight.state.article_id
    (other,) = [row for row in (0, 1) if row != queue(sight).currentIndex().row()]
    place = queue(sight).visualRect(queue(sight).model().index(other, 0)).center()
    QTest.mouseClick(queue(sight).viewport(), LEFT, CTRL, place)
    assert len(queue(sight).selectedIndexes()) == 2
    assert sight.state.article_id == opened
    QTest.mouseClick(queue(sight).viewport(), LEFT, NONE, place)
    sight.bot.waitUntil(lambda: sight.state.article_id != opened)
