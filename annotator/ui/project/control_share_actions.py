"""Hides suggestions in a share of the articles, from the window."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.operations import control_share
from annotator.ui.project.control_share_dialog import UnaidedDialog
from annotator.ui.shell.main_window import MainWindow


class UnaidedActions(QObject):
    """What the Edit menu offers about articles without suggestions."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def ask(self) -> None:
        """Ask for the share, and hide suggestions in it from now on."""
        desk = self._window.desk
        if desk is None:
            return
        session = desk.session
        project = session.workspace.project
        now = session.look(lambda: control_share.chosen(project))
        if now is None:
            return
        share = UnaidedDialog.ask(
            self._window,
            now.share,
            lambda share: session.look(lambda: control_share.would_be(project, share)),
        )
        if share is not None:
            title = self.tr("Articles without suggestions: %1 %").replace("%1", str(share))
            session.attempt(lambda: self._choose(share), title)

    def _choose(self, share: int) -> None:
        desk = self._window.desk
        if desk is None:
            return
        session = desk.session
        control_share.choose(session.workspace, share)
        words = self.tr("Suggestions are now hidden in %1 % of the articles.").replace(
            "%1", str(share)
        )
        self._window.status.advise(
            words if share else self.tr("Suggestions are now shown in every article.")
        )
