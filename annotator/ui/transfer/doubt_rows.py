"""Asks who some people of a file are in the project: one of its people, or somebody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from annotator.domain.errors import AnnotatorError
from annotator.domain.identity import checked
from annotator.domain.wording import filled
from annotator.operations.sharing.whose_work import Doubt
from annotator.ui.shell.widgets.labels import plain


class DoubtRows(QWidget):
    """A question a person, with the names that may be theirs and room for another."""

    answered = Signal(bool)

    def __init__(self, doubts: Sequence[Doubt], annotator: str) -> None:
        super().__init__()
        self._fields: dict[str, QComboBox] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        for doubt in doubts:
            question = plain("merge_doubt", self._question(doubt, annotator))
            field = self._fields[doubt.name] = QComboBox()
            field.setObjectName("merge_person")
            field.setAccessibleName(filled(self.tr("Who %s is here"), doubt.name))
            field.setEditable(True)
            other = f"{doubt.name} 2" if doubt.is_taken else doubt.name
            field.addItems([other, *doubt.alike])
            field.editTextChanged.connect(lambda: self.answered.emit(self._are_names()))
            rows.addWidget(question)
            rows.addWidget(field)

    def answers(self) -> Mapping[str, str]:
        """What each is called here."""
        return {name: " ".join(f.currentText().split()) for name, f in self._fields.items()}

    def _are_names(self) -> bool:
        try:
            for name in self.answers().values():
                checked(name, "")
        except AnnotatorError:
            return False
        return True

    def _question(self, doubt: Doubt, annotator: str) -> str:
        if annotator in doubt.alike:
            text = self.tr("%1 in this file worked at another computer. Is that you, %2?")
        elif doubt.is_taken:
            text = self.tr("%1 in this file worked at another computer than %2 here: who is it?")
        else:
            text = self.tr("%1 in this file may be %2: who is it?")
        return filled(text, doubt.name, annotator if annotator in doubt.alike else doubt.alike[0])
