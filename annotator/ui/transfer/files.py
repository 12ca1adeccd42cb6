"""What the File menu does: projects opened and made, articles in, work out, backups."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from annotator import places
from annotator.domain.wording import counted
from annotator.operations import projects
from annotator.operations.exporting.export_report import ExportReport
from annotator.operations.importing import importer
from annotator.store.file.file_format import SUFFIX
from annotator.ui.agreement.agreement_actions import AgreementActions
from annotator.ui.annotating.duplicate_actions import StoryActions
from annotator.ui.project.assign_actions import AssignActions
from annotator.ui.project.control_share_actions import UnaidedActions
from annotator.ui.shell.main_window import MainWindow
from annotator.ui.shell.tasks import Runner
from annotator.ui.transfer.dropping import Drops
from annotator.ui.transfer.export_dialog import ExportDialog
from annotator.ui.transfer.import_preview import ImportDialog
from annotator.ui.transfer.work_actions import WorkActions

_SHOWN = 12  # lines of a report that fit a message; the whole one is in the details


class FileActions(QObject):
    """Asks for files and runs what takes long as a task."""

    work: WorkActions
    stories: StoryActions
    assigning: AssignActions
    unaided: UnaidedActions
    agreement: AgreementActions

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner = Runner(window)
        self._run = runner.run
        self.work = WorkActions(window, runner)
        self.stories = StoryActions(window, runner)
        self.assigning = AssignActions(window, runner)
        self.unaided = UnaidedActions(window)
        self.agreement = AgreementActions(window, runner)
        Drops(window, work=self.work.offer, articles=self.preview_import)

    def ask_open(self) -> None:
        """Open another project."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open project"), self._folder(), self._filter()
        )
        if name:
            self._window.open_requested.emit(name)

    def ask_new(self) -> None:
        """Make an empty project and open it."""
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("New project"), self._folder(), self._filter()
        )
        if name:
            self._window.open_requested.emit(f"new:{name}")

    def ask_import(self) -> None:
        """Choose files, look at what they bring, and bring it into the project."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("Import articles"), self._folder()
        )
        self.preview_import([Path(name) for name in names])

    def ask_import_folder(self) -> None:
        """Choose a folder, look at what it brings, and bring it into the project."""
        name = QFileDialog.getExistingDirectory(
            self._window, self.tr("Import a folder"), self._folder()
        )
        self.preview_import([Path(name)] if name else [])

    def preview_import(self, paths: Sequence[Path]) -> None:
        """Show what files and folders would bring, and bring it in where that is wanted."""
        desk = self._window.desk
        if not paths or desk is None or not self._window.table["import"].isEnabled():
            return
        workspace = desk.session.workspace
        wish = ImportDialog.ask(self._window, workspace, self._window.settings, self._runner, paths)
        if wish is None:
            return
        self._run(
            self.tr("Importing… Cancel removes what has been imported."),
            lambda progress: importer.bring_in(
                workspace,
                wish.paths,
                choices=wish.choices,
                progress=progress,
                # Closing the window keeps what is in: the import can be run again.
                take_back=lambda: not self._runner.closing,
            ),
            self._on_imported,
        )

    def back_up(self) -> None:
        """Copy the project, while it is open, into the folder of the backups."""
        desk = self._window.desk
        if desk is not None:
            project = desk.session.workspace.project
            folder = places.backup_dir(self._window.settings.folder)
            self._run(
                self.tr("Backing up…"),
                lambda progress: projects.backup(project, folder=folder),
                lambda copy: self._window.status.advise(
                    self.tr("Backed up and verified: %s").replace("%s", str(copy))
                ),
            )

    def ask_export(self) -> None:
        """Write the work of the annotator as training data."""
        desk = self._window.desk
        if desk is None:
            return
        workspace = desk.session.workspace
        wish = desk.session.look(
            lambda: ExportDialog.ask(self._window, self._folder(), workspace.annotator)
        )
        if wish is not None:
            self._run(
                self.tr("Exporting…"),
                lambda progress: wish.run(workspace.project, progress),
                self._on_exported,
            )

    def _on_imported(self, report: importer.ImportReport) -> None:
        added = report.added
        words = self.tr("Imported: %1, %3. Already in the project: %2.")
        words = words.replace("%1", counted(added.articles, "new article"))
        words = words.replace("%2", f"{report.already_there:,}")
        words = words.replace("%3", counted(added.spans, "span"))
        self._tell(words, [str(issue) for issue in report.issues])

    def _on_exported(self, report: ExportReport) -> None:
        words = self.tr(
            "%1 with %2 exported, read back and verified; guidelines and labels are beside them."
        )
        words = words.replace("%1", counted(report.articles, "article"))
        words = words.replace("%2", counted(report.spans, "span"))
        self._tell(words, list(report.sentences()))

    def _tell(self, words: str, lines: list[str]) -> None:
        if not lines:
            self._window.status.advise(words)
            return
        box = QMessageBox(QMessageBox.Icon.Information, "annotator", words, parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText("\n".join(lines[:_SHOWN]))
        if len(lines) > _SHOWN:
            box.setDetailedText("\n".join(lines))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _folder(self) -> str:
        desk = self._window.desk
        path = desk.session.workspace.project.path if desk else None
        return str(path.parent if path else Path.home())

    def _filter(self) -> str:
        return self.tr("Projects (*%s)").replace("%s", SUFFIX)
