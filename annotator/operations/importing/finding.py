"""Finds the files a person means: by their paths, in folders, and what comes through pipes."""

from __future__ import annotations

import logging
import os
import stat
import threading
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from annotator.domain.errors import InputError
from annotator.domain.records import ImportIssue
from annotator.files import in_order, shown
from annotator.formats.no_documents import OF_APPLE, instead
from annotator.formats.web.saved_pages import PartsOfPages, page_names, plain

log = logging.getLogger(__name__)

MOST_PIPED = 200_000_000
"""Bytes that are taken through a pipe; more has to come in a file."""
PATIENCE_S = 2.0
"""Seconds after which it is said that a pipe is waited on."""


@dataclass(frozen=True, slots=True)
class Piped:
    """What has come through a pipe, which can be read only once."""

    name: str
    data: bytes = field(repr=False)

    def __str__(self) -> str:
        return self.name


File: TypeAlias = Path | Piped


def drained(
    paths: Sequence[Path], waits: Callable[[str], None] = lambda name: None
) -> Iterator[File | ImportIssue]:
    """The paths with what comes through those that are pipes or devices; "-" is standard input.

    Waits until whoever writes into them has ended; ``waits`` is told of one where that takes more
    than a moment, on another thread.
    """
    for path in paths:
        if str(path) == "-" or _is_piped(path):
            timer = threading.Timer(PATIENCE_S, waits, [_name(path)])
            timer.daemon = True
            timer.start()
            try:
                drain = _drained(path)
            finally:
                timer.cancel()
            yield drain
        else:
            yield path


def _is_piped(path: Path) -> bool:
    # A descriptor under its name is read on from where it is, file or not.
    if path.as_posix().startswith(("/dev/stdin", "/dev/fd/")):
        return True
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)


def _is_input(path: Path) -> bool:
    return str(path) in ("-", "/dev/stdin")


def _name(path: Path) -> str:
    return "standard input" if _is_input(path) else shown(path)


def _drained(path: Path) -> Piped | ImportIssue:
    name = _name(path)
    try:
        with open(0, "rb", closefd=False) if _is_input(path) else path.open("rb") as pipe:
            data = pipe.read(MOST_PIPED + 1)
    except OSError as error:
        return ImportIssue(name, None, reason_of(error))
    if len(data) > MOST_PIPED:
        size = MOST_PIPED // 1_000_000
        return ImportIssue(
            name, None, f"it delivers more than {size} MB; save it as a file and import that"
        )
    return Piped(name, data) if data else ImportIssue(name, None, "no data arrived through it")


def find(paths: Sequence[File | ImportIssue]) -> Iterator[File | ImportIssue]:
    """The files meant by ``paths``: folders are gone through in sorted order, hidden parts of
    them passed over. What cannot be read comes as an issue. The folder that a browser has saved
    with a page is part of that page, also where both are named.
    """
    parts = PartsOfPages()
    given = {plain(str(path)) for path in paths if isinstance(path, Path)}
    for path in paths:
        yield from _meant(path, given, parts) if isinstance(path, Path) else [path]
    yield from parts.note()


def _meant(path: Path, given: Set[str], parts: PartsOfPages) -> Iterator[Path | ImportIssue]:
    reason = _why_not(path)
    if reason is not None:
        yield ImportIssue(shown(path), None, reason)
    elif not path.is_dir():
        yield path
    elif any(plain(str(path.with_name(name))) in given for name in page_names(path.name)):
        parts.take(shown(path), _count_in(path))
    else:
        yield from _inside(path, parts)


def _inside(folder: Path, parts: PartsOfPages) -> Iterator[Path | ImportIssue]:
    empty = True
    waiting = [folder]
    while waiting:
        parent = waiting.pop()
        try:
            names = [name for name in os.listdir(parent) if not name.startswith(".")]
            names.sort(key=in_order)
        except OSError as error:
            yield ImportIssue(shown(parent), None, reason_of(error))
            empty = False
            continue
        beside = {plain(name) for name in names}
        folders: list[Path] = []
        for path in (parent / name for name in names):
            empty = False
            reason = _why_not(path)
            if reason is not None:
                yield ImportIssue(shown(path), None, reason)
            elif not path.is_dir():
                yield path
            elif path.is_symlink():  # which may lead anywhere, and in a circle
                what = "it is a link to a folder, which is not followed; import that folder itself"
                yield ImportIssue(shown(path), None, what)
            elif not beside.isdisjoint(page_names(path.name)):
                parts.take(shown(path), _count_in(path))
            else:
                folders.append(path)
        waiting += reversed(folders)
    if empty:
        yield ImportIssue(shown(folder), None, "the folder holds nothing to read")


def _count_in(folder: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(folder))


def _why_not(path: Path) -> str | None:
    """Why a path cannot be read; None for files and folders. Never waits."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        if os.path.islink(path):
            return "it is a link that leads to nothing"
        return "there is no such file or folder"
    except (OSError, ValueError) as error:
        return reason_of(error)
    if stat.S_ISDIR(mode) and path.suffix.lower() in OF_APPLE:
        return instead(path.suffix.lower())
    # A pipe or device would be waited on for ever.
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "it is not a file"


def reason_of(error: Exception) -> str:
    """Why a file cannot be read, worded to follow its name.

    Files are anybody's, and so are the libraries that take them apart: whatever one of them sets
    off is told, and the next file is read.
    """
    if isinstance(error, InputError):
        return str(error)
    if isinstance(error, OSError):
        return f"it cannot be read ({error.strerror or type(error).__name__})"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, MemoryError):
        return "it takes more memory than there is"
    log.error("a file could not be read", exc_info=error)
    return f"the program could not cope with it ({type(error).__name__}); the log says more"
