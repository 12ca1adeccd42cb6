"""Asks what a new label is called."""

from __future__ import annotations

from PySide6.QtWidgets import QInputDialog, QWidget

from annotator.ui.shell.drafts import AsksFirst, Typed
from annotator.ui.shell.widgets.buttons import accepted


class NewLabelDialog(AsksFirst, QInputDialog):
    """One field."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New label"))
        self.setLabelText(self.tr("Name"))

    @classmethod
    def ask(cls, parent: QWidget | None) -> str | None:
        """The name; None when the person thinks better of it."""
        dialog = cls(parent)
        given = accepted(dialog)
        return dialog.textValue() if given else None

    def typed(self) -> list[Typed]:
        """The name."""
        text = self.textValue().strip()
        return [Typed(self.tr("The name of a label"), text)] if text else []
