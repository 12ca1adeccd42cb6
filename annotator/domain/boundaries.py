"""Where the edges of a span may go: by token, by grapheme cluster, never over a hard line end."""

from __future__ import annotations

from enum import Enum

import regex

from annotator.domain.joined_text import join_around
from annotator.domain.tokens import around, tokenise, trim

_GRAPHEME = regex.compile(r"\X")
# %, ‰, #, & and @ are punctuation to Unicode, but may well end a FIGURE or a name.
_PUNCTUATION = regex.compile(r"[\p{P}--[%‰#&@]]+", regex.VERSION1)


class Edge(Enum):
    """Which end of a span moves."""

    START = "start"
    END = "end"


def line_around(text: str, offset: int) -> tuple[int, int]:
    """``[start, end)`` of the line that holds ``offset``, without its line end."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return start, len(text) if end < 0 else end


def passage_around(text: str, offset: int) -> tuple[int, int]:
    """``[start, end)`` of the lines around ``offset`` that soft line ends make one."""
    part, joined = join_around(text, offset, offset)
    first, last = line_around(joined.text, joined.joined(offset - part, offset - part)[0])
    if first == last:
        return line_around(text, offset)
    first, last = joined.original(first, last)
    return part + first, part + last


def move_edge(
    text: str, start: int, end: int, edge: Edge, *, outward: bool, by_character: bool = False
) -> tuple[int, int]:
    """The span with one edge moved by one token, or by one grapheme cluster.

    By token, the edge goes from word to word: punctuation that cannot end a span is passed over
    (the guidelines keep it outside). Blank edges are left out. The span comes back unchanged
    where there is no room: at the ends of its line, or when nothing would be left. A soft line
    end is no end.
    """
    first, last = passage_around(text, start)
    if end > last:  # spans over several lines come from elsewhere; they may only shrink
        last = end
    stops_in = _characters if by_character else _tokens
    moved = start, end
    for part in (around(text, (first, last), start, end), (first, last)):
        stops = stops_in(text, *part)
        if edge is Edge.START:
            moved = _next(stops, start, forwards=not outward, starts=True), end
        else:
            moved = start, _next(stops, end, forwards=outward, starts=False)
        if moved != (start, end):
            break  # the nearest stop of all
    moved = trim(text, *moved) if moved[0] < moved[1] else (start, end)
    return moved if moved[0] < moved[1] else (start, end)


def _tokens(text: str, first: int, last: int) -> list[tuple[int, int]]:
    tokens = [(token.start, token.end) for token in tokenise(text, first, last)]
    return [place for place in tokens if not _PUNCTUATION.fullmatch(text, *place)]


def _characters(text: str, first: int, last: int) -> list[tuple[int, int]]:
    matches = _GRAPHEME.finditer(text, first, last)
    return [match.span() for match in matches if not match[0].isspace()]


def _next(stops: list[tuple[int, int]], at: int, *, forwards: bool, starts: bool) -> int:
    places = [start if starts else end for start, end in stops]
    if forwards:
        return next((place for place in places if place > at), at)
    return next((place for place in reversed(places) if place < at), at)


def mentions(text: str, surface: str) -> list[tuple[int, int]]:
    """Every place where ``surface`` stands as whole words, in order."""
    if not surface:
        return []
    before = r"(?<![\p{L}\p{M}\p{N}])" if surface[0].isalnum() else ""
    after = r"(?![\p{L}\p{M}\p{N}])" if surface[-1].isalnum() else ""
    pattern = before + regex.escape(surface, special_only=True) + after
    return [match.span() for match in regex.finditer(pattern, text)]
