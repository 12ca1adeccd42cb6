"""The overview of an open project: gathered a moment after the keys, and costs them nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer

from annotator.domain.spans import Span, joined, meets
from annotator.domain.state import ArticleState
from annotator.domain.values import Annotation
from annotator.ui.document_view.marks import Look
from annotator.ui.overview.places import Hit, Kind, Things, rows_of
from annotator.ui.overview.strip import OverviewStrip
from annotator.ui.shell.action_rows import Mode
from annotator.ui.shell.context import Context
from annotator.ui.shell.room import OpenRoom

_AFTER_MS = 150


class OpenOverview(OpenRoom):
    """Keeps the strip up to what the surface shows."""

    def __init__(self, strip: OverviewStrip, context: Context) -> None:
        super().__init__(context)
        self._strip = strip
        self._shown: object = None  # what the strip was made of
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self.gather)
        context.surface.viewport().installEventFilter(self)
        self.join(strip.requested, self._go)
        self.join(strip.resized, self._timer.start)
        self.bind({"overview": self._toggle})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever changes what is on the surface paints it anew."""
        if event.type() == QEvent.Type.Paint and self._made_of() != self._shown:
            self._timer.start()
        return False

    def enter(self, mode: Mode) -> None:
        self._timer.start()

    def close(self) -> None:
        self._timer.stop()
        self.context.surface.viewport().removeEventFilter(self)
        self._strip.show_rows({}, {})
        super().close()

    def gather(self) -> None:
        """Look through the article, and show where things are."""
        self._timer.stop()
        if self._strip.isHidden():
            return
        view = self.context.surface
        state = self.context.session.look(lambda: self.context.session.state)
        things = self._things(state) if state is not None else {}
        self._shown = self._made_of()
        self._strip.show_rows(
            rows_of(view, things, self._strip.height()),
            {kind: len(items) for kind, items in things.items()},
        )

    def _made_of(self) -> tuple[object, ...]:
        """Another where the strip has to be made anew."""
        view, bar = self.context.surface, self.context.surface.verticalScrollBar()
        return id(view.marks), tuple(view.hits), bar.maximum(), self._strip.height()

    def _things(self, state: ArticleState) -> Things:
        hits = [Hit(*place) for place in sorted(self.context.surface.hits)]
        if self.context.table.mode is not Mode.ANNOTATE:
            marks = list(self.context.surface.marks)
            return {
                Kind.MINE: [mark for mark in marks if mark.look is not Look.OPEN],
                Kind.CONFLICT: [mark for mark in marks if mark.look is Look.OPEN],
                Kind.HIT: hits,
            }
        muted = joined(state.muted)
        own: Sequence[Annotation] = state.annotations
        if muted:
            own = [item for item in own if not meets(muted, item.start, item.end)]
        pairs = state.contradictions
        conflicts = [one for one, _ in pairs if not meets(muted, one.start, one.end)]
        return {
            Kind.WAITING: state.waiting,
            Kind.MINE: own,
            Kind.NOTE: [item for item in own if item.span.note],
            Kind.CONFLICT: conflicts,
            Kind.HIT: hits,
        }

    def _go(self, span: Span) -> None:
        view = self.context.surface
        same = [
            m
            for m in view.marks.on(span.start, span.end)
            if (m.start, m.end) == (span.start, span.end)
        ]
        if same and not isinstance(span, Hit):
            view.focus_mark(same[0].id)
        else:
            view.select_place(span.start, span.end)
        view.setFocus()

    def _toggle(self) -> None:
        shown = self._strip.isHidden()
        self._strip.setVisible(shown)
        self.context.table["overview"].setChecked(shown)
        self.context.settings.set("overview", shown)
        self.gather()
