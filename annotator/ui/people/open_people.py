"""The people of an open project."""

from __future__ import annotations

from annotator.ui.people.people_dialog import PeopleDialog
from annotator.ui.shell.context import Context
from annotator.ui.shell.room import OpenRoom


class OpenPeople(OpenRoom):
    """Shows them, and lets them be renamed and joined."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.bind({"people": self._ask})

    def _ask(self) -> None:
        PeopleDialog.ask(self.context.window, self.context.session.workspace)
