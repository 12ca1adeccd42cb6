"""Keeps the suggestion process at work for the article in view and the next ones, and commits
what it finds. The window never waits for it."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.errors import AnnotatorError
from annotator.domain.figures import VERBATIM
from annotator.domain.names import NO_NAMES
from annotator.nlp.suggesters import DEFAULT, SuggesterError, of_project
from annotator.nlp.worker import Failure, Result, State, SuggestionWorker
from annotator.operations.suggesting import suggestion_requests
from annotator.ui.shell.article_session import Session
from annotator.workspace import Change

log = logging.getLogger(__name__)
AHEAD = 5  # articles that are prepared while one is read


class Suggesting(QObject):
    """Asks for what lacks suggestions; ``state_changed`` says how the worker is."""

    state_changed = Signal(object)  # State
    said = Signal(str)
    _found = Signal(object)  # from the worker's thread into the window's
    _failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._worker = SuggestionWorker(
            on_result=self._found.emit,
            on_state=self._on_state,
            on_failure=self._failed.emit,
        )
        self._terms = (DEFAULT, VERBATIM.name, NO_NAMES)
        self._refused: str | None = None  # what the project names and is not used
        self._agree_terms()
        session.articles_changed.connect(self._on_change)
        self._found.connect(self._on_found)
        self._failed.connect(self._on_failed)

    def look_at(self, article: int) -> None:
        """Prepare the article in view first, then the ones behind it in the queue."""
        if self._session.workspace.project.read_only:
            return
        try:
            wanted = suggestion_requests.lacking(
                self._session.workspace, first=article, ahead=AHEAD
            )
        except AnnotatorError as error:
            log.warning("looking for articles without suggestions: %s", error)
            return
        self._agree_terms()
        for document in wanted:
            number = document.article.id
            self._worker.request(
                number, document.article.sha256, document.text, urgent=number == article
            )

    def again(self, article: int) -> None:
        """Forget what waits in an article and have it computed anew."""
        workspace = self._session.workspace
        dropped = self._session.attempt(
            lambda: suggestion_requests.forget_waiting(workspace, article), self.tr("Suggest again")
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

    def _on_state(self, state: State) -> None:
        self.state_changed.emit(state)

    def _agree_terms(self) -> None:
        """Have the worker read by what the project says now."""
        workspace = self._session.workspace
        terms = (self._pipeline(workspace.pipeline), workspace.policy.name, workspace.names)
        if terms != self._terms:
            self._terms = terms
            self._worker.use(pipeline=terms[0], policy=terms[1], names=terms[2])

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

    def _on_change(self, change: Change) -> None:
        if change.reading:
            self._agree_terms()
            if self._session.article is not None:
                self.renew(self._session.article)
                self.look_at(self._session.article)

    def _on_found(self, result: Result) -> None:
        if result.policy != self._session.workspace.policy.name:
            return  # it was under way when another was chosen, and is read anew
        try:
            suggestion_requests.keep(
                self._session.workspace,
                result.article_id,
                result.sha256,
                result.spans,
                source=result.source,
                version=result.version,
                names=result.names,
                stands_in=result.stands_in,
            )
        except AnnotatorError as error:
            self.said.emit(str(error))

    def _on_failed(self, failure: Failure) -> None:
        self.said.emit(failure.sentence)
