"""The streams of a command, whatever they are: closed, full, or in an encoding without “”."""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_ESCAPED = "annotator"
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "→": "->", "\xa0": " "}
)


def prepare() -> None:
    """Let standard output and error take any text: what they cannot hold is written as escapes.

    A stream that is closed becomes one that keeps nothing. Otherwise the next file that is opened
    would have its number, and a report could end up in a project.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    codecs.register_error(_ESCAPED, _escaped)
    sys.stdout = _safe(sys.stdout, 1)
    sys.stderr = _safe(sys.stderr, 2)


class OutputError(Exception):
    """Standard output takes nothing more; ``cause`` says why."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


@contextmanager
def writing() -> Iterator[None]:
    """A block that writes to standard output. Raises OutputError where it takes nothing."""
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        raise OutputError(error) from error


def drop(stream: TextIO) -> None:
    """Let what is still to be written to a stream go nowhere, so that Python's end is silent."""
    empty = os.open(os.devnull, os.O_WRONLY)
    os.dup2(empty, stream.fileno())
    os.close(empty)


def is_utf8(stream: TextIO) -> bool:
    """Whether a stream is set to UTF-8."""
    return codecs.lookup(stream.encoding or "utf-8").name.startswith("utf-8")


def _safe(stream: TextIO | None, number: int) -> TextIO:
    if stream is None:
        return open(number, "w", encoding="utf-8", errors=_ESCAPED, closefd=False)
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=_ESCAPED)
    return stream


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Plain signs for typographic ones, and escapes for what has none; a byte of a file's name
    that is no UTF-8 is written as that byte: caf\\xe9.txt."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(map(_sign, signs)), error.end


def _sign(sign: str) -> str:
    plain = sign.translate(_PLAIN)
    if plain.isascii():
        return plain
    if "\udc80" <= sign <= "\udcff":
        return f"\\x{ord(sign) - 0xDC00:02x}"
    return sign.encode("ascii", "backslashreplace").decode()
