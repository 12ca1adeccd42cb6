"""The lines of a text file, however long it is, without holding it where it is in UTF-8."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.formats.reader import ReadOptions, Source
from annotator.formats.text_stream import BLOCK, is_utf8

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines with their ends, to be gone through once, and how they were decoded."""

    lines: Iterator[str]
    encoding: str
    note: str | None = None


def lines(source: Source, options: ReadOptions) -> Lines:
    """The lines of a file. Raises InputError where it is no text, and OSError."""
    if options.encoding is None and is_utf8(source):
        return Lines(_streamed(source), "utf-8")
    decoded = source.text()
    return Lines(
        (match[0] for match in _LINE.finditer(decoded.text)), decoded.encoding, decoded.note
    )


def first_lines(source: Source) -> list[str]:
    """The whole lines the first bytes of a file hold; good for finding out what it is."""
    head = source.head
    encoding = "utf-16" if head.startswith(_WIDE_MARKS) else "utf-8-sig"
    whole = [line[0] for line in _LINE.finditer(head.decode(encoding, "replace"))]
    return whole[:-1] if len(whole) > 1 and len(head) > BLOCK - 1 else whole


def _streamed(source: Source) -> Iterator[str]:
    with source.open() as file, io.TextIOWrapper(file, "utf-8-sig", newline="") as text:
        yield from text
