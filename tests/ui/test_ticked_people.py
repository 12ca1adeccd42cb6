"""Whoever is ticked or typed counts once, however the name was typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.ui.shell.widgets.ticked_people import TickedPeople, with_typed


def test_who_is_ticked_and_typed_counts_once_without_blanks_that_nobody_sees(qtbot: QtBot) -> None:
    people = TickedPeople("people", "To whom")
    qtbot.addWidget(people)
    people.add("Ann Lee", "Ann Lee   3 articles", ticked=True)
    people.add("bob", "bob", ticked=False)
    assert with_typed(people.ticked(), " cem,, Ann  Lee ,cem") == ("Ann Lee", "cem")
    people.setCurrentRow(1)
    qtbot.keyClick(people, Qt.Key.Key_Space)
    assert people.ticked() == ("Ann Lee", "bob")
