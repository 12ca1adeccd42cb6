"""Says that a server does not answer, and saves what waits for it once it does."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject

from annotator.ui.shell.article_session import ArticleSession
from annotator.ui.shell.banner import Standing
from annotator.ui.shell.context import Frame
from annotator.ui.shell.elsewhere import Elsewhere

_AWAY = "away"  # what the banner says
_PAUSE_S = 5.0  # between two tries at a server that answers and still takes nothing


class Reconnecting(QObject):
    """Watches the server of one project; it does nothing for a project in a file."""

    def __init__(self, session: ArticleSession, frame: Frame, elsewhere: Elsewhere) -> None:
        super().__init__(elsewhere)
        self._session = session
        self._frame = frame
        self._elsewhere = elsewhere
        self._is_away = False
        self._is_trying = False
        self._failed_at = 0.0
        if session.workspace.project.reach is not None:
            elsewhere.silent.connect(self._on_silent)
            elsewhere.answered.connect(self._on_answered)

    def close(self) -> None:
        """Say nothing more of this server."""
        self._frame.banner.fall(_AWAY)

    def _on_silent(self) -> None:
        reach = self._session.workspace.project.reach
        if self._is_away or reach is None or not reach.away:
            return
        self._is_away = True
        sentence = self.tr(
            "The server cannot be reached. Go on with this article: what you do is kept here, "
            "and saved by itself when the server answers again."
        )
        standing = Standing(sentence, self.tr("Try again"), self._elsewhere.ask)
        self._frame.banner.stand(_AWAY, standing, behind=True)

    def _on_answered(self) -> None:
        was_away, self._is_away = self._is_away, False
        self._frame.banner.fall(_AWAY)
        session = self._session
        is_early = not was_away and time.monotonic() < self._failed_at + _PAUSE_S
        if self._is_trying or not session.unsaved or is_early:
            return
        self._is_trying = True  # it may ask, and the server is listened to meanwhile
        count = len(session.titles)
        is_saved = session.try_again(ask_again=False)
        self._is_trying, self._failed_at = False, 0.0 if is_saved else time.monotonic()
        if is_saved and count == 1:
            session.say(self.tr("The server answers again; what waited is saved."))
        elif is_saved:
            session.say(self.tr("The server answers again; all %1 changes are saved."), count)
