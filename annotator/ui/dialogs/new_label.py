"""Asks what a new label is called."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from annotator.ui.dialogs.buttons import dialog_buttons
from annotator.ui.drafts import DraftDialog, Typed


class NewLabelDialog(DraftDialog):
    """One field."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("new_label_dialog")
        self.setWindowTitle(self.tr("New label"))
        self.name = QLineEdit()
        self.name.setObjectName("new_label_name")
        buttons = dialog_buttons(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(buttons)

    @classmethod
    def ask(cls, parent: QWidget | None) -> str | None:
        """The name; None when the person thinks better of it."""
        dialog = cls(parent)
        given = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.name.text() if given else None

    def typed(self) -> list[Typed]:
        """The name."""
        words = self.name.text().strip()
        return [Typed(self.tr("The name of a label"), words)] if words else []
