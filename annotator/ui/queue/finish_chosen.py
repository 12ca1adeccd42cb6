"""Marks all articles that are chosen in the queue done, once what waits in them has been said."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from annotator.domain.wording import counted, filled
from annotator.operations import finishing
from annotator.operations.finishing import Finishing
from annotator.ui.queue.queue_control import QueueControl
from annotator.ui.queue.queue_panel import QueuePanel
from annotator.ui.shell.context import Context


class FinishChosen(QObject):
    """Looks off the window's thread, asks, and does it as one step."""

    def __init__(self, context: Context, queue: QueueControl, panel: QueuePanel) -> None:
        super().__init__(queue)
        self._context = context
        self._queue = queue
        self._panel = panel

    def ask(self) -> None:
        """Look at the chosen articles, and ask whether they are done."""
        numbers = [self._queue.model.number_at(row) for row in self._panel.chosen]
        session = self._context.session
        if self._queue.view.person is not None:
            session.said.emit(self.tr("The queue shows somebody else’s work; mark your own done."))
            return
        if not numbers:
            session.said.emit(self.tr("Choose articles in the queue; Shift or Ctrl takes more."))
            return
        project, annotator = session.workspace.project, session.workspace.annotator
        self._context.tasks.run(
            self.tr("Looking at the chosen articles…"),
            lambda progress: finishing.look(project, numbers, annotator=annotator),
            self._on_looked,
        )

    def _on_looked(self, looked: Finishing) -> None:
        session = self._context.session
        if not looked.articles:
            session.said.emit(self.tr("All of them are done already."))
            return
        if not self._agreed(looked):
            return
        if session.attempt(lambda: finishing.finish(session.workspace, looked)):
            words = self.tr("%s marked done. Undo takes it back.")
            session.said.emit(filled(words, counted(looked.articles, "article")))

    def _agreed(self, looked: Finishing) -> bool:
        box = QMessageBox(self._context.window)
        box.setObjectName("finish_chosen_dialog")
        box.setWindowTitle(self.tr("Done"))
        articles = counted(looked.articles, "article")
        box.setText(filled(self.tr("Mark %s done?"), articles))
        said = [f"{words[:1].upper()}{words[1:]}." for words in looked.waits]
        if looked.already:
            said.append(filled(self.tr("%s more are done already."), f"{looked.already:,}"))
        said.append(self.tr("Whether you have had all of their text on the screen is not checked."))
        box.setInformativeText("\n".join(said))
        done = box.addButton(
            filled(self.tr("&Mark %s done"), articles), QMessageBox.ButtonRole.AcceptRole
        )
        done.setObjectName("finish_chosen_go")
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel if looked.waits else done)
        box.exec()
        box.deleteLater()
        return box.clickedButton() is done
