"""Lines made comparable: quotes, dashes, spaces and case no longer matter. Offsets are lost."""

from __future__ import annotations

_SINGLE = "‘’‚‛`´ʼ′"
_DOUBLE = "“”„‟«»″"
_DASHES = "‐‑‒–—―−"
_INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff\u00ad"
_FOLDED = (
    *((char, "'") for char in _SINGLE),
    *((char, '"') for char in _DOUBLE),
    *((char, "-") for char in _DASHES),
    *((char, "") for char in _INVISIBLE),
    ("…", "..."),
)
_DECORATION = " \t-*•·●▪◦|>►▶→←»«:;_=~#+[](){}"


def fold(text: str) -> str:
    """The text in one case, with straight quotes, plain dashes and single spaces."""
    # Character after character through the whole text is quicker than any way letter after letter.
    if not text.isascii() or "`" in text:
        for char, plain in _FOLDED:
            if char in text:
                text = text.replace(char, plain)
    return " ".join(text.casefold().split())


def bare(folded: str) -> str:
    """A folded text without the bullets, dashes and brackets around it."""
    return folded.strip(_DECORATION)
