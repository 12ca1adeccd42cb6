"""Asks why an article is flagged."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.confidential import CONFIDENTIAL
from annotator.ui.shell.drafts import AsksFirst, Typed
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons

REASONS = (
    "Not about armed conflict",
    "Text is damaged or unreadable",
    "Wrong language",
    "Copy of another article",
    "Not sure how to annotate it",
    CONFIDENTIAL,
)


@dataclass(frozen=True, slots=True)
class Flag:
    """What a person wants: a flag with a reason; None: no flag any more."""

    reason: str | None


class FlagDialog(AsksFirst, QDialog):
    """One field with the usual reasons; any other can be typed. A flag can be taken off again."""

    def __init__(self, parent: QWidget | None, reason: str | None) -> None:
        super().__init__(parent)
        self.setObjectName("flag_dialog")
        self.setWindowTitle(self.tr("Flag the article"))
        self.reason = QComboBox()
        self.reason.setObjectName("flag_reason")
        self.reason.setEditable(True)
        self.reason.setMinimumWidth(340)
        self._usual = [self.tr(words) for words in REASONS]
        self.reason.addItems(self._usual)
        self._before = reason or ""
        if reason is not None:
            self.reason.setEditText(reason)
        self.removes = False
        question = QLabel(self.tr("&Why?"))
        question.setBuddy(self.reason)
        buttons = dialog_buttons(Standard.Ok | Standard.Cancel, self)
        self._ok = buttons.button(Standard.Ok)
        self.reason.editTextChanged.connect(lambda words: self._ok.setEnabled(bool(words.strip())))
        self._ok.setEnabled(bool(self.reason.currentText().strip()))
        if reason is not None:
            remove = QPushButton(self.tr("&Remove the flag"))
            remove.setObjectName("flag_remove")
            remove.setAutoDefault(False)
            remove.clicked.connect(self._remove)
            buttons.addButton(remove, QDialogButtonBox.ButtonRole.DestructiveRole)
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
        if not words or words in (*self._usual, self._before):
            return []
        return [Typed(self.tr("Why the article is flagged"), words)]

    def _remove(self) -> None:
        self.removes = True
        self.accept()

    @classmethod
    def ask(cls, parent: QWidget | None, reason: str | None = None) -> Flag | None:
        """The flag wanted; None when the person thinks better of it.

        ``reason`` is that of the flag there is, None where there is none.
        """
        dialog = cls(parent, reason)
        if not accepted(dialog):
            return None
        return Flag(None if dialog.removes else dialog.reason.currentText().strip())
