"""Asks what to export, and where to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from annotator.domain.gold import BEST, GOLD
from annotator.domain.splits import By, Split, Strata
from annotator.domain.values import Status
from annotator.formats.writers import TARGETS, Target
from annotator.operations.exporting.export_formats import export
from annotator.operations.exporting.export_report import ExportReport
from annotator.operations.exporting.exporter import Choice
from annotator.store.project import Project
from annotator.tasks import Progress
from annotator.ui.shell.widgets.buttons import Standard, dialog_buttons


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExportDialog", text)


KINDS = tuple(TARGETS.values())


_DEALT: tuple[tuple[str, By, Strata | None], ...] = (
    ("By chance: more articles move none", By.HASH, None),
    ("Each label in its share", By.HASH, Strata.LABEL),
    ("Each source in its share", By.HASH, Strata.SOURCE),
    ("Each month in its share", By.HASH, Strata.DATE),
    ("By time: the newest are the test", By.TIME, None),
)
"""How articles are dealt out, in words."""


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What the person asked for."""

    kind: Target
    out: Path
    choice: Choice
    split: Split

    def run(self, project: Project, progress: Progress) -> ExportReport:
        """Do it. Raises AnnotatorError."""
        return export(
            project,
            self.out,
            self.choice,
            kind=self.kind.name,
            split=self.split,
            progress=progress,
        )


class ExportDialog(QDialog):
    """Format, whose work, which articles, muted text, and how the articles are dealt out."""

    def __init__(self, parent: QWidget | None, annotator: str) -> None:
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle(self.tr("Export"))
        self.kind = QComboBox()
        self.kind.setObjectName("export_kind")
        self.kind.addItems([self.tr(kind.title) for kind in KINDS])
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.whose = QComboBox()
        self.whose.setObjectName("export_whose")
        for text, name in (
            (annotator, annotator),
            ("Gold", GOLD),
            ("Gold, otherwise the best", BEST),
        ):
            self.whose.addItem(self.tr(text), name)
        self.which = QComboBox()
        self.which.setObjectName("export_which")
        self.which.addItems([self.tr("Finished articles"), self.tr("All articles")])
        self.muted = QCheckBox(self.tr("Keep muted text"))
        self.split = QLineEdit("80:10:10")
        self.split.setObjectName("export_split")
        self.dealt = QComboBox()
        self.dealt.setObjectName("export_dealt")
        self.dealt.addItems([self.tr(text) for text, *_ in _DEALT])
        self.seed = QSpinBox()
        self.seed.setRange(0, 1_000_000)
        self._form = QFormLayout(self)
        self._form.addRow(self.tr("Format"), self.kind)
        self._form.addRow(self.tr("Annotator"), self.whose)
        self._form.addRow(self.tr("Articles"), self.which)
        self._form.addRow("", self.muted)
        self._form.addRow(self.tr("Train : dev : test"), self.split)
        self._form.addRow(self.tr("Dealt out"), self.dealt)
        self._form.addRow(self.tr("Seed"), self.seed)
        buttons = dialog_buttons(Standard.Save | Standard.Cancel, self)
        self._form.addRow(buttons)
        self._on_kind(0)

    @classmethod
    def ask(cls, parent: QWidget | None, folder: str, annotator: str) -> ExportWish | None:
        """What to export; None when the person thinks better of it.

        Raises InputError for a split that is none.
        """
        dialog = cls(parent, annotator)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            kind, choice, split = dialog.chosen()
        finally:
            dialog.deleteLater()
        if not kind.suffix:
            name = QFileDialog.getExistingDirectory(parent, _tr("Export into"), folder)
        else:
            suggested = str(Path(folder, f"{choice.annotator}{kind.suffix}"))
            name, _ = QFileDialog.getSaveFileName(parent, _tr("Export to"), suggested)
        return ExportWish(kind, Path(name), choice, split) if name else None

    def chosen(self) -> tuple[Target, Choice, Split]:
        """What is chosen now. Raises InputError for a split that is none."""
        _, by, strata = _DEALT[self.dealt.currentIndex()]
        statuses = (Status.DONE,) if self.which.currentIndex() == 0 else tuple(Status)
        return (
            KINDS[self.kind.currentIndex()],
            Choice(self.whose.currentData(), statuses, keep_muted=self.muted.isChecked()),
            Split.parse(self.split.text(), seed=self.seed.value(), by=by, stratify=strata),
        )

    def _on_kind(self, index: int) -> None:
        for field in (self.split, self.dealt, self.seed):
            self._form.setRowVisible(field, KINDS[index].splits)
