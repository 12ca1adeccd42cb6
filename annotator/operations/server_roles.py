"""Who may change what of a project on a server."""

from __future__ import annotations

from annotator.domain.errors import ProjectError
from annotator.store import server_roles
from annotator.store.project import Project
from annotator.store.server_roles import Roles


def make(project: Project) -> Roles:
    """Make the roles of a project, or give them their rights anew.

    Raises ProjectError for a file, SaveError for who does not own the project.
    """
    _refuse_file(project)
    return server_roles.make_roles(project)


def statements(project: Project) -> list[str]:
    """What `make` would do, as statements of SQL. Raises ProjectError for a file."""
    _refuse_file(project)
    with project.reading() as connection:
        return server_roles.statements(connection)


def _refuse_file(project: Project) -> None:
    if project.path is not None:
        raise ProjectError(
            f"{project.name} is a file, where all who may write to it may change all of it; roles "
            "are for a project on a server."
        )
