"""The files of an import: what each is, in which encoding, and what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, Qt
from PySide6.QtGui import QFont

from annotator.formats.readers import READERS
from annotator.intake.encodings import shown
from annotator.operations.importing.below import base_of, below
from annotator.operations.importing.found import FileFound
from annotator.ui.shell.widgets.tables import Index, RowModel

_HEADS = ("File", "Kind", "Encoding", "Articles", "Spans", "Rejected")
_FILE, _REJECTED = 0, 5


class FilesModel(RowModel[FileFound]):
    """One row a file, in the order in which they are read."""

    def __init__(self, parent: QObject | None = None) -> None:
        heads = [QCoreApplication.translate("FilesModel", head) for head in _HEADS]
        super().__init__(heads, parent, numbers=range(3, 6))
        self._base = ""

    def begin(self, paths: Sequence[Path]) -> None:
        """Say what was dropped or chosen: files are named from there."""
        self._base = base_of(paths)

    def show(self, files: Sequence[FileFound]) -> None:
        """Show what has been found; rows that are there stay, so that a choice among them does."""
        old, new = len(self.rows), len(files)
        if new < old:
            self.beginRemoveRows(QModelIndex(), new, old - 1)
            self.rows = self.rows[:new]
            self.endRemoveRows()
        elif new > old:
            self.beginInsertRows(QModelIndex(), old, new - 1)
            self.rows = files
            self.endInsertRows()
        self.rows = files
        if files:
            self.dataChanged.emit(self.index(0, 0), self.index(new - 1, len(_HEADS) - 1))

    def row_of(self, file: FileFound) -> int | None:
        """The row of a file."""
        return next((n for n, other in enumerate(self.rows) if other.file == file.file), None)

    def cell(self, row: FileFound, column: int) -> str:
        kind = READERS[row.kind].title if row.kind in READERS else "–"
        encodings = ", ".join(shown(name) for name in row.encodings) or "–"
        counts = (row.articles, row.spans, row.rejected)
        cells = (
            below(row.file, self._base),
            kind,
            encodings,
            *(f"{c:,}" if c else "–" for c in counts),
        )
        return cells[column]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.FontRole and index.isValid():
            row = self.rows[index.row()]
            font = QFont()
            is_whole = row.rejected > 0 and not row.articles  # nothing of it comes in
            font.setBold(is_whole and index.column() in (_FILE, _REJECTED))
            return font
        return super().data(index, role)

    def hint(self, row: FileFound, column: int) -> str:
        return row.file
