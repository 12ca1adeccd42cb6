"""Shows what could not be saved when the program ended, and asks what is to become of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.edits import Edit
from annotator.domain.values import Annotation
from annotator.domain.wording import filled
from annotator.operations.unsaved import Unsaved
from annotator.ui.shell.widgets.buttons import Standard, dialog_buttons


class Choice(Enum):
    """What a person wants of what was kept."""

    SAVE = "save"
    DROP = "drop"
    LATER = "later"


class UnsavedDialog(QDialog):
    """What is kept, in words that can be copied, and three buttons."""

    def __init__(self, parent: QWidget | None, kept: Sequence[Unsaved]) -> None:
        super().__init__(parent)
        self.setObjectName("unsaved_dialog")
        self.setWindowTitle(self.tr("Not saved when the program ended"))
        self.resize(560, 360)
        self.choice = Choice.LATER
        about = QLabel(
            self.tr(
                "“Save now” saves the changes that still fit and opens guidelines to go on "
                "writing. Other texts have to be copied from here; they stay until discarded."
            )
        )
        about.setWordWrap(True)
        self.page = QPlainTextEdit("\n".join(self._lines(kept)))
        self.page.setObjectName("unsaved_list")
        self.page.setAccessibleName(self.tr("What was not saved"))
        self.page.setReadOnly(True)
        buttons = dialog_buttons(Standard.Close)
        for name, text, role, choice in (
            *(("unsaved_save", self.tr("Save now"), "AcceptRole", Choice.SAVE),),
            *(("unsaved_drop", self.tr("Discard"), "DestructiveRole", Choice.DROP),),
        ):
            button = buttons.addButton(text, QDialogButtonBox.ButtonRole[role])
            button.setObjectName(name)
            button.setAutoDefault(choice is Choice.SAVE)
            button.clicked.connect(lambda checked=False, choice=choice: self._end(choice))
        buttons.button(Standard.Close).setText(self.tr("Later"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for part in (about, self.page, buttons):
            column.addWidget(part)

    @classmethod
    def ask(cls, parent: QWidget | None, kept: Sequence[Unsaved]) -> Choice:
        """What is to become of it."""
        dialog = cls(parent, kept)
        dialog.exec()
        dialog.deleteLater()
        return dialog.choice

    def _end(self, choice: Choice) -> None:
        self.choice = choice
        self.accept()

    def _lines(self, kept: Sequence[Unsaved]) -> list[str]:
        lines: list[str] = []
        for unsaved in kept:
            lines += [line for edit in unsaved.edits for line in _told(edit)]
            lines += [
                filled(self.tr("• %s: please ask for it again"), title) for title in unsaved.asked
            ]
            if unsaved.guidelines is not None:
                lines += ["", self.tr("The guidelines you were writing:"), unsaved.guidelines]
            for text in unsaved.texts:
                lines += ["", f"{text.what}:", text.words]
        return lines


def _told(edit: Edit) -> list[str]:
    """What an edit is, and the words that were typed for it, to be copied should it not fit."""
    before = {row.note for row in edit.before if isinstance(row, Annotation)}
    notes = {row.note: None for row in edit.after if isinstance(row, Annotation) and row.note}
    return [f"• {edit.title}", *(f"  {note}" for note in notes if note not in before)]
