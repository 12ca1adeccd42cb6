"""The reading pace in an open project: what the next key accepts is seen before it is pressed."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from annotator.domain.direction import isolated
from annotator.domain.pace import Reach
from annotator.domain.state import ArticleState
from annotator.domain.wording import filled
from annotator.ui.document_view.marks import Emphasis
from annotator.ui.pace.group_actions import GroupActions
from annotator.ui.pace.pace_actions import PaceActions
from annotator.ui.pace.reaches import Reaches
from annotator.ui.shell.action_rows import ANNOTATE, Mode
from annotator.ui.shell.context import Context
from annotator.ui.shell.room import OpenRoom

_AFTER_MS = 100
_LONGEST = 24  # letters of a span in the status bar


class OpenPace(OpenRoom):
    """Keeps the surface and the status bar up to what each key would accept."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        surface = context.surface
        self._reaches = Reaches(surface)
        self._pace = PaceActions(context.session, surface, self._reaches)
        self._groups = GroupActions(context, self)
        # The keys come first: the status bar and the menus follow once the hands rest.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self._say)
        self.join(surface.focus_changed, self._look_again)
        self.join(surface.cursor_changed, self._look_again)
        surface.emphasis = self._emphasis
        self.bind(
            {
                "accept_reach": self._pace.accept,
                "step_doubtful": self._pace.step_doubtful,
                "accept_group": self._groups.accept,
                "reject_group": self._groups.reject,
                "relabel_group": self._groups.relabel,
                "project_group": self._groups.ask,
            },
            ANNOTATE,
        )

    def show_article(self, state: ArticleState) -> None:
        self._reaches.show(state)
        self._timer.start()

    def show_nothing(self) -> None:
        self._reaches.show(None)
        self._timer.start()

    def update_article(self, state: ArticleState) -> None:
        self.show_article(state)

    def leave(self, mode: Mode) -> None:
        self.context.status.pace.clear()

    def enter(self, mode: Mode) -> None:
        self._reaches.show(self.context.session.state)
        self._timer.start()

    def close(self) -> None:
        self._timer.stop()
        self._groups.close()
        self.context.surface.emphasis = Emphasis
        self.context.status.pace.clear()
        super().close()

    @property
    def _is_on(self) -> bool:
        return self.context.table.mode is Mode.ANNOTATE and self._reaches.state is not None

    def _emphasis(self) -> Emphasis:
        if not self._is_on:
            return Emphasis()
        if self._reaches.note_seen():
            self._timer.start()
        return self._reaches.emphasis()

    def _look_again(self) -> None:
        self._reaches.forget()
        self._timer.start()

    def _say(self) -> None:
        """Say how many suggestions each key accepts, and what it stops at."""
        if self._is_on:
            self._groups.name_actions()
        self.context.status.pace.setText(self._words() if self._is_on else "")

    def _words(self) -> str:
        table = self.context.table
        ahead = {reach: self._reaches.ahead(reach) for reach in Reach}
        if not any(reached.accepted or reached.stop for reached in ahead.values()):
            return ""
        names = {
            Reach.SENTENCE: ("accept_sentence", self.tr("sentence")),
            Reach.PARAGRAPH: ("accept_paragraph", self.tr("paragraph")),
            Reach.HERE: ("accept_to_here", self.tr("to here")),
        }
        counts = [
            f"{table[action].shortcut().toString()} {name} {len(ahead[reach].accepted)}".strip()
            for reach, (action, name) in names.items()
        ]
        words = filled(self.tr("Accept: %s"), "  ·  ".join(counts))
        stop = ahead[Reach.PARAGRAPH].stop
        if stop is not None and ahead[Reach.PARAGRAPH].doubt is not None:
            quote = self.context.surface.text[stop.start : stop.end][:_LONGEST]
            words += filled(self.tr("  ·  stops at “%s”"), isolated(quote))
        return words
