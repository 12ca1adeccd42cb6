"""Asks to whom the articles are dealt out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.wording import counted, filled
from annotator.ui.shell.drafts import AsksFirst, Typed
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons
from annotator.ui.shell.widgets.labels import plain
from annotator.ui.shell.widgets.ticked_people import TickedPeople, with_typed


@dataclass(frozen=True, slots=True)
class AssignWish:
    """To whom each article goes, to how many of them, and whether all is dealt anew."""

    people: tuple[str, ...]
    overlap: int
    again: bool


class AssignDialog(AsksFirst, QDialog):
    """People with a check each, further names, and how many get the same article."""

    def __init__(
        self,
        parent: QWidget | None,
        people: Sequence[str],
        assigned: Mapping[str, int],
        articles: int,
    ) -> None:
        """``assigned`` is how many articles are assigned to whom already."""
        super().__init__(parent)
        self.setObjectName("assign_dialog")
        self.setWindowTitle(self.tr("Assign articles"))
        self.resize(440, 400)
        self.people = TickedPeople("assign_people", self.tr("To whom"))
        for name in people:
            count = assigned.get(name, 0)
            text = filled(self.tr("%1   %2"), name, counted(count, "article")) if count else name
            self.people.add(name, text, ticked=name in assigned)
        self.others = QLineEdit()
        self.others.setObjectName("assign_others")
        self.others.setPlaceholderText(self.tr("bob, cem"))
        self.overlap = QSpinBox()
        self.overlap.setObjectName("assign_overlap")
        self.overlap.setMinimum(1)
        self.again = QCheckBox(self.tr("Clear earlier assignments first; finished work stays"))
        self.again.setObjectName("assign_again")
        self.again.setEnabled(bool(assigned))
        self.said = plain("assign_said")
        self._articles = articles
        self._compose()
        self.people.itemChanged.connect(lambda item: self._tell())
        self.others.textChanged.connect(lambda text: self._tell())
        self.overlap.valueChanged.connect(lambda value: self._tell())
        self._tell()

    def typed(self) -> list[Typed]:
        """Further names."""
        text = self.others.text().strip()
        return [Typed(self.tr("To whom articles are assigned"), text)] if text else []

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        people: Sequence[str],
        assigned: Mapping[str, int],
        articles: int,
    ) -> AssignWish | None:
        """What is wished for; None when the person thinks better of it."""
        dialog = cls(parent, people, assigned, articles)
        agreed = accepted(dialog)
        wish = dialog.wish()
        return wish if agreed else None

    def wish(self) -> AssignWish:
        """What is filled in."""
        return AssignWish(self.chosen(), self.overlap.value(), self.again.isChecked())

    def chosen(self) -> tuple[str, ...]:
        """The names that are checked, and those typed, each once."""
        return with_typed(self.people.ticked(), self.others.text())

    def _compose(self) -> None:
        self._buttons = dialog_buttons(Standard.Ok | Standard.Cancel, self)
        self._assign = self._buttons.button(Standard.Ok)
        self._assign.setText(self.tr("Assign"))
        asked = QLabel(self.tr("Assign &to"))
        asked.setBuddy(self.people)
        form = QFormLayout()
        form.addRow(self.tr("&Others"), self.others)
        form.addRow(self.tr("&Each article goes to"), self.overlap)
        column = QVBoxLayout(self)
        column.addWidget(asked)
        column.addWidget(self.people, 1)
        column.addLayout(form)
        column.addWidget(self.again)
        column.addWidget(self.said)
        column.addWidget(self._buttons)

    def _tell(self) -> None:
        people = len(self.chosen())
        self.overlap.setMaximum(max(1, people))
        self.overlap.setSuffix(filled(self.tr(" of %n"), people) if people else "")
        self._assign.setEnabled(people > 0)
        if not people:
            self.said.setText(self.tr("Tick or type at least one name."))
            return
        text = self.tr("%1, about %2 each. Existing assignments stay.")
        each = -(-self._articles * self.overlap.value() // people)
        self.said.setText(filled(text, counted(self._articles, "article"), each))
