"""Shows the history of the focused span in the inspector, looked up off the window's thread."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject

from annotator.domain.found_by import rule_words, source_words
from annotator.domain.history import Move
from annotator.domain.span_history import SpanEvent
from annotator.domain.values import Annotation, Suggestion
from annotator.domain.wording import filled
from annotator.operations.span_history import history
from annotator.tasks import Progress
from annotator.ui.annotating.inspector import InspectorPanel
from annotator.ui.shell.context import Context

_SETTING = "span_history"
_LANE = "history"


class SpanHistory(QObject):
    """On or off, as the person likes; what is asked for late is not shown."""

    def __init__(self, context: Context, inspector: InspectorPanel) -> None:
        super().__init__(context.session)
        self._context = context
        self._inspector = inspector
        self._span: Annotation | Suggestion | None = None
        self._asked: Progress | None = None
        self.is_on = context.settings.get(_SETTING, False)

    def toggle(self) -> None:
        """Show the history of spans from now on, or no longer."""
        self.is_on = not self.is_on
        self._context.settings.set(_SETTING, self.is_on)
        if self.is_on:
            self._context.right.show_panel(self._inspector)
            self._inspector.begin_history()
        span, self._span = self._span, None
        self.show(span)

    def show(self, span: Annotation | Suggestion | None) -> None:
        """Show the history of a span, once it has been looked up."""
        if span is self._span:
            return
        self._span = span
        self._inspector.show_history("")
        if self._asked is not None:  # the log is long, and who goes on has no use for it
            self._asked.cancel()
        if span is None or not self.is_on:
            return
        workspace = self._context.session.workspace

        def done(events: tuple[SpanEvent, ...]) -> None:
            if span is self._span:
                self._inspector.show_history("\n".join(self._lines(span, events)))

        def look_up(progress: Progress) -> tuple[SpanEvent, ...]:
            progress.check()
            return history(workspace.project, span, annotator=workspace.annotator)

        self._asked = self._context.tasks.start(look_up, done=done, lane=_LANE)

    def _lines(self, span: Annotation | Suggestion, events: tuple[SpanEvent, ...]) -> list[str]:
        suggestion = self._suggestion_of(span)
        lines = [self._suggested(suggestion)] if suggestion is not None else []
        moves = {Move.DO: "%s", Move.UNDO: self.tr("Undo: %s"), Move.REDO: self.tr("Redo: %s")}
        for event in events:
            at = datetime.fromisoformat(event.at).astimezone().strftime("%Y-%m-%d %H:%M")
            lines.append(f"{at} · {event.annotator} · {filled(moves[event.move], event.title)}")
        return lines or [self.tr("Nothing was done to it in this project.")]

    def _suggested(self, suggestion: Suggestion) -> str:
        by = source_words(suggestion.source, suggestion.version)
        words = filled(self.tr("suggested by %s"), by)
        score = suggestion.score
        rated = (
            self.tr("no score") if score is None else filled(self.tr("score %s"), f"{score:.2f}")
        )
        return " · ".join(filter(None, (words, rule_words(suggestion.rule), rated)))

    def _suggestion_of(self, span: Annotation | Suggestion) -> Suggestion | None:
        """The suggestion that a span is, or came from."""
        state = self._context.session.state
        if isinstance(span, Suggestion) or state is None:
            return span if isinstance(span, Suggestion) else None
        return next((item for item in state.suggestions if item.id == span.suggestion_id), None)
