"""Which way a text is written. Knows the letters alone, not how they are drawn."""

from __future__ import annotations

import regex

_STRONG = regex.compile(r"\p{Bidi_Class=L}|(?P<left>[\p{Bidi_Class=R}\p{Bidi_Class=AL}])")
_LEFTWARDS = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}\p{Bidi_Class=AN}]")
_LEFTWARDS_LETTER = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}]")
_RIGHTWARDS_LETTER = regex.compile(r"\p{Bidi_Class=L}")
_MARKS = "\u200e\u200f\u061c"
_COUNTED = 4000  # code points
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\u2066", "\u2067"
_FIRST_STRONG_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"


def runs_left(text: str, *, around: bool | None = None) -> bool | None:
    """Whether a paragraph runs from right to left: as its first letter does (UAX 9, rule P2).

    Where it stands among others that run the other way (``around``), most of its letters say so:
    a Dari sentence may begin with a Latin name. A direction mark at its start says it in any case.
    None where no letter says so: digits and punctuation have no direction of their own.
    """
    strong = _STRONG.search(text)
    if strong is None:
        return None
    first = strong["left"] is not None
    if around is None or around == first or strong[0] in _MARKS:
        return first
    share = _share_leftwards(text)
    return first if share == 0.5 else share > 0.5


def mostly_left(text: str) -> bool:
    """Whether an article, or words that stand alone, run from right to left: as two thirds of the
    letters do, else the first.
    """
    share = _share_leftwards(text)
    return share > 0.5 if abs(share - 0.5) > 1 / 6 else bool(runs_left(text))


def _share_leftwards(text: str) -> float:
    """The share of letters that run to the left, among those of the first thousands."""
    beginning = text[:_COUNTED]
    if not _LEFTWARDS_LETTER.search(beginning):  # as in most articles, and this is quick
        return 0.0 if _RIGHTWARDS_LETTER.search(beginning) else 0.5
    leftwards = len(_LEFTWARDS_LETTER.findall(beginning))
    both = leftwards + len(_RIGHTWARDS_LETTER.findall(beginning))
    return leftwards / both if both else 0.5


def isolated(words: str) -> str:
    """Words of an article as they are shown among others, which they do not put out of order.

    Where some run from right to left, they are put between the signs that Unicode has for it
    (UAX 9, isolates); nobody sees these.
    """
    if words.isascii() or not _LEFTWARDS.search(words):
        return words
    as_a_whole = mostly_left(words)
    if as_a_whole == bool(runs_left(words)):
        return f"{_FIRST_STRONG_ISOLATE}{words}{_END_OF_ISOLATE}"
    return f"{_RIGHT_TO_LEFT if as_a_whole else _LEFT_TO_RIGHT}{words}{_END_OF_ISOLATE}"
