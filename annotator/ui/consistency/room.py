"""The room of the list of flaws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.consistency.actions import ROWS
from annotator.ui.consistency.flaw_panel import FlawPanel
from annotator.ui.shell.context import Frame
from annotator.ui.shell.room import Opener, Room

if TYPE_CHECKING:
    from annotator.workspace import Workspace


class ConsistencyRoom(Room):
    """The list, shown when it is asked for."""

    rows = ROWS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.panel = FlawPanel(frame.table["mend"], frame.table["mend_all"])
        frame.right.add(self.panel)
        self.panel.left.connect(frame.surface.setFocus)

    def prepare(self, workspace: Workspace) -> Opener:
        from annotator.ui.consistency.open_consistency import OpenConsistency

        return lambda context: OpenConsistency(self.panel, context)
