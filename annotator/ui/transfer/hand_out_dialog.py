"""Asks to whom a project is handed out, how many articles two of them get, and where files go."""

from __future__ import annotations

from collections.abc import Collection, Sequence

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

from annotator.domain.wording import filled
from annotator.operations.sharing.handing_out import HandOut
from annotator.ui.shell.drafts import AsksFirst, Typed
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons
from annotator.ui.shell.widgets.labels import plain
from annotator.ui.shell.widgets.ticked_people import TickedPeople, with_typed


class HandOutDialog(AsksFirst, QDialog):
    """People with a check each, further names, and shares in percent."""

    def __init__(
        self, parent: QWidget | None, people: Sequence[str], has_file: Collection[str], share: int
    ) -> None:
        """``has_file`` are those who get an update; ``share`` is the control share as it is."""
        super().__init__(parent)
        self.setObjectName("hand_out_dialog")
        self.setWindowTitle(self.tr("Hand out"))
        self.resize(460, 420)
        self._has_file = has_file
        self._share = share
        self.people = TickedPeople("hand_out_people", self.tr("To whom"))
        for name in people:
            has = name in has_file
            text = filled(self.tr("%s   gets an update"), name) if has else name
            self.people.add(name, text, ticked=has)
        self.others = QLineEdit()
        self.others.setObjectName("hand_out_others")
        self.others.setPlaceholderText(self.tr("bob, cem"))
        self.overlap = self._percent("hand_out_overlap", self.tr(" % of the articles"), 20)
        self.share = self._percent("hand_out_share", self.tr(" % of the articles"), share)
        self.originals = QCheckBox(self.tr("With the original &files of articles"))
        self.originals.setObjectName("hand_out_originals")
        self.originals.setToolTip(
            self.tr("Needed only where originals are looked at; the files then are much larger")
        )
        self.said = plain("hand_out_said", quiet=True)
        self._compose()
        self.people.itemChanged.connect(lambda item: self._tell())
        self.others.textChanged.connect(lambda text: self._tell())
        self._tell()

    @classmethod
    def ask(
        cls, parent: QWidget | None, people: Sequence[str], has_file: Collection[str], share: int
    ) -> HandOut | None:
        """What is wished for; None when the person thinks better of it."""
        dialog = cls(parent, people, has_file, share)
        agreed = accepted(dialog)
        return dialog.wish() if agreed else None

    def wish(self) -> HandOut:
        """What is filled in."""
        share = self.share.value()
        wanted = share if share != self._share else None
        overlap = self.overlap.value() if self.overlap.isEnabled() else 0
        return HandOut(self.chosen(), overlap, wanted, originals=self.originals.isChecked())

    def typed(self) -> list[Typed]:
        """Further names."""
        text = self.others.text().strip()
        return [Typed(self.tr("To whom the project goes"), text)] if text else []

    def chosen(self) -> tuple[str, ...]:
        """The names that are checked, and those typed, each once."""
        return with_typed(self.people.ticked(), self.others.text())

    def _percent(self, name: str, suffix: str, value: int) -> QSpinBox:
        box = QSpinBox()
        box.setObjectName(name)
        box.setRange(0, 100)
        box.setSuffix(suffix)
        box.setValue(value)
        return box

    def _compose(self) -> None:
        self._buttons = dialog_buttons(Standard.Ok | Standard.Cancel, self)
        self._write = self._buttons.button(Standard.Ok)
        self._write.setText(self.tr("Choose folder…"))
        note = self.tr(
            "Each gets a file with their articles, the labels, guidelines, names and settings, and "
            "opens it as a project. Articles that nobody has yet are dealt out now."
        )
        asked = QLabel(self.tr("Hand out &to"))
        asked.setBuddy(self.people)
        form = QFormLayout()
        form.addRow(self.tr("&Others"), self.others)
        form.addRow(self.tr("To t&wo people go"), self.overlap)
        form.addRow(self.tr("No &suggestions in"), self.share)
        column = QVBoxLayout(self)
        column.addWidget(plain("hand_out_note", note, quiet=True))
        column.addWidget(asked)
        column.addWidget(self.people, 1)
        column.addLayout(form)
        column.addWidget(self.originals)
        column.addWidget(self.said)
        column.addWidget(self._buttons)

    def _tell(self) -> None:
        people = self.chosen()
        self._write.setEnabled(bool(people))
        self.overlap.setEnabled(len(people) > 1)
        updates = sum(name in self._has_file for name in people)
        text = self.tr("Projects: %1. Updates for those who have theirs: %2.")
        nobody = self.tr("Tick or type at least one name.")
        self.said.setText(filled(text, len(people) - updates, updates) if people else nobody)
