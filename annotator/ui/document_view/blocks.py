"""Cuts a text into the pieces the surface lays out: one a paragraph, long ones split."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import regex

from annotator.domain.direction import mostly_left, runs_left
from annotator.domain.text import paragraphs

SPLIT_AT = 2000  # code points; a layout of one enormous paragraph would hold up every repaint
_LOOK_BACK = 200
_BEHIND_TITLE = 40  # code points that may follow the title in its line, as the name of a site
_CUT_OFF = 2000  # the same of a title that was cut off
_HEADLINE = 240  # code points; what is longer is a paragraph, whatever the data calls it
_SENTENCE = 120  # code points from which on a line that ends in a full stop is one too
_STOPS = (".", "。", "؟", "۔", "।", "!", "?")
_CLUSTER = regex.compile(r"\X")

# Characters that would change the layout unseen, or be unseen themselves, are shown as a visible
# one of the same UTF-16 length, so no position moves.
_VISIBLE = (
    {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)}
    | {code: 0x2421 for code in range(0x7F, 0xA0)}
    | {code: 0x00B7 for code in range(0x2061, 0x2065)}
    | {code: 0x21C4 for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)}
    | {0x061C: 0x21C4, 0x00AD: 0x00B7, 0x200B: 0x00B7, 0x2060: 0x00B7, 0xFEFF: 0x00B7}
)


class Kind(Enum):
    """How a block is set."""

    BODY = "body"
    TITLE = "title"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Block:
    """``[start, end)`` in code points. ``opens`` is False for the later pieces of a long line.

    ``rtl`` says that its line runs from right to left, ``is_title`` that its text is the title,
    whether it is set as one or not.
    """

    start: int
    end: int
    kind: Kind
    opens: bool = True
    rtl: bool = False
    is_title: bool = False


def cut(text: str, title: str) -> list[Block]:
    """The blocks of a text in order; the first line that is the title is set as one.

    Unless it is a paragraph: all there is, or as long as one.
    """
    blocks: list[Block] = []
    wanted = _folded(title.rstrip("…"))
    longest = len(title) + (_CUT_OFF if title.endswith("…") else _BEHIND_TITLE)
    rtl = article = mostly_left(text)
    for start, end in paragraphs(text):
        line = text[start:end].strip()
        own = runs_left(line, around=article)
        rtl = rtl if own is None else own  # a line of digits runs as the one before it
        if not line:
            blocks.append(Block(start, end, Kind.BLANK, rtl=rtl))
        elif wanted and len(line) <= longest and _folded(line).startswith(wanted):
            kind = Kind.TITLE if _is_headline(line, text, start, end) else Kind.BODY
            blocks += _split(text, start, end, rtl=rtl, kind=kind, is_title=True)
            wanted = ""
        else:
            blocks += _split(text, start, end, rtl=rtl)
    return blocks


def _is_headline(line: str, text: str, start: int, end: int) -> bool:
    is_alone = not text[:start].strip() and not text[end:].strip()
    is_sentence = len(line) > _SENTENCE and line.endswith(_STOPS)
    return len(line) <= _HEADLINE and not is_alone and not is_sentence


def _folded(line: str) -> str:
    return " ".join(line.split()).casefold()


def shown(text: str) -> str:
    """The text as it is drawn: same length, but nothing unseen."""
    return text if text.isprintable() else text.translate(_VISIBLE)


def _split(
    text: str,
    start: int,
    end: int,
    *,
    rtl: bool,
    kind: Kind = Kind.BODY,
    is_title: bool = False,
) -> list[Block]:
    pieces: list[Block] = []
    first = start
    while end - first > SPLIT_AT:
        space = text.rfind(" ", first + SPLIT_AT - _LOOK_BACK, first + SPLIT_AT)
        stop = space + 1 if space > 0 else _whole(text, first, first + SPLIT_AT)
        pieces.append(Block(first, stop, kind, first == start, rtl, is_title))
        first = stop
    pieces.append(Block(first, end, kind, first == start, rtl, is_title))
    return pieces


def _whole(text: str, first: int, offset: int) -> int:
    """The first end of a grapheme cluster from ``offset`` on, for a piece begun at ``first``."""
    ends = (int(match.end()) for match in _CLUSTER.finditer(text, first))
    return next(end for end in ends if end >= offset)
