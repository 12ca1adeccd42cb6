"""What the keys of the reading pace do: accept a stretch of text, go on, say where it stopped."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.domain.direction import isolated
from annotator.domain.doubt import Doubt
from annotator.domain.pace import Ahead, Reach
from annotator.domain.values import Suggestion
from annotator.domain.wording import filled
from annotator.operations import annotate
from annotator.ui.document_view import DocumentView
from annotator.ui.pace.reaches import Reaches
from annotator.ui.shell.article_session import ArticleSession
from annotator.ui.shell.walking import neighbour


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaceActions", text)


class PaceActions:
    """Accepts what `Reaches` shows, and nothing else."""

    def __init__(self, session: ArticleSession, view: DocumentView, reaches: Reaches) -> None:
        self._session = session
        self._view = view
        self._reaches = reaches

    def accept(self, reach: Reach) -> None:
        """Accept the stretch and go on to what waits behind it; stop at a doubtful suggestion."""
        article, end = self._session.article, self._reaches.place()[1]
        reached = self._reaches.ahead(reach)
        if article is None:
            return
        count = 0
        if reached.accepted:
            workspace = self._session.workspace
            made = self._session.attempt(
                lambda: annotate.accept_some(workspace, article=article, among=reached.accepted)
            )
            if made is None:
                return
            count, end = made, reached.accepted[-1].end
        self._go_on(reached.stop, end)
        self._session.said.emit(self._words(reached, count))

    def step_doubtful(self, direction: int) -> None:
        """Focus the next (1) or previous (-1) doubtful suggestion, beginning again at the end."""
        doubtful = self._reaches.doubtful()
        if not doubtful:
            self._session.said.emit(_tr("No doubtful suggestions are left in this article."))
            return
        mark, (here, _) = self._view.focused, self._reaches.place()
        here -= 1 if mark is None and direction > 0 else 0
        item = neighbour(doubtful, here, direction)
        self._view.focus_mark(item.id)
        doubt = self._reaches.doubt(item)
        if doubt is not None:
            self._session.said.emit(self._look_at(item, doubt))

    def _go_on(self, stop: Suggestion | None, at: int) -> None:
        """Focus where it stopped, else the first suggestion behind a place that waits."""
        following = stop or self._reaches.first_from(at)
        self._view.focus_mark(following.id if following is not None else None)

    def _words(self, reached: Ahead, count: int) -> str:
        said = filled(_tr("%n accepted."), count) if count else ""
        if reached.stop is not None and reached.doubt is not None:
            return f"{said} {self._look_at(reached.stop, reached.doubt)}".strip()
        if reached.stop is not None:
            unseen = _tr("The rest had not been on the screen; press again to accept it.")
            return f"{said} {unseen}".strip()
        if self._view.focused is None:
            left = _tr("No more suggestions below; press {done} to mark the article done.")
            return f"{said} {self._session.spelt(left)}".strip()
        return said or _tr("Nothing waits here; this is the next suggestion.")

    def _look_at(self, item: Suggestion, doubt: Doubt) -> str:
        words = isolated(self._view.text[item.start : item.end])
        look = self._session.spelt(
            _tr("Look at “%1”: %2. {accept} accepts it, {remove} rejects it.")
        )
        return filled(look, words, _tr(doubt.value))
