"""Asks what to export, and where to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import AnnotatorError
from annotator.domain.gold import BEST, EVERYONE, GOLD
from annotator.domain.splits import By, Split, Strata
from annotator.domain.token_edges import Edges
from annotator.domain.values import Status
from annotator.formats.peers.spacy import GROUP
from annotator.formats.writers import JSONL, SPACY, TARGETS
from annotator.operations.exporting import pseudonym_key
from annotator.operations.exporting.exporter import Choice
from annotator.operations.exporting.splitting import report_name
from annotator.ui.shell.widgets.buttons import Standard, dialog_buttons
from annotator.ui.shell.widgets.labels import plain
from annotator.ui.transfer.export_check import ExportCheck
from annotator.ui.transfer.export_more import MoreChoices
from annotator.ui.transfer.export_target import ExportTarget
from annotator.ui.transfer.export_wish import ExportWish

KINDS = tuple(TARGETS.values())
_GAP_PX, _BETWEEN_PX = 24, 8  # between the columns, and between the rows

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
        self.annotator = annotator
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
        self._form = QFormLayout(verticalSpacing=_BETWEEN_PX)
        self._form.addRow(self.tr("Format"), self.kind)
        self._form.addRow(self.tr("Annotator"), self.whose)
        self._form.addRow(self.tr("Articles"), self.which)
        self._form.addRow("", self.muted)
        self._form.addRow(self.tr("Spans inside tokens"), self.edges)
        self._form.addRow(self.tr("Train : dev : test"), self.split)
        self._form.addRow(self.tr("Dealt out"), self.dealt)
        self._form.addRow(self.tr("Seed"), self.seed)
        self.target = ExportTarget(folder)
        self.more = MoreChoices(self, self._form, licence, folder)
        self.more.unfolded.connect(self._on_unfolded)
        self._lay_out()
        self._show_rows()
        for box in (self.kind, self.whose, self.which, self.edges, self.dealt):
            box.currentIndexChanged.connect(self.look)
        for signal in (
            *(self.more.changed, self.muted.toggled, self.split.textChanged),
            self.seed.valueChanged,
        ):
            signal.connect(self.look)
        self.target.field.textChanged.connect(self.refused.hide)
        self.look()

    def _lay_out(self) -> None:
        """Choices beside what they would do, where to below both."""
        across = QHBoxLayout()
        across.setSpacing(_GAP_PX)
        choices = QVBoxLayout()
        choices.addLayout(self._form)
        choices.addStretch(1)
        across.addLayout(choices)
        if self.check is not None:
            self.check.all_wanted.connect(self._on_all_wanted)
            across.addWidget(self.check, 1)
        to = QFormLayout()
        label = QLabel(self.tr("Export &to"))
        label.setBuddy(self.target.field)
        to.addRow(label, self.target)
        self.refused = plain("export_refused")
        self.refused.hide()
        self._buttons = dialog_buttons(Standard.Save | Standard.Cancel, self)
        rows = QVBoxLayout(self)
        rows.addLayout(across, 1)
        rows.addLayout(to)
        rows.addWidget(self.refused)
        rows.addWidget(self._buttons)

    def look(self) -> None:
        """Find out what the choices would do, and show it when it is known."""
        self.refused.hide()
        kind = KINDS[self.kind.currentIndex()]
        self.target.suggest(kind, self.whose.currentData())
        if self.check is not None:
            try:
                self.check.look(self._wish(Path(self.target.field.text())))
            except AnnotatorError as error:
                self.check.refuse(f"{str(error).rstrip('.')}.")

    def accept(self) -> None:
        """Leave the dialog if all that is chosen can be done; else say why not, and stay."""
        try:
            wish = self._wish(self.target.path)
            if wish.files is not None:
                pseudonym_key.refuse_inside(wish.files.key, wish.out)
            if self.target.may_write():
                super().accept()
        except AnnotatorError as error:
            self.refused.setText(f"{str(error).rstrip('.')}.")
            self.refused.show()
            QTimer.singleShot(0, self._fit)

    def _on_all_wanted(self) -> None:
        self.which.setCurrentIndex(1)
        self.which.setFocus()

    def ask(self) -> ExportWish | None:
        """What to export; None when the person thinks better of it."""
        self.look()
        try:
            agreed = self.exec() == QDialog.DialogCode.Accepted
            return self._wish(self.target.path) if agreed else None
        finally:
            if self.check is not None:
                self.check.stop()

    def _wish(self, out: Path) -> ExportWish:
        """What is chosen now. Raises AnnotatorError for a split or a name that is none."""
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
            span_key=more.span_key() if kind.name == SPACY else GROUP,
        )
        keep = more.keep if kind.splits else None
        kept_by = (
            report_name(more.kept.path) if more.kept.path is not None and keep is not None else ""
        )
        split = Split.parse(
            self.split.text(),
            seed=self.seed.value(),
            by=by,
            stratify=strata,
            keep=keep,
            kept_by=kept_by,
        )
        return ExportWish(kind, out, choice, split, more.files)

    def _on_unfolded(self) -> None:
        self._show_rows()
        QTimer.singleShot(0, self._fit)

    def _fit(self) -> None:
        self.resize(self.width(), self.sizeHint().height())
        self._stay_on_screen()

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
