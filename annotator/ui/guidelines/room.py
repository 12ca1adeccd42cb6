"""The room of the guidelines, beside the text in every mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.guidelines.actions import ROWS
from annotator.ui.guidelines.guidelines_panel import GuidelinesPanel
from annotator.ui.shell.context import Frame
from annotator.ui.shell.room import Opener, Room

if TYPE_CHECKING:
    from annotator.workspace import Workspace


class GuidelinesRoom(Room):
    """The guidelines, shown when they are asked for."""

    rows = ROWS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.panel = GuidelinesPanel()
        frame.right.add(self.panel)
        self.panel.left.connect(frame.surface.setFocus)

    def prepare(self, workspace: Workspace) -> Opener:
        from annotator.ui.guidelines.open_guidelines import OpenGuidelines

        return lambda context: OpenGuidelines(self.panel, context)
