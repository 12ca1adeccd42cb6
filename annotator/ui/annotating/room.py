"""The room of annotating: articles, their spans, and the suggestions for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.state import ArticleState
from annotator.ui.annotating.actions import ROWS
from annotator.ui.annotating.article_view import ArticleView
from annotator.ui.shell.context import Frame
from annotator.ui.shell.room import Opener, Room

if TYPE_CHECKING:
    from annotator.workspace import Workspace


class AnnotatingRoom(Room):
    """Shows an article before its project is open, and lets it be annotated afterwards."""

    rows = ROWS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.view = ArticleView(frame)

    def show_labels(self) -> None:
        self.view.show_labels()

    def show_first(self, state: ArticleState) -> None:
        self.view.show_article(state)

    def prepare(self, workspace: Workspace) -> Opener:
        from annotator.ui.annotating.open_annotating import OpenAnnotating

        return lambda context: OpenAnnotating(self.view, context)
