"""Where the words of a PDF page stand: columns one after the other, running heads set apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from annotator.formats.raised import MARK, set_apart

_FEWEST_ROWS = 4
_MOST_ROWS = 0.6  # of the lines of a page begin where its columns do
_SLACK = 6.0  # points by which the lines of a column may begin apart
_LINE = 15  # code points of a piece on average; the cells of tables are shorter
_NARROWEST = 0.2  # of the width of a page; what begins nearer is of the same column
_SMALL = 0.85  # of the height of what stands before: a raised mark
_KNOWN = 8  # code points around a mark that tell its place
_EDGE = 2  # lines at the top and bottom of a page that may run along
_COUNTED = 50  # code points of a line in which another number may stand on each page
_SHARE = 0.4  # of the pages that have such a line: it may stand on every second one
_SIDE = 0.6  # of the left pages, or of the right ones, that have a head of their own
_SENTENCE = re.compile(r"[^\W\d_A-Z].*[.!?]")  # that goes on from the line above
_NUMBER = re.compile(r"\d+")


class Piece(NamedTuple):
    """Words of a page, where they begin (points from the left and from the bottom), and how high
    their font is.
    """

    x: float
    y: float
    text: str
    height: float = 10.0


def by_columns(pieces: Sequence[Piece], width: float) -> str | None:
    """The text of a page in columns, from left to right; None where it has none."""
    starts = _starts(pieces, width)
    if len(starts) < 2:
        return None
    columns: list[list[Piece]] = [[] for _ in starts]
    tops = [max(p.y for p in pieces if abs(p.x - start) <= _SLACK) for start in starts[1:]]
    top = max(tops) + 1
    above = [piece for piece in pieces if piece.y > top + _SLACK]
    for piece in pieces:
        if piece.y <= top + _SLACK:
            at = max(n for n, start in enumerate(starts) if n == 0 or piece.x >= start - _SLACK)
            columns[at].append(piece)
    return "\n".join(line for part in (above, *columns) for line in _lines(part))


def _starts(pieces: Sequence[Piece], width: float) -> list[float]:
    """Where the columns of a page begin: where many pieces do that are longer than cells are."""
    counts: Counter[int] = Counter()
    sizes: Counter[int] = Counter()
    for piece in pieces:
        counts[round(piece.x)] += 1
        sizes[round(piece.x)] += len(piece.text.strip())
    starts: list[float] = []
    rows = 0
    for x in sorted(counts):
        if starts and x - starts[-1] < _NARROWEST * width:
            continue
        near = range(x - int(_SLACK), x + int(_SLACK) + 1)
        count = sum(counts[at] for at in near)
        if count >= _FEWEST_ROWS and sum(sizes[at] for at in near) >= _LINE * count:
            starts.append(float(x))
            rows += count
    lines = {(round(p.y), sum(p.x >= start - _SLACK for start in starts)) for p in pieces}
    return starts if rows >= _MOST_ROWS * len(lines) else []


def _lines(pieces: Sequence[Piece]) -> list[str]:
    """The lines of a column, from top to bottom; a raised mark is set apart."""
    lines: list[str] = []
    last: Piece | None = None
    for piece in sorted(pieces, key=lambda piece: (-round(piece.y), piece.x)):
        words = " ".join(piece.text.split())
        if last is not None and lines and round(last.y) == round(piece.y):
            lines[-1] = f"{lines[-1]} {words}"
        else:
            lines.append(words)
        last = piece
    return lines


def marks_apart(text: str, pieces: Sequence[Piece]) -> str:
    """The text of a page with raised marks set apart from what they stand behind."""
    done: list[str] = []
    at = 0
    for before, mark, after in zip(pieces, pieces[1:], [*pieces[2:], None], strict=False):
        number = mark.text.strip()
        if not MARK.fullmatch(number) or not _is_raised(before, mark):
            continue
        behind = "" if after is None else after.text.strip()[:_KNOWN]
        known = re.escape(before.text.strip()[-_KNOWN:])
        place = re.compile(rf"({known})\s*{re.escape(number)}(\s*)(?={re.escape(behind)})")
        match = place.search(text, at)
        if match is None:
            continue
        apart = set_apart(match[1], number)
        done += (text[at : match.end(1)], apart, " " if behind[:1].isalnum() else "")
        at = match.end()
    return "".join((*done, text[at:]))


def _is_raised(before: Piece, mark: Piece) -> bool:
    rise = mark.y - before.y
    return mark.height <= _SMALL * before.height and 0.1 < rise / before.height < 1


def without_running_lines(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], list[str]]:
    """The pages without what runs along their top and bottom, and what that is, each once. The head
    of the first page stays: it names what is read.
    """
    whole = [[line for line in page if line.strip()] for page in pages]
    if len(whole) < 2:
        return whole, []
    heads: Counter[str] = Counter()
    feet: Counter[str] = Counter()
    for page in whole:
        heads.update({alike(line) for line in page[:_EDGE]})
        feet.update({alike(line) for line in page[-_EDGE:]})
    enough = max(2, _SHARE * len(whole))
    sides = [_of_sides(whole, edge) for edge in (slice(_EDGE), slice(-_EDGE, None))]
    few = max(2, _SIDE * (len(whole) // 2))
    running: list[str] = []
    left: list[list[str]] = []
    for number, page in enumerate(whole):
        kept: list[str] = []
        for place, line in enumerate(page):
            is_story = _SENTENCE.fullmatch(line.strip()) is not None
            like = alike(line)
            head, foot = (side[number % 2][like] >= few for side in sides)
            at_head, at_foot = place < _EDGE, place >= len(page) - _EDGE
            is_head = not is_story and at_head and (head or heads[like] >= enough)
            is_foot = not is_story and at_foot and (foot or feet[like] >= enough)
            if not (is_foot or (is_head and number)):
                kept.append(line)
            elif line.strip() not in running:
                running.append(line.strip())
        left.append(kept)
    return left, running


def _of_sides(pages: Sequence[Sequence[str]], edge: slice) -> list[Counter[str]]:
    """How many of the left and of the right pages have a line at an edge."""
    return [
        Counter(like for page in pages[side::2] for like in {alike(line) for line in page[edge]})
        for side in (0, 1)
    ]


def alike(line: str) -> str:
    """A line as those that run along the pages are compared: with whatever number in it."""
    text = " ".join(line.split()).casefold()
    return _NUMBER.sub("#", text) if len(text) <= _COUNTED else text
