"""Says above an article that was put back by whom that was, why, and with what comment."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

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
        why = ". ".join(part for part in (one.reason, one.comment) if part)
        text = _tr("%1 put this article back: %2") if why else _tr("%1 put this article back.")
        said = filled(text, one.by, why) if why else filled(text, one.by)
        standing = Standing(said, _tr("Guidelines"), self._show_guidelines)
        self._context.banner.stand(_ABOUT, standing)

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
