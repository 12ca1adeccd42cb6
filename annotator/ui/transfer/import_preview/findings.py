"""What an import has found, in tabs: labels, columns, and what was rejected, noted, repaired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QTabWidget, QWidget

from annotator.domain.wording import filled
from annotator.formats import fields
from annotator.formats.tables.table_shape import Table
from annotator.operations.importing.import_report import ImportReport
from annotator.operations.importing.whose import PersonFound
from annotator.ui.transfer.import_preview.choices import (
    ColumnChoices,
    LabelChoices,
    PeopleChoices,
)
from annotator.ui.transfer.import_preview.said import (
    below_roots,
    note_lines,
    notes,
    rejections,
)

_MOST_LINES = 2000  # of a list; the report of the command line has all


class Findings(QTabWidget):
    """A tab is there while there is something in it."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("import_tabs")
        self.setDocumentMode(True)
        self.labels = LabelChoices(labels)
        self.columns = ColumnChoices()
        self.people = PeopleChoices()
        self.rejected = _list("import_rejected")
        self.notes = _list("import_notes")
        self.repairs = _list("import_repairs")
        asked = (self.labels, self.columns, self.people)
        self._pages = (*asked, self.rejected, self.notes, self.repairs)
        self._is_chosen = False  # whether a person, or a question, has brought a tab to the front
        self.tabBarClicked.connect(self._bring)
        for page in self._pages:
            page.setParent(self)
            page.hide()
        self.hide()

    def show_report(self, report: ImportReport, roots: Sequence[Path]) -> None:
        """Show what was found; files are named from the ``roots`` they were found in. What was
        rejected is in front until a person, or a question, brings something else there.
        """
        self.labels.show_found(report.labels)
        self._tab(self.labels, self.tr("Labels (%s)"), len(self.labels.boxes))
        repairs = report.repairs
        for page, title, count, lines in (
            (self.rejected, self.tr("Rejected (%s)"), len(report.rejections), rejections(report)),
            (self.notes, self.tr("Notes (%s)"), len(notes(report)), note_lines(report)),
            (
                self.repairs,
                self.tr("Repaired (%s)"),
                repairs.places,
                [sample.line for sample in repairs.samples],
            ),
        ):
            said = below_roots(lines, roots)
            if page is self.repairs and count > len(said):
                said.append(filled(self.tr("and %s more"), count - len(said)))
            _fill(page, said[:_MOST_LINES])
            self._tab(page, title, count)
        if not self._is_chosen and self.count():
            is_there = self.indexOf(self.rejected) >= 0
            self.setCurrentIndex(self.indexOf(self.rejected) if is_there else 0)

    def _bring(self, at: int) -> None:
        self._is_chosen = True
        self.setCurrentIndex(at)

    def show_people(self, people: Sequence[PersonFound], own: str) -> None:
        """Ask whose the work is; ``own`` is who imports. Two spellings come to the front."""
        is_new = self.indexOf(self.people) < 0
        self.people.show_found(people, own)
        self._tab(self.people, self.tr("People (%s)"), len(people))
        if is_new and any(person.alike for person in people):
            self._bring(self.indexOf(self.people))

    def show_table(self, table: Table | None, chosen: Mapping[str, str]) -> None:
        """Offer the columns of a table; None for a file that is none. One of which nobody knows
        which column holds the text comes to the front.
        """
        is_open = False
        if table is not None:
            self.columns.show_table(table, chosen)
            is_open = not chosen.get(fields.TEXT, table.guess.get(fields.TEXT))
        self._tab(self.columns, self._asking(is_open), int(table is not None))
        if is_open:
            self._bring(self.indexOf(self.columns))

    def show_whether_asked(self, is_open: bool) -> None:
        """Ask on the tab of the columns which holds the text, or no more."""
        self.setTabText(self.indexOf(self.columns), self._asking(is_open))

    def _asking(self, is_open: bool) -> str:
        return self.tr("Which column holds the text?") if is_open else self.tr("Columns")

    def _tab(self, page: QWidget, title: str, count: int) -> None:
        at = self.indexOf(page)
        text = filled(title, count)
        if count and at < 0:
            earlier = self._pages[: self._pages.index(page)]
            before = sum(self.indexOf(other) >= 0 for other in earlier)
            self.insertTab(before, page, text)
        elif count:
            self.setTabText(at, text)
        elif at >= 0:
            self.removeTab(at)
        self.setVisible(self.count() > 0)


def _fill(page: QListView, lines: list[str]) -> None:
    model = page.model()
    if isinstance(model, QStringListModel) and model.stringList() != lines:
        model.setStringList(lines)


def _list(name: str) -> QListView:
    view = QListView()
    view.setObjectName(name)
    view.setFrameShape(QListView.Shape.NoFrame)
    view.setModel(QStringListModel(view))
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setWordWrap(True)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setSpacing(1)
    return view
