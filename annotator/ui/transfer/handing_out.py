"""Handing a project out, in the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from annotator.domain.wording import counted, filled
from annotator.operations import control_share
from annotator.operations.reviewing import assigning
from annotator.operations.sharing import handing_out
from annotator.operations.sharing.handing_out import HandedOut
from annotator.ui.shell.context import Context
from annotator.ui.transfer.hand_out_dialog import HandOutDialog


class HandingOut(QObject):
    """Asks to whom and into which folder, and writes the files."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def ask(self) -> None:
        """Write a file for each annotator."""
        context, workspace = self._context, self._context.session.workspace
        project = workspace.project
        looked = context.session.look(
            lambda: (
                assigning.standing(project),
                handing_out.handed_out(project),
                control_share.chosen(project).share,
            )
        )
        if looked is None:
            return
        standing, has_file, share = looked
        known = dict.fromkeys([*has_file, *standing.people, *standing.known])
        people = [name for name in known if name != workspace.annotator]
        wish = HandOutDialog.ask(context.window, people, has_file, share)
        if wish is None:
            return
        start = project.path.parent if project.path else Path.home()
        folder = QFileDialog.getExistingDirectory(
            context.window, self.tr("Hand out into folder"), str(start)
        )
        if folder:
            context.tasks.run(
                self.tr("Writing the files…"),
                lambda progress: handing_out.hand_out(
                    workspace, wish, Path(folder), progress=progress
                ),
                self._on_written,
            )

    def _on_written(self, files: Sequence[HandedOut]) -> None:
        names = ", ".join(
            f"{file.path.name} ({counted(file.articles, 'article')})" for file in files
        )
        text = self.tr("Written to %1: %2. Send each of them their file.")
        self._context.banner.say(filled(text, files[0].path.parent, names))
