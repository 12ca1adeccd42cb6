"""Reading and writing the guidelines of a project."""

from __future__ import annotations

from annotator import resources
from annotator.domain.guidelines import Guidelines
from annotator.store import guidelines as store
from annotator.store.project import Project


def current(project: Project) -> Guidelines:
    """The version that holds: the project's newest, else the one that comes with the program."""
    with project.reading() as connection:
        own = store.guidelines(connection)
    return own or Guidelines(0, resources.resource("guidelines.md").read_text(encoding="utf-8"))


def versions(project: Project) -> list[Guidelines]:
    """The project's own versions, newest first."""
    with project.reading() as connection:
        return store.versions(connection)


def write(project: Project, text: str, *, annotator: str) -> Guidelines:
    """Let ``text`` hold from now on, as a new version; the same text makes none."""
    held = current(project)
    if text.strip() != held.text.strip():
        with project.writing() as connection:
            store.add_version(connection, text, annotator=annotator)
    return current(project)
