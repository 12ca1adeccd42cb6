"""Under which licence a project's data go out, in words: chosen once, and kept in the project."""

from __future__ import annotations

from annotator.domain.changes import Part
from annotator.store.events import log
from annotator.store.project import Project
from annotator.store.project_settings import LICENCE, fact, set_fact
from annotator.workspace import Workspace


def chosen(project: Project) -> str:
    """What the project says; "" where nobody has chosen."""
    with project.reading() as connection:
        return fact(connection, LICENCE) or ""


def choose(workspace: Workspace, words: str) -> None:
    """Let the data go out under this licence from now on; "" for none. Raises SaveError."""
    said = " ".join(words.split())
    if said == chosen(workspace.project):
        return
    title = f"Licence of the data: {said or 'none'}"
    with workspace.changing(Part.LICENCE, title=title) as connection:
        set_fact(connection, LICENCE, said)
        log(connection, title, annotator=workspace.annotator)
