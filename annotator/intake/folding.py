"""Lines made comparable: quotes, dashes, spaces and case no longer matter. Offsets are lost."""

from __future__ import annotations

import re

_SINGLE = "‘’‚‛`´ʼ′"
_DOUBLE = "“”„‟«»″"
_DASHES = "‐‑‒–—―−"
_INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff\u00ad"
_FOLDED = str.maketrans(
    {sign: "'" for sign in _SINGLE}
    | {sign: '"' for sign in _DOUBLE}
    | {sign: "-" for sign in _DASHES}
    | {sign: None for sign in _INVISIBLE}
    | {"…": "..."}
)
_SPECIAL = re.compile(r"[^\x00-_a-\x7f]+")  # and the backtick between _ and a
_DECORATION = " \t-*•·●▪◦|>►▶→←»«:;_=~#+[](){}"


def fold(text: str) -> str:
    """The text in one case, with straight quotes, plain dashes and single spaces."""
    # Sign by sign the whole text would take thirty times as long.
    plain = _SPECIAL.sub(lambda signs: signs[0].translate(_FOLDED), text)
    return " ".join(plain.casefold().split())


def bare(folded: str) -> str:
    """A folded text without the bullets, dashes and brackets around it."""
    return folded.strip(_DECORATION)
