"""What the keys for stories do: carry spans to the other versions of an article, show these."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.domain.wording import counted, filled
from annotator.operations import stories
from annotator.ui.queue.queue_control import QueueControl
from annotator.ui.shell.context import Context


class DuplicateActions(QObject):
    """Acts on the article in view and the others of its story."""

    def __init__(self, context: Context, queue: QueueControl) -> None:
        super().__init__(queue)
        self._context = context
        self._queue = queue

    def carry(self) -> None:
        """Offer the spans of the article in view to the other versions; undo takes them back."""
        session = self._context.session
        article, workspace = session.article, session.workspace
        if article is None:
            return
        self._context.tasks.run(
            self.tr("Looking for the same words in the duplicates…"),
            lambda progress: stories.prepare_copies(workspace, article=article, progress=progress),
            self._on_prepared,
        )

    def show_versions(self) -> None:
        """Have the queue show the versions of the article in view, or everything again."""
        session = self._context.session
        article, workspace = session.article, session.workspace
        if article is None:
            return
        story = session.look(lambda: stories.story_of(workspace, article=article))
        if self._queue.shows_story:
            self._queue.show_story(None)
        elif story is not None and len(story) > 1:
            self._queue.show_story(story[0])
        else:
            session.said.emit(self.tr("This article has no duplicates."))

    def _on_prepared(self, copies: stories.Copies) -> None:
        session, report = self._context.session, copies.report
        if not report.articles:
            session.said.emit(self.tr("This article has no duplicates."))
            return
        if not report.offered:
            words = self.tr("The duplicates need no new suggestions.")
            session.said.emit(words + self._contradicting(report))
        elif session.attempt(lambda: stories.copy_to_duplicates(session.workspace, copies)):
            session.said.emit(self._words(report))

    def _words(self, report: stories.CopyReport) -> str:
        text = self.tr("Copied %1 to %2. Undo removes what was copied.")
        if report.lost:
            text += " " + self.tr("Not found there: %3.")
        suggestions = counted(report.offered, "suggestion")
        words = filled(text, suggestions, counted(report.articles, "duplicate"), report.lost)
        return words + self._contradicting(report)

    def _contradicting(self, report: stories.CopyReport) -> str:
        """What was not copied since something else stands there: the first of it, and how many."""
        if not report.contradicting:
            return ""
        first, count = report.contradicting[0], len(report.contradicting)
        text = self.tr(" Not copied, since you say otherwise there: %1.")
        if count > 1:
            text = self.tr(" Not copied, since you say otherwise there: %1 and %2 more.")
        return filled(text, first, count - 1)
