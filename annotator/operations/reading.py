"""Finds the files a person means and reads them, each with the reader for its kind."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from annotator.domain.errors import InputError
from annotator.domain.records import Item, Remark
from annotator.formats.definitions import beside_data
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.registry import READERS
from annotator.intake import decode

AUTO = "auto"


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


def source_of(path: Path, options: ReadOptions) -> Source:
    """A file on the disk as readers take it."""
    return Source(
        file=str(path),
        name=path.name,
        open=lambda: path.open("rb"),
        decode=partial(decode.decode, encoding=options.encoding),
        beside=lambda name: _beside(path, name, options),
        path=path,
    )


def _beside(path: Path, name: str, options: ReadOptions) -> Source | None:
    other = path.with_name(name)
    return source_of(other, options) if other.is_file() else None


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


def read(path: Path, *, kind: str, options: ReadOptions) -> Iterator[Item]:
    """What a file holds, record by record; what cannot be read comes as a remark."""
    return begin(path, kind=kind, options=options).items


def begin(path: Path, *, kind: str, options: ReadOptions) -> Reading:
    """Find out what a file is and begin to read it."""
    return _begin(source_of(path, options), kind, options)


def _begin(source: Source, kind: str, options: ReadOptions) -> Reading:
    try:
        no_article = beside_data(source) if kind == AUTO else None
        if no_article is not None:
            return Reading(None, iter([source.remark(no_article, loss=False)]))
        reader = reader_for(source, kind)
    except (InputError, OSError) as error:
        return Reading(None, iter([source.remark(_reason(error))]))
    return Reading(reader.name if reader else None, _items(source, reader, options))


def _items(source: Source, reader: Reader | None, options: ReadOptions) -> Iterator[Item]:
    try:
        if reader is None:
            yield source.remark(
                f"files ending in {source.suffix} are not read; --format text reads any as text"
            )
        elif reader.members is not None:
            for member in reader.members(source, options):
                if isinstance(member, Remark):
                    yield member
                else:
                    yield from _begin(member, AUTO, options).items
        else:
            yield from reader.read(source, options)
    except (InputError, OSError) as error:
        yield source.remark(_reason(error))


def count(path: Path, *, kind: str, options: ReadOptions) -> int:
    """How many articles a file may hold, for progress."""
    source = source_of(path, options)
    try:
        reader = reader_for(source, kind)
        return 1 if reader is None else reader.count(source)
    except (InputError, OSError):
        return 1


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"it cannot be read ({error.strerror or type(error).__name__})"
    return str(error)
