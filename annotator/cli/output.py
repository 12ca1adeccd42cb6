"""How commands speak: what was asked for on standard output, messages on standard error."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import orjson

from annotator.cli.streams import drop, is_utf8, writing
from annotator.log_file import without_password
from annotator.tasks import Progress

if TYPE_CHECKING:
    from rich.console import RenderableType


_DRAW_S = 0.1
_WIDE = 10_000  # characters


def say(message: str) -> None:
    """One line for the person, on standard error; where nobody hears it, the work goes on."""
    try:
        sys.stderr.write(without_password(message) + "\n")
        sys.stderr.flush()
    except OSError:
        drop(sys.stderr)


def tell(*lines: str, aside: bool = False) -> None:
    """Lines of the report, on standard output and never wrapped: they are searched and compared
    as often as read.

    With ``aside`` standard output holds something else, as JSON or records; then they are said.
    """
    if aside:
        for line in lines:
            say(line)
        return
    with writing():
        sys.stdout.write("".join(f"{without_password(line)}\n" for line in lines))


def show_json(report: Mapping[str, object]) -> None:
    """One JSON object on one line of standard output: in UTF-8, or escaped where the output is set
    to another encoding or a name holds bytes that are no UTF-8."""
    try:
        data = orjson.dumps(report, option=orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError:
        data = json.dumps(report).encode() + b"\n"
    if not is_utf8(sys.stdout):
        data = json.dumps(json.loads(data)).encode() + b"\n"
    write_bytes(data)


def write_bytes(data: bytes) -> None:
    """Bytes to standard output as they are."""
    with writing():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def show(table: RenderableType) -> None:
    """A table for people, on standard output; as wide as it is where that is no terminal."""
    from rich.console import Console

    fits = sys.stdout.isatty() or "COLUMNS" in os.environ
    console = Console(markup=False, highlight=False, emoji=False, width=None if fits else _WIDE)
    with writing():
        console.print(table)


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
