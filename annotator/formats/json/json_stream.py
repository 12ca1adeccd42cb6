"""The members of a long JSON list as bytes, one after the other, without holding the list.

Looks at strings and brackets alone: whether a member is JSON is for strict_json to say. Written
here since a member must come out as bytes for that: parsers that stream give values, and pass
over keys that come twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from annotator.domain.errors import InputError

LIMIT_BYTES = 50_000_000
"""Longer members are refused: each is read into memory whole."""

_BLOCK = 1 << 16
_BLANK = b" \t\r\n\xef\xbb\xbf"
# A string that is not closed before the end of what has been read has an empty group.
_INNER = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+("?)|[\[\]{}]', re.DOTALL)
_OUTER = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+("?)|[\[\]{},:]', re.DOTALL)
# What lies before the next bracket: anything, and strings that are closed.
_BRACKET = re.compile(
    rb'(?:[^"\[\]{}]*+"[^"\\]*+(?:\\.[^"\\]*+)*+")*+[^"\[\]{}]*+([\[\]{}])', re.DOTALL
)
_DEEPER = {b"{": 1, b"[": 1, b"}": -1, b"]": -1}


class Member(NamedTuple):
    """A member of a list: its bytes, the line it begins on and its number, both from 1."""

    data: bytes
    line: int
    number: int


class Field(NamedTuple):
    """A key of the outermost object. ``kind`` is what its value begins with: a bracket, a quote,
    or nothing for numbers and such. The value lies behind ``start``, in bytes of the file; one in
    brackets ends at ``end``.
    """

    key: str
    kind: bytes
    start: int
    line: int
    end: int = 0


class _Window:
    """The part of a file that is being looked at, at the place ``at``.

    Nothing before ``start`` is needed any more; ``line`` is its line.
    """

    def __init__(self, file: BinaryIO, line: int = 1) -> None:
        self.data = b""
        self.at = self.start = self.dropped = 0
        self.line = line
        self._file = file

    def next_char(self, pattern: re.Pattern[bytes]) -> tuple[bytes, int] | None:
        """The next string (its quote alone) or bracket, and where it begins; None at the end."""
        while True:
            match = pattern.search(self.data, self.at)
            if match is not None and (match[0][:1] != b'"' or match[1]):
                self.at = match.end()
                return match[0][:1], match.start()
            self.at = len(self.data) if match is None else match.start()
            if not self._more():
                return None

    def next_bracket(self) -> tuple[bytes, int] | None:
        """The next bracket outside of strings, and where it stands; None at the end."""
        while (match := _BRACKET.match(self.data, self.at)) is None:
            if not self._more():
                return None
        self.at = match.end()
        return match[1], match.start(1)

    def drop(self, until: int) -> None:
        """Say that nothing before ``until`` is needed any more."""
        self.line += self.data.count(b"\n", self.start, until)
        self.start = until

    def _more(self) -> bool:
        # As much again as is held, so that a long string is not gone over a thousand times.
        size = len(self.data) - self.start
        if size > LIMIT_BYTES:
            raise InputError(f"one of its records is longer than {LIMIT_BYTES // 1_000_000} MB")
        block = self._file.read(max(_BLOCK, size))
        self.data = self.data[self.start :] + block
        self.at -= self.start
        self.dropped += self.start
        self.start = 0
        return bool(block)


def members(file: BinaryIO, *, line: int = 1) -> Iterator[Member]:
    """The members of the list a file goes on with, in order; the file goes on at ``line``.

    What stands between two commas is a member, whatever it is. Raises InputError where the list
    does not end or a member is too long, and OSError.
    """
    window = _Window(file, line)
    _open(window, b"[", "list")
    depth = number = 0
    while True:
        token = window.next_bracket() if depth else window.next_char(_OUTER)
        if token is None:
            raise InputError(f"it ends in the middle of record {number + 1}")
        char, place = token
        if not depth and char in b",]":
            data = window.data[window.start : place]
            if data.strip(_BLANK):
                number += 1
                window.drop(place - len(data.lstrip(_BLANK)))
                yield Member(data.strip(_BLANK), window.line, number)
            if char == b"]":
                return
            window.drop(window.at)
        else:
            depth = max(0, depth + _DEEPER.get(char, 0))


def fields(file: BinaryIO) -> tuple[list[Field], bool]:
    """The keys of the object a file begins with, and whether anything comes after that object.

    Raises InputError where it does not end, and OSError.
    """
    window = _Window(file)
    _open(window, b"{", "object")
    keys: list[Field] = []
    depth, key, is_value = 1, "", False
    start, line = 0, 1
    while depth:
        token = window.next_char(_INNER if depth > 1 else _OUTER)
        if token is None:
            raise InputError("it ends in the middle")
        char, place = token
        if depth == 1:
            if is_value and char not in b":":
                kind = char if char in b'"[{' else b""
                keys.append(Field(key, kind, start, line))
                is_value = False
            elif char == b":":
                window.drop(window.at)
                start, line, is_value = window.dropped + window.at, window.line, True
            elif char == b'"':
                key = window.data[place + 1 : window.at - 1].decode("utf-8", "replace")
        depth += _DEEPER.get(char, 0)
        if depth == 1 and char in b"]}":
            if not keys:
                raise InputError("it is not a JSON object")
            keys[-1] = keys[-1]._replace(end=window.dropped + window.at)
        window.drop(window.at)
    return keys, bool(window.next_char(re.compile(rb"(?P<any>[^ \t\r\n])")))


def _open(window: _Window, bracket: bytes, what: str) -> None:
    token = window.next_char(_OUTER)
    if token is None or token[0] != bracket or window.data[: token[1]].strip(_BLANK):
        raise InputError(f"it is not a JSON {what}")
    window.drop(window.at)
