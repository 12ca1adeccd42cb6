"""Asks whose work is to be sent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.values import Status
from annotator.domain.wording import counted, filled
from annotator.operations.sharing.bundling import BundleChoice
from annotator.store.merging.bundling import Worked
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons

_NAME = Qt.ItemDataRole.UserRole


class SendDialog(QDialog):
    """People with a check each, one's own checked, and whether unfinished work goes too."""

    def __init__(self, parent: QWidget | None, people: Sequence[Worked], annotator: str) -> None:
        super().__init__(parent)
        self.setObjectName("send_dialog")
        self.setWindowTitle(self.tr("Send work"))
        self.resize(420, 320)
        self.people = QListWidget()
        self.people.setObjectName("send_people")
        self.people.setAccessibleName(self.tr("Whose work"))
        only = len(people) == 1
        for person in people:
            self.people.addItem(self._item(person, only or person.annotator == annotator))
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
        return BundleChoice(annotators=dialog.chosen(), statuses=statuses)

    def chosen(self) -> tuple[str, ...]:
        """The names that are checked."""
        items = (self.people.item(row) for row in range(self.people.count()))
        return tuple(
            item.data(_NAME) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def _item(self, person: Worked, checked: bool) -> QListWidgetItem:
        articles = counted(person.articles, "article")
        item = QListWidgetItem(
            filled(self.tr("%1   %2, %3 done"), person.annotator, articles, person.done)
        )
        item.setData(_NAME, person.annotator)
        item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        return item

    def _allow(self) -> None:
        save = self._buttons.button(Standard.Save)
        save.setEnabled(bool(self.chosen()))
