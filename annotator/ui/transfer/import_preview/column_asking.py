"""Which columns or paths of a file hold what: shown, changed, and remembered for files alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from annotator.formats.fields import TEXT
from annotator.formats.tables.table_shape import Table
from annotator.operations.importing import import_columns as column_operations
from annotator.operations.importing.finding import File
from annotator.operations.importing.found import FileFound
from annotator.operations.importing.import_choices import ImportChoices
from annotator.operations.importing.import_report import Preview
from annotator.ui.shell.settings import Settings
from annotator.ui.shell.tasks import Tasks
from annotator.ui.transfer.import_preview.findings import Findings

_REMEMBERED = "import_columns"
_KEPT_HEADERS = 50
_AT_ONCE = 2_000_000  # bytes; larger files are looked into aside


class ColumnAsking(QObject):
    """Shows the columns of the chosen file in the findings."""

    chosen = Signal(object)  # the columns by what an article gets from them

    def __init__(
        self,
        parent: QObject,
        settings: Settings,
        tasks: Tasks,
        findings: Findings,
        choices: Callable[[], ImportChoices],
    ) -> None:
        super().__init__(parent)
        self._settings, self._tasks = settings, tasks
        self._findings, self._choices = findings, choices
        self._file: FileFound | None = None
        self._table: Table | None = None
        self._new: dict[str, Mapping[str, str]] = {}  # remembered once it is imported
        findings.columns.chosen.connect(self._on_chosen)

    @property
    def remembered(self) -> Mapping[str, Mapping[str, str]]:
        """The columns chosen before, by the header of the tables."""
        kept: Mapping[str, Mapping[str, str]] = self._settings.get(_REMEMBERED, {})
        return {**kept, **self._new}

    def keep(self) -> None:
        """Remember what has been chosen, for imports to come."""
        if self._new:
            kept = [item for item in self.remembered.items() if item[0] not in self._new]
            self._settings.set(_REMEMBERED, dict([*kept, *self._new.items()][-_KEPT_HEADERS:]))

    def show(self, file: FileFound) -> None:
        """Show the columns of a file, if it has any."""
        self._file = file
        choices, is_table = self._choices(), file.kind in column_operations.KINDS
        if is_table and not _is_large(file.path):
            self._show(file, column_operations.columns_of(file.path, choices))
            return
        self._show(file, None)
        if is_table:
            self._tasks.start(
                lambda progress: column_operations.columns_of(file.path, choices),
                done=lambda table: self._show(file, table),
                failed=lambda error: None,
            )

    def _show(self, file: FileFound, table: Table | None) -> None:
        if not isValid(self) or file is not self._file:
            return
        self._table = table
        self._findings.show_table(table, self._choices().options_of(file.path).columns)

    def _on_chosen(self) -> None:
        columns = self._findings.columns.columns
        self._findings.show_whether_asked(not columns.get(TEXT))
        if self._table is not None:
            self._new[column_operations.header(self._table)] = columns
        self.chosen.emit(columns)


def _is_large(file: File) -> bool:
    """Whether a file is looked into aside; one that has gone meanwhile is not."""
    try:
        return isinstance(file, Path) and file.stat().st_size > _AT_ONCE
    except OSError:
        return False


def to_be_asked(preview: Preview) -> FileFound | None:
    """The first file that brings nothing until it is said which of its columns is the text."""
    return next(iter(preview.report.waiting), None)
