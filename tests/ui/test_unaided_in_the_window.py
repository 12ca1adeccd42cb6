"""Articles without suggestions, as a person at the window meets them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView, QSpinBox
from window_verbs import CTRL, SHIFT, Sight, press

from annotator.ui.dialogs.unaided import UnaidedDialog
from annotator.ui.models.roles import ENTRY_ROLE

Key = Qt.Key
_ASK = (Key.Key_H, CTRL | SHIFT)


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answers the dialog with 100 %, and keeps what it said."""
    said: list[str] = []

    def exec_(dialog: UnaidedDialog) -> int:
        spin = dialog.findChild(QSpinBox, "unaided_share")
        spin.setValue(100)
        said.append(dialog.findChild(QLabel, "unaided_count").text())
        return UnaidedDialog.DialogCode.Accepted

    monkeypatch.setattr(UnaidedDialog, "exec", exec_)
    return said


def test_suggestions_go_at_once_and_no_key_brings_them_back(
    sight: Sight, answer: list[str]
) -> None:
    assert sight.waiting()
    press(sight.view, *_ASK)
    assert answer == ["Of the articles that are here now, these are 2."]
    assert not sight.waiting()
    assert not sight.view.marks
    sight.keys(Key.Key_Tab, Key.Key_A, (Key.Key_A, SHIFT))
    assert not sight.spans()
    assert sight.says("status_suggestions") == "Suggestions: hidden here"
    assert "hidden here on purpose" in sight.view._header


def test_the_queue_says_nothing_of_hidden_suggestions(sight: Sight, answer: list[str]) -> None:
    press(sight.view, *_ASK)
    model = sight.find(QListView, "queue_list").model()

    def hidden() -> bool:
        entries = [model.index(row, 0).data(ENTRY_ROLE) for row in range(2)]
        return all(entry is not None and entry.waiting == 0 for entry in entries)

    sight.bot.waitUntil(hidden)


def test_leaving_the_dialog_changes_nothing(sight: Sight, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(UnaidedDialog, "exec", lambda dialog: UnaidedDialog.DialogCode.Rejected)
    before = sight.waiting()
    press(sight.view, *_ASK)
    assert sight.waiting() == before
