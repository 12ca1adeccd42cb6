"""The room of the reading pace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.pace.actions import ROWS
from annotator.ui.shell.room import Opener, Room

if TYPE_CHECKING:
    from annotator.workspace import Workspace


class PaceRoom(Room):
    """Accepts stretches of text and groups of spans; has no panel, the text shows it."""

    rows = ROWS

    def prepare(self, workspace: Workspace) -> Opener:
        from annotator.ui.pace.open_pace import OpenPace

        return OpenPace
