"""What an export can be asked besides, folded away: rows of the export dialog that few need."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QWidget,
)

from annotator.domain.errors import AnnotatorError
from annotator.formats.bundles.definitions import REPORT
from annotator.formats.writers import JSONL, Target
from annotator.operations.exporting.splitting import dealt_in
from annotator.ui.shell.widgets.buttons import act_button

_LICENCES = ("CC BY 4.0", "CC BY-SA 4.0", "CC BY-NC 4.0", "CC0 1.0")


def _tr(text: str) -> str:
    return QCoreApplication.translate("MoreChoices", text)


class MoreChoices(QObject):
    """The version and the licence of the data, whether tokens and confidential articles go out,
    and the earlier export whose parts stay. ``changed`` when any of them may be another;
    ``unfolded`` when more or fewer rows are wanted.
    """

    changed = Signal()
    unfolded = Signal()

    def __init__(self, form: QFormLayout, licence: str, folder: str) -> None:
        super().__init__(form.parentWidget())
        self._form = form
        self._folder = folder
        self.report: Path | None = None
        self.keep: dict[str, str] | None = None
        self.refused: AnnotatorError | None = None
        self.fold = QToolButton()
        self.fold.setText(_tr("&More choices"))
        self.fold.setCheckable(True)
        self.fold.setAutoRaise(True)
        self.fold.setObjectName("export_more")
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setArrowType(Qt.ArrowType.RightArrow)
        self.fold.toggled.connect(self._on_fold)
        self.version = QLineEdit(placeholderText=_tr("such as 1.2"))
        self.version.setObjectName("export_version")
        self.licence = QComboBox(editable=True)
        self.licence.setObjectName("export_licence")
        self.licence.addItems(_LICENCES)
        self.licence.setEditText(licence)
        if line := self.licence.lineEdit():
            line.setPlaceholderText(_tr("such as CC BY 4.0; the project remembers it"))
        self.tokens = QCheckBox(_tr("With the tokens of each text"))
        self.tokens.setChecked(True)
        self.tokens.setObjectName("export_tokens")
        self.confidential = QCheckBox(_tr("Also articles marked as confidential"))
        self.confidential.setObjectName("export_confidential")
        self.kept = self._keeping()
        form.addRow("", self.fold)
        form.addRow(_tr("Data set version"), self.version)
        form.addRow(_tr("Licence"), self.licence)
        form.addRow(_tr("Keep the parts of"), self.kept)
        form.addRow("", self.tokens)
        form.addRow("", self.confidential)
        self.tokens.toggled.connect(self.unfolded)
        for signal in (self.tokens.toggled, self.confidential.toggled):
            signal.connect(self.changed)

    def _keeping(self) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        self.choose = act_button("export_keep", "", self._ask_report)
        self.choose.setAccessibleName(_tr("Keep the parts of an earlier export"))
        self.forget = act_button("export_forget", _tr("Deal out anew"), self._on_forget)
        across.addWidget(self.choose)
        across.addWidget(self.forget)
        across.addStretch(1)
        self._show_report()
        return row

    def show_rows(self, kind: Target) -> None:
        """Show the rows that a format has a use for, where they are unfolded."""
        is_open = self.fold.isChecked()
        rows: tuple[tuple[QWidget, bool], ...] = (
            (self.version, True),
            (self.licence, True),
            (self.kept, kind.splits),
            (self.tokens, kind.name == JSONL),
            (self.confidential, True),
        )
        for field, is_wanted in rows:
            self._form.setRowVisible(field, is_open and is_wanted)

    def has_tokens(self, kind: Target) -> bool:
        """Whether texts go out in tokens."""
        return kind.tokens and (kind.name != JSONL or self.tokens.isChecked())

    def said_licence(self) -> str:
        """The licence, as it is to be kept."""
        return " ".join(self.licence.currentText().split())

    def _on_fold(self, is_open: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self.fold.setArrowType(arrow)
        self.unfolded.emit()

    def _ask_report(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._form.parentWidget(),
            _tr("The report of an earlier export"),
            self._folder,
            _tr("Reports of exports (%s)").replace("%s", f"*{REPORT}"),
        )
        if name:
            self.report = Path(name)
            self.keep = self.refused = None
            try:
                self.keep = dealt_in(self.report)
            except AnnotatorError as error:
                self.refused = error
            self._show_report()
            self.changed.emit()

    def _on_forget(self) -> None:
        self.report = self.keep = self.refused = None
        self._show_report()
        self.changed.emit()

    def _show_report(self) -> None:
        text = _tr("An earlier export…")
        if self.report is not None:
            text = str(Path(self.report.parent.name, self.report.name))
        self.choose.setText(text.replace("&", "&&"))
        self.forget.setVisible(self.report is not None)
