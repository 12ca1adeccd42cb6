"""Remembers which parts of the articles of a project have been on the screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QTimer

from annotator.domain.seen import Seen
from annotator.domain.state import ArticleState
from annotator.domain.values import Suggestion
from annotator.ui.document_view import DocumentView
from annotator.ui.document_view.surface import on_screen
from annotator.ui.shell.article_session import ArticleSession
from annotator.ui.shell.settings import Settings

_SETTING = "seen"
_KEPT = 300  # articles that are remembered between starts
_KEEP_MS = 3000  # what has been read for longer is on the disk, whatever ends the program
_LEFT_MS = 250  # the same for an article that was left, once the next one is shown


class SeenText(QObject):
    """Looks what is in view whenever the surface has been painted otherwise than before."""

    def __init__(
        self,
        session: ArticleSession,
        view: DocumentView,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._kept: dict[str, object] = settings.get(_SETTING, {})
        self._view = view
        self._of: dict[int, Seen] = defaultdict(Seen)
        self._names: dict[int, str] = {}  # of the articles, in the settings
        self._last: tuple[object, ...] = ()
        self._is_annotating = True
        self._timer = QTimer(self)  # after the painting, when all heights are known
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look)
        self._fresh: set[int] = set()  # articles of which something is not on the disk
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.timeout.connect(self.keep)
        view.viewport().installEventFilter(self)
        session.opened.connect(self._recall)

    def pause(self, on: bool) -> None:
        """In a review nothing is read for annotating."""
        self._is_annotating = not on

    def keep(self) -> None:
        """Remember between starts what has been seen, of the articles looked at last."""
        self._keeping.stop()
        kept = dict(self._kept)
        for article in self._fresh & self._names.keys():
            name = self._names[article]
            kept.pop(name, None)
            kept[name] = [list(part) for part in self._of[article].parts]
        self._fresh.clear()
        self._kept = dict(list(kept.items())[-_KEPT:])
        self._settings.set(_SETTING, self._kept)

    def _recall(self, state: ArticleState) -> None:
        """Take over what had been seen of an article before the project was opened; another one has
        been left.
        """
        if self._fresh:
            self._keeping.start(_LEFT_MS)
        if state.article_id in self._names:
            return
        # Known by whose eyes and by the text, in whatever project it is.
        name = f"{state.annotator} {state.document.article.sha256[:16]}"
        self._names[state.article_id] = name
        self._of[state.article_id] = Seen(_ranges(self._kept.get(name), len(state.text)))

    def covers(self, item: Suggestion) -> bool:
        """Whether all of a suggestion has been on the screen."""
        return self._of[item.article_id].covers(item)

    def is_unread(self, state: ArticleState) -> bool:
        """Whether text of the article that is not muted has not been on the screen."""
        return self._of[state.article_id].is_unread(state.text, state.muted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._timer.isActive():
            self._timer.start()
        return False

    def _look(self) -> None:
        view, article = self._view, self._session.article
        top, height = -view.origin().y(), view.viewport().height()
        now = (article, top, height, view.size_px, view.document_layout().width)
        if not self._is_annotating or article is None or now == self._last or not view.text:
            return
        self._last = now
        self._of[article].add(*on_screen(view))
        self._fresh.add(article)
        if not self._keeping.isActive():
            self._keeping.start(_KEEP_MS)


def _ranges(kept: object, length: int) -> Iterator[tuple[int, int]]:
    """What the settings say of a text; a file may say anything."""
    for part in kept if isinstance(kept, list) else ():
        if isinstance(part, list) and len(part) == 2 and all(type(end) is int for end in part):
            start, end = part
            if 0 <= start < end <= length:
                yield start, end
