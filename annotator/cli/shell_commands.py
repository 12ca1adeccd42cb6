"""Commands for the shell: completion, man."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.cli.options import ConfigDir
from annotator.cli.output import tell
from annotator.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPLETES = "_ANNOTATOR_COMPLETE"
"""The variable by which a shell asks what may follow."""


class Shell(StrEnum):
    """What ``completion`` takes."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def completion(
    shell: Annotated[Shell, typer.Argument(metavar="bash|zsh|fish", help="Which shell.")],
    config_dir: ConfigDir = None,
) -> None:
    """Print what lets a shell complete commands and options with the Tab key."""
    os.environ[COMPLETES] = f"source_{shell}"
    complete()


def complete() -> None:
    """Answer what a shell asks by the variable. Raises SystemExit, since the answer is all."""
    from typer import completion as shells

    from annotator.cli.app import make_app

    shells.completion_init()  # type: ignore[attr-defined]
    typer.main.get_command(make_app()).main(args=[], prog_name="annotator")


def man(config_dir: ConfigDir = None) -> None:
    """Print the manual page, for example to be read with “annotator man | man -l -”."""
    tell(*page())


def page() -> Iterator[str]:
    """The manual page of the program as it is, line by line, for ``man``."""
    from annotator.cli.app import make_app

    group: Any = typer.main.get_command(make_app())
    yield f'.TH ANNOTATOR 1 "" "annotator {VERSION}" "User Commands"'
    yield from (
        ".ad l",
        ".nh",
        ".SH NAME",
        "annotator \\- tag actors, locations and figures in news articles",
    )
    yield from (".SH SYNOPSIS", ".B annotator", "[\\fIPROJECT\\fR]", ".br")
    yield from (".B annotator", "\\fICOMMAND\\fR [\\fIARGUMENTS\\fR] [\\fIOPTIONS\\fR]")
    yield ".SH DESCRIPTION"
    yield _plain(
        "Without a command the window opens, with PROJECT or the project of the last time. A "
        "project is one file ending in .annot; the ending may be left out. In its place the "
        "address of a database may stand. What was asked for goes to standard output, messages go "
        "to standard error."
    )
    yield from (".SH OPTIONS", ".TP", "\\fB\\-h\\fR, \\fB\\-\\-help\\fR")
    yield "List the commands; behind a command, explain it."
    yield from (".TP", "\\fB\\-\\-version\\fR", "Say which version this is.")
    yield ".SH COMMANDS"
    for name, command in group.commands.items():
        if not command.hidden:
            yield from _command(name, command, typer.Context(command, info_name=name))
    yield ".SH EXIT STATUS"
    for status, meaning in _STATUSES.items():
        yield from (".TP", f".B {status}", _plain(meaning))
    yield from (".SH ENVIRONMENT", ".TP", ".B QT_QPA_PLATFORM", "How Qt shows the window.")
    yield from (".TP", ".B COLUMNS", "How wide tables are; else as wide as the terminal.")


_STATUSES = {
    0: "All done.",
    1: "Done, but something was rejected or left out, or a check failed.",
    2: "The command could not run.",
    130: "Interrupted.",
}


def _command(name: str, command: Any, context: typer.Context) -> Iterator[str]:
    pieces = " ".join(command.collect_usage_pieces(context)).replace("{", "").replace("}", "")
    yield f'.SS "{_plain(f"annotator {name} {pieces}")}"'
    for paragraph in (command.help or "").split("\n\n"):
        yield from (_plain(" ".join(paragraph.split())), ".PP")
    for parameter in command.get_params(context):
        if getattr(parameter, "hidden", False) or parameter.name == "help":
            continue
        record = parameter.get_help_record(context)
        if record is not None:
            named = record[0].replace(" <str>", "").replace("<int range>", "N")
            yield from (".TP", f"\\fB{_plain(named)}\\fR", _plain(" ".join(record[1].split())))


def _plain(text: str) -> str:
    """Text that ``man`` shows as it is."""
    escaped = (
        text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq").replace("|", "|\\:")
    )
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
