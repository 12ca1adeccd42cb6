"""The row of buttons at the foot of a dialog: words alone, no pictures."""

from __future__ import annotations

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialogButtonBox

Standard = QDialogButtonBox.StandardButton


def dialog_buttons(buttons: Standard) -> QDialogButtonBox:
    """A box with these standard buttons."""
    box = QDialogButtonBox(buttons)
    for button in box.buttons():
        button.setIcon(QIcon())
    return box
