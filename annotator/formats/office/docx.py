"""Word documents (DOCX): what a reader sees on the page, one paragraph or table row a line.

What has been deleted with changes tracked is left out, what has been inserted is in.
"""

from __future__ import annotations

import string
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats.archives.zip_members import content, names_of, opened
from annotator.formats.office.docx_styles import (
    PLAIN,
    STYLES,
    WHITE,
    Look,
    is_dark,
    look_of,
    styles_of,
    walk,
)
from annotator.formats.office.symbols import UNKNOWN, plain, sign_of, text_in
from annotator.formats.raised import set_apart
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.suppliers import headings, splitting

_BODY = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_METADATA = "docProps/core.xml"
# Text that is not on the page, or there a second time for older programs.
_UNSEEN = frozenset({"del", "moveFrom", "delText", "instrText", "Fallback", "pPrChange"})
_TOP = 6  # lines, among which the title of the article stands
_CHARS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


def looks_like(source: Source) -> bool:
    """Whether it is an archive with the body of such a document."""
    return _BODY in names_of(source)


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a document, with its notes behind it. Raises InputError and OSError."""
    with opened(source) as archive:
        if _BODY not in archive.namelist():
            raise InputError("it is not a Word document; open it, save it as .docx and import that")
        names = archive.namelist()
        styles = styles_of(content(archive, STYLES)) if STYLES in names else {}
        pages = [
            _page(content(archive, name), styles) for name in (_BODY, *_NOTES) if name in names
        ]
        metadata = _metadata(archive)
    lines = [line for page in pages for line in page.lines]
    hidden = sum(page.hidden for page in pages)
    if hidden:
        yield source.issue(f"{hidden} hidden characters were left out", loss=False)
    levels = pages[0].levels
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
    yield from builder.items(
        facts(
            metadata.get("title"), metadata.get("creator"), lines, source=source, raw=source.bytes
        )
    )


def facts(
    title: str | None,
    author: str | None,
    lines: Sequence[str],
    *,
    source: Source,
    raw: Callable[[], bytes],
) -> Metadata:
    """What a document says of itself, as far as it is of its article: its title only where that
    stands at the top of the text, and never the day on which the file was made.
    """
    extra = {"file": source.name} | ({"author": author} if author else {})
    bare = "".join((title or "").split()).casefold()
    top = "".join("".join(lines[:_TOP]).split()).casefold()
    if bare and bare not in top:
        extra["document_title"] = title or ""
        title = None
    return Metadata(title=title, extra=extra, raw=raw)


@dataclass(slots=True)
class _Page:
    """What is being read: paragraphs lie in cells, cells in rows, and rows may lie in cells."""

    lines: list[str] = field(default_factory=list)
    levels: dict[int, int] = field(default_factory=dict)  # of those lines that are headings
    paragraphs: list[list[str]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    styles: Mapping[str, Look] = field(default_factory=dict)
    unseen: int = 0
    hidden: int = 0
    run: Look = PLAIN
    paragraph: Look = PLAIN
    part: str = ""
    boxes: int = 0
    is_on_paper: bool = True
    is_styled: bool = False  # a table, which may be dark
    is_after_hidden: bool = False
    shaded: list[bool] = field(default_factory=lambda: [False])  # the page, and cells in cells

    def begin(self, kind: str) -> None:
        if kind in _UNSEEN:
            self.unseen += 1
        elif kind == "r":
            self.run = PLAIN
        elif kind == "p":
            self.paragraphs.append([])
            self.paragraph = self.run = PLAIN
        elif kind in ("rPr", "pPr", "tcPr"):
            self.part = kind
        elif kind == "txbxContent":
            self.boxes += 1
        elif kind == "tr":
            self.rows.append([])
        elif kind == "tc":
            self.cells.append([])
            self.shaded.append(self.shaded[-1] or self.is_styled)

    def end(self, kind: str, text: str | None, given: Mapping[str, str]) -> None:
        if kind in _UNSEEN:
            self.unseen -= 1
        elif kind == "txbxContent":
            self.boxes -= 1
        elif kind == "background":
            self.is_on_paper = given.get("color", "").upper() in WHITE
        elif kind == "tblStyle":
            self.is_styled = given.get("val") not in ("TableGrid", "TableNormal")
        elif kind == "tbl":
            self.is_styled = False
        elif kind == "shd" and self.part == "tcPr":
            self.shaded[-1] = is_dark(given)
        elif kind == "pStyle":
            self.paragraph = self.styles.get(given.get("val", ""), PLAIN)
        elif kind == "rStyle":
            self.run = self.run.laid_over(self.styles.get(given.get("val", ""), PLAIN))
        elif kind == "pPr":
            self.run = PLAIN  # what stood in it is about the mark at its end
        elif (look := look_of(kind, given)) is not None:
            if self.part == "pPr":
                self.paragraph = self.paragraph.laid_over(look)
            else:
                self.run = self.run.laid_over(look)
        elif kind == "p" and self.paragraphs:
            self._put("".join(self.paragraphs.pop()).strip())
        elif kind == "tc" and self.cells:
            cell = " ".join(" ".join(self.cells.pop()).split())
            self.shaded.pop()
            if self.rows:
                self.rows[-1].append(cell)
        elif kind == "tr" and self.rows:
            self._put("\t".join(self.rows.pop()).strip())
        elif self.paragraphs and not self.unseen:
            self._say(_CHARS.get(kind) or _words(kind, text, given, self.run.font))

    def _say(self, words: str) -> None:
        if not words:
            return
        before = "".join(self.paragraphs[-1][-3:])
        look = self.paragraph.laid_over(self.run)
        is_on_white = self.is_on_paper and not (self.boxes or self.shaded[-1] or look.is_shaded)
        if look.is_hidden or (look.is_white and is_on_white):
            self.hidden += len(words)
            self.is_after_hidden = True
            return
        if self.is_after_hidden:
            if before.endswith(" "):  # what was between two blanks is gone
                words = words.removeprefix(" ")
            self.is_after_hidden = False
        self.paragraphs[-1].append(set_apart(before, words) if look.is_raised else words)

    def _put(self, line: str) -> None:
        if not line:
            return
        if self.cells:
            self.cells[-1].append(line)
        else:
            if self.paragraph.level:
                self.levels[len(self.lines)] = self.paragraph.level
            self.lines += [part for part in line.split("\n") if part.strip()]


def _words(kind: str, text: str | None, given: Mapping[str, str], font: str | None) -> str:
    if kind == "sym":
        code = given.get("char", "")
        is_code = len(code) == 4 and all(char in string.hexdigits for char in code)
        return sign_of(given.get("font", ""), int(code, 16)) if is_code else UNKNOWN
    if kind == "t" and font is not None:
        return text_in(font, text or "")
    return plain(text or "") if kind == "t" else ""


def _page(xml: bytes, styles: Mapping[str, Look]) -> _Page:
    page = _Page(styles=styles)
    for event, element in walk(xml):
        kind = element.tag.rpartition("}")[2]
        if event == "start":
            page.begin(kind)
        else:
            given = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
            page.end(kind, element.text, given)
            element.clear()
    return page


def _metadata(archive: zipfile.ZipFile) -> dict[str, str]:
    if _METADATA not in archive.namelist():
        return {}
    ends = (element for event, element in walk(content(archive, _METADATA)) if event == "end")
    named = {element.tag.rpartition("}")[2]: (element.text or "").strip() for element in ends}
    return {name: value for name, value in named.items() if value}


READER = Reader(
    name="docx",
    title="Word document",
    suffixes=frozenset({".docx"}),
    read=read,
    looks_like=looks_like,
)
