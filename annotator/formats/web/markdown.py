"""Markdown without its markup: headings, paragraphs, list items and table rows as lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.domain.text import gathered
from annotator.formats.fields import guess
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.text_stream import parted, stream, with_plain_line_ends
from annotator.formats.web.html_lines import lines_of
from annotator.formats.web.markdown_chunks import chunks

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_FACT = re.compile(r"(?m)^([A-Za-z][\w -]{0,40}):[ \t]*(.*?)[ \t]*\r?$")
_LONGEST_FRONT = 1 << 18
_DEEPEST = 60
_QUOTES = "\"'"


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a Markdown file. Raises InputError and OSError.

    Metadata in front of it, between two lines of three hyphens, becomes title, source, date and
    address by their names; the others are kept.
    """
    text_stream = stream(source)
    metadata, size = _in_front(with_plain_line_ends(text_stream.pieces()))

    def body() -> Iterator[str]:
        return _behind(with_plain_line_ends(text_stream.pieces()), size)

    try:
        builder = RecordBuilder(gathered(parted(plain_lines(body))), file=source.file)
    except RecursionError:
        raise InputError("its markup is nested too deeply; choose “text” as its kind") from None
    if text_stream.note:
        builder.warn(text_stream.note)
    names = guess(metadata)
    rest = {name: value for name, value in metadata.items() if name not in names.values()}
    known = Metadata.of({need: metadata[name] for need, name in names.items()})
    extra = {"file": source.name} | rest
    yield from builder.items(
        replace(known, encoding=text_stream.encoding, extra=extra, raw=source.bytes)
    )


def plain_lines(pieces: Callable[[], Iterator[str]]) -> Iterator[str]:
    """The lines a reader would see, of a text that comes in pieces.

    Blocks are taken apart a chunk at a time, and what stands in a block one after the other: of a
    large text the library makes a tree of many times its size.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    defined: dict[str, Any] = {}
    # A link can be defined behind where it is used.
    if _may_define(pieces()):
        for _ in chunks(parser, pieces(), defined):
            pass
    for tokens in chunks(parser, pieces(), defined):
        yield from (line for line in _seen(parser, tokens, defined) if line.strip())


def _may_define(pieces: Iterable[str]) -> bool:
    """Whether there may be what links stand for: “]:” is in each definition."""
    last = ""
    for piece in pieces:
        if "]:" in piece or (last == "]" and piece.startswith(":")):
            return True
        last = piece[-1:] or last
    return False


def _seen(parser: MarkdownIt, tokens: Sequence[Token], defined: dict[str, Any]) -> Iterator[str]:
    row: list[str] | None = None
    for token in tokens:
        if token.level >= _DEEPEST - 1:  # what lies deeper is passed over by the library
            raise RecursionError
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield "\t".join(row)
            row = None
        elif token.type == "inline":
            text = _words(parser.inline.parse(token.content, parser, defined, []))
            if row is None:
                yield from text.split("\n")
            else:
                row.append(" ".join(text.split()))
        elif token.type in ("fence", "code_block"):
            yield from token.content.split("\n")
        elif token.type == "html_block":
            yield from lines_of(token.content)


def _words(tokens: list[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline"):
            parts.append(token.content)
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak":
            parts.append("\n")
    return "".join(parts).strip()


def _in_front(pieces: Iterator[str]) -> tuple[dict[str, str], int]:
    """The metadata in front of the article, and how many characters they take."""
    start = ""
    while len(start) < _LONGEST_FRONT and (piece := next(pieces, None)) is not None:
        start += piece
    front = _FRONT.match(start)
    return (_metadata(front[1]), front.end()) if front else ({}, 0)


def _behind(pieces: Iterable[str], size: int) -> Iterator[str]:
    for piece in pieces:
        if size < len(piece):
            yield piece[size:]
        size = max(0, size - len(piece))


def _metadata(front: str) -> dict[str, str]:
    metadata: dict[str, str] = {}
    for name, value in _FACT.findall(front):
        if len(value) > 1 and value[0] == value[-1] and value[0] in _QUOTES:
            value = value[1:-1]
        if value:
            metadata.setdefault(name.strip(), value)
    return metadata


READER = Reader(
    name="markdown",
    title="Markdown",
    suffixes=frozenset({".md", ".markdown"}),
    read=read,
)
