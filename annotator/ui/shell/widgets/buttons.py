"""The buttons of a dialog, and what it comes to when one at its foot is pressed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton

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


def close_button(leave: Callable[[], object]) -> QDialogButtonBox:
    """“Close” alone, which Enter in a field does not press."""
    box = dialog_buttons(Standard.Close)
    box.rejected.connect(leave)
    box.button(Standard.Close).setAutoDefault(False)
    return box


def act_button(name: str, text: str, act: Callable[[], object]) -> QPushButton:
    """A button that does something in an open dialog; Enter in a field does not press it."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: act())
    return button


def accepted(dialog: QDialog) -> bool:
    """Show a dialog until it is closed, and then let it go; whether the person agreed."""
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed
