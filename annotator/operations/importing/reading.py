"""Finds the files a person means and reads them, each with the reader for its kind.

Whatever one of them holds or does, the others are read.
"""

from __future__ import annotations

import io
import logging
import os
import stat
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePath
from typing import TypeAlias

from annotator.domain.errors import InputError
from annotator.domain.records import ImportIssue, Item, Record
from annotator.files import in_order, shown
from annotator.formats import text
from annotator.formats.bundles.definitions import beside_data
from annotator.formats.peers.foreign import why_not
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.readers import READERS
from annotator.intake import decode

log = logging.getLogger(__name__)

AUTO = "auto"
PEOPLES_FOLDERS = frozenset({"annotation", "curation"})
"""The folders in which INCEpTION has a folder a text, and in that a file a person."""
MOST_PIPED = 200_000_000
"""Bytes that are taken through a pipe; more has to come in a file."""
PATIENCE_S = 2.0
"""Seconds after which it is said that a pipe is waited on."""


_INSTEAD = {
    "save it as .docx and import that": (".doc", ".dot", ".wps", ".wpd", ".pages"),
    "save it as .xlsx and import that": (".xls", ".xlsb", ".ods", ".numbers"),
    "save its text as .docx or .txt and import that": (".ppt", ".pptx", ".odp", ".key"),
    "unpack it and import the folder": (".7z", ".rar", ".cab", ".iso"),
    "have its letters recognised (OCR) and import the text": (
        *(".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic"),
    ),
}


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
        return ImportIssue(name, None, _reason(error))
    if len(data) > MOST_PIPED:
        size = MOST_PIPED // 1_000_000
        return ImportIssue(
            name, None, f"it brings more than {size} MB; save it as a file, import that"
        )
    return Piped(name, data) if data else ImportIssue(name, None, "nothing came through it")


def find(paths: Sequence[File | ImportIssue]) -> Iterator[File | ImportIssue]:
    """The files meant by ``paths``: folders are gone through in sorted order, hidden parts of
    them passed over. What cannot be read comes as an issue.
    """
    for path in paths:
        yield from _meant(path) if isinstance(path, Path) else [path]


def _meant(path: Path) -> Iterator[Path | ImportIssue]:
    reason = _why_not(path)
    if reason is None and path.is_dir():
        yield from _inside(path)
    else:
        yield path if reason is None else ImportIssue(shown(path), None, reason)


def _inside(folder: Path) -> Iterator[Path | ImportIssue]:
    empty = True
    waiting = [folder]
    while waiting:
        parent = waiting.pop()
        try:
            names = [name for name in os.listdir(parent) if not name.startswith(".")]
            names.sort(key=in_order)
        except OSError as error:
            yield ImportIssue(shown(parent), None, _reason(error))
            empty = False
            continue
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
            else:
                folders.append(path)
        waiting += reversed(folders)
    if empty:
        yield ImportIssue(shown(folder), None, "the folder holds nothing to read")


def _why_not(path: Path) -> str | None:
    """Why a path cannot be read; None for files and folders. Never waits."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        if os.path.islink(path):
            return "it is a link that leads to nothing"
        return "there is no such file or folder"
    except (OSError, ValueError) as error:
        return _reason(error)
    # A pipe or device would be waited on for ever.
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "it is no file"


def source_of(file: File, options: ReadOptions) -> Source:
    """A file as readers take it."""
    decoder = partial(decode.decode, encoding=options.encoding)
    if isinstance(file, Piped):
        return Source(file.name, file.name, lambda: io.BytesIO(file.data), decoder)
    return Source(
        file=shown(file),
        name=shown(file.name),
        open=lambda: file.open("rb"),
        decode=decoder,
        beside=lambda name: _beside(file, name, options),
        path=file,
    )


def _beside(path: Path, name: str, options: ReadOptions) -> Source | None:
    other = path.with_name(name)
    called = Path(shown(path.name))
    if called.name != path.name and Path(name).stem == called.stem:  # shown otherwise than it is
        other = path.with_suffix(Path(name).suffix)
    return source_of(other, options) if os.path.isfile(other) else None


def reader_for(source: Source, kind: str) -> Reader | None:
    """The reader of a file: the one named; with "auto" the first that knows it by its content,
    else the one for how its name ends. None where there is none. Raises OSError.
    """
    if kind != AUTO:
        return READERS[kind]
    by_content = next((r for r in READERS.values() if r.looks_like(source)), None)
    return by_content or next((r for r in READERS.values() if source.suffix in r.suffixes), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """A file being read: the name of its reader, None where there is none, and what it holds."""

    kind: str | None
    items: Iterator[Item]


def read(file: File, *, kind: str, options: ReadOptions) -> Iterator[Item]:
    """What a file holds, record by record; what cannot be read comes as an issue."""
    return begin(file, kind=kind, options=options).items


def begin(file: File, *, kind: str, options: ReadOptions) -> Reading:
    """Find out what a file is and begin to read it."""
    return _begin(source_of(file, options), kind, options)


def _begin(source: Source, kind: str, options: ReadOptions) -> Reading:
    try:
        # An export of another kind may lie in a folder that is read as one kind.
        is_meant = kind != AUTO and source.suffix in READERS[kind].suffixes
        no_article = None if is_meant else beside_data(source)
        if no_article is not None:
            return Reading(None, iter([source.issue(no_article, loss=False)]))
        foreign = None if kind == text.READER.name else why_not(source)
        if foreign is not None:
            return Reading(None, iter([source.issue(foreign)]))
        reader = reader_for(source, kind)
        if reader is not None and reader.is_companion(source):
            return Reading(reader.name, iter([]))
    except Exception as error:  # noqa: BLE001 - see _reason
        return Reading(None, iter([source.issue(_reason(error))]))
    return Reading(reader.name if reader else None, _items(source, reader, options))


def _items(source: Source, reader: Reader | None, options: ReadOptions) -> Iterator[Item]:
    is_told = False
    try:
        for item in _read(source, reader, options):
            is_told = is_told or not isinstance(item, ImportIssue) or item.loss
            yield item
    except Exception as error:  # noqa: BLE001 - see _reason
        yield source.issue(_reason(error))
    else:
        if not is_told:
            yield source.issue("no article was found in it", loss=False)


def _read(source: Source, reader: Reader | None, options: ReadOptions) -> Iterator[Item]:
    if reader is None:
        yield source.issue(_unknown(source))
    elif reader.members is None:
        for item in reader.read(source, options):
            if reader.holds_work and isinstance(item, Record):
                item = replace(item, reader=reader.name)
            yield item
    else:
        for member in reader.members(source, options):
            yield from [member] if isinstance(member, ImportIssue) else _member(member, options)


def _unknown(source: Source) -> str:
    """Why a file of no known kind is not read, with what to do that works."""
    what = f"files ending in {source.suffix} are not read"
    for instead, suffixes in _INSTEAD.items():
        if source.suffix in suffixes:
            return f"{what}; {instead}"
    try:
        source.decode(source.head[: source.head.rfind(b"\n") + 1] or source.head)
    except InputError as error:
        return f"{what}: {error}"
    return f"{what}; if it is a plain text, choose “text” as its kind"


def _member(member: Source, options: ReadOptions, *, is_inside: bool = False) -> Iterator[Item]:
    begun = _begin(member, AUTO, options)
    members = READERS[begun.kind].members if begun.kind is not None else None
    if members is not None and (is_inside or not _is_persons(member)):
        yield member.issue("it was left out: it is an archive inside an archive")
    elif members is not None:
        for inner in members(member, options):
            if isinstance(inner, ImportIssue):
                yield inner
            else:
                yield from _member(inner, options, is_inside=True)
    else:
        yield from begun.items


def _is_persons(member: Source) -> bool:
    """Whether it is the archive in which INCEpTION packs one person's file of a text."""
    return PurePath(member.file).parent.parent.name in PEOPLES_FOLDERS


def count(file: File, *, kind: str, options: ReadOptions) -> int:
    """How many articles a file may hold, for progress."""
    source = source_of(file, options)
    try:
        reader = reader_for(source, kind)
        return 1 if reader is None else reader.count(source)
    except Exception:  # noqa: BLE001 - why is told when the file is read
        return 1


def _reason(error: Exception) -> str:
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
