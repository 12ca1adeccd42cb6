"""Keeps the suggestion process at work for the article in view and the next ones, and commits
what it finds. The window never waits for it."""

from __future__ import annotations

import logging
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from annotator.domain.changes import TERMS, Change, Part
from annotator.domain.errors import AnnotatorError
from annotator.domain.found_by import source_words
from annotator.domain.languages import unread
from annotator.domain.pipelines import left_out
from annotator.domain.state import ArticleState
from annotator.domain.wording import filled
from annotator.nlp.processes.messages import Fault, Message, Result, Spans, State, Terms
from annotator.nlp.processes.worker import ArticleKey, SuggestionWorker
from annotator.nlp.suggesters import of_project, pipelines
from annotator.nlp.suggesters.registry import DEFAULT, Kind, SuggesterError
from annotator.operations import stories
from annotator.operations.suggesting import project_pipeline, suggestion_requests
from annotator.ui.shell.article_session import ArticleSession

log = logging.getLogger(__name__)
AHEAD = 5  # articles that are prepared while one is read


class Suggesting(QObject):
    """Asks for what lacks suggestions; ``state_changed`` says how the worker is.

    ``absent`` is why the project's own pipeline does not suggest here, "" while it does; rules
    stand in for it then.
    """

    state_changed = Signal(object)  # State
    said = Signal(str)
    absence_changed = Signal()
    kept = Signal()  # suggestions have come
    _heard = Signal(object)  # from the worker's thread into the window's

    def __init__(self, session: ArticleSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._muted: dict[int, frozenset[str]] = {}  # in the article in view, by its number
        self.absent = ""
        self.pipeline = ""  # what suggests in the project, in words
        self._language = ""  # the code of the one it reads
        self.left_out: dict[int, dict[str, int]] = {}  # by article, since the project was opened
        self._awaited: set[int] = set()  # articles that are being read
        self._stood_in: set[int] = set()  # articles that something else has read meanwhile
        self._terms = self._terms_now()
        self._worker = SuggestionWorker(self._terms, self._heard.emit)
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
        for document in wanted:
            number = document.article.id
            if number in self._stood_in:
                continue
            self._awaited.add(number)
            self._worker.request(
                number, document.article.sha256, document.text, urgent=number == article
            )

    def is_coming(self, state: ArticleState) -> bool:
        """Whether the suggestions of an article are being computed and none has come yet."""
        is_asked = state.article_id in self._awaited
        return is_asked and not state.suggestions and not state.is_control

    def again(self, article: int) -> None:
        """Forget what waits in an article and have it computed anew."""
        if self.absent:
            self.said.emit(self.absent)
            return
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
        if workspace.project.read_only:
            return
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

    def _terms_now(self) -> Terms:
        """What the project says now: by its pipeline, unless that is code or not here."""
        workspace = self._session.workspace
        choice = workspace.pipeline
        name, labels = choice.name or DEFAULT, choice.labels
        try:
            of_project(name)
            self.absent = project_pipeline.why_absent(choice) or ""
        except SuggesterError as error:
            self.absent = str(error)
        self.pipeline = project_pipeline.words_of(choice)
        self._language = project_pipeline.language_of(choice)
        if self.absent:
            name, labels = Kind.RULES.value, ()
        return Terms(name, workspace.policy.name, workspace.names, labels)

    def foreign(self, state: ArticleState) -> tuple[str, str] | None:
        """The language that is read here and the script of an article, in words, where what
        suggests cannot read it.
        """
        return unread(state.text, self._language)

    def has_read(self, state: ArticleState) -> bool:
        """Whether the project's pipeline has read an article, or is about to."""
        workspace = self._session.workspace
        own = project_pipeline.loads_as(workspace.pipeline)
        if state.article_id in self._awaited or any(i.source == own for i in state.suggestions):
            return True
        article = state.article_id
        return (
            self._session.look(lambda: suggestion_requests.has_read(workspace, article, own))
            is not False
        )

    def other_sources(self, state: ArticleState) -> str:
        """Who else than the project's pipeline has suggested in an article, in words."""
        own = project_pipeline.loads_as(self._session.workspace.pipeline)
        everybody = {(item.source, item.version) for item in state.suggestions}
        sources = {
            source_words(name, version)
            for name, version in everybody
            if name not in (own, stories.SOURCE)
        }
        return ", ".join(sorted(sources))

    def follow(self, change: Change) -> None:
        """Have the article in view read by other terms, where they have changed, and where text of
        it is no longer muted: no suggester had looked there. Prepare new articles behind it.
        """
        article = self._session.article
        if article in self._muted and Part.MUTED in change.parts and change.concerns(article):
            muted, self._muted = self._muted[article], {article: self._muted_in(article)}
            if muted - self._muted[article]:
                self.renew(article)
        if change.parts & TERMS:
            before, self._terms = self._terms, self._terms_now()
            self.absence_changed.emit()
            if self._terms != before:
                self._stood_in.clear()
                self._awaited.clear()
                self._worker.use(self._terms)
                if article is not None:
                    self.renew(article)
        if article is not None and change.parts & (TERMS | Part.ARTICLES):
            self.look_at(article)

    def _on_heard(self, message: Message[ArticleKey]) -> None:
        if isinstance(message, State):
            self._compare_versions(message)
            self.state_changed.emit(message)
        elif message.terms != self._terms:
            pass  # it was under way when other terms came: who lacks it now has been asked for anew
        elif isinstance(message.outcome, Fault):
            self._awaited.discard(message.key[0])
            self.said.emit(message.outcome.sentence)
        else:
            self._keep(message, message.outcome)

    def _compare_versions(self, state: State) -> None:
        """Remember in which version the project's pipeline reads; say so if it is another."""
        workspace = self._session.workspace
        choice, version = workspace.pipeline, pipelines.plain_version(state.version)
        is_own = state.name == project_pipeline.loads_as(choice) and not self.absent
        if not version or choice.name is None or not is_own:
            return
        if version != choice.version:
            now = replace(choice, version=version)
            self._session.attempt(lambda: project_pipeline.choose(workspace, now))
            if choice.version is not None:
                words = self.tr("This project was read by %1 before; %2 reads from now on.")
                self.said.emit(filled(words, f"{state.name} {choice.version}", version))

    def _keep(self, result: Result[ArticleKey], spans: Spans) -> None:
        (article_id, sha256), suggester = result.key, result.suggester
        self._awaited.discard(article_id)
        stands_in = result.stands_in or bool(self.absent)
        if stands_in:
            self._stood_in.add(article_id)
        try:
            without_label = suggestion_requests.keep(
                self._session.workspace,
                article_id,
                sha256,
                spans,
                source=suggester.name,
                version=suggester.version,
                names=suggester.names,
                stands_in=stands_in,
            )
            self.left_out[article_id] = left_out([*result.labels, *without_label])
            self.kept.emit()
        except AnnotatorError as error:
            self.said.emit(str(error))
