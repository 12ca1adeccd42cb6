"""The text of a CAS, which stands in one attribute of its XML, however long it is.

A parser of XML would hold a long attribute several times over, so it is taken out before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from annotator.domain.errors import InputError

_BEGIN = re.compile(r"""\ssofaString\s*=\s*(["'])""")
# It differs from 1.0 in which characters may be written as references; the parser knows 1.0 alone.
_AS_1_1 = re.compile(r"""\A(\ufeff?\s*<\?xml\s+version\s*=\s*["'])1\.1""")
_LONGEST_BEGIN = 64  # characters that may be of it at the end of a piece
_REFERENCE = re.compile(r"&([^;&]*);")
_LONGEST_REFERENCE = 12
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LARGEST = 0x10FFFF


class Sofas:
    """Parts the first text of a CAS from its XML."""

    def __init__(self) -> None:
        self._rest = ""
        self._quote = ""  # that ends the attribute the pieces are in; empty outside of one
        self._count = 0
        self._is_begun = False

    def text(self, pieces: Iterable[str], feed: Callable[[str, bool], None]) -> Iterator[str]:
        """The text in pieces, of XML in pieces; ``feed`` is given what is left of the XML, and in
        the end an empty piece and True. Raises InputError where one is written wrongly.
        """
        for piece in pieces:
            self._rest += piece if self._is_begun else _AS_1_1.sub(r"\g<1>1.0", piece)
            self._is_begun = True
            yield from self._go_on(feed, is_end=False)
        yield from self._go_on(feed, is_end=True)
        feed("", True)

    def _go_on(self, feed: Callable[[str, bool], None], *, is_end: bool) -> Iterator[str]:
        while True:
            if not self._quote:
                match = _BEGIN.search(self._rest)
                if match is None:
                    feed(self._taken(len(self._rest) - (0 if is_end else _LONGEST_BEGIN)), False)
                    return
                feed(self._taken(match.end()), False)
                self._quote = match[1]
                self._count += 1
            end = self._rest.find(self._quote)
            size = end if end >= 0 else _whole(self._rest, is_end=is_end)
            part = self._taken(size)
            if self._count == 1:
                yield _REFERENCE.sub(_char, _with_spaces(part))
            if end < 0:
                return
            self._quote = ""

    def _taken(self, size: int) -> str:
        size = max(0, size)
        part, self._rest = self._rest[:size], self._rest[size:]
        return part


def _whole(value: str, *, is_end: bool) -> int:
    """How much of it does not end amid a reference or a line end."""
    if is_end:
        return len(value)
    start = value.rfind("&", max(0, len(value) - _LONGEST_REFERENCE))
    if start >= 0 and ";" not in value[start:]:
        return start
    return len(value) - value.endswith("\r")


def _with_spaces(value: str) -> str:
    # What is not written as a reference is a space, as in any attribute of XML.
    if "\n" in value or "\t" in value or "\r" in value:
        value = value.replace("\r\n", " ").translate({9: " ", 10: " ", 13: " "})
    return value


def _char(match: re.Match[str]) -> str:
    name = match[1]
    try:
        if name.startswith("#x"):
            code = int(name[2:], 16)
        elif name.startswith("#"):
            code = int(name[1:])
        else:
            return _NAMED[name]
        if not 0 < code <= _LARGEST:
            raise ValueError
    except (KeyError, ValueError):
        raise InputError(f"there is no character named “&{name[:20]};”") from None
    return chr(code)
