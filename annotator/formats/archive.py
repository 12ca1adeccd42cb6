"""ZIP archives of articles: every file in one is read as it would be alone. Nothing is unpacked
to the disk, and an archive inside is not opened.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import BinaryIO

from annotator.domain.errors import InputError
from annotator.domain.records import Item, Remark
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.zip_members import content, is_passed_over, names_of, opened, why_not

_OFFICE = frozenset({"[Content_Types].xml", "mimetype", "META-INF/manifest.xml"})


def looks_like(source: Source) -> bool:
    """Whether it is an archive and no office document, which are archives as well."""
    names = names_of(source)
    return bool(names) and not names & _OFFICE


def members(source: Source, options: ReadOptions) -> Iterator[Source | Remark]:
    """The files in an archive, in the order of their names. Raises InputError and OSError."""
    with opened(source) as archive:
        inside = _Inside(source, archive)
        for member in sorted(archive.infolist(), key=lambda member: member.filename):
            if is_passed_over(member):
                continue
            file = f"{source.file}/{member.filename}"
            reason = why_not(member)
            if reason is not None:
                yield Remark(file, None, f"it was left out: {reason}")
                continue
            found = inside.source(member.filename)
            if found is not None and looks_like(found):
                yield Remark(file, None, "it was left out: it is an archive inside an archive")
            elif found is not None:
                yield found


class _Inside:
    """The files of one open archive as sources."""

    def __init__(self, outer: Source, archive: zipfile.ZipFile) -> None:
        self._outer = outer
        self._archive = archive
        self._names = frozenset(archive.namelist())
        # A file is asked what it is and then read; the two last cover a pair of files as well.
        self._content = lru_cache(maxsize=2)(self._unpacked)

    def source(self, name: str) -> Source | None:
        if name not in self._names or why_not(self._archive.getinfo(name)) is not None:
            return None
        path = PurePosixPath(name)
        return Source(
            file=f"{self._outer.file}/{name}",
            name=path.name,
            open=lambda: self._open(name),
            decode=self._outer.decode,
            beside=lambda other: self.source(str(path.with_name(other))),
        )

    def _open(self, name: str) -> BinaryIO:
        return io.BytesIO(self._content(name))

    def _unpacked(self, name: str) -> bytes:
        return content(self._archive, name)


def _read(source: Source, options: ReadOptions) -> Iterator[Item]:
    raise InputError("it is an archive, which has nothing but its members")
    yield


def _count(source: Source) -> int:
    return max(1, len(names_of(source)))


READER = Reader(
    name="zip",
    title="ZIP archive",
    suffixes=frozenset({".zip"}),
    read=_read,
    looks_like=looks_like,
    count=_count,
    members=members,
)
