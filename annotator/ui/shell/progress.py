"""Shows how far a task is and lets the person cancel it. Appears only when it takes a while."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.shell.widgets.buttons import Standard, dialog_buttons
from annotator.ui.shell.widgets.labels import plain

_APPEAR_MS = 400


class ProgressDialog(QDialog):
    """Window-modal; ``canceled`` when the person cancels.

    Not a QProgressDialog: that one has a timer that shows it, even once it has been closed, as long
    as it is not deleted; and it is not while a dialog that follows runs an event loop.
    """

    canceled = Signal()

    def __init__(self, parent: QWidget | None, text: str) -> None:
        super().__init__(parent)
        self.setObjectName("progress_dialog")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(340)
        label = plain("", text)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(text)
        self._bar.setRange(0, 0)  # something goes on
        buttons = dialog_buttons(Standard.Cancel, self)
        column = QVBoxLayout(self)
        for part in (label, self._bar, buttons):
            column.addWidget(part)
        self._appear = QTimer(self)
        self._appear.setSingleShot(True)
        self._appear.timeout.connect(self.show)
        self._appear.start(_APPEAR_MS)

    def show_progress(self, done: int, total: int) -> None:
        """Show ``done`` of ``total``; an unknown total shows that something goes on."""
        self._bar.setMaximum(total)
        self._bar.setValue(min(done, total))

    def reject(self) -> None:
        """Cancel: the button, Esc and the window's own cross all come here."""
        self._leave()
        self.canceled.emit()

    def end(self) -> None:
        """Go away for good, once the task has ended."""
        self._leave()
        self.deleteLater()

    def _leave(self) -> None:
        self._appear.stop()  # the event loop of a dialog that follows would still serve it
        super().reject()
