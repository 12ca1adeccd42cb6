"""Reads the files a person means, each with the reader for its kind.

Whatever one of them holds or does, the others are read.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath

from annotator.domain.errors import InputError
from annotator.domain.records import ImportIssue, Item, Record
from annotator.files import shown
from annotator.formats import text
from annotator.formats.bundles.definitions import beside_data, is_report
from annotator.formats.json.script import unwrapped
from annotator.formats.no_documents import instead, why_about_others, why_set_aside
from annotator.formats.peers.foreign import why_not
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.readers import READERS
from annotator.intake import decode
from annotator.operations.importing.finding import File, Piped, reason_of

AUTO = "auto"
PEOPLES_FOLDERS = frozenset({"annotation", "curation"})
"""The folders in which INCEpTION has a folder a text, and in that a file a person."""


def source_of(file: File, options: ReadOptions, looked_at: list[Path] | None = None) -> Source:
    """A file as readers take it; ``looked_at`` gets the files beside it that a reader asks for."""
    decoder = partial(decode.decode, encoding=options.encoding)
    if isinstance(file, Piped):
        return Source(file.name, file.name, lambda: io.BytesIO(file.data), decoder)
    return Source(
        file=shown(file),
        name=shown(file.name),
        open=lambda: file.open("rb"),
        decode=decoder,
        beside=lambda name: _beside(file, name, options, [] if looked_at is None else looked_at),
        path=file,
    )


def _beside(path: Path, name: str, options: ReadOptions, looked_at: list[Path]) -> Source | None:
    other = path.with_name(name)
    called = Path(shown(path.name))
    if called.name != path.name and Path(name).stem == called.stem:  # shown otherwise than it is
        other = path.with_suffix(Path(name).suffix)
    looked_at.append(other)
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
    """A file being read: the name of its reader, None where there is none, and what it holds;
    when that has been gone through, ``beside`` are the other files that were looked at for it.
    """

    kind: str | None
    items: Iterator[Item]
    beside: Sequence[Path] = ()


def read(file: File, *, kind: str, options: ReadOptions) -> Iterator[Item]:
    """What a file holds, record by record; what cannot be read comes as an issue."""
    return begin(file, kind=kind, options=options).items


def begin(file: File, *, kind: str, options: ReadOptions) -> Reading:
    """Find out what a file is and begin to read it."""
    beside: list[Path] = []
    return replace(_begin(source_of(file, options, beside), kind, options), beside=beside)


def _begin(source: Source, kind: str, options: ReadOptions) -> Reading:
    try:
        # An export of another kind may lie in a folder that is read as one kind.
        is_meant = kind != AUTO and source.suffix in READERS[kind].suffixes
        no_article = why_set_aside(source)
        if not is_meant or is_report(source.name, source.head):
            no_article = beside_data(source) or no_article
        if kind == AUTO:
            no_article = no_article or why_about_others(source)
        if no_article is not None:
            return Reading(None, iter([source.issue(no_article, loss=False)]))
        source = unwrapped(source)
        foreign = None if kind == text.READER.name else why_not(source)
        if foreign is not None:
            return Reading(None, iter([source.issue(foreign)]))
        reader = reader_for(source, kind)
        if reader is not None and reader.is_companion(source):
            return Reading(reader.name, iter([]))
    except Exception as error:  # noqa: BLE001 - see `reason_of`
        return Reading(None, iter([source.issue(reason_of(error))]))
    return Reading(reader.name if reader else None, _items(source, reader, options))


def _items(source: Source, reader: Reader | None, options: ReadOptions) -> Iterator[Item]:
    is_told = False
    try:
        for item in _read(source, reader, options):
            is_told = is_told or not isinstance(item, ImportIssue) or item.loss
            yield item
    except Exception as error:  # noqa: BLE001 - see `reason_of`
        yield source.issue(reason_of(error))
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
    known = instead(source.suffix)
    if known is not None:
        return known
    what = f"files ending in {source.suffix} are not read"
    try:
        source.decode(source.head[: source.head.rfind(b"\n") + 1] or source.head)
    except InputError as error:
        return f"{what}: {error}"
    return f"{what}; if it is plain text, choose “text” as its kind"


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
