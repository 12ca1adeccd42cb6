"""Word documents (DOCX): what a reader sees on the page, one paragraph or table row a line.

What has been deleted with changes tracked is left out, what has been inserted is in.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats.archives.zip_members import content, names_of, opened
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.suppliers import splitting

_BODY = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_METADATA = "docProps/core.xml"
# Text that is not on the page, or there a second time for older programs.
_UNSEEN = frozenset({"del", "moveFrom", "delText", "instrText", "Fallback", "pPrChange"})
_CHARS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


def looks_like(source: Source) -> bool:
    """Whether it is an archive with the body of such a document."""
    return _BODY in names_of(source)


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a document, with its notes behind it. Raises InputError and OSError."""
    with opened(source) as archive:
        if _BODY not in archive.namelist():
            raise InputError("it is no Word document")
        lines = [
            line
            for name in (_BODY, *_NOTES)
            if name in archive.namelist()
            for line in _lines(content(archive, name))
        ]
        metadata = _metadata(archive)
    text = "\n\n".join(lines)
    cut = splitting.split(text)
    if cut is not None:
        yield from splitting.items(source, text, cut, encoding="utf-8")
        return
    builder = RecordBuilder(text, file=source.file)
    author = metadata.get("creator")
    yield from builder.items(
        Metadata(
            title=metadata.get("title"),
            published=metadata.get("created", "")[:10] or None,
            extra={"file": source.name} | ({"author": author} if author else {}),
            raw=source.bytes,
        )
    )


@dataclass(slots=True)
class _Page:
    """What is being read: paragraphs lie in cells, cells in rows, and rows may lie in cells."""

    lines: list[str] = field(default_factory=list)
    paragraphs: list[list[str]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    unseen: int = 0

    def begin(self, kind: str) -> None:
        if kind in _UNSEEN:
            self.unseen += 1
        elif kind == "p":
            self.paragraphs.append([])
        elif kind == "tr":
            self.rows.append([])
        elif kind == "tc":
            self.cells.append([])

    def end(self, kind: str, text: str | None) -> None:
        if kind in _UNSEEN:
            self.unseen -= 1
        elif kind == "p" and self.paragraphs:
            self._put("".join(self.paragraphs.pop()).strip())
        elif kind == "tc" and self.cells:
            cell = " ".join(" ".join(self.cells.pop()).split())
            if self.rows:
                self.rows[-1].append(cell)
        elif kind == "tr" and self.rows:
            self._put("\t".join(self.rows.pop()).strip())
        elif self.paragraphs and not self.unseen:
            self.paragraphs[-1].append(_CHARS.get(kind, (text or "") if kind == "t" else ""))

    def _put(self, line: str) -> None:
        if not line:
            return
        if self.cells:
            self.cells[-1].append(line)
        else:
            self.lines += [part for part in line.split("\n") if part.strip()]


def _lines(xml: bytes) -> list[str]:
    page = _Page()
    for event, element in _walk(xml):
        kind = element.tag.rpartition("}")[2]
        if event == "start":
            page.begin(kind)
        else:
            page.end(kind, element.text)
            element.clear()
    return page.lines


def _walk(xml: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    if b"<!DOCTYPE" in xml[:2048] or b"<!ENTITY" in xml:
        raise InputError("it declares entities, as no Word document does")
    try:
        yield from ElementTree.iterparse(io.BytesIO(xml), ("start", "end"))
    except (ElementTree.ParseError, ValueError, LookupError):
        raise InputError("it is a damaged Word document") from None


def _metadata(archive: zipfile.ZipFile) -> dict[str, str]:
    if _METADATA not in archive.namelist():
        return {}
    ends = (element for event, element in _walk(content(archive, _METADATA)) if event == "end")
    named = {element.tag.rpartition("}")[2]: (element.text or "").strip() for element in ends}
    return {name: value for name, value in named.items() if value}


READER = Reader(
    name="docx",
    title="Word document",
    suffixes=frozenset({".docx"}),
    read=read,
    looks_like=looks_like,
)
