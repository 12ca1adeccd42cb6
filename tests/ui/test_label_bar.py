"""The bar of labels shows each label once."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QDialog
from window_verbs import Sight

from annotator.ui.annotating.label_bar import LabelBar
from annotator.ui.shell.widgets.key_button import KeyButton


def test_labels_that_change_right_before_a_dialog_opens_are_shown_once(sight: Sight) -> None:
    bar = sight.window.findChild(LabelBar)
    before = len([button for button in bar.findChildren(KeyButton) if button.isVisible()])
    seen: list[int] = []
    dialog = QDialog(sight.window)
    outer = QEventLoop()

    def change() -> None:
        sight.window.show_labels(sight.workspace.labels)
        QTimer.singleShot(0, look)
        dialog.exec()
        outer.quit()

    def look() -> None:
        shown = [button for button in bar.findChildren(KeyButton) if button.isVisible()]
        seen.append(len(shown))
        dialog.reject()

    QTimer.singleShot(0, change)
    outer.exec()
    assert seen == [before]
