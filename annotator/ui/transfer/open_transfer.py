"""What comes into an open project and goes out of it: articles, exports, backups, work."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from annotator import places
from annotator.domain.wording import counted, filled
from annotator.operations import projects
from annotator.operations.exporting import licence as licences
from annotator.operations.exporting.export_report import ExportReport
from annotator.operations.importing import importer
from annotator.tasks import Cancelled, Progress
from annotator.ui.shell.context import Context
from annotator.ui.shell.room import OpenRoom
from annotator.ui.transfer.dropping import Drops
from annotator.ui.transfer.export_check import ExportCheck
from annotator.ui.transfer.export_dialog import ExportDialog
from annotator.ui.transfer.handing_out import HandingOut
from annotator.ui.transfer.import_preview import ImportDialog, ImportWish
from annotator.ui.transfer.import_preview.counts import counts
from annotator.ui.transfer.import_preview.said import below_roots, note_lines, rejections
from annotator.ui.transfer.work_actions import WorkActions
from annotator.workspace import Workspace

_SHOWN = 12  # lines of a report that fit a message; the whole one is in the details


class OpenTransfer(OpenRoom):
    """Asks for files and runs what takes long as a task."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._window = context.window
        self._unfinished_export: ExportDialog | None = None
        self.work = WorkActions(context, self)
        self._drops = Drops(context.window, work=self.work.offer, articles=self.preview_import)
        self.bind(
            {
                "import": self.ask_import,
                "import_folder": self.ask_import_folder,
                "export": self.ask_export,
                "backup": self.back_up,
                "send_work": self.work.ask_send,
                "hand_out": HandingOut(context, self).ask,
                "merge_work": self.work.ask_merge,
                "kept_work": self.work.show_kept,
            }
        )

    def close(self) -> None:
        super().close()
        self._forget_export()
        self._drops.deleteLater()

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
        context, workspace = self.context, self.context.session.workspace
        if not paths or not context.table["import"].isEnabled():
            return
        wish = ImportDialog.ask(self._window, workspace, context.settings, context.tasks, paths)
        if wish is None:
            return
        context.tasks.run(
            self.tr("Importing… Cancel removes what has been imported."),
            lambda progress: self._bring_in(workspace, wish, progress),
            lambda report: self._on_imported(report, wish.paths),
        )

    def _bring_in(
        self, workspace: Workspace, wish: ImportWish, progress: Progress
    ) -> importer.ImportReport:
        tasks = self.context.tasks
        try:
            return importer.bring_in(
                workspace,
                wish.paths,
                choices=wish.choices,
                readings=wish.readings,
                progress=progress,
                # Closing the window keeps what is in: the import can be run again.
                take_back=lambda: not tasks.closing,
            )
        except Cancelled:
            text = self.tr("Import cancelled; the project is as it was.")
            tasks.post(lambda: self.context.status.advise(text))
            raise

    def back_up(self) -> None:
        """Copy the project, while it is open, into the folder of the backups."""
        project = self.context.session.workspace.project
        folder = places.backup_dir(self.context.settings.folder)
        self.context.tasks.run(
            self.tr("Backing up…"),
            lambda progress: projects.backup(project, folder=folder),
            lambda copy: self.context.status.advise(
                filled(self.tr("Backed up and verified: %s"), copy)
            ),
        )

    def ask_export(self) -> None:
        """Write the work of the annotator as training data. What was chosen for an export that has
        come to nothing is there the next time.
        """
        workspace = self.context.session.workspace
        dialog = self._unfinished_export
        if dialog is None or dialog.annotator != workspace.annotator:
            self._forget_export()
            dialog = self.context.session.look(self._export_dialog)
        self._unfinished_export = None
        wish = dialog.ask() if dialog is not None else None
        if wish is None:
            if dialog is not None:
                dialog.deleteLater()
            return
        self._unfinished_export = dialog
        self.context.tasks.run(
            self.tr("Exporting…"),
            lambda progress: wish.run(workspace, progress),
            self._on_exported,
        )

    def _export_dialog(self) -> ExportDialog:
        workspace = self.context.session.workspace
        return ExportDialog(
            self._window,
            workspace.annotator,
            ExportCheck(workspace.project, self.context.tasks),
            licence=licences.chosen(workspace.project),
            folder=self._folder(),
        )

    def _forget_export(self) -> None:
        if self._unfinished_export is not None:
            self._unfinished_export.deleteLater()
            self._unfinished_export = None

    def _on_imported(self, report: importer.ImportReport, roots: Sequence[Path]) -> None:
        text = filled(self.tr("Imported: %s."), ", ".join(counts(report)))
        self._tell(text, below_roots((*rejections(report), *note_lines(report)), roots))

    def _on_exported(self, report: ExportReport) -> None:
        self._forget_export()
        text = self.tr(
            "%1 with %2 exported, read back and verified; guidelines, report and card lie beside."
        )
        text = filled(text, counted(report.articles, report.noun), counted(report.spans, "span"))
        self._tell(text, list(report.sentences()))

    def _tell(self, text: str, lines: list[str]) -> None:
        if not lines:
            self.context.status.advise(text)
            return
        box = QMessageBox(QMessageBox.Icon.Information, "annotator", text, parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText("\n".join(lines[:_SHOWN]))
        if len(lines) > _SHOWN:
            box.setDetailedText("\n".join(lines))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _folder(self) -> str:
        path = self.context.session.workspace.project.path
        return str(path.parent if path else Path.home())
