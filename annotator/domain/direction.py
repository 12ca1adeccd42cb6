"""Which way a text is written. Knows the letters alone, not how they are drawn."""

from __future__ import annotations

import regex

_STRONG = regex.compile(r"\p{Bidi_Class=L}|(?P<left>[\p{Bidi_Class=R}\p{Bidi_Class=AL}])")
_LEFTWARDS = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}\p{Bidi_Class=AN}]")
_FIRST_STRONG_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"


def runs_left(text: str) -> bool | None:
    """Whether a paragraph runs from right to left: as its first letter does (UAX 9, rule P2).

    None where no letter says so: digits and punctuation have no direction of their own.
    """
    strong = _STRONG.search(text)
    return None if strong is None else strong["left"] is not None


def isolated(words: str) -> str:
    """Words of an article as they are shown among others, which they do not put out of order.

    Where some run from right to left, they are put between the signs that Unicode has for it
    (UAX 9, isolates); nobody sees these.
    """
    if words.isascii() or not _LEFTWARDS.search(words):
        return words
    return f"{_FIRST_STRONG_ISOLATE}{words}{_END_OF_ISOLATE}"
