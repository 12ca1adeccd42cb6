"""The room of the overview: its strip stands beside the text in every mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.overview.actions import ROWS
from annotator.ui.overview.strip import OverviewStrip
from annotator.ui.shell.context import Frame
from annotator.ui.shell.room import Opener, Room

if TYPE_CHECKING:
    from annotator.workspace import Workspace


class OverviewRoom(Room):
    """The strip, empty until a project is open."""

    rows = ROWS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.strip = OverviewStrip()
        frame.beside.addWidget(self.strip)
        self.strip.setVisible(frame.settings.get("overview", True))
        frame.table["overview"].setCheckable(True)
        frame.table["overview"].setChecked(not self.strip.isHidden())

    def prepare(self, workspace: Workspace) -> Opener:
        from annotator.ui.overview.open_overview import OpenOverview

        return lambda context: OpenOverview(self.strip, context)
