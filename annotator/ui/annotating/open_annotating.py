"""Annotating an open project: its spans and articles, the suggestions that come, and the time."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from annotator.domain.changes import Change
from annotator.domain.history import Move
from annotator.domain.pipelines import left_out_words
from annotator.domain.state import ArticleState
from annotator.domain.wording import filled
from annotator.nlp.processes.messages import Phase, State
from annotator.operations import stories
from annotator.ui.annotating.accepted_words import none_left
from annotator.ui.annotating.article_actions import ArticleActions
from annotator.ui.annotating.article_view import ArticleView
from annotator.ui.annotating.flag_dialog import FlagDialog
from annotator.ui.annotating.seen_text import SeenText
from annotator.ui.annotating.span_actions import SpanActions
from annotator.ui.annotating.span_history import SpanHistory
from annotator.ui.annotating.suggesting import Suggesting
from annotator.ui.annotating.timekeeper import Timekeeper
from annotator.ui.annotating.twice import Twice
from annotator.ui.shell.action_rows import ANNOTATE, Mode
from annotator.ui.shell.banner import Standing
from annotator.ui.shell.context import Context
from annotator.ui.shell.drafts import Typed
from annotator.ui.shell.room import OpenRoom
from annotator.ui.shell.texts import version_words
from annotator.ui.shell.undoing import replay

_PIPELINE = "pipeline"  # what the banner says where that of the project is not here
_ASKS = "ask_before_done"  # in the settings


class OpenAnnotating(OpenRoom):
    """The annotator at work on the articles of one project."""

    def __init__(self, view: ArticleView, context: Context) -> None:
        super().__init__(context)
        self._view = view
        session = context.session
        self.suggesting = Suggesting(session, self)
        self._phase = Phase.READY
        self._said = ""  # of what suggests, a moment ago
        self._history = SpanHistory(context, view.inspector)
        self._seen = SeenText(session, context.surface, context.settings, self)
        surface, table = context.surface, context.table
        twice = [Twice(surface, lambda: table.deeds, self) for _ in range(2)]
        self._spans = SpanActions(session, surface, self._seen, twice[0])
        self._articles = ArticleActions(session, surface, self._seen, twice[1])
        self._time = Timekeeper(context.save_time, self)
        QApplication.instance().installEventFilter(self._time)  # type: ignore[union-attr]
        self._wire()
        self._bind()

    def _wire(self) -> None:
        context, inspector, spans = self.context, self._view.inspector, self._spans
        advise, workspace = context.status.advise, context.session.workspace
        self.join(context.surface.resize_requested, spans.resize_to)
        self.join(inspector.note_written, spans.set_note)
        self.join(inspector.figure_written, spans.set_figure)
        self.join(inspector.note.said, advise)
        self.join(inspector.figure.confirmed, spans.confirm_figure)
        self.join(inspector.figure.refused, advise)
        self.join(self.suggesting.state_changed, self._on_suggester)
        self.join(self.suggesting.said, advise)
        self.join(self._view.side_shown, self._history.show)
        self.join(self.suggesting.absence_changed, self._on_absence)
        self.join(self.suggesting.kept, self._say_suggestions)
        self._on_absence()
        inspector.copied_from = lambda span: context.session.look(
            lambda: stories.copied_from(workspace, span)
        )
        self._spans.is_coming = self._articles.is_coming = self.suggesting.is_coming
        self._articles.go_back = self._view.go_back
        self._spans.why_none = self._why_none
        self._spans.value_wanted = self._view.begin_value
        self._show_asks(context.settings.get(_ASKS, True))
        inspector.confirm_key = context.table["confirm"].shortcut().toString()

    def _key(self, action: str) -> str:
        return self.context.table[action].shortcut().toString()

    def _show_asks(self, asks: bool) -> None:
        self._articles.asks = asks
        action = self.context.table["ask_done"]
        action.setCheckable(True)
        action.setChecked(asks)

    def _toggle_asks(self) -> None:
        """Ask, or ask no more, before an article in which something waits is done."""
        asks = not self._articles.asks
        self.context.settings.set(_ASKS, asks)
        self._show_asks(asks)
        words = self.tr("Done asks first again where something waits in an article.")
        if not asks:
            words = self.tr("Done asks no more, whatever waits; {ask_done} lets it ask again.")
        self.context.session.say(words)

    def _bind(self) -> None:
        spans, articles = self._spans, self._articles
        self.bind(
            {
                "find": self._view.find_bar.begin,
                "open_fold": articles.toggle_fold,
                "outer_span": spans.step_outwards,
            }
        )
        self.bind(
            {
                "undo": lambda: replay(self.context, Move.UNDO, articles.show),
                "redo": lambda: replay(self.context, Move.REDO, articles.show),
                "label": spans.label,
                "move_edge": spans.move_edge,
                "remove": spans.remove,
                "step_suggestion": spans.step,
                "accept": spans.accept,
                "accept_all": spans.accept_all,
                "propagate_next": spans.propagate_next,
                "propagate_all": spans.propagate_all,
                "confirm": spans.confirm_figure,
                "note": self._begin_note,
                "edit_value": self._edit_value,
                "history": self._history.toggle,
                "done": articles.finish,
                "ask_done": self._toggle_asks,
                "reopen": articles.reopen,
                "flag": self._ask_flag,
                "skip": articles.skip,
                "mute": articles.toggle_muted,
                "suggest_again": self._suggest_again,
            },
            ANNOTATE,
        )

    def show_article(self, state: ArticleState) -> None:
        self._view.show_article(state, version=self._version(state.article_id))
        self._say_suggestions()
        self._time.turn_to(state.article_id)
        # After the article is painted: nobody waits for the next ones.
        QTimer.singleShot(0, self, lambda: self.suggesting.look_at(state.article_id))

    def show_nothing(self) -> None:
        self._view.show_nothing()
        self._say_suggestions()

    def update_article(self, state: ArticleState) -> None:
        self._view.update_article(state)

    def follow(self, change: Change) -> None:
        self.suggesting.follow(change)

    def leave(self, mode: Mode) -> None:
        """Time counts, and text is read, for annotating alone."""
        self._view.leave()
        self._time.turn_to(None)
        self._seen.pause(True)

    def enter(self, mode: Mode) -> None:
        if mode is not Mode.ANNOTATE:
            return
        self._seen.pause(False)
        state = self.context.session.state
        if state is not None:
            self._view.show_article(state, version=self._version(state.article_id))
            self._view.go_back()
        self._time.turn_to(self.context.session.article)

    def go_to(self, article: int, place: tuple[int, int] | None) -> bool:
        if not self._view.is_shown:
            return False
        self.context.session.open(article)
        if place is not None:
            surface = self.context.surface
            surface.folds.unfold(*place)
            surface.cursor_at.place(place[0])
            surface.cursor_moved(reveal=False)
            surface.reveal(*place)
        return True

    def settle(self) -> None:
        self._view.inspector.settle()

    def typed(self) -> list[Typed]:
        return self._view.inspector.figure.typed()

    def flush(self) -> None:
        self._time.flush(least_s=0.0)

    def close(self) -> None:
        QApplication.instance().removeEventFilter(self._time)  # type: ignore[union-attr]
        self._time.turn_to(None)
        self._view.close()
        self._seen.keep()
        self.suggesting.close()
        self.context.banner.fall(_PIPELINE)
        super().close()

    def _begin_note(self) -> None:
        """Let the person write a note on the focused span; a suggestion is accepted with it."""
        if self._spans.annotation_for_note() is None:
            self.context.fields.hush()  # what was meant for the note is no command
        else:
            self._view.begin_note()

    def _edit_value(self) -> None:
        """Let the person write the value of the focused figure."""
        if self._spans.can_edit_value():
            self._view.begin_value()

    def _ask_flag(self) -> None:
        """Flag the article with a reason, or change the flag it has."""
        state = self.context.session.state
        if state is not None:
            old = state.article_status
            reason = (old.reason or "") if old is not None and old.flagged else None
            flag = FlagDialog.ask(self.context.window, reason)
            if flag is not None:
                self._articles.flag(flag.reason)

    def _suggest_again(self) -> None:
        """Have the waiting suggestions of the article in view computed anew."""
        if self.context.session.article is not None:
            self.suggesting.again(self.context.session.article)

    def _version(self, article: int) -> str:
        """Which version of its story an article is, in words; nothing where it stands alone."""
        session = self.context.session
        place = session.look(lambda: stories.place_of(session.workspace, article=article))
        return version_words(place) if place else ""

    def _on_suggester(self, state: State) -> None:
        self._phase = state.phase
        self._say_suggestions()
        if state.sentence and state.sentence != self._said:
            self._said = state.sentence  # once, and not with each article that is read
            self.context.status.advise(state.sentence)

    def _on_absence(self) -> None:
        """Let it stand above the article that the project's pipeline is not here, while that is."""
        banner, sentence = self.context.banner, self.suggesting.absent
        self._say_suggestions()
        if sentence and not self.context.session.workspace.project.read_only:
            choose = self.context.table["pipeline"].trigger
            banner.stand(_PIPELINE, Standing(sentence, self.tr("Choose…"), choose))
        else:
            banner.fall(_PIPELINE)

    def _why_none(self) -> str:
        """Why there is no suggestion to go to in the article in view."""
        state = self.context.session.state
        foreign = self.suggesting.foreign(state) if state is not None else None
        if foreign is None or (state is not None and state.suggestions):
            return none_left()
        words = self.tr("Suggestions are made for %1, and this article is in %2: label by hand.")
        return filled(words, *foreign)

    def _say_suggestions(self) -> None:
        """Say in the status line what suggests, and what it leaves out in the article in view."""
        session = self.context.session
        state = session.look(lambda: session.state)
        words = self._suggestion_words(state)
        if state is not None and state.is_control:
            words = self.tr("hidden here")
        self.context.status.suggestions.setText(filled(self.tr("Suggestions: %s"), words))

    def _suggestion_words(self, state: ArticleState | None) -> str:
        suggesting = self.suggesting
        phase = {Phase.STARTING: self.tr("starting…"), Phase.FAILED: self.tr("not running")}
        words = [suggesting.pipeline, phase.get(self._phase, "")]
        if suggesting.absent:
            words = [filled(self.tr("rules, in place of %s"), suggesting.pipeline)]
        if state is not None:
            foreign = suggesting.foreign(state)
            reads = self.tr("reads %1, and this article is in %2")
            words.append(filled(reads, *foreign) if foreign else "")
            others = suggesting.other_sources(state)
            left_out = left_out_words(suggesting.left_out.get(state.article_id, {}))
            also = self.tr("here also by %s")
            if others and not suggesting.absent and not suggesting.has_read(state):
                words = []
                also = self.tr("%1; %2 has not read this article (%3 has it read)")
                if foreign:
                    also = self.tr("%1; %2 reads %4, and this article is in %5")
            more = suggesting.pipeline, self._key("suggest_again"), *(foreign or ())
            words.append(filled(also, others, *more) if others else "")
            words.append(filled(self.tr("left out here: %s"), left_out) if left_out else "")
        return " · ".join(filter(None, words))
