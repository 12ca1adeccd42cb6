"""Files by their names, and written so that nobody ever meets half of one."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from annotator.domain.errors import AnnotatorError

_DATABASE = b"SQLite format 3\x00"  # how every project begins
_DIGITS = re.compile(r"([0-9]+)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def shown(name: str | Path) -> str:
    """The name of a file as it can be written anywhere: bytes that are no UTF-8, and control
    characters, as escapes. Names that differ stay different.
    """
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda sign: f"\\x{ord(sign[0]):02x}", text)


def by_name(path: Path) -> list[tuple[object, ...]]:
    """What paths are sorted by, folder by folder."""
    return [in_order(part) for part in path.parts]


def in_order(name: str) -> tuple[object, ...]:
    """What names are sorted by: “report 9” comes before “report 10”."""
    parts = [
        (len(part.lstrip("0")), part.lstrip("0")) if at % 2 else part
        for at, part in enumerate(_DIGITS.split(name))
    ]
    return tuple(parts), name


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to in place of ``path``, which it replaces when the block ends.

    If the block raises, ``path`` is as it was. Raises OSError, also for what `may_replace` does.
    """
    may_replace(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        yield draft
        to_disk(draft)
        draft.replace(path)
        to_disk(path.absolute().parent)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def may_replace(path: Path) -> None:
    """Raise OSError for what nobody means to lose by naming it: a project, a folder, a device."""
    if is_folder_name(path) or path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not os.path.exists(path):
        return
    if not path.is_file():
        raise FileExistsError(errno.EEXIST, "something is there that is no file", str(path))
    with path.open("rb") as file:
        if file.read(len(_DATABASE)) == _DATABASE:
            reason = "a project is there, which nothing replaces; choose another name"
            raise FileExistsError(errno.EEXIST, reason, str(path))


def is_folder_name(path: Path) -> bool:
    """Whether a path can only be a folder: ``.``, ``..``, the root, or nothing at all."""
    return path.name in ("", "..")


def with_ending(path: Path, ending: str) -> Path:
    """``path`` with ``ending`` where it has another or none; a file that is there keeps its name.

    Raises AnnotatorError for a folder’s name.
    """
    if is_folder_name(path):
        raise AnnotatorError(f"{path} is a folder; name a file in it.")
    is_there = bool(path.suffix) and os.path.exists(path) and not os.path.isdir(path)
    if is_there or path.name.casefold().endswith(ending):
        return path
    return path.with_name(path.name + ending)


def put_new(draft: Path, path: Path) -> None:
    """Give ``draft`` the name ``path``; raises FileExistsError if that is taken."""
    try:
        os.link(draft, path)  # unlike a rename it never replaces
    except FileExistsError:
        raise
    except OSError:
        # Not every file system has links (memory sticks); there a rename has to do.
        if path.exists():
            raise FileExistsError(path) from None
        draft.rename(path)


def numbered(path: Path) -> Iterator[Path]:
    """``path``, then the same name with a number: ``a.annot``, ``a-2.annot``, ``a-3.annot``, …"""
    yield path
    for number in count(2):
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")


def free(path: Path) -> Path:
    """The first of `numbered` at which there is nothing."""
    return next(name for name in numbered(path) if not os.path.exists(name))


def to_disk(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open a folder
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
