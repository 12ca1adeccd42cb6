"""Lists of names with a choice beside each: labels of files, and columns of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QComboBox

from annotator.domain.wording import counted, filled
from annotator.formats.fields import TEXT
from annotator.formats.reader import FIELDS
from annotator.formats.tables.table_shape import Table
from annotator.operations.importing.label_mapping import Mapped
from annotator.operations.importing.whose import PersonFound
from annotator.ui.shell.widgets.choice_grid import ChoiceGrid

_ROOMY = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class LabelChoices(ChoiceGrid):
    """What becomes of each label that was found. A choice stays while files are read again."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__("import_labels")
        self._labels = tuple(labels)
        self._offered: dict[str, str] = {}  # what was shown first, by label

    @property
    def asked(self) -> Mapping[str, str]:
        """The labels whose choice a person has changed, with what they become."""
        chosen = {label: str(self.boxes[label].currentData()) for label in self._offered}
        return {label: new for label, new in chosen.items() if new != self._offered[label]}

    def show_found(self, mapped_labels: Sequence[Mapped]) -> None:
        """Show the labels with their counts."""
        for mapped in mapped_labels:
            known = mapped.label in self.boxes
            box = self.box(mapped.label)
            text = filled(self.tr("%1 · %2"), mapped.label, counted(mapped.count, "span"))
            self.names[mapped.label].setText(text)
            if not known:
                self._fill(box, mapped)

    def _fill(self, box: QComboBox, mapped: Mapped) -> None:
        for name in self._labels:
            box.addItem(name, name)
        if mapped.label not in self._labels:
            box.addItem(filled(self.tr("new label %s"), mapped.label), mapped.label)
        box.addItem(self.tr("left out"), "")
        self._offered[mapped.label] = mapped.target or ""
        box.setCurrentIndex(box.findData(self._offered[mapped.label]))


class PeopleChoices(ChoiceGrid):
    """Whose each person's work is to be: two spellings of one person are made one here."""

    def __init__(self) -> None:
        super().__init__("import_people", across=1)  # a line says who may be the same
        # One list for all boxes: named after their files, people may be as many as articles.
        self._offered = QStringListModel([self.tr("as named")], self)

    @property
    def asked(self) -> Mapping[str, str]:
        """What a person has said of names, by the names of the files."""
        chosen = {name: box for name, box in self.boxes.items() if box.currentIndex() > 0}
        return {name: box.currentText() for name, box in chosen.items()}

    def show_found(self, people: Sequence[PersonFound], own: str) -> None:
        """Show the people with what they bring; ``own`` is who imports."""
        if not {person.name for person in people} >= self.boxes.keys():
            self.clear()
            self._offered.removeRows(1, self._offered.rowCount() - 1)
        near = [other for person in people for other in person.alike]
        self._offer([*(person.name for person in people), *near, own])
        for person in people:
            known = person.name in self.boxes
            box = self.box(person.name)
            if not known:
                box.setSizeAdjustPolicy(_ROOMY)  # no box measures all the names
                box.setMinimumContentsLength(20)
                box.setModel(self._offered)
            self._say(person)

    def _offer(self, names: Sequence[str]) -> None:
        known = set(self._offered.stringList()[1:])
        for name in dict.fromkeys(names):
            if name not in known:
                at = self._offered.rowCount()
                self._offered.insertRow(at)
                self._offered.setData(self._offered.index(at), name)

    def _say(self, person: PersonFound) -> None:
        work = filled(self.tr("%1 · %2"), person.name, counted(person.articles, "article"))
        if person.alike:
            work = filled(self.tr("%1 – the same person as %2?"), work, ", ".join(person.alike))
        self.names[person.name].setText(work)


class ColumnChoices(ChoiceGrid):
    """Which column of a table holds the text, title, source, address, date and id."""

    def __init__(self) -> None:
        super().__init__("import_columns")
        self._names = {
            "text": self.tr("Text"),
            "title": self.tr("Title"),
            "source": self.tr("Source"),
            "url": self.tr("Address"),
            "published": self.tr("Date"),
            "id": self.tr("Id"),
        }

    @property
    def columns(self) -> dict[str, str]:
        """The columns by what an article gets from them, "" where it gets nothing."""
        return {field: str(box.currentData()) for field, box in self.boxes.items()}

    def show_table(self, table: Table, chosen: Mapping[str, str]) -> None:
        """Offer the columns of a table."""
        self.clear()
        for field in FIELDS:
            box = self.box(field)
            self.names[field].setText(self._names[field])
            box.addItem(self.tr("choose …") if field == TEXT else self.tr("none"), "")
            for column in table.columns:
                sample = " ".join((column.values[0] if column.values else "").split())[:40]
                box.addItem(f"{column.name}: {sample}" if sample else column.name, column.name)
            wanted = chosen.get(field, table.guess.get(field, ""))
            box.setCurrentIndex(max(0, box.findData(wanted)))
