"""Commands about whole projects: new, stats, check, backup, restore."""

from __future__ import annotations

import typer

from annotator.cli.options import ConfigDir, Json, ProjectPath
from annotator.cli.output import say, show_json


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("new")(new)


def new(project: ProjectPath, as_json: Json = False, config_dir: ConfigDir = None) -> None:
    """Make an empty project with the labels ACTOR, LOCATION and FIGURE."""
    from annotator.operations import projects

    made = projects.new(project)
    if as_json:
        show_json({"project": made})
    say(f"Made the project {made}.")
