"""Articles without suggestions, as a person at the window meets them."""

from __future__ import annotations

import pytest
from dialog_verbs import Act, Answering, click, part
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QListView, QSpinBox
from window_verbs import CTRL, SHIFT, Sight, press

from annotator.operations import control_share
from annotator.ui.shell.widgets.roles import ENTRY_ROLE

Key = Qt.Key
_ASK = (Key.Key_H, CTRL | SHIFT)


def answering_with(said: list[str], by: str) -> Act:
    """Write 100 % into the dialog, keep what it says then, and leave it by a button."""

    def act(dialog: QDialog) -> None:
        part(dialog, QSpinBox, "unaided_share").setValue(100)
        said.append(part(dialog, QLabel, "unaided_count").text())
        click(dialog, by)

    return act


@pytest.fixture
def said(answering: Answering) -> list[str]:
    """Answers the dialog with 100 %, and keeps what it said."""
    words: list[str] = []
    answering(unaided_dialog=answering_with(words, "OK"))
    return words


def test_suggestions_go_at_once_and_no_key_brings_them_back(sight: Sight, said: list[str]) -> None:
    assert sight.waiting()
    press(sight.view, *_ASK)
    assert said == ["That is 2 articles now."]
    assert not sight.waiting()
    assert not sight.view.marks
    sight.keys(Key.Key_Tab, Key.Key_A, (Key.Key_A, SHIFT))
    assert not sight.spans()
    assert sight.says("status_suggestions") == "Suggestions: hidden here"
    assert "hidden here on purpose" in sight.view._header


def test_the_queue_says_nothing_of_hidden_suggestions(sight: Sight, said: list[str]) -> None:
    press(sight.view, *_ASK)
    model = sight.find(QListView, "queue_list").model()

    def hidden() -> bool:
        entries = [model.index(row, 0).data(ENTRY_ROLE) for row in range(2)]
        return all(entry is not None and entry.waiting == 0 for entry in entries)

    sight.bot.waitUntil(hidden)


def test_leaving_the_dialog_changes_nothing(sight: Sight, answering: Answering) -> None:
    seen = answering(unaided_dialog=answering_with([], "Cancel"))
    before = sight.waiting()
    press(sight.view, *_ASK)
    assert seen == ["unaided_dialog"]
    assert sight.waiting() == before
    assert control_share.chosen(sight.workspace.project).share == 0
