"""Asks who the person at this computer is: the name beside their work, and an address."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.domain.errors import AnnotatorError
from annotator.domain.identity import checked
from annotator.ui.shell.drafts import AsksFirst, Typed
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons
from annotator.ui.shell.widgets.labels import plain

Take = Callable[[str, str], object]


class IdentityDialog(AsksFirst, QDialog):
    """A name and an e-mail address. ``take`` does with them what they are for."""

    def __init__(self, parent: QWidget | None, name: str, email: str, take: Take) -> None:
        super().__init__(parent)
        self.setObjectName("identity_dialog")
        self.setWindowTitle(self.tr("Your name"))
        self.setMinimumWidth(440)
        self._take = take
        self._given = (name, email)
        self.name = QLineEdit(name)
        self.name.setObjectName("identity_name")
        self.name.selectAll()
        self.email = QLineEdit(email)
        self.email.setObjectName("identity_email")
        self.email.setPlaceholderText(self.tr("optional"))
        self.message = plain("identity_message")
        self.message.hide()
        note = self.tr(
            "Your name stands beside all you annotate, also in files you send. The e-mail address "
            "shows colleagues’ programs that you are one person at several computers; it goes "
            "into those files and nowhere else."
        )
        form = QFormLayout()
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&E-mail"), self.email)
        buttons = dialog_buttons(Standard.Ok | Standard.Cancel)
        buttons.accepted.connect(self._on_ok)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(plain("identity_note", note, quiet=True))
        column.addLayout(form)
        column.addWidget(self.message)
        column.addWidget(buttons)

    @classmethod
    def ask(cls, parent: QWidget | None, name: str, email: str, take: Take) -> bool:
        """Whether the person has said who they are."""
        return accepted(cls(parent, name, email, take))

    def typed(self) -> list[Typed]:
        """A name or an address that is written and not taken."""
        now = (self.name.text(), self.email.text())
        return [] if now == self._given else [Typed(self.tr("Your name"), " ".join(now).strip())]

    def _on_ok(self) -> None:
        try:
            self._take(*checked(self.name.text(), self.email.text()))
        except AnnotatorError as error:
            self.message.setText(str(error))
            self.message.show()
            return
        self._given = (self.name.text(), self.email.text())
        self.accept()
