"""Counts the characters of a text that nobody sees. Takes none of them out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from annotator.domain.text import beyond_ascii

# ZWJ and ZWNJ belong to Persian, Indic scripts and emoji; between Latin letters they do not.
_KINDS = {
    "control characters": r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]",
    "marks that turn the direction of text": r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]",
    "zero-width characters": r"[\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb]"
    r"|(?<=\p{Latin})[\u200c\u200d]+(?=\p{Latin})",
    "soft hyphens": r"\u00ad",
    "tag characters": r"(?<!\U0001f3f4[\U000e0020-\U000e007f]*)[\U000e0000-\U000e007f]",
}
_UNSEEN = regex.compile(
    "|".join(f"(?P<k{number}>{pattern})" for number, pattern in enumerate(_KINDS.values()))
)
_MAYBE = re.compile(
    r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def unseen(text: str) -> Iterator[tuple[str, int]]:
    """Each unseen character of a text: its kind, and its offset in code points."""
    if not any(map(_MAYBE.search, beyond_ascii(text))):
        return
    names = tuple(_KINDS)
    for match in _UNSEEN.finditer(text):
        yield names[int((match.lastgroup or "k0")[1:])], match.start()
