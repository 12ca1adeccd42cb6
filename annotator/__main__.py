"""The way in, for ``annotator`` and ``python -m annotator``: a command, else the window.

Worker processes import this file again, so it imports nothing that is slow.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence

from annotator.cli.commands import COMMANDS

_TAKE_A_VALUE = frozenset({"--annotator", "--me", "--config-dir", "--theme"})
_ASK = frozenset({"-h", "--help", "--version"})


def main() -> None:
    """Run what the command line asks for and end with its exit status."""
    multiprocessing.freeze_support()
    # Forking a process that holds a window or a database connection copies both.
    multiprocessing.set_start_method("spawn", force=True)
    sys.exit(start(sys.argv[1:]))


def start(arguments: Sequence[str]) -> int:
    """Run a command or the window, or tell a shell what may follow; returns the exit status."""
    if "_ANNOTATOR_COMPLETE" in os.environ:
        from annotator.cli.shell_commands import complete

        complete()
    at = command_at(arguments)
    if at is None:
        # Only now: the command line library takes 70 ms that a window does not need.
        from annotator.ui.start import open_window

        return open_window(arguments, commands=COMMANDS)
    from annotator.cli.app import run

    # Options before the command mean the same as behind it.
    return run([*arguments[at : at + 1], *arguments[:at], *arguments[at + 1 :]])


def command_at(arguments: Sequence[str]) -> int | None:
    """The place of the command among the arguments; None when they ask for the window."""
    skip = named = False
    for place, argument in enumerate(arguments):
        if skip:
            skip = False
        elif argument in _TAKE_A_VALUE:
            skip = True
        elif argument in _ASK:
            return place
        elif argument == "--":
            return None
        elif not argument.startswith("-") and not named:
            if argument in COMMANDS:
                return place
            named = True  # a project; whoever asks for help behind it gets it all the same
    return None


if __name__ == "__main__":
    main()
