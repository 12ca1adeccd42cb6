"""The files of an import: what each is, in which encoding, and what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotator.formats.readers import READERS
from annotator.intake.encodings import shown
from annotator.operations.importing.found import FileFound
from annotator.ui.shell.widgets.labels import tip

COLUMNS = ("File", "Kind", "Encoding", "Articles", "Spans", "Rejected")
_NUMBERS = 3
_Index = QModelIndex | QPersistentModelIndex


class FilesModel(QAbstractTableModel):
    """One row a file, in the order in which they are read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files: Sequence[FileFound] = ()

    def show(self, files: Sequence[FileFound]) -> None:
        """Show what has been found; rows that are there stay, so that a choice among them does."""
        old, new = len(self._files), len(files)
        if new < old:
            self.beginRemoveRows(QModelIndex(), new, old - 1)
            self._files = self._files[:new]
            self.endRemoveRows()
        elif new > old:
            self.beginInsertRows(QModelIndex(), old, new - 1)
            self._files = files
            self.endInsertRows()
        self._files = files
        if files:
            self.dataChanged.emit(self.index(0, 0), self.index(new - 1, len(COLUMNS) - 1))

    @property
    def files(self) -> Sequence[FileFound]:
        """The files in their order."""
        return self._files

    def file(self, row: int) -> FileFound | None:
        """The file of a row."""
        return self._files[row] if 0 <= row < len(self._files) else None

    def row(self, file: FileFound) -> int | None:
        """The row of a file."""
        return next((n for n, other in enumerate(self._files) if other.file == file.file), None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._files)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return QCoreApplication.translate("FilesModel", COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        file = self.file(index.row())
        if file is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _cells(file)[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(file.file)
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column >= _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _cells(file: FileFound) -> tuple[str, ...]:
    kind = READERS[file.kind].title if file.kind in READERS else "–"
    encodings = ", ".join(shown(name) for name in file.encodings) or "–"
    counts = (file.articles, file.spans, file.rejected)
    return (Path(file.file).name, kind, encodings, *(f"{c:,}" if c else "–" for c in counts))
