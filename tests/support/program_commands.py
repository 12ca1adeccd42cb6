"""The commands of the program and their options, as they are shown."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from annotator.cli.app import make_app

# Told once for all commands.
SHARED = {"--help", "--json", "--config-dir", "--annotator", "--me"}


def commands() -> dict[str, typer.core.TyperCommand]:
    """The commands that are shown; names they had before are not."""
    group = typer.main.get_command(make_app())
    shown = group.commands.items()  # type: ignore[attr-defined]
    return {name: command for name, command in shown if not command.hidden}


def options() -> Iterator[tuple[str, str]]:
    for name, command in commands().items():
        for parameter in command.params:
            if getattr(parameter, "hidden", False):
                continue  # what it was called before
            for option in (*parameter.opts, *parameter.secondary_opts):
                if option.startswith("-") and option not in SHARED:
                    yield name, option
