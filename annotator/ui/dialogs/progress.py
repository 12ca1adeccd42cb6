"""Shows how far a task is and lets the person cancel it. Appears only when it takes a while."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

_APPEAR_MS = 400


class ProgressDialog(QProgressDialog):
    """Window-modal; ``canceled`` when the person cancels."""

    def __init__(self, parent: QWidget | None, words: str) -> None:
        super().__init__(words, "Cancel", 0, 0, parent)
        self.setObjectName("progress_dialog")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(_APPEAR_MS)
        self.setAutoReset(False)
        self.setAutoClose(False)

    def show_progress(self, done: int, total: int) -> None:
        """Show ``done`` of ``total``; an unknown total shows that something goes on."""
        if not self.wasCanceled():
            self.setMaximum(total)
            self.setValue(min(done, total))

    def end(self) -> None:
        """Go away."""
        self.canceled.disconnect()
        self.close()
        self.deleteLater()
