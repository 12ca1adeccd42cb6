"""Commands about projects on a server: server-roles."""

from __future__ import annotations

from typing import Annotated

import typer

from annotator.cli.options import ConfigDir, Json, ProjectPath
from annotator.cli.output import show_json, tell


def server_roles(
    project: ProjectPath,
    show: Annotated[
        bool, typer.Option("--show", help="Print the statements of SQL and change nothing.")
    ] = False,
    as_json: Json = False,
    config_dir: ConfigDir = None,
) -> None:
    """Let annotators on a server change their own work alone; make reviewers and readers too."""
    from annotator.operations import projects, server_roles

    with projects.opened(project) as target:
        if show:
            tell(*(f"{line};" for line in server_roles.statements(target)))
            return
        roles = server_roles.make(target)
    if as_json:
        show_json(roles.to_json())
    tell(
        f"Grant {roles.annotators}, {roles.reviewers} or {roles.readers} to a login to let it in: "
        f"GRANT {roles.annotators} TO ann.",
        aside=as_json,
    )
    if roles.free:
        free = ", ".join(roles.free)
        tell(f"These may change everything, since they own the project: {free}.", aside=as_json)
