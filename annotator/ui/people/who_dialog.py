"""Asks under which name somebody works in a project that does not know them yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QVBoxLayout, QWidget

from annotator.domain.errors import AnnotatorError, quoted
from annotator.domain.identity import checked
from annotator.domain.wording import filled
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons
from annotator.ui.shell.widgets.labels import plain


class WhoDialog(QDialog):
    """The names of the project, and a field for another one."""

    def __init__(
        self,
        parent: QWidget | None,
        own: str,
        names: Sequence[str],
        made_for: str,
        elsewhere: Collection[str],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("who_dialog")
        self.setWindowTitle(self.tr("Who are you?"))
        self.setMinimumWidth(440)
        free = [name for name in names if name not in elsewhere]
        self.name = QComboBox()
        self.name.setObjectName("who_name")
        self.name.setEditable(True)
        self.name.addItems(list(dict.fromkeys([*free, *names, own])))
        self.name.setEditText(free[0] if free else f"{own} 2" if own in names else own)
        self.message = plain("who_message")
        self.message.hide()
        asked = self.tr("Under which name do you work in this project?")
        if made_for:
            asked = filled(self.tr("This project was made for %s. Is that you?"), made_for)
        column = QVBoxLayout(self)
        column.addWidget(plain("who_asked", asked))
        form = QFormLayout()
        form.addRow(self.tr("&Name"), self.name)
        column.addLayout(form)
        column.addWidget(plain("who_note", self._note(elsewhere), quiet=True))
        column.addWidget(self.message)
        buttons = dialog_buttons(Standard.Ok | Standard.Cancel)
        buttons.accepted.connect(self._on_ok)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        own: str,
        names: Sequence[str],
        made_for: str,
        elsewhere: Collection[str],
    ) -> str | None:
        """The name; None when the person does not say."""
        dialog = cls(parent, own, names, made_for, elsewhere)
        agreed = accepted(dialog)
        return " ".join(dialog.name.currentText().split()) if agreed else None

    def _note(self, elsewhere: Collection[str]) -> str:
        note = self.tr("Choose a name whose work is yours, or write another.")
        if elsewhere:
            text = self.tr("At other computers worked %s: choose such a name only if that was you.")
            note += " " + filled(text, quoted(sorted(elsewhere)))
        return note

    def _on_ok(self) -> None:
        try:
            checked(self.name.currentText(), "")
        except AnnotatorError as error:
            self.message.setText(str(error))
            self.message.show()
            return
        self.accept()
