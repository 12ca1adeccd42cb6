"""Deals articles out to annotators, from the window."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.operations.reviewing import assigning
from annotator.ui.project.assign_dialog import AssignDialog
from annotator.ui.shell.main_window import MainWindow
from annotator.ui.shell.tasks import Runner


class AssignActions(QObject):
    """What the Article menu offers about whose articles are whose."""

    def __init__(self, window: MainWindow, runner: Runner) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner

    def ask(self) -> None:
        """Ask to whom articles go, and deal them out."""
        desk = self._window.desk
        if desk is None:
            return
        workspace = desk.session.workspace
        found = desk.session.look(lambda: assigning.standing(workspace.project))
        if found is None:
            return
        people = list(dict.fromkeys([*found.known, workspace.annotator]))
        wish = AssignDialog.ask(self._window, people, found.people, found.articles)
        if wish is not None:
            self._runner.run(
                self.tr("Assigning…"),
                lambda progress: assigning.assign(
                    workspace,
                    to=wish.people,
                    overlap=wish.overlap,
                    again=wish.again,
                ),
                self._on_assigned,
            )

    def _on_assigned(self, report: assigning.Assigned) -> None:
        shares = ", ".join(f"{name} {count:,}" for name, count in report.people.items())
        words = self.tr("Articles newly assigned: %1. Assigned in all: %2.")
        self._window.status.advise(words.replace("%1", f"{report.added:,}").replace("%2", shares))
