"""The text of a file in pieces, so that a large one is in memory once, in the form it is wanted in.

Finds no encoding itself: that is asked of the source, with as little of the file as will do.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from annotator.domain.errors import InputError
from annotator.domain.text import Decoded
from annotator.formats.reader import HEAD_BYTES, LIMIT_BYTES, Source

BLOCK = 1 << 16
"""Bytes read at a time."""

_UTF8 = ("utf-8", "utf-8-sig")


@dataclass(frozen=True, slots=True)
class TextStream:
    """The text in pieces, from its beginning whenever ``pieces`` is called, and how it was read."""

    pieces: Callable[[], Iterator[str]]
    encoding: str
    note: str | None = None
    is_mended: bool = False


def stream(source: Source, *, declared: str | None = None, limit: int = LIMIT_BYTES) -> TextStream:
    """The text of a file. ``declared`` is the encoding the document names, right or wrong.

    Raises InputError where it is no text or larger than ``limit`` bytes, and OSError.
    """
    if len(source.head) < HEAD_BYTES:
        return _whole(source.decode(source.bytes(limit=limit), declared=declared))
    beginning = _at_the_beginning(source, declared)
    if beginning is not None and is_utf8(source, most=limit):
        return _by_pieces(source, beginning)
    decoded = source.decode(source.bytes(limit=limit), declared=declared)
    if decoded.is_mended:
        return _whole(decoded)
    try:
        codecs.getincrementaldecoder(decoded.encoding)
    except LookupError:  # one of the few codecs that take all or nothing
        return _whole(decoded)
    return _by_pieces(source, decoded)


def parted(lines: Iterable[str]) -> Iterator[str]:
    """The lines with an empty one between any two."""
    between = ""
    for line in lines:
        yield between + line
        between = "\n\n"


def with_plain_line_ends(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces with ``\\n`` for ``\\r\\n`` and ``\\r``, also where a pair was cut in two."""
    rest = ""
    for piece in pieces:
        whole = rest + piece if rest else piece
        rest = "\r" if whole.endswith("\r") else ""
        whole = whole[:-1] if rest else whole
        yield whole.replace("\r\n", "\n").replace("\r", "\n") if "\r" in whole else whole
    if rest:
        yield "\n"


def _whole(decoded: Decoded) -> TextStream:
    text = decoded.text
    return TextStream(lambda: iter([text]), decoded.encoding, decoded.note, decoded.is_mended)


def _by_pieces(source: Source, decoded: Decoded) -> TextStream:
    encoding = decoded.encoding
    return TextStream(lambda: _decoded(source, encoding), encoding, decoded.note)


def _decoded(source: Source, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with source.open() as file:
            while block := file.read(BLOCK):
                yield decoder.decode(block)
            yield decoder.decode(b"", final=True)
    except UnicodeError:
        raise InputError("it changed while it was read; read it again") from None


def _at_the_beginning(source: Source, declared: str | None) -> Decoded | None:
    """How the whole lines at its beginning were decoded, if that was UTF-8."""
    lines = source.head[: source.head.rfind(b"\n") + 1]
    try:
        decoded = source.decode(lines or _without_half_a_char(source.head), declared=declared)
    except InputError:  # the whole file may tell better, or will say why
        return None
    return decoded if decoded.encoding.lower() in _UTF8 else None


def _without_half_a_char(head: bytes) -> bytes:
    return head.decode("utf-8", "ignore").encode() if len(head) == HEAD_BYTES else head


def is_utf8(source: Source, *, most: int | None = None) -> bool:
    """Whether it is UTF-8 to its end; with ``most``, also no longer than so many bytes and
    without the zero bytes that no text has.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    size = 0
    with source.open() as file:
        try:
            while block := file.read(BLOCK):
                size += len(block)
                if most is not None and (size > most or b"\x00" in block):
                    return False
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
