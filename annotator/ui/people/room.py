"""The room of the people of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.ui.people.actions import ROWS
from annotator.ui.shell.room import Opener, Room

if TYPE_CHECKING:
    from annotator.workspace import Workspace


class PeopleRoom(Room):
    """One action and its dialog."""

    rows = ROWS

    def prepare(self, workspace: Workspace) -> Opener:
        from annotator.ui.people.open_people import OpenPeople

        return OpenPeople
