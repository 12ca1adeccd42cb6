"""Asks what to export, and where to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
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

from annotator.domain.errors import AnnotatorError
from annotator.domain.gold import BEST, EVERYONE, GOLD
from annotator.domain.splits import By, Split, Strata
from annotator.domain.token_edges import Edges
from annotator.domain.values import Status
from annotator.formats.writers import JSONL, TARGETS, Target
from annotator.operations.exporting import licence as licences
from annotator.operations.exporting.export_formats import export
from annotator.operations.exporting.export_report import ExportReport
from annotator.operations.exporting.exporter import Choice
from annotator.operations.exporting.splitting import report_name
from annotator.tasks import Progress
from annotator.ui.shell.widgets.buttons import Standard, dialog_buttons
from annotator.ui.transfer.export_check import ExportCheck
from annotator.ui.transfer.export_more import MoreChoices
from annotator.workspace import Workspace


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExportDialog", text)


KINDS = tuple(TARGETS.values())
_WIDTH_PX, _ROOM_PX = 560, 120  # room for what the check says

_DEALT: tuple[tuple[str, By, Strata | None], ...] = (
    ("At random: new articles move no others", By.HASH, None),
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

    def run(self, workspace: Workspace, progress: Progress) -> ExportReport:
        """Do it, and keep the licence in the project. Raises AnnotatorError."""
        if not workspace.project.read_only:
            licences.choose(workspace, self.choice.licence or "")
        return export(
            workspace.project,
            self.out,
            self.choice,
            kind=self.kind.name,
            split=self.split,
            progress=progress,
            force=True,  # the person was asked
        )


class ExportDialog(QDialog):
    """Format, whose work, which articles, muted text, and how the articles are dealt out, with
    more choices folded away; below, what would go out and what not.
    """

    def __init__(
        self,
        parent: QWidget | None,
        annotator: str,
        check: ExportCheck | None = None,
        *,
        licence: str = "",
        folder: str = "",
    ) -> None:
        super().__init__(parent)
        self.check = check
        self.setObjectName("export_dialog")
        self.setWindowTitle(self.tr("Export"))
        self.kind = QComboBox()
        self.kind.setObjectName("export_kind")
        self.kind.addItems([self.tr(kind.title) for kind in KINDS])
        self.kind.currentIndexChanged.connect(self._show_rows)
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
        self.more = MoreChoices(self._form, licence, folder)
        self.more.unfolded.connect(self._on_unfolded)
        self.more.changed.connect(self.look)
        if check is not None:
            self._form.addRow(check)
            check.all_wanted.connect(self._on_all_wanted)
            self.setMinimumWidth(_WIDTH_PX)
        buttons = dialog_buttons(Standard.Save | Standard.Cancel, self)
        self._form.addRow(buttons)
        self._show_rows()
        for box in (self.kind, self.whose, self.which, self.edges, self.dealt):
            box.currentIndexChanged.connect(self.look)
        self.muted.toggled.connect(self.look)
        self.split.textChanged.connect(self.look)
        self.seed.valueChanged.connect(self.look)
        self.look()
        if check is not None:
            self.resize(_WIDTH_PX, self.sizeHint().height() + _ROOM_PX)

    def look(self) -> None:
        """Find out what the choices would do, and show it when it is known."""
        if self.check is not None:
            try:
                self.check.look(*self.chosen())
            except AnnotatorError as error:
                self.check.refuse(f"{str(error).rstrip('.')}.")

    def _on_all_wanted(self) -> None:
        self.which.setCurrentIndex(1)
        self.which.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        folder: str,
        annotator: str,
        check: ExportCheck,
        licence: str,
    ) -> ExportWish | None:
        """What to export; None when the person thinks better of it.

        Raises AnnotatorError for a split that is none.
        """
        dialog = cls(parent, annotator, check, licence=licence, folder=folder)
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
        """What is chosen now. Raises AnnotatorError for a split that is none."""
        _, by, strata = _DEALT[self.dealt.currentIndex()]
        statuses = (Status.DONE,) if self.which.currentIndex() == 0 else tuple(Status)
        kind, more = KINDS[self.kind.currentIndex()], self.more
        if kind.splits and more.refused is not None:
            raise more.refused
        choice = Choice(
            self.whose.currentData(),
            statuses,
            keep_muted=self.muted.isChecked(),
            edges=Edges(self.edges.currentData()) if more.has_tokens(kind) else Edges.CUT,
            tokens=kind.name != JSONL or more.tokens.isChecked(),
            dataset_version=more.version.text().strip(),
            licence=more.said_licence(),
            confidential=more.confidential.isChecked(),
        )
        keep = more.keep if kind.splits else None
        kept_by = report_name(more.report) if more.report is not None and keep is not None else ""
        split = Split.parse(
            self.split.text(),
            seed=self.seed.value(),
            by=by,
            stratify=strata,
            keep=keep,
            kept_by=kept_by,
        )
        return kind, choice, split

    def _on_unfolded(self) -> None:
        self._show_rows()
        QTimer.singleShot(0, self._stay_on_screen)

    def _stay_on_screen(self) -> None:
        below = self.frameGeometry().bottom() - self.screen().availableGeometry().bottom()
        if below > 0:
            self.move(self.x(), max(0, self.y() - below))

    def _show_rows(self) -> None:
        kind = KINDS[self.kind.currentIndex()]
        for field in (self.split, self.dealt, self.seed):
            self._form.setRowVisible(field, kind.splits)
        self._form.setRowVisible(self.edges, self.more.has_tokens(kind))
        self.more.show_rows(kind)
