"""Who the person at this computer is: as said at the start, by their settings, or as asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from annotator.domain.identity import Identity, new_person_id
from annotator.identity import PERSON, identity_of, settings_value
from annotator.places import login_name
from annotator.ui.shell.settings import Settings

if TYPE_CHECKING:
    from annotator.operations.claiming import Question
    from annotator.store.project import Project
    from annotator.workspace import Workspace


class WhoIsAsked(Exception):
    """A project knows nobody by this id, and only the person can say who they are in it."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question


class Person:
    """Whoever works in the window. A name ``given`` with the start is a name and no more."""

    def __init__(self, settings: Settings, given: str, *, asks: bool) -> None:
        self._settings = settings
        self._given = given
        self._asks = asks and not given
        self._answers: dict[str, str] = {}  # who they are, by what was opened

    @property
    def identity(self) -> Identity | None:
        """Who they are, None where nobody has said it."""
        return None if self._given else identity_of(self._settings.get(PERSON, {}))

    @property
    def name(self) -> str:
        """What they are called."""
        known = self.identity
        return self._given or (known.name if known is not None else login_name())

    def ask_once(self, parent: QWidget) -> None:
        """Ask who they are, once; who does not say it is asked again at the next start."""
        if not self._asks or self.identity is not None:
            return
        from annotator.ui.people.identity_dialog import IdentityDialog

        def take(name: str, email: str) -> None:
            self._settings.set(PERSON, settings_value(Identity(new_person_id(), name, email)))

        IdentityDialog.ask(parent, login_name(), "", take)

    def workspace(self, project: Project, target: str) -> Workspace:
        """A project as they work in it. Raises WhoIsAsked, and lets go of the project then."""
        from annotator.operations.claiming import Question, name_in
        from annotator.workspace import Workspace

        identity, answer = self.identity, self._answers.get(target)
        if identity is None:
            return Workspace(project, self.name)
        known = answer or name_in(project, identity)
        if isinstance(known, Question):
            project.close()
            raise WhoIsAsked(known)
        return Workspace(project, known, identity)

    def ask_in(self, parent: QWidget, target: str, question: Question) -> bool:
        """Ask who they are in a project; whether they say it."""
        from annotator.ui.people.who_dialog import WhoDialog

        made_for, elsewhere = question.made_for, question.elsewhere
        name = WhoDialog.ask(parent, question.own, question.names, made_for, elsewhere)
        if name is not None:
            self._answers[target] = name
        return name is not None
