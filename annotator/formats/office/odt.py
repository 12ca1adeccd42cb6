"""OpenDocument texts (ODT): a paragraph or table row a line, as a reader sees it; deleted text and
comments are out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats.archives.zip_members import content, names_of, opened
from annotator.formats.office.docx_styles import Look
from annotator.formats.office.odt_styles import Styles
from annotator.formats.office.open_document import kind_of, named, root_of
from annotator.formats.office.symbols import plain, text_in
from annotator.formats.raised import set_apart
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.suppliers import headings, splitting

_BODY = "content.xml"
_STYLES = "styles.xml"
_MIMETYPE = "mimetype"
_TEXT = b"application/vnd.oasis.opendocument.text"
_LEFT_OUT = frozenset({"tracked-changes", "annotation", "annotation-end", "desc", "binary-data"})
_BOXES = ("frame", "custom-shape")
_CHARS = {"tab": "\t", "line-break": "\n"}


def looks_like(source: Source) -> bool:
    """Whether it is an archive with the body of such a document."""
    names = names_of(source)
    return {_BODY, _MIMETYPE} <= names and _TEXT in source.head[:200]


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a document. Raises InputError and OSError."""
    with opened(source) as archive:
        if _BODY not in archive.namelist():
            raise InputError(
                "it is not an OpenDocument text; open it, save it as .odt and import that"
            )
        root = root_of(content(archive, _BODY), "text")
        styles = Styles()
        if _STYLES in archive.namelist():
            styles.add(root_of(content(archive, _STYLES), "text"))
    styles.add(root)
    page = _Page(styles)
    levels: dict[int, int] = {}
    lines: list[str] = []
    for level, line in page.lines(next((p for p in root if kind_of(p) == "body"), root)):
        if level:
            levels[len(lines)] = level
        lines.append(line)
    if page.hidden:
        hidden = f"{page.hidden} hidden characters were left out"
        yield source.issue(hidden, loss=False)
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


@dataclass(slots=True)
class _Page:
    """What is being read, and how many characters of it nobody sees."""

    styles: Styles
    hidden: int = 0
    boxes: int = 0  # and cells that what is read lies in; they may be dark
    said: list[str] = field(default_factory=list)  # of the paragraph that is being read

    def lines(self, block: ElementTree.Element) -> Iterator[tuple[int, str]]:
        """The lines of what holds paragraphs (a body, a list, a section; a table row is one), with
        the level of a heading, 0 for none.
        """
        for part in block:
            kind, given = kind_of(part), named(part.attrib)
            if kind in ("p", "h"):
                said = given.get("outline-level", "1")
                level = int(said) if kind == "h" and said.isdecimal() else 0
                lines = self._paragraph(part, given).split("\n")
                yield from ((level, line) for line in lines if line.strip())
            elif kind not in _LEFT_OUT and _is_unseen(given):
                self._hide(part)
            elif kind == "table-row":
                self.boxes += 1
                cells = [" ".join(line for _, line in self.lines(cell)) for cell in part]
                self.boxes -= 1
                row = "\t".join(" ".join(cell.split()) for cell in cells).strip()
                yield from [(0, row)] if row else []
            elif kind not in _LEFT_OUT:
                yield from self.lines(part)

    def _paragraph(self, part: ElementTree.Element, given: dict[str, str]) -> str:
        outer, self.said = self.said, []
        look = self.styles.look("paragraph", given.get("style-name", ""))
        is_unseen = any(kind_of(child) == "hidden-paragraph" and _is_true(child) for child in part)
        self._read(part, replace(look, is_hidden=True) if is_unseen else look)
        line, self.said = "".join(self.said), outer
        return line

    def _read(self, part: ElementTree.Element, look: Look) -> None:
        self._say(part.text or "", look)
        for child in part:
            kind, given = kind_of(child), named(child.attrib)
            if kind == "s":
                count = given.get("c", "1")
                self._say(" " * min(int(count) if count.isdecimal() else 1, 100), look)
            elif kind in _CHARS:
                self._say(_CHARS[kind], look)
            elif kind == "note":
                self._say(self._note(child), replace(look, is_raised=None))
            elif kind == "hidden-text" and _is_true(child):
                self._hide(child)
            elif kind not in _LEFT_OUT:
                own = self.styles.look("text", given.get("style-name", ""))
                self.boxes += kind in _BOXES
                self._read(child, look.laid_over(own))
                self.boxes -= kind in _BOXES
            self._say(child.tail or "", look)

    def _note(self, note: ElementTree.Element) -> str:
        mark, body = "", ""
        for part in note:
            if kind_of(part) == "note-citation":
                mark = "".join(part.itertext()).strip()
            elif kind_of(part) == "note-body":
                body = " ".join(line for _, line in self.lines(part))
        return f" [{mark}: {body}]" if mark and body else f" [{mark}{body}]"

    def _say(self, text: str, look: Look) -> None:
        is_on_white = self.styles.is_on_paper and not (look.is_shaded or self.boxes)
        if not text or look.is_hidden or (look.is_white and is_on_white):
            self.hidden += len(text.strip())
            return
        if look.font:
            text = text_in(look.font, text)
        before = "".join(self.said[-3:])
        self.said.append(set_apart(before, text) if look.is_raised else plain(text))

    def _hide(self, part: ElementTree.Element) -> None:
        self.hidden += len("".join(part.itertext()).strip())


def _is_unseen(given: dict[str, str]) -> bool:
    """Whether a section or row is hidden by what it says itself."""
    is_hidden = given.get("is-hidden") == "true" or given.get("visibility") == "collapse"
    return is_hidden or given.get("display") in ("none", "false")


def _is_true(part: ElementTree.Element) -> bool:
    return named(part.attrib).get("is-hidden", "true") == "true"


READER = Reader(
    name="odt",
    title="OpenDocument text (ODT)",
    suffixes=frozenset({".odt"}),
    read=read,
    looks_like=looks_like,
)
