"""Who has worked in a project: listed, called otherwise, and two spellings made one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from annotator.domain.changes import PEOPLE
from annotator.domain.edits import PersonEdit
from annotator.domain.errors import AnnotatorError, InputError
from annotator.domain.identity import Identity
from annotator.domain.person_names import alike, seen_name
from annotator.store.articles.snapshots import annotators
from annotator.store.project import Project
from annotator.store.work import people as store
from annotator.store.work import people_listing, person_ids
from annotator.store.work.people_listing import Person
from annotator.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody with what they have done; ``alike`` may be the same person. ``identities`` are those
    they are known by, one for each computer.
    """

    person: Person
    alike: tuple[str, ...] = ()
    identities: tuple[Identity, ...] = ()

    @property
    def email(self) -> str:
        """The address they have given last, if any."""
        return next((one.email for one in self.identities if one.email), "")

    def to_json(self) -> dict[str, Any]:
        """As a JSON object of a report."""
        person = self.person
        return {
            "name": person.name,
            "spans": person.spans,
            "articles_done": person.done,
            "first": person.first,
            "last": person.last,
            "perhaps": list(self.alike),
            "email": self.email or None,
            "ids": [one.id for one in self.identities],
        }


def people(project: Project) -> list[Listed]:
    """Everybody who has worked in a project, by name."""
    with project.reading() as connection:
        persons = people_listing.people(connection)
        known = person_ids.identities(connection)
    near = alike([person.name for person in persons])
    return [
        Listed(person, near.get(person.name, ()), known.get(person.name, ())) for person in persons
    ]


def rename(workspace: Workspace, was: str, now: str) -> PersonEdit:
    """Let an annotator be called otherwise, as one step that undo takes back.

    Raises InputError and ProjectError where that cannot be, StaleEdit and SaveError.
    """
    now = seen_name(now)
    _refuse_own(workspace, was)
    with workspace.project.reading() as connection:
        known = annotators(connection)
    store.refuse_name(now)
    if was not in known:
        raise InputError(_stranger(was))
    if now in known:
        raise InputError(f"There is an annotator {now} already; join the two instead.")
    edit = PersonEdit(f"{was} is called {now}", was=was, now=now)
    workspace.do(edit)
    return edit


def join(workspace: Workspace, was: str, now: str) -> PersonEdit:
    """Let the work of one be the other's, as one step that undo takes back.

    Where both have the same span, or stand somewhere with the same article, that of ``now`` stays.
    Raises InputError where that cannot be, StaleEdit and SaveError.
    """
    _refuse_own(workspace, was)
    if was == now:
        raise InputError(f"{was} is one annotator; name two who are the same person.")
    with workspace.project.reading() as connection:
        known = annotators(connection)
        stranger = next((name for name in (was, now) if name not in known), None)
        if stranger is not None:
            raise InputError(_stranger(stranger))
        parts = store.parts_of_join(connection, was, now)
    edit = PersonEdit(f"{was} is {now}", was=was, now=now, parts=parts)
    workspace.do(edit)
    return edit


def call_me(workspace: Workspace, identity: Identity) -> None:
    """Let who works here be called ``identity.name``, everywhere; to be opened anew then.

    No step: it is taken back by the former name. Raises InputError, ProjectError and SaveError.
    """
    was, now = workspace.annotator, identity.name
    store.refuse_name(now)
    title = f"{was} is called {now}"
    try:
        with workspace.changing(PEOPLE, None, title=title) as connection:
            known = set(annotators(connection))
            if was != now and now in known:
                raise InputError(
                    f"There is an annotator {now} already; if that is you, join the two in Edit, "
                    "People."
                )
            if was != now and was in known:
                step = PersonEdit(title, was=was, now=now)
                store.apply_person_edit(connection, step, annotator=now)
            person_ids.note(connection, [identity])
            workspace.annotator = now
    except AnnotatorError:
        workspace.annotator = was
        raise


def undo(workspace: Workspace) -> PersonEdit:
    """Take back what was done last, where that was to a person. Raises InputError where not."""
    edit = workspace.history.undo_edit
    if not isinstance(edit, PersonEdit):
        raise InputError(f"The last that {workspace.annotator} has done was to no annotator.")
    workspace.undo()
    return edit


def _stranger(name: str) -> str:
    return f"No annotator of this project is called “{name}”; see the list of annotators."


def _refuse_own(workspace: Workspace, was: str) -> None:
    if was == workspace.annotator:
        raise InputError(
            f"{was} is who is working here; somebody else has to do that, or you under the name "
            "that stays."
        )
