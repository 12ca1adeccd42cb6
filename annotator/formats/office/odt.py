"""OpenDocument texts (ODT): a paragraph or table row a line; deleted text and comments are out."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats.archives.zip_members import content, names_of, opened
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.suppliers import headings, splitting

_BODY = "content.xml"
_MIMETYPE = "mimetype"
_TEXT = b"application/vnd.oasis.opendocument.text"
_LEFT_OUT = frozenset({"tracked-changes", "annotation", "annotation-end"})
_CHARS = {"tab": "\t", "line-break": "\n"}


def looks_like(source: Source) -> bool:
    """Whether it is an archive with the body of such a document."""
    names = names_of(source)
    return {_BODY, _MIMETYPE} <= names and _TEXT in source.head[:200]


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a document. Raises InputError and OSError."""
    with opened(source) as archive:
        if _BODY not in archive.namelist():
            raise InputError("it is no OpenDocument text")
        levels: dict[int, int] = {}
        lines: list[str] = []
        for level, line in _lines(content(archive, _BODY)):
            if level:
                levels[len(lines)] = level
            lines.append(line)
    text = "\n\n".join(lines)
    articles = headings.articles(source, lines, levels, options.split_at) or splitting.articles(
        source, text, encoding="utf-8", split_at=options.split_at
    )
    if articles is not None:
        yield from articles
        return
    said = headings.note(lines, levels)
    if said is not None:
        yield source.issue(said, loss=False)
    builder = RecordBuilder(text, file=source.file)
    yield from builder.items(Metadata(extra={"file": source.name}, raw=source.bytes))


def _lines(xml: bytes) -> list[tuple[int, str]]:
    if b"<!DOCTYPE" in xml[:2048] or b"<!ENTITY" in xml:
        raise InputError("it declares entities, as no OpenDocument text does")
    try:
        root = ElementTree.fromstring(xml)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise InputError("it is a damaged OpenDocument text") from None
    body = next((part for part in root if _kind(part) == "body"), root)
    return list(_of_block(body))


def _of_block(block: ElementTree.Element) -> Iterator[tuple[int, str]]:
    """The lines of what holds paragraphs (a body, a list, a section; a table row is one), with the
    level of a heading, 0 for none.
    """
    for part in block:
        kind = _kind(part)
        if kind in ("p", "h"):
            said = next(
                (v for name, v in part.attrib.items() if name.endswith("outline-level")), "1"
            )
            level = int(said) if kind == "h" and said.isdecimal() else 0
            yield from ((level, line) for line in _words(part).split("\n") if line.strip())
        elif kind == "table-row":
            words = (" ".join(line for _, line in _of_block(cell)) for cell in part)
            row = "\t".join(" ".join(cell.split()) for cell in words).strip()
            yield from [(0, row)] if row else []
        elif kind not in _LEFT_OUT:
            yield from _of_block(part)


def _words(part: ElementTree.Element) -> str:
    words = [part.text or ""]
    for child in part:
        kind = _kind(child)
        if kind == "s":
            count = next((v for name, v in child.attrib.items() if name.endswith("}c")), "1")
            words.append(" " * min(int(count) if count.isdecimal() else 1, 100))
        elif kind in _CHARS:
            words.append(_CHARS[kind])
        elif kind == "note":
            words.append(f" [{''.join(child.itertext()).strip()}]")
        elif kind not in _LEFT_OUT:
            words.append(_words(child))
        words.append(child.tail or "")
    return "".join(words)


def _kind(part: ElementTree.Element) -> str:
    return part.tag.rpartition("}")[2] if isinstance(part.tag, str) else ""


READER = Reader(
    name="odt",
    title="OpenDocument text (ODT)",
    suffixes=frozenset({".odt"}),
    read=read,
    looks_like=looks_like,
)
