"""The rooms of the window, in one place: a feature is a folder and its line here.

Where several have something to say, they say it in this order.
"""

from __future__ import annotations

from annotator.ui.agreement.room import AgreementRoom
from annotator.ui.annotating.room import AnnotatingRoom
from annotator.ui.consistency.room import ConsistencyRoom
from annotator.ui.guidelines.room import GuidelinesRoom
from annotator.ui.overlaps.room import OverlapsRoom
from annotator.ui.overview.room import OverviewRoom
from annotator.ui.pace.room import PaceRoom
from annotator.ui.people.room import PeopleRoom
from annotator.ui.project.room import ProjectRoom
from annotator.ui.queue.room import QueueRoom
from annotator.ui.review.room import ReviewRoom
from annotator.ui.shell.room import Room
from annotator.ui.shortcuts.room import ShortcutsRoom
from annotator.ui.transfer.room import TransferRoom

ROOMS: tuple[type[Room], ...] = (
    GuidelinesRoom,
    AnnotatingRoom,
    PaceRoom,
    OverlapsRoom,
    ShortcutsRoom,
    OverviewRoom,
    ConsistencyRoom,
    QueueRoom,
    ReviewRoom,
    AgreementRoom,
    TransferRoom,
    PeopleRoom,
    ProjectRoom,
)
