"""What an import has found, in tabs: labels, columns, and what was rejected, noted, repaired."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QTabWidget, QWidget

from annotator.domain.wording import filled
from annotator.formats import fields
from annotator.formats.tables.table_shape import Table
from annotator.operations.importing.below import base_of
from annotator.operations.importing.import_report import ImportReport
from annotator.operations.importing.whose import PersonFound
from annotator.ui.transfer.import_preview.choices import (
    ColumnChoices,
    LabelChoices,
    PeopleChoices,
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
        for page in self._pages:
            page.setParent(self)
            page.hide()
        self.hide()

    def show_report(self, report: ImportReport, roots: Sequence[Path]) -> None:
        """Show what was found; files are named from the ``roots`` they were found in."""
        self.labels.show_found(report.labels)
        self._tab(self.labels, self.tr("Labels (%s)"), len(self.labels.boxes))
        repairs, base = report.repairs, base_of(roots)
        base += os.sep if base.strip(os.sep) else ""
        for page, title, count, lines in (
            (self.rejected, self.tr("Rejected (%s)"), len(report.rejections), report.rejections),
            (self.notes, self.tr("Notes (%s)"), len(report.notes), report.notes),
            (
                self.repairs,
                self.tr("Repaired (%s)"),
                repairs.places,
                [sample.line for sample in repairs.samples],
            ),
        ):
            said = [str(item).replace(base, "") if base else str(item) for item in lines]
            if page is self.repairs and count > len(said):
                said.append(filled(self.tr("and %s more"), count - len(said)))
            _fill(page, said[:_MOST_LINES])
            self._tab(page, title, count)

    def show_people(self, people: Sequence[PersonFound], own: str) -> None:
        """Ask whose the work is; ``own`` is who imports. Two spellings come to the front."""
        is_new = self.indexOf(self.people) < 0
        self.people.show_found(people, own)
        self._tab(self.people, self.tr("People (%s)"), len(people))
        if is_new and any(person.alike for person in people):
            self.setCurrentWidget(self.people)

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
            self.setCurrentWidget(self.columns)

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
    view.setUniformItemSizes(True)
    view.setSpacing(1)
    return view
