"""Shows what a merge did: a line for each annotator, and what somebody should look at."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QListView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.merging import MergeResult
from annotator.domain.wording import filled
from annotator.operations.sharing.merge_report import MergeReport, issues
from annotator.ui.shell.widgets.buttons import Standard, dialog_buttons
from annotator.ui.shell.widgets.labels import plain
from annotator.ui.shell.widgets.tables import RowModel, row_table

_ALWAYS = (MergeResult.NEW, MergeResult.NEWER, MergeResult.SAME)


class OutcomeModel(RowModel[tuple[str, dict[MergeResult, int]]]):
    """For each annotator, in how many articles their work was what. No column is all empty."""

    def __init__(self, report: MergeReport, parent: QWidget | None = None) -> None:
        super().__init__((), parent)
        by_name: dict[str, dict[MergeResult, int]] = {}
        for file in report.files:
            for name, counts in file.counts().items():
                whose = by_name.setdefault(name, {})
                for result, count in counts.items():
                    whose[result] = whose.get(result, 0) + count
        self.rows = sorted(by_name.items())
        self._columns = [
            result
            for result in MergeResult
            if result in _ALWAYS or any(row.get(result) for _, row in self.rows)
        ]
        self.heads = [self.tr("Annotator"), *map(self._word, self._columns)]
        self.numbers = range(1, len(self.heads))

    def cell(self, row: tuple[str, dict[MergeResult, int]], column: int) -> str:
        name, counts = row
        count = counts.get(self._columns[column - 1]) if column else None
        return name if column == 0 else f"{count:,}" if count else ""

    def _word(self, result: MergeResult) -> str:
        return {
            MergeResult.NEW: self.tr("new"),
            MergeResult.NEWER: self.tr("updated"),
            MergeResult.SAME: self.tr("already here"),
            MergeResult.OLDER: self.tr("older, left"),
            MergeResult.DIVERGED: self.tr("diverged"),
            MergeResult.LEFT_OUT: self.tr("left out"),
        }[result]


class MergeReportDialog(QDialog):
    """The report; ``kept_requested`` is set when the person wants to see what is kept aside."""

    def __init__(self, parent: QWidget | None, report: MergeReport) -> None:
        super().__init__(parent)
        self.setObjectName("merge_report")
        self.setWindowTitle(self.tr("Merged"))
        self.resize(620, 420)
        self.kept_requested = False
        rows = QVBoxLayout(self)
        rows.setSpacing(10)
        rows.addWidget(self._words("merge_headline", self._headline(report)))
        rows.addWidget(self._table(report))
        found_issues = issues(report)
        if found_issues:
            rows.addWidget(self._list(found_issues), 1)
        else:
            rows.addStretch(1)
        if report.backup is not None:
            text = filled(self.tr("Backup from before the merge: %s"), report.backup)
            before = self._words("merge_backup", text)
            before.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            rows.addWidget(before)
        buttons = dialog_buttons(Standard.Close, self)
        if any(
            w.result is MergeResult.DIVERGED
            for f in report.files
            for a in f.articles
            for w in a.works
        ):
            kept = buttons.addButton(
                self.tr("Conflicting versions…"), QDialogButtonBox.ButtonRole.ActionRole
            )
            kept.setObjectName("merge_kept")
            kept.clicked.connect(self._on_kept)
        rows.addWidget(buttons)

    @classmethod
    def ask(cls, parent: QWidget | None, report: MergeReport) -> bool:
        """Show the report; whether the person wants to see what is kept aside."""
        dialog = cls(parent, report)
        dialog.exec()
        dialog.deleteLater()
        return dialog.kept_requested

    def _headline(self, report: MergeReport) -> str:
        if not report.changed:
            return self.tr("All of this work was already here; nothing has changed.")
        articles = (article for file in report.files for article in file.articles)
        changed = len({article.number for article in articles if article.changed})
        if not changed:
            return self.tr("No work is new here; what else has come is listed below.")
        text = (
            self.tr("Work in %s articles was merged.")
            if changed != 1
            else self.tr("Work in one article was merged.")
        )
        return filled(text, changed)

    def _table(self, report: MergeReport) -> QTableView:
        spoken = self.tr("Merged work by annotator; counts are articles")
        table = row_table("merge_table", spoken, OutcomeModel(report, self))
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        lines = min(table.model().rowCount(), 6) + 1
        table.setMaximumHeight(lines * table.verticalHeader().defaultSectionSize() + 12)
        return table

    def _list(self, lines: list[str]) -> QListView:
        shown = QListView()
        shown.setObjectName("merge_remarks")
        shown.setAccessibleName(self.tr("Needs attention"))
        shown.setModel(QStringListModel(lines, self))
        shown.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        shown.setWordWrap(True)
        shown.setSpacing(2)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return shown

    def _words(self, name: str, text: str) -> QLabel:
        label = plain(name, text)
        return label

    def _on_kept(self) -> None:
        self.kept_requested = True
        self.accept()
