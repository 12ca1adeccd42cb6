"""Shows what an import would bring, lets the person change how, and writes nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from annotator.domain.errors import AnnotatorError
from annotator.domain.label_colours import fresh
from annotator.domain.wording import filled
from annotator.formats.reader import ReadOptions
from annotator.operations.importing import import_columns as column_operations
from annotator.operations.importing.below import base_of
from annotator.operations.importing.found import FileFound
from annotator.operations.importing.import_choices import FileChoices, ImportChoices
from annotator.operations.importing.import_report import Preview
from annotator.operations.importing.previewing import preview
from annotator.operations.importing.readings import Kept, Readings
from annotator.operations.importing.whose import PeopleFrom
from annotator.tasks import Progress
from annotator.ui.shell.settings import Settings
from annotator.ui.shell.tasks import Tasks
from annotator.ui.shell.widgets.buttons import Standard, accepted, act_button, dialog_buttons
from annotator.ui.shell.widgets.choice_box import ChoiceBox
from annotator.ui.shell.widgets.labels import plain
from annotator.ui.transfer.import_preview.article import ArticlePreview
from annotator.ui.transfer.import_preview.column_asking import ColumnAsking, to_be_asked
from annotator.ui.transfer.import_preview.counts import counts_of
from annotator.ui.transfer.import_preview.files_panel import FilesPanel
from annotator.ui.transfer.import_preview.findings import Findings
from annotator.ui.transfer.import_preview.work_row import WorkRow
from annotator.workspace import Workspace

_SUGGESTIONS, _OWN, _NAMED, _FILES, _FOLDERS = range(5)
_PEOPLE = {_FILES: PeopleFrom.FILES, _FOLDERS: PeopleFrom.FOLDERS}


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What a person wants to import, and how."""

    paths: tuple[Path, ...]
    choices: ImportChoices
    readings: Readings = field(default_factory=Readings)


class ImportDialog(QDialog):
    """Files left, their first articles right, below what becomes of labels and what is wrong."""

    def __init__(
        self,
        parent: QWidget | None,
        workspace: Workspace,
        settings: Settings,
        tasks: Tasks,
        paths: Sequence[Path],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("import_dialog")
        self.setWindowTitle(self.tr("Import"))
        self._workspace = workspace
        self._settings = settings
        self._tasks = tasks
        self._paths = list(paths)
        self._files: dict[str, FileChoices] = {}
        # What has been looked at is not read again for other choices, nor by the import.
        self._readings = Readings(jobs=None, gentle=True, kept=Kept())
        self._read_with = ImportChoices()  # what the last reading was begun with
        self._found: Preview | None = None
        self._reading: Progress | None = None
        self._has_asked = False
        self._ready = False  # whether there has been something to import
        self._make_parts()
        self._compose()
        self._fit()
        self._read()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        workspace: Workspace,
        settings: Settings,
        tasks: Tasks,
        paths: Sequence[Path],
    ) -> ImportWish | None:
        """What to import; None when the person thinks better of it."""
        dialog = cls(parent, workspace, settings, tasks, paths)
        if not accepted(dialog):
            return None
        dialog.columns.keep()
        return dialog.wish

    @property
    def wish(self) -> ImportWish:
        """What is chosen now."""
        choices = self._choices(known=self._read_with.files)
        return ImportWish(tuple(self._paths), choices, self._readings)

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)

    # Parts

    def _make_parts(self) -> None:
        self.summary = plain("import_summary")
        self.refusal = plain("import_refusal")
        self.refusal.hide()
        self.bar = QProgressBar()
        self.bar.setObjectName("import_bar")
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.files = FilesPanel()
        self.files.selected.connect(self._on_selected)
        self.files.changed.connect(lambda setting, value: self._change(**{setting: value}))
        self.article = ArticlePreview()
        self.findings = Findings([label.name for label in self._workspace.labels])
        self.findings.labels.chosen.connect(self._read)
        self.columns = ColumnAsking(
            self, self._settings, self._tasks, self.findings, lambda: self._read_with
        )
        self.columns.chosen.connect(lambda columns: self._change(columns=columns))
        self.spans_as = ChoiceBox()
        self.spans_as.setObjectName("import_spans_as")
        own = filled(self.tr("annotations of %s"), self._workspace.annotator)
        named = self.tr("annotations of whom each record names")
        by_file = self.tr("annotations of whom each file is named after")
        by_folder = self.tr("annotations of whom each folder is named after")
        self.spans_as.addItems([self.tr("suggestions"), own, named, by_file, by_folder])
        self.spans_as.activated.connect(lambda index: self._show_article())
        self.spans_as.activated.connect(lambda index: self._read())
        self.work = WorkRow()
        self.work.chosen.connect(self._read)
        self.findings.people.chosen.connect(self._read)
        self.add_files = act_button("import_add_files", self.tr("Add &files…"), self._ask_files)
        self.add_folder = act_button("import_add_folder", self.tr("Add f&older…"), self._ask_folder)
        self.repair = self._check("import_repair", self.tr("&Repair â€™ and the like"), True)
        self.mute = self._check("import_mute", self.tr("&Mute menus and other boilerplate"), True)
        self.lines = self._check("import_lines", self.tr("One &line is one article"), False)
        self.repair.setToolTip(self.tr("Characters that were decoded wrongly; nothing else"))
        self.mute.setToolTip(self.tr("Share bars, comment forms, captions …; reversible later"))
        self.lines.setToolTip(self.tr("For plain text that holds many articles, one a line"))

    def _compose(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.summary, 1)
        head.addWidget(self.add_files)
        head.addWidget(self.add_folder)
        self.across = QSplitter(Qt.Orientation.Horizontal)
        self.across.setChildrenCollapsible(False)
        for part in (self.files, self.article):
            self.across.addWidget(part)
        self.down = QSplitter(Qt.Orientation.Vertical)
        self.down.setChildrenCollapsible(False)
        self.down.addWidget(self.across)
        self.down.addWidget(self.findings)
        self.down.setStretchFactor(0, 1)
        whole = QVBoxLayout(self)
        whole.addLayout(head)
        whole.addWidget(self.bar)
        whole.addWidget(self.refusal)
        whole.addWidget(self.down, 1)
        whole.addLayout(self._choice_row())
        whole.addWidget(self.work)
        whole.addWidget(self._foot())

    def _choice_row(self) -> QHBoxLayout:
        label = QLabel(self.tr("&Spans are"))
        label.setBuddy(self.spans_as)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.spans_as)
        row.addSpacing(16)
        for box in (self.repair, self.mute, self.lines):
            row.addWidget(box)
        row.addStretch(1)
        return row

    def _foot(self) -> QDialogButtonBox:
        buttons = dialog_buttons(Standard.Cancel, self)
        self.go = buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setObjectName("import_go")
        self.go.setIcon(QIcon())
        self.go.setDefault(True)
        self.go.setEnabled(False)
        buttons.button(Standard.Cancel).setAutoDefault(False)
        return buttons

    def _fit(self) -> None:
        room = self.screen().availableSize()
        self.resize(min(1240, room.width() - 40), min(780, room.height() - 60))
        files = min(640, self.width() * 4 // 7)
        self.across.setSizes([files, self.width() - files])
        self.down.setSizes([self.height() - 250, 150])
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)

    # Reading

    def _choices(self, *, known: object = None) -> ImportChoices:
        asked = self.findings.labels.asked
        names = {label.name for label in self._workspace.labels}
        chosen = self.spans_as.currentIndex()
        files = {**(known if isinstance(known, dict) else {}), **self._files}
        return ImportChoices(
            options=ReadOptions(article_a_line=self.lines.isChecked()),
            files=files,
            as_annotations=chosen != _SUGGESTIONS,
            named_annotators=chosen >= _NAMED,
            people_from=_PEOPLE.get(chosen, PeopleFrom.AUTO),
            persons=self.findings.people.asked if chosen >= _NAMED else {},
            finished=self.work.finished,
            labels=asked,
            addable=frozenset(set(asked.values()) - names - {""}),
            mute=self.mute.isChecked(),
            repair=self.repair.isChecked(),
        )

    def _read(self) -> None:
        """Read everything anew, as it is chosen now."""
        self._stop()
        paths, choices = tuple(self._paths), self._choices()
        project, own = self._workspace.project, self._workspace.annotator
        remembered, readings = self.columns.remembered, self._readings

        def work(progress: Progress) -> tuple[ImportChoices, Preview]:
            whole = column_operations.with_remembered(choices, paths, remembered)

            def tell(preview: Preview) -> None:
                self._tasks.post(lambda: self._on_found(progress, whole, preview))

            return whole, preview(
                project,
                paths,
                choices=whole,
                annotator=own,
                progress=progress,
                so_far=tell,
                readings=readings,
            )

        self.bar.setRange(0, 0)
        self.refusal.hide()
        handle = self._tasks.start(
            work,
            done=lambda result: self._on_found(handle, *result),
            failed=lambda error: self._on_failed(handle, error),
        )
        self._reading = handle
        self._say()

    def _stop(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _on_found(self, handle: Progress, choices: ImportChoices, preview: Preview) -> None:
        # What comes late, of an earlier reading or to a dialog that is gone, is passed over.
        if not isValid(self) or handle is not self._reading:
            return
        self._found, self._read_with = preview, choices
        if preview.whole:
            self._reading = None
        self.files.show_files(preview.report.files, is_whole=preview.whole, paths=self._paths)
        self.article.base = base_of(self._paths)
        self._show_choices()
        self._show_article()
        file = self.files.first
        if file is not None and (self.article.is_without or not file.articles):
            self._go_to(file)  # other choices may have brought something of it, or nothing
        self.findings.show_report(preview.report, self._paths)
        self._show_people(preview)
        self._ask(preview)
        self._say()

    def _on_failed(self, handle: Progress, error: AnnotatorError) -> None:
        if isValid(self) and handle is self._reading:
            self._reading = None
            self.refusal.setText(str(error))
            self.refusal.show()
            self._say()

    # What is shown

    def _say(self) -> None:
        preview, whole = self._found, self._reading is None
        self.bar.setVisible(not whole)
        if preview is None:
            self.summary.setText(self.tr("Nothing to read") if whole else self.tr("Reading …"))
            return
        self.bar.setRange(0, preview.total)
        self.bar.setValue(preview.done)
        report = preview.report
        self.go.setEnabled(report.added.articles + report.already_there > 0)
        if self.go.isEnabled() and not self._ready:
            self._ready = True
            self.go.setFocus()  # Enter imports; later on, the focus is where the person wants it
        self.summary.setText(counts_of(preview))

    def _show_article(self) -> None:
        if self._found is None:
            return
        labels = {label.name: label for label in self._workspace.labels}
        for shown_article in self._found.first:
            for span in shown_article.record.spans:
                if span.label not in labels:
                    labels[span.label] = fresh([*labels.values()], span.label)
        confirmed = self.spans_as.currentIndex() != _SUGGESTIONS
        self.article.show_articles(self._found.first, labels, confirmed=confirmed)

    def _show_people(self, preview: Preview) -> None:
        choices = self._read_with
        self.work.show_report(preview.report, is_work=choices.as_annotations)
        if preview.whole or not choices.named_annotators:
            people = preview.report.people if choices.named_annotators else ()
            self.findings.show_people(people, self._workspace.annotator)

    def _ask(self, preview: Preview) -> None:
        """Choose, once, the first file of which nobody knows where its texts are."""
        if preview.whole and not self._has_asked:
            self._has_asked = True
            file = to_be_asked(preview)
            if file is not None:
                self.files.choose(file)

    def _go_to(self, file: FileFound) -> None:
        is_empty = self._reading is None and not file.articles
        reason = self._found.report.reason_of(file.file) if self._found else ""
        self.article.go_to(file.file, is_empty=is_empty, reason=reason)

    def _own(self, file: str) -> FileChoices:
        return self._files.get(file) or self._read_with.files.get(file) or FileChoices()

    def _show_choices(self) -> None:
        file = self.files.first
        self.files.show_choices(file, self._own(str(file.path)) if file else FileChoices())

    # What the person changes

    def _on_selected(self) -> None:
        self._show_choices()
        file = self.files.first
        if file is None:
            return
        self._go_to(file)
        self.columns.show(file)

    def _change(self, **change: object) -> None:
        for file in self.files.chosen():
            self._files[str(file.path)] = replace(self._own(str(file.path)), **change)  # type: ignore[arg-type]
        self._read()

    def _ask_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Add files"), self._folder())
        self.add_paths([Path(name) for name in names])

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Add a folder"), self._folder())
        self.add_paths([Path(name)] if name else [])

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Read these files and folders as well."""
        new = [path for path in paths if path not in self._paths]
        if new:
            self._paths += new
            self._read()

    def _folder(self) -> str:
        return str(self._paths[0].parent if self._paths else Path.home())

    # Making parts

    def _check(self, name: str, text: str, on: bool) -> QCheckBox:
        box = QCheckBox(text)
        box.setObjectName(name)
        box.setChecked(on)
        box.toggled.connect(lambda checked: self._read())
        return box
