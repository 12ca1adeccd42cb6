"""Keeps the suggestion process at work for the article in view and the next ones, and commits
what it finds. The window never waits for it."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.changes import TERMS, Change, Part
from annotator.domain.errors import AnnotatorError
from annotator.nlp.processes.messages import Fault, Message, Result, Spans, State, Terms
from annotator.nlp.processes.worker import ArticleKey, SuggestionWorker
from annotator.nlp.suggesters import of_project
from annotator.nlp.suggesters.registry import DEFAULT, SuggesterError
from annotator.operations.suggesting import suggestion_requests
from annotator.ui.shell.article_session import ArticleSession

log = logging.getLogger(__name__)
AHEAD = 5  # articles that are prepared while one is read


class Suggesting(QObject):
    """Asks for what lacks suggestions; ``state_changed`` says how the worker is."""

    state_changed = Signal(object)  # State
    said = Signal(str)
    _heard = Signal(object)  # from the worker's thread into the window's

    def __init__(self, session: ArticleSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._muted: dict[int, frozenset[str]] = {}  # in the article in view, by its number
        self._refused: str | None = None  # what the project names and is not used
        self._worker = SuggestionWorker(self._terms(), self._heard.emit)
        self._heard.connect(self._on_heard)

    def look_at(self, article: int) -> None:
        """Prepare the article in view first, then the ones behind it in the queue."""
        if self._session.workspace.project.read_only:
            return
        self._muted = {article: self._muted_in(article)}
        try:
            wanted = suggestion_requests.lacking(
                self._session.workspace, first=article, ahead=AHEAD
            )
        except AnnotatorError as error:
            log.warning("looking for articles without suggestions: %s", error)
            return
        self._worker.use(self._terms())
        for document in wanted:
            number = document.article.id
            self._worker.request(
                number, document.article.sha256, document.text, urgent=number == article
            )

    def again(self, article: int) -> None:
        """Forget what waits in an article and have it computed anew."""
        workspace = self._session.workspace
        dropped = self._session.attempt(
            lambda: suggestion_requests.forget_waiting(workspace, article),
            self.tr("Recompute suggestions"),
        )
        if dropped is not None:
            self._worker.retry()
            self.look_at(article)

    def renew(self, article: int) -> None:
        """Have an article read by the terms of now; until then all stays as it is."""
        workspace = self._session.workspace
        document = self._session.look(lambda: suggestion_requests.document(workspace, article))
        if document is not None:
            self._worker.request(article, document.article.sha256, document.text, urgent=True)

    def close(self) -> None:
        """End the process."""
        self._worker.close()

    def _muted_in(self, article: int) -> frozenset[str]:
        """The muted ranges of an article, by their ids."""
        state = self._session.look(lambda: self._session.workspace.article(article))
        return frozenset(item.id for item in state.muted) if state is not None else frozenset()

    def _terms(self) -> Terms:
        """What the project says now."""
        workspace = self._session.workspace
        return Terms(self._pipeline(workspace.pipeline), workspace.policy.name, workspace.names)

    def _pipeline(self, named: str | None) -> str:
        """What suggests in the window: what the project names, unless that is code."""
        try:
            return of_project(named)
        except SuggesterError as error:
            if named != self._refused:
                self._refused = named
                sentence = str(error)
                QTimer.singleShot(0, self, lambda: self.said.emit(sentence))
            return DEFAULT

    def follow(self, change: Change) -> None:
        """Have the article in view read by other terms, where they have changed, and where text of
        it is no longer muted: no suggester had looked there. Prepare new articles behind it.
        """
        article = self._session.article
        if article in self._muted and Part.MUTED in change.parts and change.concerns(article):
            before, self._muted = self._muted[article], {article: self._muted_in(article)}
            if before - self._muted[article]:
                self.renew(article)
        if change.parts & TERMS:
            self._worker.use(self._terms())
            if article is not None:
                self.renew(article)
        if article is not None and change.parts & (TERMS | Part.ARTICLES):
            self.look_at(article)

    def _on_heard(self, message: Message[ArticleKey]) -> None:
        if isinstance(message, State):
            self.state_changed.emit(message)
        elif isinstance(message.outcome, Fault):
            self.said.emit(message.outcome.sentence)
        elif message.policy == self._session.workspace.policy.name:
            self._keep(message, message.outcome)
        # Else it was under way when another policy was chosen, and is read anew.

    def _keep(self, result: Result[ArticleKey], spans: Spans) -> None:
        (article_id, sha256), suggester = result.key, result.suggester
        try:
            suggestion_requests.keep(
                self._session.workspace,
                article_id,
                sha256,
                spans,
                source=suggester.name,
                version=suggester.version,
                names=suggester.names,
                stands_in=result.stands_in,
            )
        except AnnotatorError as error:
            self.said.emit(str(error))
