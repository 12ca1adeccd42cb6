"""Between the window and the open project: the article in view, and what is said about changes.

The only door of the window to the workspace; every failure becomes one sentence here. What the
project does not take waits here until it does, or until the person lets it go.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QThread, Signal

from annotator.domain.changes import Change, Part
from annotator.domain.errors import AnnotatorError, StaleEdit, Unreached
from annotator.domain.history import Waiting
from annotator.domain.state import ArticleState
from annotator.domain.values import Label
from annotator.domain.wording import filled
from annotator.operations import articles as article_operations
from annotator.workspace import Workspace

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Intention:
    """What is no edit of rows and could not be done yet; ``text`` is what was typed for it."""

    title: str
    act: Callable[[], object]
    text: str = ""


class ArticleSession(QObject):
    """One annotator at work on one article of one project."""

    opened = Signal(object)  # ArticleState: another article is in view
    changed = Signal(object)  # ArticleState: the article in view has changed
    articles_changed = Signal(object)  # Change: what was done to which articles
    labels_changed = Signal()
    committed = Signal(str)  # title of what has just been written to the disk
    not_saved = Signal(str)  # one sentence; what waits can be tried again
    all_saved = Signal()  # nothing waits any more
    history_changed = Signal()  # what can be taken back or made again may be another
    said = Signal(str)  # one sentence of advice or refusal
    refused = Signal(str, str)  # one sentence, and the words that were typed in vain
    _posted = Signal(object)  # a call from a task's thread into the window's

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.article: int | None = None
        # What “next” goes through: the articles shown, None for the queue as it is at first.
        self.shown: Callable[[], Sequence[int] | None] | None = None
        # The articles that are listed, in their order.
        self.numbers: Callable[[], Sequence[int]] = tuple
        # Whether to let go of what no longer fits, by its title and why; set by who can ask.
        self.lets_go: Callable[[str, str], bool] = lambda title, why: False
        # A sentence with the keys of the actions it names in braces; set by who knows the keys.
        self.spelt: Callable[[str], str] = str
        self._intentions: list[Intention] = []
        self._said_unsaved = ""
        self._kept: Waiting | None = None  # no longer fits, and the person holds on to it
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)
        workspace.post = self._post
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

    def open_next(self) -> bool | None:
        """Bring the next article that needs work into view.

        False if there is none, None if it could not be looked up; that has been said then.
        """
        among = self.shown() if self.shown else None
        try:
            following = article_operations.next_open(
                self.workspace, after=self.article, among=among
            )
        except AnnotatorError as error:
            self.said.emit(str(error))
            return None
        if following is not None:
            self.open(following)
        return following is not None

    def say(self, sentence: str, *parts: object) -> None:
        """Say one sentence of advice: with keys for ``{actions}``, and ``parts`` for %1 and so
        on.
        """
        words = self.spelt(sentence)
        self.said.emit(filled(words, *parts) if parts else words)

    def look(self, question: Callable[[], T]) -> T | None:
        """Read something; a failure is told in one sentence and gives None."""
        try:
            return question()
        except AnnotatorError as error:
            self.said.emit(str(error))
        return None

    def attempt(self, action: Callable[[], T], title: str = "", *, text: str = "") -> T | None:
        """Change something; a failure is told in one sentence and gives None.

        Where the project does not answer nothing is lost: an edit of rows waits and is shown as if
        it were saved, and its result comes back; anything else waits under its ``title`` and gives
        None. ``text`` is what the person typed for it, to be given back if it is refused.
        """
        result: T | None = None
        try:
            with self.workspace.keeping():
                result = action()
        except Unreached as error:
            self._intentions.append(Intention(title or self.tr("The last change"), action, text))
            self._say_unsaved(error)
            return None
        except AnnotatorError as error:
            if isinstance(error, StaleEdit):
                self._reload()
            if text:
                self.refused.emit(str(error), text)
            else:
                self.said.emit(str(error))
        self._after_attempt()
        self.history_changed.emit()
        return result

    def try_again(self, *, ask_again: bool = True) -> bool:
        """Do what could not be saved, in order; True once all of it is on the disk.

        Where something no longer fits the person is asked whether to let it go, once unless
        ``ask_again``.
        """
        failure: AnnotatorError | None = None
        if ask_again:
            self._kept = None
            reach = self.workspace.project.reach
            if reach is not None:
                reach.try_anew()
        try:
            while self.workspace.waiting and failure is None:
                failure = self._save_first()
            while self._intentions and failure is None:
                self._do_first()
        except Unreached as error:
            failure = error
        self.workspace.failure = failure
        self._say_unsaved(failure)
        return not self.unsaved

    def give_up(self) -> None:
        """Forget what could not be saved."""
        for waiting in reversed(self.workspace.waiting):
            self.workspace.drop_waiting(waiting)
        self._intentions.clear()
        self._say_unsaved(None)
        self.history_changed.emit()

    @property
    def unsaved(self) -> bool:
        """Whether a change waits to be tried again."""
        return bool(self.workspace.waiting or self._intentions)

    @property
    def titles(self) -> list[str]:
        """What waits, by its titles."""
        steps = [waiting.title for waiting in self.workspace.waiting]
        return steps + [intention.title for intention in self._intentions]

    @property
    def intentions(self) -> Sequence[Intention]:
        """What waits and is no edit of rows."""
        return tuple(self._intentions)

    def _after_attempt(self) -> None:
        failure = self.workspace.failure
        if self.workspace.waiting and isinstance(failure, Unreached):
            self._say_unsaved(failure)  # tried a moment ago, before the newest
        else:
            self.try_again(ask_again=False)

    def _save_first(self) -> AnnotatorError | None:
        """Save what waits up to what no longer fits; what keeps that from being saved."""
        try:
            self.workspace.save_waiting()
        except Unreached:
            raise
        except AnnotatorError as error:
            first = self.workspace.waiting[0]
            if first is self._kept or not self.lets_go(first.title, str(error)):
                self._kept = first
                return error
            self.workspace.drop_waiting(first)
        return None

    def _do_first(self) -> None:
        first = self._intentions[0]
        try:
            first.act()
        except Unreached:
            raise
        except AnnotatorError as error:
            self.refused.emit(f"{first.title}: {error}", first.text)
        self._intentions.remove(first)

    def _say_unsaved(self, failure: AnnotatorError | None) -> None:
        if not self.unsaved:
            if self._said_unsaved:
                self._said_unsaved = ""
                self.all_saved.emit()
            return
        why = failure.reason if isinstance(failure, Unreached) else str(failure or "")
        count, first = len(self.titles), self.titles[0]
        text = self.tr("%1 is not saved")
        if count > 1:
            text = self.tr("%2 changes are not saved, the first is %1")
        text = filled(text, first, count)
        self._said_unsaved = f"{text}: {why}"
        self.not_saved.emit(self._said_unsaved)

    def _reload(self) -> None:
        state = self.look(lambda: self.state)
        if state is not None:
            self.changed.emit(state)

    def _post(self, call: Callable[[], None]) -> None:
        """Make a call on the window's thread: at once, or from a task's thread soon."""
        if QThread.currentThread() is self.thread():
            call()
        else:
            self._posted.emit(call)

    def _call(self, call: Callable[[], None]) -> None:
        call()

    def _on_change(self, change: Change) -> None:
        if Part.LABELS in change.parts:
            self.labels_changed.emit()  # before anything is drawn with them
        if change.title:
            self.committed.emit(change.title)
        if change.concerns(self.article):
            self._reload()
        if change.saved:
            self.articles_changed.emit(change)
            self.history_changed.emit()
