"""The row of buttons at the foot of a dialog, and what it comes to when one is pressed."""

from __future__ import annotations

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox

Standard = QDialogButtonBox.StandardButton


def dialog_buttons(buttons: Standard, dialog: QDialog | None = None) -> QDialogButtonBox:
    """A box with these standard buttons, words alone; they close the ``dialog`` they are given."""
    box = QDialogButtonBox(buttons)
    for button in box.buttons():
        button.setIcon(QIcon())
    if dialog is not None:
        box.accepted.connect(dialog.accept)
        box.rejected.connect(dialog.reject)
    return box


def accepted(dialog: QDialog) -> bool:
    """Show a dialog until it is closed, and then let it go; whether the person agreed."""
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed
