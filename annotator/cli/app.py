"""The command line: puts the commands together and turns every failure into one sentence.

Exit status: 0 all done; 1 done, but something was rejected or a check failed; 2 could not run;
130 interrupted.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from annotator import places
from annotator.cli import streams
from annotator.cli.commands import COMMANDS, FORMER
from annotator.cli.output import say, tell
from annotator.domain.errors import AnnotatorError
from annotator.log_file import start_log
from annotator.version import VERSION

log = logging.getLogger(__name__)

OK, PARTLY, FAILED, INTERRUPTED = 0, 1, 2, 130
_ASK = frozenset({"-h", "--help"})

# Newer versions of Typer carry a Click of their own; the error class is found in either.
_UsageError: type[Exception] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)


class _Command(TyperCommand):
    """A command that loses no name: a second --annotator does not take the place of the first."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        for option in self.params:
            opts = [name for name in option.opts if name in ("--annotator", "--me")]
            given = [word for word in args if word.partition("=")[0] in opts]
            if len(given) > 1 and not getattr(option, "multiple", False):
                raise typer.BadParameter(f"{self.name} takes one {given[0].partition('=')[0]}")
        return super().parse_args(ctx, args)


def make_app() -> typer.Typer:
    """The Typer application with all commands."""
    app = typer.Typer(
        name="annotator",
        help="Tag actors, locations and figures in news articles. Without a command, "
        "“annotator [PROJECT]” opens the window.",
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name, place in COMMANDS.items():
        module, function = place.split(".")
        command = getattr(import_module(f"annotator.cli.{module}"), function)
        app.command(name, cls=_Command, hidden=name in FORMER)(command)
    return app


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit status and never raises."""
    streams.prepare()
    status = _run(list(arguments))
    if status == INTERRUPTED:
        say("Interrupted; what was saved until then is kept, and nothing is half written.")
    return status


def _run(arguments: list[str]) -> int:
    try:
        return _invoke(arguments)
    except _UsageError as error:
        say(_sentence(str(getattr(error, "format_message", error.__str__)())))
    except AnnotatorError as error:
        log.info("refused", exc_info=True)
        say(_sentence(str(error)))
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except SystemExit as ended:  # of the library: completed, or help that could not be shown
        return ended.code if isinstance(ended.code, int) else PARTLY
    except streams.OutputError as error:
        return _unwritten(error.cause)
    except BrokenPipeError as error:
        return _unwritten(error)
    except Exception as error:  # noqa: BLE001 - the top: the log gets the traceback
        say(_unforeseen(error, arguments))
    return FAILED


def _unwritten(error: OSError) -> int:
    """Say that standard output takes nothing, unless who read it has simply read enough."""
    streams.drop(sys.stdout)
    if not isinstance(error, BrokenPipeError):
        say(f"Standard output cannot be written to ({error.strerror}); the report is not whole.")
    return PARTLY


def _invoke(arguments: list[str]) -> int:
    command = typer.main.get_command(make_app())
    # Whoever asks for help touches no file, so what fails is standard output.
    with nullcontext() if _ASK.isdisjoint(arguments) else streams.writing():
        status = command.main(args=arguments, prog_name="annotator", standalone_mode=False)
    return status if isinstance(status, int) else OK


def _root(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=lambda asked: _show_version(asked), help="Show it."
        ),
    ] = False,
) -> None:
    """Options of the program itself."""


def _show_version(asked: bool) -> None:
    if asked:
        tell(f"annotator {VERSION}")
        raise typer.Exit


def _sentence(message: str) -> str:
    """The message as it is shown: one line that ends like a sentence."""
    line = " ".join(message.split())
    return line if line.endswith((".", "!", "?")) else f"{line}."


def _unforeseen(error: Exception, arguments: Sequence[str]) -> str:
    said = f"An unexpected error occurred ({type(error).__name__})"
    try:
        path = start_log(places.log_dir(_config_dir(arguments)))
    except AnnotatorError:
        return f"{said}, and no log could be written."
    log.error("the command failed", exc_info=error)
    return f"{said}; {path} says more, please send it to the makers."


def _config_dir(arguments: Sequence[str]) -> Path | None:
    """``--config-dir`` as typed: a failure may come before the options have been read."""
    for place, argument in enumerate(arguments):
        if argument == "--config-dir" and place + 1 < len(arguments):
            return Path(arguments[place + 1])
        if argument.startswith("--config-dir="):
            return Path(argument.partition("=")[2])
    return None
