"""Joins an open project to the window: what changes in one is shown by the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QMetaObject, QObject, QTimer
from PySide6.QtWidgets import QApplication

from annotator.domain.changes import Change, Part
from annotator.domain.queueing import QueueView, Sort
from annotator.domain.state import ArticleState
from annotator.domain.values import Status
from annotator.nlp.processes.messages import Phase, State
from annotator.operations import figures, stories
from annotator.operations.queue import Listing
from annotator.ui.annotating.article_actions import ArticleActions
from annotator.ui.annotating.span_actions import SpanActions
from annotator.ui.annotating.suggesting import Suggesting
from annotator.ui.annotating.timekeeper import Timekeeper
from annotator.ui.guidelines.guideline_loop import GuidelineLoop
from annotator.ui.project.labels_dialog import LabelsDialog
from annotator.ui.project.name_actions import NameActions
from annotator.ui.project.policy_dialog import PolicyDialog
from annotator.ui.queue.queue_control import QueueControl
from annotator.ui.queue.queue_rows import version_words
from annotator.ui.review.feedback_walk import FeedbackWalk
from annotator.ui.review.mode import ReviewMode
from annotator.ui.shell.action_rows import ANNOTATE, DRAFT, REVIEW, Mode
from annotator.ui.shell.action_table import Handler
from annotator.ui.shell.article_session import Session
from annotator.ui.shell.drafts import Typed
from annotator.ui.shell.elsewhere import Elsewhere
from annotator.ui.shell.main_window import MainWindow
from annotator.ui.shell.saving import Saving
from annotator.workspace import Workspace


class Desk(QObject):
    """One project at work in one window, until it is closed."""

    def __init__(
        self, window: MainWindow, workspace: Workspace, listing: Listing | None = None
    ) -> None:
        """``listing`` is the queue as it is at first, where it has been looked up already."""
        super().__init__(window)
        self._window = window
        self.session = Session(workspace, self)
        self._suggesting = Suggesting(self.session, self)
        self._queue = QueueControl(self.session, window.queue_panel, window.settings, listing)
        self._suggester = ""  # how it is, in words
        self._before_story: QueueView | None = None  # what the queue showed before one story
        self._guidelines = GuidelineLoop(self.session, window)
        self._feedback = window.feedback = FeedbackWalk(self.session, window)
        self._review: ReviewMode | None = None  # made when it is first asked for
        self._joints: list[QMetaObject.Connection] = []
        self.saving = Saving(
            self.session,
            window,
            settle=self._settle,
            typed=self._typed,
            flush_time=lambda: self._time.flush(least_s=0.0),
        )
        self._time = Timekeeper(self.saving.save_time, self)
        QApplication.instance().installEventFilter(self._time)  # type: ignore[union-attr]
        window.desk = self
        window.spans = SpanActions(self.session, window.view)
        window.articles = ArticleActions(self.session, window.view)
        window.names = NameActions(self.session, window.view)
        self._wire()
        self._bound = self._bind()
        self._show_project()
        self._elsewhere = Elsewhere(workspace, self)

    def _wire(self) -> None:
        window, session, spans = self._window, self.session, self._window.spans
        join = self._join
        join(session.opened, self._on_opened)
        join(session.changed, window.update_article)
        join(session.articles_changed, self._on_changed)
        join(self._queue.counted, self._on_counted)
        join(session.labels_changed, lambda: window.show_labels(self.session.workspace.labels))
        join(session.said, window.status.advise)
        join(window.view.resize_requested, spans.resize_to)
        join(window.inspector.note_written, spans.set_note)
        join(window.inspector.figure_written, spans.set_figure)
        join(window.inspector.note.said, window.status.advise)
        join(window.inspector.figure.confirmed, spans.confirm_figure)
        join(window.inspector.figure.refused, window.status.advise)
        join(window.queue_panel.open_requested, self._on_row)
        join(window.queue_panel.view_requested, self._queue.change)
        join(window.guidelines.written, self._guidelines.write)
        join(window.guidelines.restored, self._guidelines.restore)
        join(window.guidelines.opened, self._guidelines.show)
        join(window.guidelines.gap_requested, self._guidelines.go_to)
        join(window.closing, self.close)
        join(self._suggesting.state_changed, self._on_suggester)
        join(self._suggesting.said, window.status.advise)
        workspace = session.workspace
        window.inspector.carried_from = lambda span: session.look(
            lambda: stories.carried_from(workspace, span)
        )
        window.inspector.confirm_key = window.table["confirm"].shortcut().toString()

    def _bind(self) -> set[tuple[str, Mode]]:
        """Let actions be done with this project, each in its modes."""
        window, session, table = self._window, self.session, self._window.table
        spans, articles, names, files = window.spans, window.articles, window.names, window.files
        read_only = session.workspace.project.read_only
        anywhere: dict[str, Handler] = {
            "copy": window.view.copy,
            "find": window.find_bar.begin,
            "open_fold": articles.toggle_fold,
            "set_mode": self.set_mode,
            "import": files.ask_import,
            "import_folder": files.ask_import_folder,
            "export": files.ask_export,
            "backup": files.back_up,
            "send_work": files.work.ask_send,
            "merge_work": files.work.ask_merge,
            "kept_work": files.work.show_kept,
            "carry": files.stories.carry,
            "versions": files.stories.show_versions,
            "unaided": files.unaided.ask,
            "agreement": files.agreement.ask,
            "policy": self.ask_policy,
            "labels": self.ask_labels,
            "names": names.ask,
            "guidelines": window.toggle_guidelines,
            "guidelines_versions": lambda: window.show_guidelines().begin_choosing(),
            "guidelines_changes": lambda: window.show_guidelines().show_last_change(),
            "guidelines_restore": lambda: window.show_guidelines().chooser.restore.click(),
            "guidelines_edit": lambda: window.show_guidelines().begin_editing(),
        }
        annotating: dict[str, Handler] = {
            "undo": articles.undo,
            "redo": articles.redo,
            "step_article": self.step_article,
            "label": spans.label,
            "move_edge": spans.move_edge,
            "remove": spans.remove,
            "step_suggestion": spans.step,
            "accept": spans.accept,
            "accept_all": spans.accept_all,
            "propagate_next": spans.propagate_next,
            "propagate_all": spans.propagate_all,
            "confirm": spans.confirm_figure,
            "remember": names.remember,
            "never_name": names.never,
            "note": window.writing.begin_note,
            "done": articles.finish,
            "reopen": articles.reopen,
            "flag": window.ask_flag,
            "skip": articles.skip,
            "mute": articles.toggle_muted,
            "suggest_again": self.suggest_again,
            "search": window.writing.begin_search,
            "filter_queue": window.queue_panel.filter.showMenu,
            "sort_queue": window.queue_panel.sort.showMenu,
            "assign": files.assigning.ask,
            "feedback": self._feedback.toggle,
            "step_difference": self._feedback.step,
            "answer": window.writing.begin_answer,
        }
        bound = table.bind(anywhere, read_only=read_only)
        return bound | table.bind(annotating, modes=ANNOTATE, read_only=read_only)

    def _bind_review(self, review: ReviewMode) -> None:
        hand, table, writing = review.hand, self._window.table, self._window.writing
        read_only = self.session.workspace.project.read_only
        reviewing: dict[str, Handler] = {
            "undo": review.undo,
            "redo": review.redo,
            "step_article": review.step_article,
            "choose": hand.choose,
            "neither": hand.reject,
            "edit_gold": hand.begin_draft,
            "confirm_agreed": hand.accept_agreed,
            "step_conflict": hand.step,
            "give_reason": hand.give_reason,
            "review_comment": writing.begin_comment,
            "sign_off": review.sign,
            "review_again": hand.reopen,
            "review_plan": review.ask_plan,
            "gold_by_rule": review.ask_rule_all,
        }
        drafting: dict[str, Handler] = {
            "draft_done": hand.end_draft,
            "draft_next": lambda: hand.writing.step(1),
            "draft_cancel": hand.cancel_draft,
            "label": lambda name: hand.writing.label(name),
            "move_edge": lambda move: hand.writing.move_edge(move),
            "remove": lambda: hand.writing.remove(),
        }
        self._bound |= table.bind(reviewing, modes=REVIEW, read_only=read_only)
        self._bound |= table.bind(drafting, modes=DRAFT, read_only=read_only)

    def _join(self, signal: Any, slot: Callable[..., object]) -> None:
        """Connect until the desk is closed: the window outlives it and gets another."""
        self._joints.append(signal.connect(slot))

    def _show_project(self) -> None:
        window, project = self._window, self.session.workspace.project
        read_only = window.tr(" (read-only)") if project.read_only else ""
        window.setWindowTitle(f"{project.name}{read_only} – annotator")
        window.show_labels(self.session.workspace.labels)
        self._show_person()
        if project.read_only:
            window.banner.say(
                window.tr("This project is read-only: you can read and export, not change.")
            )
        self._guidelines.show()
        self._on_counted(self._queue.counts)

    def _show_person(self) -> None:
        reviewing = self._window.mode is not Mode.ANNOTATE
        words = self._window.tr("Reviewer: %s" if reviewing else "Annotator: %s")
        name = self.session.workspace.annotator
        self._window.status.annotator.setText(words.replace("%s", name))

    def set_mode(self, mode: Mode) -> None:
        """Let the person annotate or review. Time counts for annotating alone."""
        window = self._window
        if (mode is Mode.REVIEW) == (window.mode is not Mode.ANNOTATE):
            window.modes.show_mode(window.mode.value)
            return
        if self._review is None:
            self._review = window.review = ReviewMode(self.session, window)
            self._bind_review(self._review)
        if mode is Mode.REVIEW:
            self._time.turn_to(None)
            window.show_mode(mode)
            self._feedback.hide()
            self._review.enter()
        else:
            self._review.leave()
            window.show_mode(mode)
            state = self.session.state
            if state is not None:
                window.show_article(state, version=self._version(state.article_id))
            self._time.turn_to(self.session.article)
            self._on_counted(self._queue.counts)
        self._show_person()

    def start(self, article: int | None) -> None:
        """Bring the first article into view: the one asked for, else the next open one."""
        if article is not None:
            self.session.open(article)
            self._window.view.go_back_to(*self._window.settings.last_place(self._place, article))
        elif not self.session.open_next() and self._queue.model.rowCount():
            self.session.open(self._queue.model.number_at(0))
        if self.session.article is None:
            self._window.show_no_article()
            self._say_suggestions(self._suggester)

    @property
    def _place(self) -> str:
        """What settings know the project by."""
        project = self.session.workspace.project
        return str(project.path or project.name)

    def step_article(self, step: int) -> None:
        """Open the article below (1) or above (-1) in the queue."""
        rows = self._queue.model
        row = rows.row_of(self.session.article)
        row = step - 1 if row is None and step > 0 else (row or 0) + step
        if 0 <= row < rows.rowCount():
            self.session.open(rows.number_at(row))

    @property
    def shows_story(self) -> bool:
        """Whether the queue shows the versions of one story."""
        return bool(self._queue.view.stories)

    def show_story(self, first: int | None) -> None:
        """Have the queue show the story whose first article is ``first``, all of it; None: what it
        showed before.
        """
        if first is not None:
            self._before_story = self._queue.view
            shown = QueueView(stories=(first,), sort=Sort.STORY, person=self._queue.view.person)
        else:
            shown = self._before_story or replace(self._queue.view, stories=())
        self._queue.change(shown, keep_order=True)

    def suggest_again(self) -> None:
        """Have the waiting suggestions of the article in view computed anew."""
        if self.session.article is not None:
            self._suggesting.again(self.session.article)

    def ask_labels(self) -> None:
        """Let the person change the labels of the project."""
        LabelsDialog.ask(self._window, self.session.workspace, self._window.table.action_with)

    def ask_policy(self) -> None:
        """Let the person choose what vague magnitudes are worth in the project."""
        workspace = self.session.workspace
        chosen = PolicyDialog.ask(self._window, workspace.policy)
        if chosen is not None:
            title = self._window.tr("Approximate numbers: %s").replace("%s", chosen.title)
            self.session.attempt(lambda: figures.choose_policy(workspace, chosen), title)

    def _settle(self) -> None:
        """Take over what is being typed in fields that are saved when they are left."""
        self._window.inspector.settle()
        if self._review is not None:
            self._review.panel.settle()

    def _typed(self) -> list[Typed]:
        """What is being typed and is written only when the person says so."""
        found = [*self._window.guidelines.typed(), *self._window.inspector.figure.typed()]
        found += self._feedback.typed()
        return found + (self._review.hand.typed() if self._review is not None else [])

    def close(self) -> None:
        """Let go of the project; `saving` has seen to what was not on the disk."""
        if self.session.article is not None and self._window.mode is Mode.ANNOTATE:
            self._window.settings.set_last_place(
                self._place, self.session.article, *self._window.view.place
            )
        if self._review is not None:
            self.set_mode(Mode.ANNOTATE)
            self._review.close()
        self._feedback.close()
        self._window.table.unbind(self._bound)
        QApplication.instance().removeEventFilter(self._time)  # type: ignore[union-attr]
        self._time.turn_to(None)
        self.saving.close()
        self._window.guidelines.forget()
        self._suggesting.close()
        for joint in self._joints:
            QObject.disconnect(joint)
        self._queue.close()
        self._elsewhere.close()
        self.session.workspace.close()
        self._window.desk = None
        self.deleteLater()

    def _on_opened(self, state: ArticleState) -> None:
        self._window.show_article(state, version=self._version(state.article_id))
        found = (item for item in state.suggestions if item.source != stories.SOURCE)
        sources = sorted({f"{item.source} {item.version}" for item in found})
        self._say_suggestions(f"Suggestions: {', '.join(sources)}" if sources else self._suggester)
        self._queue.show_article(state.article_id)
        self._time.turn_to(state.article_id)
        self._window.settings.set_last_article(self._place, state.article_id)
        # After the article is painted: nobody waits for the next ones.
        QTimer.singleShot(0, self, lambda: self._suggesting.look_at(state.article_id))

    def _on_changed(self, change: Change) -> None:
        article = self.session.article
        if article is None and Part.ARTICLES in change.parts:
            self.start(None)
        elif article is not None and Part.CONTROL_SHARE in change.parts:
            self.session.open(article)  # its head says whether suggestions are hidden

    def _version(self, article: int) -> str:
        """Which version of its story an article is, in words; nothing where it stands alone."""
        place = self.session.look(lambda: stories.place_of(self.session.workspace, article=article))
        return version_words(place) if place else ""

    def _on_counted(self, counts: Mapping[Status, int]) -> None:
        if self._window.mode is not Mode.ANNOTATE:
            return
        total, done = sum(counts.values()), counts.get(Status.DONE, 0)
        words = self._window.tr("%1 of %2 done")
        self._window.status.progress.setText(
            words.replace("%1", f"{done:,}").replace("%2", f"{total:,}")
        )

    def _on_row(self, row: int) -> None:
        self.session.open(self._queue.model.number_at(row))
        self._window.view.setFocus()

    def _on_suggester(self, state: State) -> None:
        self._suggester = {
            Phase.STARTING: "Suggestions: starting…",
            Phase.FAILED: "Suggestions: none",
            Phase.STOPPED: "Suggestions: off",
        }.get(state.phase, f"Suggestions: {state.name} {state.version}".rstrip())
        self._say_suggestions(self._suggester)
        if state.sentence:
            self._window.status.advise(state.sentence)

    def _say_suggestions(self, words: str) -> None:
        state = self.session.look(lambda: self.session.state)
        hidden = state is not None and state.is_control
        self._window.status.suggestions.setText(
            self._window.tr("Suggestions: hidden here") if hidden else words
        )
