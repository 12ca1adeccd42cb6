"""The parts of a message, without large bodies in memory: they are read from the file when asked.

The library that takes messages apart keeps many copies of a body. It is given the message with
what fills long bodies left out, so that it still decides what is a part and what is not.
"""

from __future__ import annotations

import binascii
import email
import io
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from email.message import Message
from functools import cached_property
from typing import BinaryIO, cast

from annotator.formats.reader import HEAD_BYTES, LIMIT_BYTES, Source

_BLOCK = 1 << 16
_KEPT = 1 << 15  # bytes of a body that stay, in which the header of another message may stand
_BOUNDARY = re.compile(rb"""(?i)boundary\s*(?:\*0)?\s*=\s*["']?([^"'\\;\r\n]{1,70})""")
_LONE_RETURN = re.compile(rb"\r(?!\n)")
_END = re.compile(rb"\r?\n?\Z")
_NOT_BASE64 = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
)


@dataclass(frozen=True)
class Mail:
    """A message taken apart. ``left_out`` are the places in the file of what its parts lack, each
    under the mark that stands there instead."""

    source: Source
    message: Message
    left_out: dict[bytes, tuple[int, int]]

    def body(self, part: Message) -> Source:
        """What a part holds, as bytes out of their transfer encoding."""
        if not self.left_out:
            return self._of(lambda: io.BytesIO(payload(part)))
        way = str(part.get("content-transfer-encoding", "")).strip().lower()
        written = _written(part)
        decoded = _WAYS.get(way)
        if decoded is None and not any(mark in written for mark in self.left_out):
            return self._of(lambda: io.BytesIO(payload(part)))  # as it stands, or an odd way
        return self._of(lambda: _opened((decoded or iter)(self._pieces(written))))

    def _of(self, opened: Callable[[], BinaryIO]) -> Source:
        return replace(self.source, open=opened, path=None)

    @cached_property
    def _marks(self) -> re.Pattern[bytes]:
        return re.compile(b"(" + b"|".join(self.left_out) + b")")

    def _pieces(self, written: bytes) -> Iterator[bytes]:
        with self.source.open() as file:
            for piece in self._marks.split(written):
                if piece not in self.left_out:
                    yield piece
                    continue
                at, end = self.left_out[piece]
                file.seek(at)
                while at < end and (block := file.read(min(_BLOCK, end - at))):
                    at += len(block)
                    yield block


def taken_apart(source: Source) -> Mail:
    """The message of a file. Raises InputError where it is too large, and OSError."""
    if len(source.head) == HEAD_BYTES:
        short = _Shortened(source)
        if short.is_sound:
            return Mail(source, email.message_from_bytes(bytes(short.kept)), short.left_out)
    return Mail(source, email.message_from_bytes(source.bytes()), {})


def payload(part: Message) -> bytes:
    """What a part that is whole holds; nothing where it is made of parts itself."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _written(part: Message) -> bytes:
    """What a part holds as it is written in the file."""
    bare = copy(part)
    del bare["content-transfer-encoding"]
    return payload(bare)


class _Shortened:
    """A message without what fills its long bodies. Lines that part it from the next all stay.

    It is not ``is_sound`` where lines end in a way that hides such lines.
    """

    def __init__(self, source: Source) -> None:
        self.kept = bytearray()
        self.left_out: dict[bytes, tuple[int, int]] = {}
        self.is_sound = True
        self._token = secrets.token_hex(16).encode()
        self._boundaries: set[bytes] = set()
        self._since: int | None = None  # bytes of a body that stayed; None in a header
        self._begin: int | None = None  # of what is being left out
        at, end, is_new = 0, b"", True
        with source.open() as file:
            for line in _lines(file):
                self.is_sound = self.is_sound and not _LONE_RETURN.search(line)
                if is_new and self._is_boundary(line):
                    self._close(at, end)
                    self._since = None
                self._take(line, at)
                at += len(line)
                is_new = line.endswith(b"\n")
                end = cast("re.Match[bytes]", _END.search(line))[0]
                if at > LIMIT_BYTES:
                    source.bytes()  # says that it is too large
        self._close(at, end)

    def _is_boundary(self, line: bytes) -> bool:
        return line.startswith(b"--") and any(line.startswith(b, 2) for b in self._boundaries)

    def _take(self, line: bytes, at: int) -> None:
        if self._begin is not None:
            return
        if self._since is not None and self._since > _KEPT:
            self._begin = at
            return
        if self._since is not None:
            self._since += len(line)
        elif not line.strip():
            self._since = 0
        self._boundaries.update(boundary.strip() for boundary in _BOUNDARY.findall(line))
        self.kept += line

    def _close(self, at: int, end: bytes) -> None:
        # The last line end stays: before a boundary it belongs to that.
        if self._begin is None:
            return
        mark = b"%s.%d." % (self._token, len(self.left_out))
        self.left_out[mark] = self._begin, at - len(end)
        self.kept += mark + end
        self._begin = None


def _lines(file: BinaryIO) -> Iterator[bytes]:
    while line := file.readline(_BLOCK):
        yield line + file.read(1) if line.endswith(b"\r") else line


def _from_quoted_printable(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        rest += piece
        end = rest.rfind(b"\n") + 1
        yield binascii.a2b_qp(rest[:end])
        rest = rest[end:]
    yield binascii.a2b_qp(rest)


def _from_base64(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        rest += piece.translate(None, _NOT_BASE64)
        end = rest.find(b"=")
        if end >= 0:  # with that it ends, whatever follows
            rest = rest[:end]
            break
        whole = len(rest) - len(rest) % 4
        yield binascii.a2b_base64(rest[:whole])
        rest = rest[whole:]
    rest = rest[: len(rest) - 1] if len(rest) % 4 == 1 else rest
    yield binascii.a2b_base64(rest + b"=" * (-len(rest) % 4))


_WAYS: dict[str, Callable[[Iterable[bytes]], Iterator[bytes]]] = {
    "base64": _from_base64,
    "quoted-printable": _from_quoted_printable,
}


class _Pieces(io.RawIOBase):
    """Bytes that come in pieces, as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._from = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            piece = next(self._from, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def _opened(pieces: Iterator[bytes]) -> BinaryIO:
    return cast("BinaryIO", io.BufferedReader(_Pieces(pieces), _BLOCK))
