"""What the keys for stories do: carry spans to the other versions of an article, show these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.domain.wording import counted
from annotator.operations import stories

if TYPE_CHECKING:
    from annotator.ui.shell.main_window import MainWindow
    from annotator.ui.shell.project_controller import Desk
    from annotator.ui.shell.tasks import Runner


class StoryActions(QObject):
    """Acts on the article in view and the others of its story."""

    def __init__(self, window: MainWindow, runner: Runner) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner

    def carry(self) -> None:
        """Offer the spans of the article in view to the other versions; undo takes them back."""
        desk, article = self._at_work()
        if desk is None or article is None:
            return
        workspace = desk.session.workspace
        self._runner.run(
            self.tr("Looking for the same words in the duplicates…"),
            lambda progress: stories.prepare_carrying(
                workspace, article=article, progress=progress
            ),
            self._on_prepared,
        )

    def show_versions(self) -> None:
        """Have the queue show the versions of the article in view, or everything again."""
        desk, article = self._at_work()
        if desk is None or article is None:
            return
        workspace = desk.session.workspace
        found = desk.session.look(lambda: stories.story_of(workspace, article=article))
        if desk.shows_story:
            desk.show_story(None)
        elif found is not None and len(found) > 1:
            desk.show_story(found[0])
        else:
            desk.session.said.emit(self.tr("This article has no duplicates."))

    def _on_prepared(self, carrying: stories.Carrying) -> None:
        desk = self._window.desk
        if desk is None:
            return
        session, report = desk.session, carrying.report
        if not report.articles:
            session.said.emit(self.tr("This article has no duplicates."))
            return
        if not report.offered:
            session.said.emit(self.tr("The duplicates need no new suggestions."))
        elif session.attempt(lambda: stories.carry_to_story(session.workspace, carrying)):
            session.said.emit(self._words(report))

    def _words(self, report: stories.CarryReport) -> str:
        words = self.tr("Copied %1 to %2. Undo removes what was copied.")
        if report.lost:
            words += " " + self.tr("Not found there: %3.")
        words = words.replace("%1", counted(report.offered, "suggestion"))
        words = words.replace("%2", counted(report.articles, "duplicate"))
        return words.replace("%3", f"{report.lost:,}")

    def _at_work(self) -> tuple[Desk | None, int | None]:
        desk = self._window.desk
        return desk, desk.session.article if desk is not None else None
