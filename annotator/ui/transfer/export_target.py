"""Where an export goes: a path that is typed, completed or chosen, and whether it can go there."""

from __future__ import annotations

import os
import re
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import (
    QCompleter,
    QFileDialog,
    QFileSystemModel,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QWidget,
)

from annotator.domain.errors import AnnotatorError
from annotator.domain.wording import filled
from annotator.files import free
from annotator.formats.writers import SPACY, Target
from annotator.operations.exporting import former
from annotator.ui.shell.widgets.buttons import act_button

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


class ExportTarget(QWidget):
    """A path, with a suggestion beside the project until the person has said another."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = Path(folder)
        self._suggested = ""
        self._target: Target | None = None
        self.field = QLineEdit()
        self.field.setObjectName("export_out")
        self.field.setAccessibleName(self.tr("Export to"))
        self.field.setPlaceholderText(self.tr("a file or a folder, which may be new"))
        files = QFileSystemModel(self)
        files.setOption(QFileSystemModel.Option.DontUseCustomDirectoryIcons)
        files.setFilter(QDir.Filter.AllDirs | QDir.Filter.Files | QDir.Filter.NoDotAndDotDot)
        files.setRootPath(folder)
        self.field.setCompleter(QCompleter(files, self))
        self.browse = act_button("export_browse", self.tr("&Browse…"), self._on_browse)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.field, 1)
        across.addWidget(self.browse)

    def suggest(self, target: Target, whose: str) -> None:
        """Name a file or folder for the work of somebody, unless the person has named one."""
        self._target = target
        if self.field.text() == self._suggested:
            name = _NOT_IN_NAMES.sub("-", whose)
            self._suggested = str(self._in(self._folder, f"{name}-{target.name}", name))
            self.field.setText(self._suggested)

    @property
    def path(self) -> Path:
        """Where to; what is no whole path is taken from the folder of the project.

        Raises AnnotatorError where there is none.
        """
        if not (typed := self.field.text().strip()):
            raise AnnotatorError(self.tr("Say where to export to."))
        return self._folder / os.path.expanduser(typed)

    def may_write(self) -> bool:
        """Whether it can go there, as the person agrees where something is there already.

        Raises AnnotatorError where it cannot.
        """
        target, path = self._target, self.path
        assert target is not None
        if target.suffix and not path.parent.is_dir():
            text = self.tr("The folder %s is not there; choose another, or make it first.")
            raise AnnotatorError(filled(text, path.parent))
        try:
            former.refuse_strange(target.name, path, force=True)
        except OSError as error:
            text = self.tr("%1 cannot be written: %2.")
            raise AnnotatorError(filled(text, path, error.strerror)) from error
        return not former.is_there(target.name, path) or self._agrees(path)

    def _in(self, folder: Path, name: str, file_name: str) -> Path:
        """A path in a folder that an export in this format can go to."""
        assert self._target is not None
        if self._target.suffix:
            return folder / f"{file_name}{self._target.suffix}"
        return folder / name if self._target.name == SPACY else free(folder / name)

    def _agrees(self, path: Path) -> bool:
        button = QMessageBox.StandardButton
        text = filled(self.tr("%s is there already."), path)
        box = QMessageBox(
            *(QMessageBox.Icon.Question, self.tr("Export"), text),
            *(button.Save | button.Cancel, self.window()),
        )
        box.setObjectName("export_replace")
        box.setInformativeText(
            self.tr("The export takes its place, and that of its report, card and guidelines.")
        )
        box.button(button.Save).setText(self.tr("Replace"))
        box.setDefaultButton(button.Cancel)
        answer = box.exec()
        box.deleteLater()
        return answer == button.Save

    def _on_browse(self) -> None:
        assert self._target is not None
        now = str(self.path) if self.field.text().strip() else str(self._folder)
        if self._target.suffix:
            name, _ = QFileDialog.getSaveFileName(
                self.window(),
                self.tr("Export to"),
                now,
                options=QFileDialog.Option.DontConfirmOverwrite,
            )
        else:
            name = self._ask_folder(now)
        if name:
            self.field.setText(name)
            self.field.setFocus()

    def _ask_folder(self, now: str) -> str:
        """A folder for the export, in the one that is chosen where that holds other things."""
        folder = QFileDialog.getExistingDirectory(
            self.window(), self.tr("Export into"), str(Path(now).parent)
        )
        if not folder or not any(Path(folder).iterdir()):
            return folder
        name = Path(now).name
        return str(self._in(Path(folder), name, name))
