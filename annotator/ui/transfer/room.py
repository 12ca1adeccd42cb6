"""The room of what comes in and goes out: import, export, bundles, merges, backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.shell.room import Opener, Room
from annotator.ui.transfer.actions import ROWS

if TYPE_CHECKING:
    from annotator.workspace import Workspace


class TransferRoom(Room):
    """Actions of the File menu and their dialogs."""

    rows = ROWS

    def prepare(self, workspace: Workspace) -> Opener:
        from annotator.ui.transfer.open_transfer import OpenTransfer

        return OpenTransfer
