"""The room of the article queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.queue.actions import ROWS
from annotator.ui.queue.queue_panel import QueuePanel
from annotator.ui.shell.action_rows import ANNOTATE
from annotator.ui.shell.context import Frame
from annotator.ui.shell.room import Opener, Room

if TYPE_CHECKING:
    from annotator.workspace import Workspace


class QueueRoom(Room):
    """The queue, while the window is for annotating."""

    rows = ROWS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.panel = QueuePanel()
        frame.left.add(self.panel, ANNOTATE)
        self.panel.left.connect(frame.surface.setFocus)
        self.panel.refused.connect(frame.status.advise)

    def prepare(self, workspace: Workspace) -> Opener:
        from annotator.operations import queue
        from annotator.ui.queue.open_queue import OpenQueue

        listing = queue.listing(workspace, None)
        return lambda context: OpenQueue(self.panel, context, listing)
