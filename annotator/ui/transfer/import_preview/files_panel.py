"""The files of an import in a list, with what the chosen ones are read as below it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.wording import filled
from annotator.formats.readers import READERS
from annotator.intake.encodings import OFFERED, shown
from annotator.operations.importing.found import FileFound
from annotator.operations.importing.import_choices import SPLITTABLE, FileChoices
from annotator.ui.shell.widgets.choice_box import ChoiceBox
from annotator.ui.shell.widgets.paths import PathDelegate
from annotator.ui.shell.widgets.tables import row_table
from annotator.ui.transfer.import_preview.files_model import FilesModel

_KIND = 19  # characters of a kind that are shown


class FilesPanel(QWidget):
    """Which file is what. ``changed`` when the person has chosen another kind or encoding, or
    said at which words an article of a bulletin begins.
    """

    selected = Signal()
    changed = Signal(str, object)  # a field of FileChoices, and its new value

    def __init__(self) -> None:
        super().__init__()
        self.model = FilesModel(self)
        self.list = row_table("import_files", self.tr("Files"), self.model)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setWordWrap(False)
        self.list.verticalHeader().setDefaultSectionSize(24)
        header = self.list.horizontalHeader()
        header.setResizeContentsPrecision(50)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.setItemDelegateForColumn(0, PathDelegate(self.list))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, self.fontMetrics().averageCharWidth() * _KIND)
        self.list.selectionModel().selectionChanged.connect(lambda *change: self.selected.emit())
        self.kind = self._box("import_kind", "kind")
        self.kind.addItem("", None)
        for reader in sorted(READERS.values(), key=lambda reader: reader.title.casefold()):
            self.kind.addItem(reader.title, reader.name)
        self.encoding = self._box("import_encoding", "encoding")
        self.encoding.addItem("", None)
        for name in OFFERED:
            self.encoding.addItem(shown(name), name)
        self.split_label = QLabel(self.tr("Split &where a line begins with"))
        self.split_at = QLineEdit()
        self.split_at.setObjectName("import_split_at")
        self.split_at.setPlaceholderText(self._hint(None))
        self._split_at = ""  # as it is read now
        self.split_at.editingFinished.connect(self._on_split_at)
        self.split_label.setBuddy(self.split_at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        for text, box in ((self.tr("Read &as"), self.kind), (self.tr("&Encoding"), self.encoding)):
            label = QLabel(text)
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box, 1)
        column.addLayout(row)
        split = QHBoxLayout()
        split.addWidget(self.split_label)
        split.addWidget(self.split_at, 1)
        column.addLayout(split)

    def show_files(
        self, files: Sequence[FileFound], *, is_whole: bool, paths: Sequence[Path] = ()
    ) -> None:
        """Show what has been found in the files below ``paths``; the first is chosen where none is.
        While they are read again the others stay, so that a choice among them does.
        """
        self.model.begin(paths)
        self.model.show(files if is_whole else [*files, *self.model.rows[len(files) :]])
        if files and not self.list.selectionModel().hasSelection():
            self.list.selectRow(0)

    def chosen(self) -> list[FileFound]:
        """The files that are chosen."""
        rows = self.list.selectionModel().selectedRows()
        files = [self.model.row_at(index.row()) for index in rows]
        return [item for item in files if item is not None]

    @property
    def first(self) -> FileFound | None:
        """The first of those that are chosen."""
        return next(iter(self.chosen()), None)

    def choose(self, file: FileFound) -> None:
        """Choose one file."""
        row = self.model.row_of(file)
        if row is not None:
            self.list.selectRow(row)
            self.list.scrollTo(self.model.index(row, 0))

    def show_choices(self, file: FileFound | None, own: FileChoices) -> None:
        """Show how the chosen file is read: as a person said, or as was detected."""
        reader = READERS.get((file and file.kind) or "")
        out = self.tr("detected")
        self.kind.setItemText(0, f"{out}: {reader.title}" if reader else out)
        names = ", ".join(shown(name) for name in file.encodings) if file else ""
        self.encoding.setItemText(0, f"{out}: {names}" if names else out)
        self.kind.setCurrentIndex(max(0, self.kind.findData(own.kind)))
        self.encoding.setCurrentIndex(max(0, self.encoding.findData(own.encoding)))
        for part in (self.split_label, self.split_at):
            part.setVisible(file is not None and file.kind in SPLITTABLE)
        self.split_at.setPlaceholderText(self._hint(file))
        self._split_at = own.split_at or ""
        if self.split_at.text() != self._split_at and not self.split_at.hasFocus():
            self.split_at.setText(self._split_at)

    def _hint(self, file: FileFound | None) -> str:
        if file is None or not file.heading:
            return self.tr("words that begin each article of it")
        return filled(self.tr("words that begin each article of it: perhaps “%s”"), file.heading)

    def _on_split_at(self) -> None:
        words = self.split_at.text().strip()
        if words != self._split_at:  # it is also finished by leaving it as it was
            self._split_at = words
            self.changed.emit("split_at", words or None)

    def _box(self, name: str, setting: str) -> QComboBox:
        box = ChoiceBox()
        box.setObjectName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        box.activated.connect(lambda index: self.changed.emit(setting, box.itemData(index)))
        return box
