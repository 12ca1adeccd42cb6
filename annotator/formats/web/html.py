"""Saved web pages. Nothing is fetched and no script runs."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice

from annotator.domain.dates import iso_day
from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.domain.text import gathered, is_blank
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.suppliers import headings, splitting
from annotator.formats.suppliers.splitting import Split
from annotator.formats.text_stream import TextStream, parted, stream
from annotator.formats.web import hidden_elements, page_dates, telegram
from annotator.formats.web.headlines import headline_in, top_of
from annotator.formats.web.hiding_styles import named_in
from annotator.formats.web.html_lines import PageLines, lines_of
from annotator.formats.web.page_article import UNSAID, WAS_LEFT_OUT, article_in, left_out
from annotator.formats.web.page_line import folded
from annotator.formats.web.page_mending import mended
from annotator.formats.web.page_metadata import MetadataReader
from annotator.formats.web.page_trimming import trimmed, without_scripts

ORDINARY = 250_000
"""Characters up to which a page is taken apart as it stands; of a larger one what nobody reads goes
first: scripts, styles, comments, drawings, data."""

LARGEST = 400_000
"""Characters that may be left of a page then. It takes some thirty times as much to find the
article among them; more is gone through line by line."""

_WAS_KEPT = "characters were kept that the page hides, because a script may show them"

_BEGIN = re.compile(
    r"(?is)\A(?>\s|\ufeff|<\?xml[^>]*\?>|<!--.*?-->)*+"
    r"<(?:!doctype\s+html|html|head|body|title|meta|article)\b"
)
_CHARSET = re.compile(rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""")
_XML = re.compile(rb"""\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*\?>")
_LARGE = (
    "the page is too large to look for its article, so all of its lines were imported, menus apart"
)


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page, its headline first; ``notes`` say how it was found if that matters.

    With ``cut`` the page is a download of many, and ``headings`` are its lines that are some.
    """

    text: str
    metadata: Metadata
    notes: tuple[str, ...] = ()
    cut: Split | None = None
    headings: Set[str] = frozenset()


def looks_like(source: Source) -> bool:
    """Whether it begins as a page does; text that speaks of HTML does not."""
    head = source.head
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return bool(_BEGIN.match(head.decode("utf-16", "replace")))
    return bool(_BEGIN.match(head.decode("latin-1").removeprefix("ï»¿")))


def declared_in(data: bytes) -> str | None:
    """The encoding a page says it is in."""
    match = _XML.search(data[:1024]) or _CHARSET.search(data[:4096])
    return match[1].decode("ascii", "replace") if match else None


def page_of(html: str, *, url: str | None = None) -> Page:
    """The article of a page. Raises InputError where there is none to be found."""
    html, hidden, kept = _parted(html)
    reader = MetadataReader()
    lines = PageLines(lambda: [html], beside=reader, keeps=True)
    for element in hidden:  # also what nobody sees says something of the article
        reader.feed(element)
    metadata = reader.metadata(url=url)
    if splitting.may_be_download(html):
        download = _download(lines, metadata)
        if download is not None:
            return download
    seen = list(lines.all())
    headline = headline_in(seen, html, reader.page_name) if reader.page_name else None
    if headline is not None:
        seen[headline] = seen[headline]._replace(is_heading=True)
        metadata = reader.named_by(seen[headline].text, metadata)
    if not iso_day(metadata.published or ""):
        day = page_dates.said_in(line.text for line in top_of(seen))
        metadata = replace(metadata, published=day or metadata.published)
    text, notes, lacks = article_in(html, lines, seen)
    if is_blank(text):
        raise InputError("it is a web page without text")
    if hidden:
        size = hidden_elements.size_of(hidden)
        notes.append(f"{size} hidden characters were left out")
    if doubtful := _size_in(text, kept):
        notes.append(f"{doubtful} {_WAS_KEPT}")
    notes += left_out(lacks)
    return Page(_with_headline(text, metadata.title), metadata, tuple(notes))


def _parted(html: str) -> hidden_elements.Parted:
    """What a reader sees of a page, with its damage mended, and the elements that are hidden."""
    html = _PROLOGUE.sub("", html)
    page = hidden_elements.parted(without_scripts(html), named_in(html))
    return page._replace(shown=mended(page.shown))


def _size_in(text: str, elements: Sequence[str]) -> int:
    """How many code points of the lines of elements a text has."""
    lines = [line for element in elements for line in lines_of(element)]
    whole = folded(text) if lines else ""
    return sum(len(line) for line in lines if folded(line) in whole)


def _download(lines: PageLines, metadata: Metadata) -> Page | None:
    """The page as a download of many articles; None where it is none."""
    marked: set[str] = set()

    def texts() -> Iterator[str]:
        for line in lines.whole():
            if line.is_heading:
                marked.add(line.text)
            yield line.text

    text = gathered(parted(texts()))
    cut = splitting.split(text)
    return None if cut is None else Page(text, metadata, (), cut, marked)


def _with_headline(text: str, title: str | None) -> str:
    lines = (line.strip() for line in text.split("\n"))
    return "\n\n".join(_headed((line for line in lines if line), title))


def _headed(lines: Iterator[str], title: str | None) -> Iterator[str]:
    first = list(islice(lines, 4))
    if title and title.casefold() not in (line.casefold() for line in first):
        yield title
    yield from first
    yield from lines


def _page(text_stream: TextStream, url: str | None) -> Page:
    """The article of a page, however large. Raises InputError."""
    html = _beginning(text_stream.pieces(), ORDINARY)
    if html is None:
        html = _beginning(trimmed(text_stream.pieces()), LARGEST)
    return page_of(html, url=url) if html is not None else _large_page(text_stream, url)


def _beginning(pieces: Iterator[str], most: int) -> str | None:
    """All of it, None where that is more than ``most`` characters."""
    taken: list[str] = []
    size = 0
    for piece in pieces:
        taken.append(piece)
        size += len(piece)
        if size > most:
            return None
    return "".join(taken)


def _large_page(text_stream: TextStream, url: str | None) -> Page:
    reader = MetadataReader()
    lines = PageLines(lambda: trimmed(text_stream.pieces()), beside=reader)
    known = reader.metadata(url=url)
    download = _download(lines, known)
    if download is not None:
        return download
    text = gathered(parted(_headed(iter(lines), known.title)))
    if is_blank(text):
        raise InputError("it is a web page without text")
    notes = [_LARGE]
    if lines.left_out > UNSAID:
        notes.append(f"{lines.left_out:.0%} of the text of its paragraphs {WAS_LEFT_OUT}")
    return Page(text, known, tuple(notes))


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a page, or the messages of a chat. Raises InputError and OSError."""
    text_stream = stream(source, declared=declared_in(source.head))
    if telegram.looks_like(source):
        yield from telegram.items(source, text_stream)
    else:
        asked = _asked(source, text_stream, options.split_at) if options.split_at else None
        if asked and text_stream.note:
            yield source.issue(text_stream.note, loss=False)
        yield from asked or items(source, text_stream, raw=source.bytes)


def _asked(source: Source, text_stream: TextStream, split_at: str) -> Iterator[Item] | None:
    """The articles of a page that a person wants split; None where it has no such lines."""
    shown = _parted("".join(text_stream.pieces())).shown
    lines = list(PageLines(lambda: [shown]).whole())
    levels = {number: line.level for number, line in enumerate(lines) if line.level}
    texts = [line.text for line in lines]
    return headings.articles(source, texts, levels, split_at) or splitting.articles(
        source, "\n\n".join(texts), encoding=text_stream.encoding, split_at=split_at
    )


def items(
    source: Source,
    text_stream: TextStream,
    *,
    raw: Callable[[], bytes],
    url: str | None = None,
    title: str | None = None,
    published: str | None = None,
    known: Mapping[str, str] | None = None,
) -> Iterator[Item]:
    """The record of a page that came as ``raw``; what is given overrules what it says of itself.

    Raises InputError and OSError.
    """
    page = _page(text_stream, url)
    if page.cut is not None:
        if text_stream.note:
            yield source.issue(text_stream.note, loss=False)
        encoding = text_stream.encoding
        yield from splitting.items(
            source, page.text, page.cut, encoding=encoding, headings=page.headings
        )
        return
    said = page.metadata
    title, published = title or said.title, published or said.published
    builder = RecordBuilder(page.text, file=source.file)
    for note in (text_stream.note, *page.notes):
        if note:
            builder.warn(note)
    extra = {"file": source.name} | dict(said.extra) | dict(known or {})
    metadata = replace(said, title=title, published=published, extra=extra)
    yield from builder.items(replace(metadata, encoding=text_stream.encoding, raw=raw))


READER = Reader(
    name="html",
    title="Web page",
    suffixes=frozenset({".html", ".htm", ".xhtml", ".shtml"}),
    read=read,
    looks_like=looks_like,
)
