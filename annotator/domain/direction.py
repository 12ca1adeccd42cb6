"""Which way a text is written. Knows the letters alone, not how they are drawn."""

from __future__ import annotations

import regex

_STRONG = regex.compile(r"\p{Bidi_Class=L}|(?P<left>[\p{Bidi_Class=R}\p{Bidi_Class=AL}])")


def runs_left(text: str) -> bool | None:
    """Whether a paragraph runs from right to left: as its first letter does (UAX 9, rule P2).

    None where no letter says so: digits and punctuation have no direction of their own.
    """
    strong = _STRONG.search(text)
    return None if strong is None else strong["left"] is not None
