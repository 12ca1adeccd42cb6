"""Says above an article that was put back by whom that was, why, and with what comment."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QTimer

from annotator.domain.changes import Change, Part
from annotator.domain.sent_back import SentBack
from annotator.domain.wording import filled
from annotator.operations.reviewing import sending_back
from annotator.ui.shell.action_rows import Mode
from annotator.ui.shell.banner import Standing
from annotator.ui.shell.context import Context

_ABOUT = "put back"  # how the banner knows what is said


class PutBack:
    """Keeps what waits at hand, and says it while its article is in view."""

    def __init__(self, context: Context, show_guidelines: Callable[[], object]) -> None:
        self._context = context
        self._show_guidelines = show_guidelines
        self._waiting: Mapping[int, SentBack] = {}
        self._read()

    def show(self, article: int | None) -> None:
        """Say what there is to say of an article."""
        one = self._waiting.get(article) if article is not None else None
        if one is None or self._context.table.mode is not Mode.ANNOTATE:
            self._context.banner.fall(_ABOUT)
            return
        state, place = self._context.session.state, self._place(one)
        quote = f"“{state.text[place[0] : place[1]]}”" if state and place else ""
        why = ". ".join(part for part in (quote, one.reason, one.comment) if part)
        text = _tr("%1 put this article back: %2") if why else _tr("%1 put this article back.")
        said = filled(text, one.by, why) if why else filled(text, one.by)
        standing = Standing(said, _tr("Guidelines"), self._show_guidelines)
        if place:
            standing = Standing(said, _tr("Show the passage"), lambda: self._point_at(place))
        self._context.banner.stand(_ABOUT, standing)

    def arrive(self, article: int) -> None:
        """An article comes into view: go to the passage it was put back for."""
        self.show(article)
        one = self._waiting.get(article)
        place = self._place(one) if one else None
        if place and self._context.table.mode is Mode.ANNOTATE:
            # Once it is drawn, and at the place where it was left.
            QTimer.singleShot(0, self._context.surface, lambda: self._point_at(place, article))

    def _place(self, one: SentBack) -> tuple[int, int] | None:
        """The passage it is about, if it is one of the text."""
        state = self._context.session.state
        if one.start is None or one.end is None or state is None:
            return None
        return (one.start, one.end) if one.end <= len(state.text) else None

    def _point_at(self, place: tuple[int, int], article: int | None = None) -> None:
        surface = self._context.surface
        if article in (None, self._context.session.article):
            surface.highlight_found([place])
            surface.select_place(*place)
            surface.setFocus()

    def follow(self, change: Change) -> None:
        """What waits may be other articles by now."""
        if Part.STATUS in change.parts:
            self._read()
            self.show(self._context.session.article)

    def close(self) -> None:
        """Say nothing any more."""
        self._context.banner.fall(_ABOUT)

    def _read(self) -> None:
        session = self._context.session
        workspace = session.workspace
        waiting = session.look(lambda: sending_back.waiting(workspace.project, workspace.annotator))
        self._waiting = waiting or {}


def _tr(text: str) -> str:
    return QCoreApplication.translate("PutBack", text)
