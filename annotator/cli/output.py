"""How commands speak: reports on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import orjson

from annotator.log_file import without_password
from annotator.tasks import Progress

if TYPE_CHECKING:
    from rich.console import RenderableType


_DRAW_S = 0.1


def say(message: str) -> None:
    """One line for the person, on standard error."""
    sys.stderr.write(without_password(message) + "\n")
    sys.stderr.flush()


def show_json(report: Mapping[str, object]) -> None:
    """One JSON object on standard output, in UTF-8 whatever the terminal is set to."""
    try:
        data = orjson.dumps(report, option=orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError:  # the path of a project may hold bytes that are no UTF-8
        data = json.dumps(report).encode() + b"\n"
    write_bytes(data)


def write_bytes(data: bytes) -> None:
    """Bytes to standard output as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def show(what: RenderableType) -> None:
    """A table or text for people, on standard output."""
    from rich.console import Console

    Console(markup=False, highlight=False, emoji=False).print(what)


@contextmanager
def progress_bar(title: str) -> Iterator[Progress]:
    """A handle for a task; with a terminal on standard error its progress is drawn there."""
    if not sys.stderr.isatty():
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    drawn = 0.0

    def draw(done: int, total: int) -> None:
        nonlocal drawn
        bar.update(task, completed=done, total=total or None)
        if time.monotonic() - drawn > _DRAW_S:
            bar.refresh()
            drawn = time.monotonic()

    # Drawn as the task reports: with a thread of its own, no process could begin as a copy.
    console = Console(stderr=True)
    with Bar(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task(title, total=None)
        bar.refresh()
        yield Progress(draw)
