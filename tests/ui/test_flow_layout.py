"""A flow of widgets is as high as its rows, whatever comes and goes in it."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator.ui.shell.widgets.flow_layout import Flow


def test_what_is_shown_later_has_its_row(qtbot: QtBot) -> None:
    parts = [QPushButton("Flagged and skipped"), QPushButton("Next answer")]
    parts[1].hide()
    flow = Flow(*parts)
    qtbot.addWidget(flow)
    flow.resize(parts[0].sizeHint().width() + 10, 50)
    flow.show()
    one = flow.height()
    parts[1].show()
    qtbot.waitUntil(lambda: flow.height() > one)
    assert parts[1].geometry().bottom() < flow.height()
    parts[1].hide()
    qtbot.waitUntil(lambda: flow.height() == one)
