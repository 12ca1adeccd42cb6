"""The text of PDF documents. Lines that were broken to fit the page are joined again."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.domain.errors import InputError
from annotator.domain.joined_text import joint
from annotator.domain.records import Item
from annotator.domain.text import is_blank
from annotator.formats.office.docx import facts
from annotator.formats.office.pdf_headline import bare, headline_of, is_beside, is_one, large_lines
from annotator.formats.office.pdf_layout import (
    Piece,
    alike,
    by_columns,
    marks_apart,
    without_running_lines,
)
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import RecordBuilder
from annotator.formats.suppliers import splitting

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_PAGES = 2_000
_SHOWN = 3
_MAGIC = b"%PDF-"
_BLANKS = b"\xef\xbb\xbf \t\r\n\f\0"
_END = re.compile(r"[.!?…:;\"”’)\]»]\Z")
_BROKEN = re.compile(r"\w-\Z")
_AROUND = 60  # code points at the end of a line that say whether its hyphen is meant
_HEADING = 150  # code points
_FULL = 0.7  # of the usual length of a line; a line this long may go on in the next


def looks_like(source: Source) -> bool:
    """Whether it begins as a PDF does: at once, or behind stray bytes where it is called one.

    An archive may begin with a PDF, and a text may speak of one.
    """
    is_called_one = source.name.lower().endswith(".pdf") and not source.head.startswith(b"PK")
    head = source.head[:1024]
    return _MAGIC in head if is_called_one else head.lstrip(_BLANKS).startswith(_MAGIC)


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a document, its pages behind each other. Raises InputError and OSError."""
    raw = source.bytes()
    pages, metadata = _taken_apart(raw)
    rows, running = without_running_lines([page.text.split("\n") for page in pages])
    large = {line: place for page in reversed(pages) for line, place in page.large.items()}
    lines = paragraphs_of([line for page in rows for line in page], large)
    if is_blank("".join(lines)):
        raise InputError("its pages are pictures without text; have their text recognised first")
    text = "\n\n".join(lines)
    articles = splitting.articles(source, text, encoding="utf-8", split_at=options.split_at)
    if articles is not None:
        yield from articles
        return
    builder = RecordBuilder(text, file=source.file)
    title, author = metadata.get("/Title"), metadata.get("/Author")
    if running:
        named = "”, “".join(running[:_SHOWN])
        builder.warn(f"its running heads and feet were separated from its text: “{named}”")
    known = facts(title, author, lines, source=source, raw=lambda: raw)
    known = replace(known, title=known.title or _headline(pages[0], lines, running))
    more = {"running_lines": "\n".join(running)} if running else {}
    yield from builder.items(replace(known, extra={**known.extra, **more}))


def _headline(first: _Page, lines: Sequence[str], running: Sequence[str]) -> str | None:
    """By its type, else the first line that is none of those beside a headline and no sentence."""
    along = frozenset(map(alike, running))
    headline = headline_of(first.pieces, along, first.height)
    if headline is None and lines and is_beside(lines[0], along):
        left = next((line for line in lines if not is_beside(line, along)), "")
        return left if 3 < len(left) <= _HEADING and not _END.search(left) else None
    return headline


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page says, and where the words of it stand; ``height`` in points, ``large`` what is in
    larger type than the story, by ``bare``.
    """

    text: str
    pieces: Sequence[Piece]
    height: float
    large: Mapping[str, tuple[float, float]]


def _taken_apart(raw: bytes) -> tuple[list[_Page], dict[str, str]]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # damage is told in an issue
    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("it is locked with a password; save it without one")
        if len(reader.pages) > MOST_PAGES:
            raise InputError(f"it has more than {MOST_PAGES:,} pages; split it")
        pages = [_page_of(page) for page in reader.pages]
        metadata = {str(name): str(value) for name, value in (reader.metadata or {}).items()}
    except _DAMAGE as error:
        raise InputError("it is a damaged PDF document") from error
    except PyPdfError as error:
        raise InputError("it is a damaged or locked PDF document") from error
    return pages, {name: value.strip() for name, value in metadata.items() if value.strip()}


def _page_of(page: PageObject) -> _Page:
    pieces: list[Piece] = []

    def seen(text: str, base: list[float], matrix: list[float], font: object, size: float) -> None:
        if text.strip():
            height = abs(size * (matrix[3] or matrix[0] or 1.0))
            pieces.append(Piece(base[4] + matrix[4], base[5] + matrix[5], text, height))

    text = page.extract_text(visitor_text=seen)
    in_columns = by_columns(pieces, float(page.mediabox.width))
    whole = marks_apart(text, pieces) if in_columns is None else in_columns
    is_first = page.page_number in (0, None)
    height = float(page.mediabox.height)
    return _Page(whole, pieces if is_first else (), height, large_lines(pieces))


# What documents with damage in this or that place set off in the library.
_DAMAGE = (
    *(ValueError, KeyError, IndexError, LookupError, TypeError, AttributeError, ArithmeticError),
    *(AssertionError, RecursionError, NotImplementedError, EOFError, struct.error, zlib.error),
)


def paragraphs_of(
    lines: Sequence[str], large: Mapping[str, tuple[float, float]] | None = None
) -> list[str]:
    """The paragraphs of a page. In doubt a line stays by itself.

    What is ``large`` is a headline: its lines are one paragraph, and the story is another.

    A line goes on in the next if it fills the page and ends no sentence, or if it ends within a
    word, which then loses its hyphen unless that is meant.
    """
    plain = [" ".join(line.split()) for line in lines]
    text = "\n".join(plain)
    lengths = sorted(len(line) for line in plain)
    usual = lengths[int(0.9 * len(lengths))] if lengths else 0
    paragraphs: list[str] = []
    goes_on = False
    last: tuple[float, float] | None = None
    for line in plain:
        if not line:
            goes_on = False
            continue
        type_ = (large or {}).get(bare(line))
        is_headline = is_one(last, type_) if paragraphs else None
        if is_headline is not None:
            goes_on = is_headline
        last = type_
        if goes_on:
            gone, sign = joint(text, paragraphs[-1][-_AROUND:], line)
            paragraphs[-1] = paragraphs[-1][: len(paragraphs[-1]) - gone] + sign + line
        else:
            paragraphs.append(line)
        is_full = len(line) >= _FULL * usual
        goes_on = bool(_BROKEN.search(line)) or (is_full and not _END.search(line))
    return paragraphs


READER = Reader(
    name="pdf",
    title="PDF document",
    suffixes=frozenset({".pdf"}),
    read=read,
    looks_like=looks_like,
)
