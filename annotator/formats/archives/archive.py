"""ZIP archives of articles: every file in one is read as it would be alone. Nothing is unpacked
to the disk, and an archive inside is not opened.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Set
from functools import lru_cache
from pathlib import PurePosixPath

from annotator.domain.errors import InputError
from annotator.domain.records import ImportIssue, Item
from annotator.files import in_order, shown
from annotator.formats.archives.zip_members import (
    content,
    is_passed_over,
    names_of,
    opened,
    why_not,
)
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.web.saved_pages import PartsOfPages, page_names, plain

_OFFICE = frozenset({"[Content_Types].xml", "mimetype", "META-INF/manifest.xml"})


def looks_like(source: Source) -> bool:
    """Whether it is an archive and no office document, which are archives as well."""
    names = names_of(source)
    return bool(names) and not names & _OFFICE


def members(source: Source, options: ReadOptions) -> Iterator[Source | ImportIssue]:
    """The files in an archive, in the order of their names. Raises InputError and OSError."""
    with opened(source) as archive:
        inside = _Inside(source, archive)
        parts, pages = PartsOfPages(), {plain(member.filename) for member in archive.infolist()}
        for member in sorted(archive.infolist(), key=lambda member: in_order(member.filename)):
            if is_passed_over(member):
                continue
            of_page = _folder_of_page(member.filename, pages)
            if of_page is not None:
                parts.take(shown(of_page), 1)
                continue
            reason = why_not(member)
            if reason is None:
                yield inside.source(member)
            else:
                yield ImportIssue(inside.called(member), None, f"it was left out: {reason}")
        yield from parts.note(source.file)


def _folder_of_page(name: str, pages: Set[str]) -> str | None:
    """The folder a member lies in that belongs to one of the pages of the archive, if there is."""
    folders = list(PurePosixPath(name).parents)[:-1]
    for folder in reversed(folders):
        if any(plain(str(folder.with_name(page))) in pages for page in page_names(folder.name)):
            return str(folder)
    return None


class _Inside:
    """The files of one open archive as sources."""

    def __init__(self, outer: Source, archive: zipfile.ZipFile) -> None:
        self._outer = outer
        self._archive = archive
        self._named = {member.filename: member for member in archive.infolist()}
        # A file is asked what it is and then read; the two last cover a pair of files as well.
        self._content = lru_cache(maxsize=2)(self._unpacked)

    def called(self, member: zipfile.ZipInfo) -> str:
        return f"{self._outer.file}/{shown(member.filename)}"

    def source(self, member: zipfile.ZipInfo) -> Source:
        path = PurePosixPath(member.filename)
        return Source(
            file=self.called(member),
            name=shown(path.name),
            open=lambda: io.BytesIO(self._content(member)),
            decode=self._outer.decode,
            beside=lambda other: self._beside(str(path.with_name(other))),
        )

    def _beside(self, name: str) -> Source | None:
        member = self._named.get(name)
        return None if member is None or why_not(member) is not None else self.source(member)

    def _unpacked(self, member: zipfile.ZipInfo) -> bytes:
        return content(self._archive, member)


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
