"""Asks whose work is to be sent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.values import Status
from annotator.domain.wording import counted, filled
from annotator.operations.sharing.bundling import BundleChoice
from annotator.store.merging.bundling import Worked
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons
from annotator.ui.shell.widgets.ticked_people import TickedPeople


class SendDialog(QDialog):
    """People with a check each, one's own checked, and whether unfinished work goes too."""

    def __init__(self, parent: QWidget | None, people: Sequence[Worked], annotator: str) -> None:
        super().__init__(parent)
        self.setObjectName("send_dialog")
        self.setWindowTitle(self.tr("Send work"))
        self.resize(420, 320)
        self.people = TickedPeople("send_people", self.tr("Whose work"))
        only = len(people) == 1
        for person in people:
            name, articles = person.annotator, counted(person.articles, "article")
            text = filled(self.tr("%1   %2, %3 done"), name, articles, person.done)
            self.people.add(name, text, ticked=only or name == annotator)
        self.which = QComboBox()
        self.which.setObjectName("send_which")
        self.which.setAccessibleName(self.tr("Which articles"))
        self.which.addItems([self.tr("All work"), self.tr("Articles they have finished")])
        self._buttons = dialog_buttons(Standard.Save | Standard.Cancel, self)
        self.people.itemChanged.connect(lambda item: self._allow())
        rows = QVBoxLayout(self)
        asked = QLabel(self.tr("Whose work goes into the file?"))
        asked.setBuddy(self.people)
        for part in (asked, self.people, self.which, self._buttons):
            rows.addWidget(part)
        self._allow()

    @classmethod
    def ask(
        cls, parent: QWidget | None, people: Sequence[Worked], annotator: str
    ) -> BundleChoice | None:
        """Whose work to send; None when the person thinks better of it."""
        dialog = cls(parent, people, annotator)
        agreed = accepted(dialog)
        if not agreed:
            return None
        statuses = (Status.DONE,) if dialog.which.currentIndex() == 1 else None
        return BundleChoice(annotators=dialog.people.ticked(), statuses=statuses)

    def _allow(self) -> None:
        save = self._buttons.button(Standard.Save)
        save.setEnabled(bool(self.people.ticked()))
