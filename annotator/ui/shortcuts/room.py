"""The room of the hand savers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.shell.room import Opener, Room
from annotator.ui.shortcuts.actions import ROWS

if TYPE_CHECKING:
    from annotator.workspace import Workspace


class ShortcutsRoom(Room):
    """Short ways to what the other rooms do; has no panel."""

    rows = ROWS

    def prepare(self, workspace: Workspace) -> Opener:
        from annotator.ui.shortcuts.open_shortcuts import OpenShortcuts

        return OpenShortcuts
