"""Flags in the window: they stay, can be changed and removed, and are seen in the queue."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from dialog_verbs import Act, Answering, click, part
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QListView, QPushButton, QToolButton
from window_verbs import CTRL, Sight

from annotator.domain.values import ArticleStatus, Status
from annotator.operations import articles
from annotator.ui.queue.queue_rows import QueueRows
from annotator.ui.shell.widgets.roles import ENTRY_ROLE

Key = Qt.Key


def flagging(reason: str, by: str = "OK") -> Act:
    def act(dialog: QDialog) -> None:
        part(dialog, QComboBox, "flag_reason").setEditText(reason)
        click(dialog, by)

    return act


def first(sight: Sight) -> ArticleStatus | None:
    return sight.workspace.article(1).article_status


def go_back(sight: Sight) -> None:
    sight.window.activateWindow()
    sight.bot.waitUntil(sight.view.hasFocus)


def row_words(sight: Sight) -> str:
    """What the queue says of the first article."""
    rows = sight.find(QListView, "queue_list")
    delegate = rows.itemDelegate()
    assert isinstance(delegate, QueueRows)
    return delegate.words(rows.model().index(0, 0).data(ENTRY_ROLE))


def test_s_keeps_a_flag_and_its_reason_and_the_queue_says_both(
    sight: Sight, answering: Answering
) -> None:
    answering(flag_dialog=flagging("torn page"))
    sight.keys(Key.Key_F)
    go_back(sight)
    sight.keys(Key.Key_S)
    assert first(sight) == ArticleStatus(1, "ann", Status.SKIPPED, "torn page")
    sight.bot.waitUntil(lambda: "skipped · flagged · " in row_words(sight))
    assert "torn page" in row_words(sight)


def test_a_done_article_that_is_flagged_stays_done(sight: Sight, answering: Answering) -> None:
    sight.twice(Key.Key_Return)
    assert sight.window.project is not None
    sight.window.project.session.open(1)
    answering(flag_dialog=flagging("torn page"))
    sight.keys(Key.Key_F)
    assert first(sight) == ArticleStatus(1, "ann", Status.DONE, "torn page")
    assert sight.says("status_advice") == "Flagged; it stays done."


def test_the_dialog_shows_the_flag_there_is_and_takes_it_off(
    sight: Sight, answering: Answering
) -> None:
    answering(flag_dialog=flagging("torn page"))
    sight.keys(Key.Key_F)
    go_back(sight)
    shown: list[str] = []

    def remove(dialog: QDialog) -> None:
        shown.append(part(dialog, QComboBox, "flag_reason").currentText())
        part(dialog, QPushButton, "flag_remove").click()

    answering(flag_dialog=remove)
    sight.keys(Key.Key_F)
    assert shown == ["torn page"]
    assert first(sight) == ArticleStatus(1, "ann", Status.IN_PROGRESS)


@pytest.mark.parametrize("words", ["", "  "])
def test_a_flag_needs_a_reason(sight: Sight, answering: Answering, words: str) -> None:
    enabled: list[bool] = []

    def empty(dialog: QDialog) -> None:
        part(dialog, QComboBox, "flag_reason").setEditText(words)
        ok = next(b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == "OK")
        enabled.append(ok.isEnabled())
        dialog.reject()

    answering(flag_dialog=empty)
    sight.keys(Key.Key_F)
    assert enabled == [False]


def test_the_head_of_the_queue_counts_a_flag_whatever_becomes_of_the_article(
    sight: Sight, answering: Answering
) -> None:
    answering(flag_dialog=flagging("torn page"))
    sight.keys(Key.Key_F)
    go_back(sight)
    sight.bot.waitUntil(lambda: sight.says("queue_counts") == "To do 1 · Flagged 1")
    sight.twice(Key.Key_Return)
    assert first(sight) == ArticleStatus(1, "ann", Status.DONE, "torn page")
    sight.bot.waitUntil(lambda: sight.says("queue_counts") == "To do 1 · Done 1 · Flagged 1")
    sight.keys((Key.Key_Z, CTRL))
    sight.bot.waitUntil(lambda: sight.says("queue_counts") == "To do 1 · Flagged 1")


def test_a_flagged_article_that_is_done_is_counted_when_the_window_opens_again(
    sight: Sight, open_window: Callable[..., Sight]
) -> None:
    articles.flag(sight.workspace, article=1, reason="torn page")
    articles.set_status(sight.workspace, article=1, status=Status.DONE)
    path = sight.workspace.project.path
    sight.close()
    again = open_window(path)
    assert again.says("queue_counts") == "To do 1 · Done 1 · Flagged 1"


def test_a_flagged_article_that_is_done_is_among_the_flagged_ones(sight: Sight) -> None:
    articles.flag(sight.workspace, article=1, reason="torn page")
    articles.set_status(sight.workspace, article=1, status=Status.DONE)
    menu = sight.find(QToolButton, "queue_filter").menu()
    assert menu is not None
    (flagged,) = [action for action in menu.actions() if action.text() == "Flagged"]
    flagged.trigger()
    sight.bot.waitUntil(lambda: sight.says("queue_found") == "1 shown · Flagged")
    assert "done · flagged · " in row_words(sight)
