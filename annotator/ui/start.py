"""Between the command line and the window: what is refused in a sentence before Qt is loaded."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Collection, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from annotator.domain.errors import AnnotatorError, InputError
from annotator.store.file import file_format
from annotator.ui.startup.wish import Wish

_LONGEST_WORD = 40  # what is longer is no command that was mistyped
THEMES = ("system", "light", "dark")


def open_window(arguments: Sequence[str], *, commands: Collection[str]) -> int:
    """Show the window and stay until it is closed; returns the exit status.

    ``commands`` are the words that a mistyped one may have meant.
    """
    try:
        wish = read(arguments, commands=commands)
        try:
            from annotator.ui import launch
        except ImportError as error:
            from annotator.ui.startup.libraries import missing_library

            raise missing_library(error) from error
        return launch.open_window(wish)
    except AnnotatorError as error:
        print(error, file=sys.stderr)  # noqa: T201 - there is no window yet
        return 2


def read(arguments: Sequence[str], *, commands: Collection[str]) -> Wish:
    """What the arguments ask for.

    Raises InputError for arguments that mean nothing, ProjectError for a project that is not there.
    """
    parser = _Parser(prog="annotator", add_help=False, allow_abbrev=False)
    parser.add_argument("project", nargs="?")
    parser.add_argument("--annotator", default="")
    parser.add_argument("--config-dir", type=lambda folder: Path(folder).absolute())
    parser.add_argument("--theme", choices=THEMES, default="system")
    given, more = parser.parse_known_args(list(arguments))
    project = _there(given.project, commands) if given.project is not None else None
    if more:
        raise InputError(
            f"“annotator” opens one project, and does not know what “{more[0]}” means; "
            "“annotator --help” tells what can be written."
        )
    return Wish(project, given.annotator, given.config_dir, given.theme)


def _there(project: str, commands: Collection[str]) -> str:
    """Where a project is that is named on the command line."""
    place = file_format.locate(project)
    if isinstance(place, str):
        return place
    if os.path.exists(place):
        return str(place.absolute())
    if place.suffix or place.name != project or len(project) > _LONGEST_WORD:
        file_format.inspect(place)  # says that there is none, or why it cannot be opened
    known = [*commands, "--help", "--version"]
    near = get_close_matches(project.lower(), known, n=1)
    raise InputError(
        f"There is no project and no command “{project}”; "
        + (f"did you mean “annotator {near[0]}”?" if near else "see “annotator --help”.")
    )


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message[:1].upper()}{message[1:]}; see “annotator --help”.")
