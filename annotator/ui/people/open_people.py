"""The people of an open project, and the one who works in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject

from annotator.domain.identity import Identity, new_person_id
from annotator.identity import PERSON, identity_of, settings_value
from annotator.operations import people
from annotator.ui.people.identity_dialog import IdentityDialog
from annotator.ui.people.people_dialog import PeopleDialog
from annotator.ui.shell.context import Context
from annotator.ui.shell.room import OpenRoom


class OpenPeople(OpenRoom):
    """Shows them, and lets them be renamed and joined; lets oneself be called otherwise."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.bind({"people": self._ask, "who_am_i": self._ask_me})
        context.status.annotator.installEventFilter(self)
        context.status.annotator.setToolTip(self._tip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease:
            self.context.table["who_am_i"].trigger()
        return super().eventFilter(watched, event)

    def close(self) -> None:
        super().close()
        self.context.status.annotator.removeEventFilter(self)

    def _tip(self) -> str:
        row = self.context.table["who_am_i"]
        return f"{row.text().rstrip('…')} ({row.shortcut().toString()})"

    def _ask(self) -> None:
        PeopleDialog.ask(self.context.window, self.context.session.workspace)

    def _ask_me(self) -> None:
        """Let the person say what they are called."""
        workspace = self.context.session.workspace
        known = identity_of(self.context.settings.get(PERSON, {}))
        name = workspace.annotator if known is None or workspace.identity else known.name
        email = known.email if known else ""
        if not IdentityDialog.ask(self.context.window, name, email, self._take):
            return
        place = workspace.project.path
        if workspace.identity is not None and place is not None:
            self.context.open_project(str(place))  # much in the window knows the name
        else:
            said = self.tr("Your name is known; it is used from the next start on.")
            self.context.status.advise(said)

    def _take(self, name: str, email: str) -> None:
        """Raises AnnotatorError where nobody in the project can be called so."""
        context, workspace = self.context, self.context.session.workspace
        known = identity_of(context.settings.get(PERSON, {}))
        mine = Identity(known.id if known else new_person_id(), name, email)
        is_other = workspace.identity not in (None, mine)
        if is_other and not workspace.project.read_only:
            people.call_me(workspace, mine)
        context.settings.set(PERSON, settings_value(mine))
