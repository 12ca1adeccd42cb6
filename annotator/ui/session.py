"""Between the window and the open project: the article in view, and what is said about changes.

The only door of the window to the workspace; every failure becomes one sentence here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.domain.errors import AnnotatorError, SaveError, StaleEdit
from annotator.domain.state import ArticleState
from annotator.domain.values import Label
from annotator.operations import articles as article_operations
from annotator.workspace import Cause, Change, Workspace

T = TypeVar("T")


class Session(QObject):
    """One annotator at work on one article of one project."""

    opened = Signal(object)  # ArticleState: another article is in view
    changed = Signal(object)  # ArticleState: the article in view has changed
    articles_changed = Signal(object)  # Change: what was done to which articles
    labels_changed = Signal()
    committed = Signal(str)  # title of what has just been written to the disk
    not_saved = Signal(str)  # one sentence; the change can be tried again
    said = Signal(str)  # one sentence of advice or refusal

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.article: int | None = None
        # What “next” goes through: the articles shown, None for the queue as it is at first.
        self.shown: Callable[[], Sequence[int] | None] | None = None
        self._again: Callable[[], object] | None = None
        workspace.listen(self._on_change)

    @property
    def state(self) -> ArticleState | None:
        """The article in view."""
        return None if self.article is None else self.workspace.article(self.article)

    @property
    def labels(self) -> dict[str, Label]:
        """The labels of the project by name, in their order."""
        return {label.name: label for label in self.workspace.labels}

    def open(self, article: int) -> None:
        """Bring an article into view."""
        state = self.look(lambda: self.workspace.article(article))
        if state is not None:
            self.article = article
            self.opened.emit(state)

    def open_next(self) -> bool:
        """Bring the next article that needs work into view; False if there is none."""
        among = self.shown() if self.shown else None
        following = self.look(
            lambda: article_operations.next_open(self.workspace, after=self.article, among=among)
        )
        if following is not None:
            self.open(following)
        return following is not None

    def look(self, question: Callable[[], T]) -> T | None:
        """Read something; a failure is told in one sentence and gives None."""
        try:
            return question()
        except AnnotatorError as error:
            self.said.emit(str(error))
        return None

    def attempt(self, action: Callable[[], T]) -> T | None:
        """Change something; a failure is told in one sentence and gives None.

        What could not be saved is kept, so that it can be tried again; it is tried before
        anything else is changed.
        """
        if self._again is not None and not self.try_again():
            return None
        try:
            return action()
        except StaleEdit as error:
            self._reload()
            self.said.emit(str(error))
        except SaveError as error:
            self._reload()
            if self.workspace.project.read_only:
                self.said.emit(str(error))  # trying again would not help
            else:
                self._again = action
                self.not_saved.emit(str(error))
        except AnnotatorError as error:
            self.said.emit(str(error))
        return None

    def try_again(self) -> bool:
        """Repeat what could not be saved; True once it is on the disk."""
        action, self._again = self._again, None
        if action is not None:
            self.attempt(action)
        return self._again is None

    def give_up(self) -> None:
        """Forget what could not be saved."""
        self._again = None

    @property
    def unsaved(self) -> bool:
        """Whether a change waits to be tried again."""
        return self._again is not None

    def _reload(self) -> None:
        state = self.look(lambda: self.state)
        if state is not None:
            self.changed.emit(state)

    def _on_change(self, change: Change) -> None:
        if change.cause is Cause.LABELS:
            self.labels_changed.emit()  # before anything is drawn with them
        if change.title:
            self.committed.emit(change.title)
        if self.article in change.articles:
            self._reload()
        self.articles_changed.emit(change)
