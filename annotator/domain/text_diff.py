"""What has changed from one text to another: lines, and the words within a changed line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

CONTEXT = 2  # lines that are the same, shown on either side of a change
_ALIKE = 0.4  # of the words of both lines: from there on one line has become the other
_MOST_PAIRS = 40_000  # of lines that are compared word by word in one place
_JUNK_FROM = 2_000  # lines, from where those that come again and again are passed over
_PIECE = re.compile(r"\s+|\w+|[^\w\s]")


class Sign(StrEnum):
    """What a line of a difference is, and how it is marked."""

    SAME = " "
    ADDED = "+"
    REMOVED = "−"
    LEFT_OUT = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; ``changed`` says that the other text has something else there."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a difference, without its end. ``count`` lines that are the same are left out.

    In a line that has become another the pieces say which words are new or gone; a line that is
    wholly new or gone is one changed piece.
    """

    sign: Sign
    pieces: tuple[Piece, ...] = ()
    count: int = 0

    @property
    def text(self) -> str:
        """The line as it stands in its text."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Difference:
    """How to read one text as another, top down."""

    lines: tuple[Line, ...]

    @property
    def added(self) -> int:
        """How many lines are new, or have become something else."""
        return sum(line.sign is Sign.ADDED for line in self.lines)

    @property
    def removed(self) -> int:
        """How many lines are gone, or have become something else."""
        return sum(line.sign is Sign.REMOVED for line in self.lines)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


def difference(old: str, new: str) -> Difference:
    """What has changed from ``old`` to ``new``, by lines.

    Lines are matched as Ratcliff and Obershelp's pattern matching does (difflib); where some lines
    stand in the place of others, those that share most words are taken for one line changed.
    Blanks at the end of a line do not count.
    """
    before, after = _lines(old), _lines(new)
    matcher = SequenceMatcher(None, before, after, len(before) + len(after) > _JUNK_FROM)
    lines: list[Line] = []
    steps = matcher.get_opcodes()
    for number, (kind, a, b, c, d) in enumerate(steps, start=1):
        if kind == "equal":
            lines += _same(before[a:b], first=number == 1, last=number == len(steps))
        else:
            lines += _changed(before[a:b], after[c:d])
    return Difference(tuple(lines))


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").split("\n")] if text.strip() else []


def _same(lines: Sequence[str], *, first: bool, last: bool) -> list[Line]:
    """Lines that stand in both texts; those far from any change are counted alone."""
    head = 0 if first else CONTEXT
    tail = 0 if last else CONTEXT
    middle = len(lines) - head - tail
    shown = [Line(Sign.SAME, (Piece(line, False),)) for line in lines]
    if middle <= 1:
        return shown
    return [*shown[:head], Line(Sign.LEFT_OUT, count=middle), *shown[len(lines) - tail :]]


def _changed(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    """Lines in the place of others: changed ones in pairs, the rest whole."""
    lines: list[Line] = []
    a = c = 0
    for b, d in [*_pairs(old, new), (len(old), len(new))]:
        lines += [Line(Sign.REMOVED, (Piece(line, True),)) for line in old[a:b]]
        lines += [Line(Sign.ADDED, (Piece(line, True),)) for line in new[c:d]]
        if b < len(old) and d < len(new):
            lines += _words(old[b], new[d])
        a, c = b + 1, d + 1
    return lines


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which lines have become which, in order, so that they share the most words in all."""
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        return []
    left, right = ([frozenset(line.casefold().split()) for line in side] for side in (old, new))
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = _alike(left[i], right[j]) + best[i + 1][j + 1]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The Dice coefficient of two lines' words (Dice 1945), 0 where it is too small to count."""
    both = len(one) + len(other)
    share = 2 * len(one & other) / both if both else 0.0
    return share if share >= _ALIKE else 0.0


def _words(old: str, new: str) -> list[Line]:
    """One line that has become another, with the words that differ."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    gone: list[Piece] = []
    come: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, False).get_opcodes():
        gone.append(Piece("".join(before[a:b]), kind != "equal"))
        come.append(Piece("".join(after[c:d]), kind != "equal"))
    return [
        Line(sign, tuple(piece for piece in pieces if piece.text))
        for sign, pieces in ((Sign.REMOVED, gone), (Sign.ADDED, come))
    ]
