"""Says what files with colleagues' work hold, and asks whether to merge them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.wording import filled
from annotator.domain.work import Manifest
from annotator.ui.shell.widgets.buttons import Standard, accepted, dialog_buttons
from annotator.ui.shell.widgets.labels import plain

_SHOWN = 8
_NAMES = 6


class MergeDialog(QDialog):
    """What comes, and whether articles that are not here come too."""

    def __init__(
        self, parent: QWidget | None, files: Sequence[tuple[Path, Manifest | None]]
    ) -> None:
        super().__init__(parent)
        self.setObjectName("merge_dialog")
        self.setWindowTitle(self.tr("Merge work"))
        self.setMinimumWidth(460)
        rows = QVBoxLayout(self)
        rows.setSpacing(10)
        for path, manifest in files[:_SHOWN]:
            rows.addWidget(plain("", self._about(path, manifest)))
        if len(files) > _SHOWN:
            more = filled(self.tr("… and %s more files"), len(files) - _SHOWN)
            rows.addWidget(plain("", more))
        self.promise = plain(
            "",
            self.tr(
                "Nobody’s work is overwritten. The project is copied before, so that the merge can "
                "be taken back."
            ),
        )
        self.promise.setEnabled(False)
        rows.addWidget(self.promise)
        self.add_missing = QCheckBox(self.tr("Add articles that this project lacks"))
        self.add_missing.setObjectName("merge_add_missing")
        self.add_missing.setChecked(True)
        rows.addWidget(self.add_missing)
        buttons = dialog_buttons(Standard.Ok | Standard.Cancel, self)
        buttons.button(Standard.Ok).setText(self.tr("Merge"))
        rows.addWidget(buttons)

    @classmethod
    def ask(
        cls, parent: QWidget | None, files: Sequence[tuple[Path, Manifest | None]]
    ) -> bool | None:
        """Whether lacking articles are to be added; None when nothing is to be merged."""
        dialog = cls(parent, files)
        agreed = accepted(dialog)
        return dialog.add_missing.isChecked() if agreed else None

    def _about(self, path: Path, manifest: Manifest | None) -> str:
        if manifest is None:
            return filled(self.tr("%s: all the work in this project"), path.name)
        names = ", ".join(manifest.annotators[:_NAMES])
        if len(manifest.annotators) > _NAMES:
            names += ", …"
        return filled(
            self.tr("%1: work of %2\nmade by %3 on %4, guidelines version %5"),
            path.name,
            names,
            manifest.made_by,
            manifest.at[:16].replace("T", " "),
            manifest.guidelines_version,
        )
