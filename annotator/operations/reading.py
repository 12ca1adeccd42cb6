"""Finds the files a person means and reads them, each with the reader for its kind."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from annotator.domain.errors import InputError
from annotator.domain.records import Item, Remark
from annotator.formats import jsonl, text
from annotator.intake import decode

AUTO = "auto"

Read: TypeAlias = Callable[[Path, str | None], Iterator[Item]]


@dataclass(frozen=True, slots=True)
class Reader:
    """How one kind of file is read. ``count`` is the number of articles it may hold."""

    suffixes: frozenset[str]
    read: Read
    count: Callable[[Path], int]


def _read_text(path: Path, encoding: str | None) -> Iterator[Item]:
    try:
        with path.open("rb") as file:
            data = file.read(decode.LIMIT_BYTES + 1)
        decoded = decode.decode(data, encoding=encoding)
    except (InputError, OSError) as error:
        yield Remark(str(path), None, _reason(error))
        return
    if decoded.note:
        yield Remark(str(path), None, decoded.note, loss=False)
    yield from text.items(
        decoded.text, name=path.name, file=str(path), raw=data, encoding=decoded.encoding
    )


def _read_jsonl(path: Path, encoding: str | None) -> Iterator[Item]:
    if encoding is not None and encoding.lower() not in ("utf-8", "utf8"):
        yield Remark(str(path), None, "JSON lines are always UTF-8; leave out --encoding")
        return
    try:
        yield from jsonl.read(path)
    except OSError as error:
        yield Remark(str(path), None, _reason(error))


READERS = {
    "text": Reader(frozenset({"", ".txt", ".text", ".md"}), _read_text, lambda path: 1),
    "jsonl": Reader(frozenset({".jsonl", ".ndjson"}), _read_jsonl, jsonl.count),
}


def find(paths: Sequence[Path]) -> Iterator[Path | Remark]:
    """The files meant by ``paths``: folders are gone through in sorted order, hidden parts of
    them passed over. What cannot be read comes as a remark.
    """
    for path in paths:
        if path.is_dir():
            yield from _inside(path)
        elif path.exists():
            yield path
        else:
            yield Remark(str(path), None, "there is no such file or folder")


def _inside(folder: Path) -> Iterator[Path | Remark]:
    denied: list[OSError] = []
    empty = True
    for parent, folders, files in os.walk(folder, onerror=denied.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            empty = False
            path = Path(parent, name)
            # A pipe or device in a folder would be waited on for ever.
            yield path if path.is_file() else Remark(str(path), None, "it is no file")
    for error in denied:
        yield Remark(str(error.filename), None, _reason(error))
    if empty and not denied:
        yield Remark(str(folder), None, "the folder holds nothing to read")


def reader_for(path: Path, kind: str) -> Reader | None:
    """The reader of a file; with "auto" chosen by how its name ends, None if by no reader's."""
    if kind != AUTO:
        return READERS[kind]
    suffix = path.suffix.lower()
    return next((reader for reader in READERS.values() if suffix in reader.suffixes), None)


def read(path: Path, *, kind: str, encoding: str | None) -> Iterator[Item]:
    """What a file holds, record by record; what cannot be read comes as a remark."""
    reader = reader_for(path, kind)
    if reader is None:
        reason = f"files ending in {path.suffix} are not read; --format text reads any as text"
        yield Remark(str(path), None, reason)
    else:
        yield from reader.read(path, encoding)


def count(path: Path, *, kind: str) -> int:
    """How many articles a file may hold, for progress."""
    reader = reader_for(path, kind)
    try:
        return 1 if reader is None else reader.count(path)
    except OSError:
        return 1


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"it cannot be read ({error.strerror or type(error).__name__})"
    return str(error)
