"""The room of review: conflicts between annotators, gold, and what annotators hear of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.review.actions import ROWS
from annotator.ui.shell.room import Opener, Room

if TYPE_CHECKING:
    from annotator.workspace import Workspace


class ReviewRoom(Room):
    """Its panels come when they are first asked for."""

    rows = ROWS

    def prepare(self, workspace: Workspace) -> Opener:
        from annotator.ui.review.open_review import OpenReview

        return OpenReview
