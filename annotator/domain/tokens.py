"""Words as a person points at them: for the cursor, for snapping and for token offsets.

A token never crosses a line break, never splits a grapheme cluster and is never blank. Scripts
that are written without spaces give a token a cluster: nothing in them says where a word ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import regex

# Of ASCII, which most words are of, the expression of Python's own takes a fourth of the time.
_OF_ASCII = re.compile(
    r"""
      (?:[A-Z]\.){2,}
    | [A-Z](?:\.[A-Z])+(?![A-Za-z])
    | [0-9]+(?:[.,][0-9]+)*(?:[A-Za-z]+\b)?
    | 's(?![A-Za-z])
    | [A-Za-z]\w*(?:'(?!s(?![A-Za-z]))[A-Za-z]\w*)*
    | [^\s\x1c-\x1f]
    """,
    re.VERBOSE | re.ASCII,
)
_OTHER_WORDS = re.compile(r"(?<!\S)(?:[\x00-\x08\x0e-\x1b!-\x7f]*[^\x00-\x7f]\S*\s*)+")
# A mark, joiner or modifier belongs to whatever stands before it; some letters of Indian scripts
# take what stands behind them into their cluster.
_TAIL = (
    r"[\p{M}\p{Grapheme_Extend}\u200c\u200d\U0001f3fb-\U0001f3ff]*"
    r"(?:(?<=\p{GCB=Prepend})(?=[^\s\x1c-\x1f])\X)?"
)
UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
"""The scripts that are written without spaces between words, as the inside of a set of `regex`."""
_LETTER = rf"[\p{{L}}--[{UNSPACED}]]"
_LETTERS = rf"{_LETTER}[[\p{{L}}\p{{M}}\p{{Nd}}_\u200c\u200d]--[{UNSPACED}]]*{_TAIL}"
_TOKEN = regex.compile(
    rf"""
      (?:\p{{Lu}}\.){{2,}}{_TAIL}                      # U.S.
    | \p{{Lu}}(?:\.\p{{Lu}})+(?![\p{{L}}\p{{M}}]){_TAIL}  # U.S without its last stop
    | \p{{Nd}}+(?:[.,٫٬]\p{{Nd}}+)*(?:{_LETTER}+\b)?{_TAIL}  # 3,000  1.5bn  11th
    | ['’]s(?![\p{{L}}\p{{M}}]){_TAIL}                 # the possessive stands alone
    | {_LETTERS}(?:['’](?!s(?![\p{{L}}\p{{M}}])){_LETTERS})*
    | (?=[^\s\x1c-\x1f])\X{_TAIL}                      # punctuation, emoji, the rest
    """,
    regex.VERBOSE | regex.V1,
)
# Behind the full stops of scripts written without spaces a sentence begins without one.
_SENTENCE_END = regex.compile(
    r"[.!?؟۔…।॥።፧։]+[\"”’')\]]*\s+(?=[\"“‘'(\[]*[\p{Lu}\p{Lo}\p{Nd}])"
    r"|[。！？｡။។]+[\"”’')\]」』）]*\s*|\n+"
)
_NO_END = regex.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Maj|Sen|Rep|Gov|St|No|\p{Lu})\.)$")
_PIECE = 4000  # code points
_made = tuple.__new__  # twice as fast as Token()
_UNSPACED = regex.compile(rf"[{UNSPACED}]", regex.V1)


class Token(NamedTuple):
    """One word or sign: ``[start, end)`` in code points of the text."""

    start: int
    end: int


def has_unspaced(words: str) -> bool:
    """Whether something is written in a script without spaces between words."""
    return _UNSPACED.search(words) is not None


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]``, with offsets into the whole text.

    Give whole lines: a cut through a word gives the two halves as tokens.
    """
    return [_made(Token, bounds) for bounds in token_bounds(text, start, end)]


def pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A line cut before blanks into pieces of some thousand code points; no token is cut."""
    cuts = [start]
    while end - cuts[-1] > 2 * _PIECE and (cut := text.find(" ", cuts[-1] + _PIECE, end)) > 0:
        cuts.append(cut)
    return [*pairwise(cuts), (cuts[-1], end)]


def around(text: str, line: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """The part of a line that holds a range, with some thousand code points on both sides; no
    token is cut.
    """
    first = text.rfind(" ", line[0], max(line[0], start - _PIECE))
    last = text.find(" ", min(line[1], end + _PIECE), line[1])
    return line[0] if first < 0 else first, line[1] if last < 0 else last


def token_bounds(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """``[start, end)`` of every token of ``text[start:end]``: as `tokenise`, in less time."""
    stop = len(text) if end is None else end
    if start and not text[start - 1].isspace():  # a word is cut
        return [match.span() for match in _TOKEN.finditer(text, start, stop)]
    if text.isascii():
        return [match.span() for match in _OF_ASCII.finditer(text, start, stop)]
    bounds: list[tuple[int, int]] = []
    for others in _OTHER_WORDS.finditer(text, start, stop):
        bounds += [match.span() for match in _OF_ASCII.finditer(text, start, others.start())]
        start = others.end()
        bounds += [match.span() for match in _TOKEN.finditer(text, *others.span())]
    return bounds + [match.span() for match in _OF_ASCII.finditer(text, start, stop)]


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """``[start, end)`` of the sentences of ``text[start:end]``; blank ones are left out."""
    stop = len(text) if end is None else end
    bounds: list[tuple[int, int]] = []
    begin = start
    for match in _SENTENCE_END.finditer(text, start, stop):
        if "\n" not in match[0] and _NO_END.search(
            text, max(begin, match.start() - 6), match.start() + 1
        ):
            continue
        bounds.append((begin, match.end()))
        begin = match.end()
    bounds.append((begin, stop))
    return [trim(text, first, last) for first, last in bounds if text[first:last].strip()]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the white space at its edges; empty at ``start`` if nothing is left."""
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def token_at(tokens: list[Token], offset: int) -> int:
    """The index of the token that holds ``offset``, else of the nearest one; -1 without tokens."""
    index = bisect_right(tokens, offset, key=lambda token: token.start) - 1
    if index < 0:
        return 0 if tokens else -1
    if offset < tokens[index].end or index + 1 == len(tokens):
        return index
    following = tokens[index + 1]
    return index if offset - tokens[index].end < following.start - offset else index + 1


def snap(tokens: list[Token], start: int, end: int) -> tuple[int, int] | None:
    """The range grown to whole tokens; None where it touches none."""
    first = bisect_right(tokens, start, key=lambda token: token.end)
    last = bisect_left(tokens, end, key=lambda token: token.start) - 1
    if first > last or first >= len(tokens):
        return None
    return tokens[first].start, tokens[last].end


def split_at(tokens: list[Token], edges: set[int]) -> list[Token]:
    """The tokens, cut wherever an edge falls inside one, so that spans with these edges align."""
    ordered = sorted(edges.difference(*zip(*tokens, strict=True)))
    if not ordered:
        return tokens
    cut: list[Token] = []
    for token in tokens:
        start = token.start
        low = bisect_right(ordered, token.start)
        high = bisect_left(ordered, token.end)
        for edge in ordered[low:high]:
            cut.append(Token(start, edge))
            start = edge
        cut.append(Token(start, token.end))
    return cut


def bounds_cut_at(text: str, edges: Iterable[int]) -> list[tuple[int, int]]:
    """`token_bounds`, cut wherever an edge falls inside a token, so that spans with these edges
    align; they mostly do.
    """
    bounds = token_bounds(text)
    inside = set(edges).difference(*zip(*bounds, strict=True))
    if not inside:
        return bounds
    return [(start, end) for start, end in split_at([Token(*each) for each in bounds], inside)]
