"""Work that travels, in the window: sent as a bundle, merged, and versions that are kept aside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from annotator import places
from annotator.domain.direction import isolated
from annotator.domain.team_terms import Offer
from annotator.domain.wording import counted, filled
from annotator.domain.work import Manifest
from annotator.files import with_ending
from annotator.operations.sharing import (
    bundling,
    joining_versions,
    looking_alike,
    merging,
    team,
    whose_work,
)
from annotator.operations.sharing.bundling import BundleReport
from annotator.operations.sharing.merge_report import MergeReport
from annotator.store.file.file_format import SUFFIX
from annotator.ui.shell.context import Context
from annotator.ui.transfer.merge_dialog import MergeDialog
from annotator.ui.transfer.merge_report import MergeReportDialog
from annotator.ui.transfer.send_dialog import SendDialog
from annotator.ui.transfer.versions_dialog import VersionsDialog


class WorkActions(QObject):
    """What the File menu offers about colleagues' work."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._window = context.window

    def ask_send(self) -> None:
        """Write people's work into one file for a colleague."""
        session = self._context.session
        workspace = session.workspace
        people = session.look(lambda: bundling.worked(workspace.project))
        if people is None:
            return
        if not people:
            self._context.status.advise(self.tr("Nobody has worked in this project yet."))
            return
        choice = SendDialog.ask(self._window, people, workspace.annotator)
        if choice is None:
            return
        suggested = "-".join((choice.annotators or ("work",))[:3])
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Send work"),
            str(self._folder() / f"{suggested.replace('/', '-')}{bundling.SUFFIX}"),
            filled(self.tr("Work (*%s)"), bundling.SUFFIX),
        )
        out = with_ending(Path(name), bundling.SUFFIX) if name else None
        if out is not None and self._may_write(out, name):
            self._context.tasks.run(
                self.tr("Writing the work…"),
                lambda progress: bundling.write_bundle(
                    workspace.project,
                    out,
                    choice,
                    made_by=workspace.annotator,
                    progress=progress,
                ),
                self._on_sent,
            )

    def _may_write(self, out: Path, typed: str) -> bool:
        """Whether the person was asked about a file that is there already."""
        if out == Path(typed) or not out.is_file():
            return True
        text = self.tr("%s already exists; type its full name to replace it.")
        self._context.banner.say(filled(text, out))
        return False

    def ask_merge(self) -> None:
        """Choose files with colleagues' work and merge them."""
        kinds = f"*{bundling.SUFFIX} *{SUFFIX}"
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Merge work"),
            str(self._folder()),
            filled(self.tr("Work and projects (%s)"), kinds),
        )
        if names:
            self.offer([Path(name) for name in names])

    def offer(self, paths: Sequence[Path]) -> None:
        """Say what some files hold, and merge them if the person agrees."""
        bundles = [path for path in paths if path.suffix.lower() == bundling.SUFFIX]
        workspace = self._context.session.workspace
        project, annotator = workspace.project, workspace.annotator
        self._context.tasks.run(
            self.tr("Reading the work…"),
            lambda progress: (
                {path: merging.look(path) for path in bundles},
                whose_work.doubts_of(project, paths),
                team.offers_of(project, paths, annotator=annotator),
                looking_alike.looking_alike(project, paths, progress),
            ),
            lambda looked: self._on_looked(paths, *looked),
        )

    def show_kept(self) -> None:
        """List what is kept aside, and show a version of it again if the person wishes."""
        session = self._context.session
        workspace = session.workspace
        looked = session.look(
            lambda: (
                merging.saved_versions(workspace.project),
                joining_versions.previews(workspace.project),
            )
        )
        if looked is None:
            return
        wish = VersionsDialog.ask(self._window, *looked)
        if wish is None:
            return
        key, is_joining = wish
        if is_joining:
            joined = session.attempt(
                lambda: joining_versions.join(workspace, key), self.tr("Join versions")
            )
            for one in joined or ():
                self._context.status.advise(str(one))
            return
        done = session.attempt(
            lambda: merging.restore(workspace, key),
            self.tr("Another version"),
        )
        if done is not None:
            text = self.tr("%1’s other version of “%2” is now current; the former one is kept.")
            self._context.status.advise(filled(text, done.annotator, isolated(done.title)))

    def _on_sent(self, report: BundleReport) -> None:
        text = self.tr("%1 with %2 written to %3, read back and verified.")
        articles, spans = counted(report.articles, "article"), counted(report.spans, "span")
        self._context.status.advise(filled(text, articles, spans, report.path))

    def _on_looked(
        self,
        paths: Sequence[Path],
        manifests: dict[Path, Manifest],
        doubts: Sequence[whose_work.Doubt],
        offers: Sequence[Offer],
        alike: int,
    ) -> None:
        workspace = self._context.session.workspace
        files = [(path, manifests.get(path)) for path in paths]
        wish = MergeDialog.ask(self._window, files, doubts, offers, workspace.annotator, alike)
        if wish is None:
            return
        folder = places.backup_dir(self._context.settings.folder)
        self._context.tasks.run(
            self.tr("Merging…"),
            lambda progress: merging.merge_files(
                workspace,
                paths,
                add_missing=wish.add_missing,
                join_alike=wish.join_alike,
                people=wish.people,
                take=wish.take,
                backup_folder=folder,
                progress=progress,
            ),
            self._on_merged,
        )

    def _on_merged(self, report: MergeReport) -> None:
        self._context.status.advise(
            self.tr("The work is merged and saved.")
            if report.changed
            else self.tr("All of this work was already here; nothing has changed.")
        )
        if MergeReportDialog.ask(self._window, report):
            self.show_kept()

    def _folder(self) -> Path:
        path = self._context.session.workspace.project.path
        return path.parent if path else Path.home()
