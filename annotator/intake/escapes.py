"""Finds characters that a program has written as escapes: “=E2=80=99”, “\\u00e1”, “<U+00E1>”.

An escape alone could be meant; what is taken is named by whoever takes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Escape(NamedTuple):
    """That ``[start, end)`` of a text, in code points, stands for ``new``."""

    start: int
    end: int
    new: str


_HEX = "[0-9A-F]"
_QUOTED = re.compile(rf"(?:={_HEX}{{2}})+|=[ \t]*(?:\n|\Z)")
_QUOTED_WORD = re.compile(r"=(?:C[2-9A-F]|D[0-9A-F]|E[0-9A-F]|F[0-4])(?:=[89AB][0-9A-F]){1,3}")
_QUOTED_BYTE = re.compile(rf"=[89A-F]{_HEX}")
_SOFT_END = re.compile(r"=[ \t]*\n")
_STRANGE = re.compile(rf"=(?!{_HEX}{{2}}|[ \t]*(?:\n|\Z))")
_FOUR = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_BYTES = re.compile(r"(?:\\x[89a-fA-F][0-9a-fA-F]){2,}")
_NAMED = re.compile(r"<U\+([0-9A-F]{4,6})>")


def escapes(text: str) -> list[Escape]:
    """The escapes in a text, in its order; empty for most texts."""
    taken: list[Escape] = []
    if "=" in text and _is_quoted(text):
        taken += _of_quoted(text)
    if "\\" in text:
        for pattern, read in ((_FOUR, _of_four), (_BYTES, _of_bytes)):
            for match in pattern.finditer(text):
                new = read(match[0])
                if new is not None:
                    taken.append(Escape(match.start(), match.end(), new))
    if "<U+" in text:
        for match in _NAMED.finditer(text):
            code = int(match[1], 16)
            if code <= 0x10FFFF and _is_sign(chr(code)):
                taken.append(Escape(match.start(), match.end(), chr(code)))
    return sorted(taken)


def _is_quoted(text: str) -> bool:
    """Whether a text is quoted-printable: letters are written so, and every “=” is one of it."""
    if _STRANGE.search(text):
        return False
    is_soft = _SOFT_END.search(text) is not None and _QUOTED_BYTE.search(text) is not None
    return is_soft or _QUOTED_WORD.search(text) is not None


def _of_quoted(text: str) -> Iterator[Escape]:
    for match in _QUOTED.finditer(text):
        data = bytes.fromhex(match[0].replace("=", "").strip())
        try:
            new = data.decode()
        except UnicodeDecodeError:
            new = data.decode("cp1252", "replace")
        if new.isprintable() or new in ("\n", "\t"):
            yield Escape(match.start(), match.end(), new)


def _of_four(written: str) -> str | None:
    codes = [int(code, 16) for code in written.split("\\u")[1:]]
    data = b"".join(code.to_bytes(2, "big") for code in codes)
    try:
        new = data.decode("utf-16-be")
    except UnicodeDecodeError:
        return None
    return new if all(map(_is_sign, new)) else None


def _of_bytes(written: str) -> str | None:
    try:
        new = bytes.fromhex(written.replace("\\x", "")).decode()
    except UnicodeDecodeError:
        return None
    return new if all(map(_is_sign, new)) else None


def _is_sign(char: str) -> bool:
    """Whether it is a sign that a reader would see, a blank, or one that joins others."""
    return char.isprintable() or char in "\xa0\u200c\u200d\ufe0f"
