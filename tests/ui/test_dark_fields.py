"""What can be ticked, chosen or written in is seen on a dark screen too."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLineEdit,
    QRadioButton,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.ui.look import theme

_SEEN = 2.0  # of contrast between the edge and the page; Fusion's own edges have 1.2


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton, QLineEdit])
def test_the_edge_of_what_is_off_or_empty_stands_out_from_a_dark_page(
    qapp: QApplication, qtbot: QtBot, kind: type[QWidget]
) -> None:
    theme.apply(qapp, dark=True)
    try:
        page = QWidget()
        qtbot.addWidget(page)
        part = kind(page)
        part.resize(120, 30)
        picture = page.grab().toImage()
        row = [picture.pixelColor(x, 15) for x in range(20)]
        ground = page.palette().window().color()
        assert max(theme.contrast(colour, ground) for colour in row) >= _SEEN
    finally:
        theme.apply(qapp, dark=False)


def test_the_head_of_a_table_is_as_dark_as_the_page_beside_its_columns(
    qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, dark=True)
    try:
        table = QTableWidget(2, 2)
        qtbot.addWidget(table)
        table.resize(500, 200)
        assert (
            table.grab().toImage().pixelColor(450, 10)
            == table.horizontalHeader().palette().window()
        )
        assert table.horizontalHeader().palette().window() == theme.palette(dark=True).window()
    finally:
        theme.apply(qapp, dark=False)
