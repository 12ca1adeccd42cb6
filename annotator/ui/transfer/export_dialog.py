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

from annotator.domain.errors import InputError
from annotator.domain.gold import BEST, EVERYONE, GOLD
from annotator.domain.splits import By, Split, Strata
from annotator.domain.token_edges import Edges
from annotator.domain.values import Status
from annotator.formats.writers import TARGETS, Target
from annotator.operations.exporting.export_formats import export
from annotator.operations.exporting.export_report import ExportReport
from annotator.operations.exporting.exporter import Choice
from annotator.store.project import Project
from annotator.tasks import Progress
from annotator.ui.shell.widgets.buttons import Standard, dialog_buttons
from annotator.ui.transfer.export_check import ExportCheck


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExportDialog", text)


KINDS = tuple(TARGETS.values())
_WIDTH_PX = 560

_DEALT: tuple[tuple[str, By, Strata | None], ...] = (
    ("By chance: more articles move none", By.HASH, None),
    ("Each label in its share", By.HASH, Strata.LABEL),
    ("Each source in its share", By.HASH, Strata.SOURCE),
    ("Each month in its share", By.HASH, Strata.DATE),
    ("By time: the newest are the test", By.TIME, None),
)
"""How articles are dealt out, in words."""
_EDGES = (
    ("Cut the token", Edges.CUT),
    ("Grow the span to whole tokens", Edges.EXPAND),
    ("Leave the span out", Edges.LEAVE_OUT),
)
"""What becomes of a span that begins or ends inside a token, in words."""


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
    """Format, whose work, which articles, muted text, and how the articles are dealt out; below,
    what would go out and what not.
    """

    def __init__(
        self, parent: QWidget | None, annotator: str, check: ExportCheck | None = None
    ) -> None:
        super().__init__(parent)
        self.check = check
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
            ("Everyone, each by name", EVERYONE),
        ):
            self.whose.addItem(self.tr(text), name)
        self.which = QComboBox()
        self.which.setObjectName("export_which")
        self.which.addItems([self.tr("Finished articles"), self.tr("All articles")])
        self.muted = QCheckBox(self.tr("Keep muted text"))
        self.edges = QComboBox()
        self.edges.setObjectName("export_edges")
        for text, edges in _EDGES:
            self.edges.addItem(self.tr(text), edges)
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
        self._form.addRow(self.tr("Spans inside tokens"), self.edges)
        self._form.addRow(self.tr("Train : dev : test"), self.split)
        self._form.addRow(self.tr("Dealt out"), self.dealt)
        self._form.addRow(self.tr("Seed"), self.seed)
        if check is not None:
            self._form.addRow(check)
            check.all_wanted.connect(self._on_all_wanted)
            self.setMinimumWidth(_WIDTH_PX)
        buttons = dialog_buttons(Standard.Save | Standard.Cancel, self)
        self._form.addRow(buttons)
        self._on_kind(0)
        for box in (self.kind, self.whose, self.which, self.edges, self.dealt):
            box.currentIndexChanged.connect(self.look)
        self.muted.toggled.connect(self.look)
        self.split.textChanged.connect(self.look)
        self.seed.valueChanged.connect(self.look)
        self.look()

    def look(self) -> None:
        """Find out what the choices would do, and show it when it is known."""
        if self.check is not None:
            try:
                self.check.look(*self.chosen())
            except InputError as error:
                self.check.refuse(f"{error}.")

    def _on_all_wanted(self) -> None:
        self.which.setCurrentIndex(1)
        self.which.setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget | None, folder: str, annotator: str, check: ExportCheck
    ) -> ExportWish | None:
        """What to export; None when the person thinks better of it.

        Raises InputError for a split that is none.
        """
        dialog = cls(parent, annotator, check)
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            kind, choice, split = dialog.chosen()
        finally:
            check.stop()
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
        kind = KINDS[self.kind.currentIndex()]
        choice = Choice(
            self.whose.currentData(),
            statuses,
            keep_muted=self.muted.isChecked(),
            edges=Edges(self.edges.currentData()) if kind.tokens else Edges.CUT,
        )
        return (
            kind,
            choice,
            Split.parse(self.split.text(), seed=self.seed.value(), by=by, stratify=strata),
        )

    def _on_kind(self, index: int) -> None:
        for field in (self.split, self.dealt, self.seed):
            self._form.setRowVisible(field, KINDS[index].splits)
        self._form.setRowVisible(self.edges, KINDS[index].tokens)
