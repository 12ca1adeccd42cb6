"""Books and papers as EPUB: an article a chapter, in the order in which it is read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.domain.text import is_blank
from annotator.formats.archives.zip_members import content, names_of, opened
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.web.html_lines import PageLines
from annotator.formats.web.page_parser import PageParser

_CONTAINER = "META-INF/container.xml"
_PAGES = (".html", ".htm", ".xhtml")
_FEWEST = 120  # code points of a chapter; less is a cover or a title page


class _Package(PageParser):
    """What the package file of a book says: its title, its files and the order of them."""

    def __init__(self) -> None:
        super().__init__()
        self.place: str | None = None
        self.files: dict[str, str] = {}
        self.order: list[str] = []
        self.said: dict[str, str] = {}
        self._into: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "rootfile":
            self.place = self.place or given.get("full-path")
        elif tag == "item":
            self.files[given.get("id", "")] = given.get("href", "")
        elif tag == "itemref":
            self.order.append(given.get("idref", ""))
        self._into = tag.removeprefix("dc:") if tag.startswith("dc:") else None

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._into = None

    def handle_data(self, data: str) -> None:
        if self._into and data.strip():
            self.said.setdefault(self._into, " ".join(data.split()))

    def handle_endtag(self, tag: str) -> None:
        self._into = None


def looks_like(source: Source) -> bool:
    """Whether it is an archive that says it is a book."""
    return b"application/epub+zip" in source.head[:200] and _CONTAINER in names_of(source)


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The chapters of a book. Raises InputError and OSError."""
    with opened(source) as archive:
        names = archive.namelist()
        if _CONTAINER not in names:
            raise InputError("it is not an EPUB book; choose another kind for it")
        package = _Package()
        package.feed(content(archive, _CONTAINER).decode("utf-8", "replace"))
        place = package.place or next((name for name in names if name.endswith(".opf")), "")
        if place in names:
            package.feed(content(archive, place).decode("utf-8", "replace"))
        folder = posixpath.dirname(place)
        listed = [
            posixpath.normpath(posixpath.join(folder, unquote(package.files[key])))
            for key in package.order
            if key in package.files
        ]
        pages = [name for name in listed if name in names] or [
            name for name in names if name.endswith(_PAGES)
        ]
        left_out = 0
        for number, name in enumerate(pages, 1):
            page = content(archive, name).decode("utf-8", "replace")
            lines = list(PageLines(lambda page=page: [page]).whole())  # type: ignore[misc]
            text = "\n\n".join(line.text for line in lines)
            if len(text) < _FEWEST:
                left_out += not is_blank(text)
                continue
            heading = next((line.text for line in lines if line.is_heading), None)
            known = Metadata(
                title=heading,
                source=package.said.get("title"),
                published=_day(package.said.get("date")),
                extra={"file": source.name, "part": number}
                | ({"author": package.said["creator"]} if "creator" in package.said else {}),
            )
            builder = RecordBuilder(text, file=f"{source.file}, {posixpath.basename(name)}")
            yield from builder.items(known)
    if left_out:
        reason = f"{left_out} of its pages with hardly any text, such as covers, were skipped"
        yield source.issue(reason, loss=False)


def _day(said: str | None) -> str | None:
    return said if said and re.match(r"\d{4}-\d{2}-\d{2}", said) else None


READER = Reader(
    name="epub",
    title="Book (EPUB)",
    suffixes=frozenset({".epub"}),
    read=read,
    looks_like=looks_like,
)
