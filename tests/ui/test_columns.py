"""The columns of the window, which rooms share, take no more of the screen than there is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from reviewed_project import make_reviewed
from window_verbs import CTRL, Sight

Key = Qt.Key


def test_coming_and_going_with_the_guidelines_open_leaves_the_window_as_it_was(
    open_window: Callable[..., Sight], tmp_path: Path
) -> None:
    path = tmp_path / "reviewed.annot"
    make_reviewed(path).close()
    sight = open_window(path, name="rita")
    sight.window.resize(1024, 700)
    widths = set()
    for key in ((Key.Key_2, CTRL), Key.Key_F2, (Key.Key_1, CTRL), Key.Key_F2, (Key.Key_2, CTRL)):
        sight.keys(key)
        QApplication.processEvents()
        widths.add(sight.window.width())
    assert widths == {1024}
