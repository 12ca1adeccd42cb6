"""Verbs for tests of the import dialog: act in it once all is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from window_verbs import Sight

from annotator.ui.transfer.import_preview import ImportDialog
from annotator.ui.transfer.open_transfer import OpenTransfer

Step = Callable[[ImportDialog], object]


def in_import_dialog(sight: Sight, act: Step, paths: Sequence[Path]) -> None:
    """Open the dialog on files, act in it once all is read, and wait for its end."""
    failures: list[Exception] = []

    def go() -> None:
        dialog = sight.window.findChild(ImportDialog)
        if dialog is None:
            QTimer.singleShot(10, go)
            return
        try:
            whole(sight.bot, dialog)
            act(dialog)
        except Exception as error:  # noqa: BLE001 - raised below: none leaves a dialog
            failures.append(error)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, go)
    sight.open_room(OpenTransfer).preview_import(paths)
    if failures:
        raise failures[0]


def whole(qtbot: QtBot, dialog: ImportDialog) -> None:
    """Wait until everything has been read as it is chosen now."""
    qtbot.waitUntil(lambda: dialog.findChild(QLabel, "import_summary").text() != "")
    qtbot.waitUntil(lambda: not dialog.bar.isVisibleTo(dialog))
