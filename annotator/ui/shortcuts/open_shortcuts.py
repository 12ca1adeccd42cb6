"""The hand savers at work on an open project."""

from __future__ import annotations

from annotator.domain.state import ArticleState
from annotator.ui.shell.action_rows import ANNOTATE, Mode
from annotator.ui.shell.context import Context
from annotator.ui.shell.room import OpenRoom
from annotator.ui.shortcuts.jump import Jump
from annotator.ui.shortcuts.span_keys import SpanKeys
from annotator.ui.shortcuts.sticky import StickyLabel


class OpenShortcuts(OpenRoom):
    """Binds the hand savers; what they keep ends with the mode."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        session, surface = context.session, context.surface
        self._jump = Jump(surface, session.said.emit, lambda: session.state, context.fields.rest)
        self._keys = SpanKeys(context)
        self._sticky = StickyLabel(context, self)
        self.join(surface.picked, self._sticky.label_selection)
        self.bind({"jump": self._jump.begin})
        self.bind(
            {
                "step_span": self._keys.step,
                "whole_name": self._keys.extend,
                "trim": self._keys.trim,
                "flip": self._keys.flip,
                "repeat": self._keys.repeat,
                "sticky": self._sticky.toggle,
            },
            ANNOTATE,
        )

    def show_article(self, state: ArticleState) -> None:
        self._jump.forget()

    def update_article(self, state: ArticleState) -> None:
        self._keys.name_repeat()

    def leave(self, mode: Mode) -> None:
        self._sticky.end()
        self._jump.end()

    def close(self) -> None:
        self._sticky.end()
        self._jump.end()
        super().close()
