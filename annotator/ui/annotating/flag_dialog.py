"""Asks why an article is flagged."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QVBoxLayout, QWidget

from annotator.ui.shell.drafts import AsksFirst, Typed
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons

REASONS = (
    "Not about armed conflict",
    "Text is damaged or unreadable",
    "Wrong language",
    "Copy of another article",
    "Not sure how to annotate it",
)


class FlagDialog(AsksFirst, QDialog):
    """One field with the usual reasons; any other can be typed."""

    def __init__(self, parent: QWidget | None, reason: str) -> None:
        super().__init__(parent)
        self.setObjectName("flag_dialog")
        self.setWindowTitle(self.tr("Flag the article"))
        self.reason = QComboBox()
        self.reason.setObjectName("flag_reason")
        self.reason.setEditable(True)
        self.reason.setMinimumWidth(340)
        self._usual = [self.tr(words) for words in REASONS]
        self.reason.addItems(self._usual)
        if reason:
            self.reason.setEditText(reason)
        question = QLabel(self.tr("&Why?"))
        question.setBuddy(self.reason)
        buttons = dialog_buttons(Standard.Ok | Standard.Cancel, self)
        column = QVBoxLayout(self)
        column.addWidget(question)
        column.addWidget(self.reason)
        column.addWidget(buttons)
        line = self.reason.lineEdit()
        if line is not None:
            line.selectAll()

    def typed(self) -> list[Typed]:
        """A reason that is none of the usual ones."""
        words = self.reason.currentText().strip()
        if not words or words in self._usual:
            return []
        return [Typed(self.tr("Why the article is flagged"), words)]

    @classmethod
    def ask(cls, parent: QWidget | None, reason: str = "") -> str | None:
        """The reason; None when the person thinks better of it."""
        dialog = cls(parent, reason)
        given = accepted(dialog)
        words = dialog.reason.currentText().strip()
        return words if given and words else None
