"""What an export can be asked besides, folded away: rows of the export dialog that few need."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QToolButton,
    QWidget,
)

from annotator.domain.errors import AnnotatorError
from annotator.domain.wording import filled
from annotator.files import with_ending
from annotator.formats.bundles.definitions import REPORT
from annotator.formats.peers.docbin_said import REJECTED
from annotator.formats.peers.spacy import GROUP
from annotator.formats.writers import JSONL, SPACY, Target
from annotator.operations.exporting.pseudonym_key import KeyFiles
from annotator.operations.exporting.splitting import dealt_in
from annotator.ui.transfer.file_choice import FileChoice

_LICENCES = ("CC BY 4.0", "CC BY-SA 4.0", "CC BY-NC 4.0", "CC0 1.0")


def _tr(text: str) -> str:
    return QCoreApplication.translate("MoreChoices", text)


class MoreChoices(QObject):
    """The version and the licence of the data, whether tokens and confidential articles go out,
    pseudonyms, the span group of spaCy, and the earlier export whose parts stay. ``changed`` when
    any of them may be another; ``unfolded`` when more or fewer rows are wanted.
    """

    changed = Signal()
    unfolded = Signal()

    def __init__(self, dialog: QWidget, form: QFormLayout, licence: str, folder: str) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._form = form
        self._folder = folder
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
        self.kept = FileChoice(
            *("export_keep", _tr("An earlier export…"), _tr("Deal out anew"), self._ask_report)
        )
        self.kept.choose.setAccessibleName(_tr("Keep the parts of an earlier export"))
        self.key = FileChoice("export_key", _tr("Key file…"), _tr("Keep the names"), self._ask_key)
        self.key.choose.setAccessibleName(_tr("The key file of the pseudonyms"))
        self.persons = FileChoice(
            *(
                "export_persons",
                _tr("A list of persons…"),
                _tr("Annotators only"),
                self._ask_persons,
            )
        )
        self.persons.choose.setAccessibleName(_tr("A list of persons who get pseudonyms too"))
        self.group = QLineEdit(placeholderText=GROUP)
        self.group.setObjectName("export_group")
        form.addRow("", self.fold)
        form.addRow(_tr("Data set version"), self.version)
        form.addRow(_tr("Licence"), self.licence)
        form.addRow(_tr("Keep the parts of"), self.kept)
        form.addRow(_tr("Span group"), self.group)
        form.addRow("", self.tokens)
        form.addRow("", self.confidential)
        form.addRow(_tr("Pseudonyms"), self.key)
        form.addRow(_tr("Persons"), self.persons)
        self.tokens.toggled.connect(self.unfolded)
        self.key.changed.connect(self.unfolded)
        self.kept.changed.connect(self._on_kept)
        for signal in (self.tokens.toggled, self.confidential.toggled, self.group.textChanged):
            signal.connect(self.changed)
        for file in (self.kept, self.key, self.persons):
            file.changed.connect(self.changed)

    def show_rows(self, kind: Target) -> None:
        """Show the rows that a format has a use for, where they are unfolded."""
        is_open = self.fold.isChecked()
        rows: tuple[tuple[QWidget, bool], ...] = (
            (self.version, True),
            (self.licence, True),
            (self.kept, kind.splits),
            (self.tokens, kind.name == JSONL),
            (self.confidential, True),
            (self.group, kind.name == SPACY),
            (self.key, True),
            (self.persons, self.key.path is not None),
        )
        for field, is_wanted in rows:
            self._form.setRowVisible(field, is_open and is_wanted)

    def has_tokens(self, kind: Target) -> bool:
        """Whether texts go out in tokens."""
        return kind.tokens and (kind.name != JSONL or self.tokens.isChecked())

    @property
    def files(self) -> KeyFiles | None:
        """The files of the pseudonyms, None where people keep their names."""
        return KeyFiles(self.key.path, self.persons.path) if self.key.path is not None else None

    def span_key(self) -> str:
        """The name of the span group. Raises AnnotatorError for one that is taken."""
        name = self.group.text().strip() or GROUP
        if name == REJECTED:
            text = _tr("The span group “%s” holds rejected suggestions; give it another name.")
            raise AnnotatorError(filled(text, name))
        return name

    def said_licence(self) -> str:
        """The licence, as it is to be kept."""
        return " ".join(self.licence.currentText().split())

    def _on_fold(self, is_open: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self.fold.setArrowType(arrow)
        self.unfolded.emit()

    def _ask_report(self) -> str:
        reports = filled(_tr("Reports of exports (%s)"), f"*{REPORT}")
        return self._ask(_tr("The report of an earlier export"), reports)

    def _ask_persons(self) -> str:
        return self._ask(_tr("Persons, one a line"), _tr("Lists (*.txt);;All files (*)"))

    def _ask_key(self) -> str:
        # A key that is there is completed, and a new one may be named: nothing is replaced.
        name, _ = QFileDialog.getSaveFileName(
            *(self._dialog, _tr("The key: who is who. It stays with you"), self._folder),
            _tr("Keys (*.json)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        return str(with_ending(Path(name), ".json")) if name else ""

    def _ask(self, title: str, kinds: str) -> str:
        return QFileDialog.getOpenFileName(self._dialog, title, self._folder, kinds)[0]

    def _on_kept(self) -> None:
        self.keep = self.refused = None
        if self.kept.path is not None:
            try:
                self.keep = dealt_in(self.kept.path)
            except AnnotatorError as error:
                self.refused = error
