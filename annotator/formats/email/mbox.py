"""Mailboxes (MBOX) and digests: an article a message, each read as a message by itself is."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats.email import mail
from annotator.formats.reader import Reader, ReadOptions, Source

_BEGIN = re.compile(
    rb"From \S+ +\w{3} +\w{3} +\d{1,2} +\d\d:\d\d(?::\d\d)?(?: \S+)* \d{4}\b|From - "
)
_QUOTED = re.compile(rb"(?m)^>(>*From )")


def looks_like(source: Source) -> bool:
    """Whether it begins with the line that comes before a message, and a header after it."""
    first, _, rest = source.head.lstrip(b"\r\n\xef\xbb\xbf").partition(b"\n")
    return bool(_BEGIN.match(first)) and bool(re.match(rb">?[A-Za-z][A-Za-z0-9-]*:", rest))


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The messages of a mailbox. What is wrong with one is told, the next goes on.

    Raises InputError where there is none, and OSError.
    """
    number = 0
    for number, data in enumerate(_messages(source), 1):
        message = replace(
            source, file=f"{source.file}, message {number}", open=_opened(data), path=None
        )
        try:
            yield from mail.read_message(message, options)
        except InputError as error:
            yield message.issue(str(error))
    if not number:
        raise InputError("there is no message in it")


def _opened(data: bytes) -> Callable[[], BinaryIO]:
    return lambda: io.BytesIO(data)


def _messages(source: Source) -> Iterator[bytes]:
    """The bytes of each message, without the line before it and the marks that guard “From ”."""
    lines: list[bytes] | None = None
    is_blank = True
    with source.open() as file:
        for line in file:
            if is_blank and _BEGIN.match(line):
                if lines:
                    yield _plain(lines)
                lines = []
            elif lines is not None:
                lines.append(line)
            is_blank = not line.strip()
    if lines:
        yield _plain(lines)


def _plain(lines: list[bytes]) -> bytes:
    return _QUOTED.sub(rb"\1", b"".join(lines))


READER = Reader(
    name="mbox",
    title="Mailbox (MBOX)",
    suffixes=frozenset({".mbox", ".mbx"}),
    read=read,
    looks_like=looks_like,
)
