"""Asks before a label goes: what has it, and which label that gets in its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.labels import FIGURE, LabelUses
from annotator.domain.wording import filled
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons
from annotator.ui.shell.widgets.labels import plain


class ReplaceLabelDialog(QDialog):
    """Says what has the label, and offers the others."""

    def __init__(
        self,
        parent: QWidget | None,
        name: str,
        used: LabelUses,
        others: Sequence[str],
        *,
        deleting: bool,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("replace_label_dialog")
        self.setWindowTitle(self.tr("Delete a label") if deleting else self.tr("Merge labels"))
        self.setMinimumWidth(420)
        self.replacing = bool(used) or not deleting
        note = plain("replace_label_words", self._words(name, used))
        self.into = QComboBox()
        self.into.setObjectName("replace_label_into")
        self.into.addItems(list(others))
        form = QFormLayout()
        form.addRow(self.tr("&Replacement"), self.into)
        form.setRowVisible(self.into, self.replacing)
        box = dialog_buttons(Standard.Cancel, self)
        act = self.tr("&Delete") if deleting else self.tr("&Merge")
        self.go = box.addButton(act, QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setObjectName("replace_label_go")
        self.go.setAutoDefault(False)
        box.button(Standard.Cancel).setDefault(True)
        self.go.setEnabled(bool(others) or not self.replacing)
        column = QVBoxLayout(self)
        column.addWidget(note)
        column.addLayout(form)
        column.addWidget(box)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        name: str,
        used: LabelUses,
        others: Sequence[str],
        *,
        deleting: bool,
    ) -> str | None:
        """The label in its place, "" for none; None when the person thinks better of it."""
        dialog = cls(parent, name, used, others, deleting=deleting)
        said = accepted(dialog)
        chosen = dialog.into.currentText() if dialog.replacing else ""
        return chosen if said else None

    def _words(self, name: str, used: LabelUses) -> str:
        if not used:
            nothing = self.tr("The label %1 is not used.")
            return f"{filled(nothing, name)} {self.tr('Undo brings it back.')}"
        text = self.tr(
            "%2 is the label of %1. They get the label chosen here, for every annotator. "
            "Undo brings it back."
        )
        values = self.tr("Values are shown for FIGURE alone.") if name == FIGURE else ""
        return f"{filled(text, used, name)} {values}".strip()
