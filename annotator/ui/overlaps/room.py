"""The room of overlapping spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.overlaps.actions import ROWS
from annotator.ui.shell.room import Opener, Room

if TYPE_CHECKING:
    from annotator.workspace import Workspace


class OverlapsRoom(Room):
    """Two actions, a dialog, and a line above the article where spans may not overlap."""

    rows = ROWS

    def prepare(self, workspace: Workspace) -> Opener:
        from annotator.ui.overlaps.open_overlaps import OpenOverlaps

        return OpenOverlaps
