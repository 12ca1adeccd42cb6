"""Where the words of a PDF page stand: columns one after the other, running heads set apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

_FEWEST_ROWS = 4
_MOST_ROWS = 0.6  # of the rows of a page are in two pieces, and it has two columns
_SLACK = 6.0  # points by which the lines of a column may begin apart
_LINE = 15  # code points of a piece on average; the cells of tables are shorter
_MIDDLE = (0.35, 0.75)  # of the width of a page, between which the second column begins
_EDGE = 2  # lines at the top and bottom of a page that may run along
_COUNTED = 50  # code points of a line in which another number may stand on each page
_SHARE = 0.6  # of the pages that have such a line
_NUMBER = re.compile(r"\d+")


class Piece(NamedTuple):
    """Words of a page, and where they begin: points from the left and from the bottom."""

    x: float
    y: float
    text: str


def by_columns(pieces: Sequence[Piece], width: float) -> str | None:
    """The text of a page in two columns, the left one first; None where it has none."""
    rows: dict[int, list[Piece]] = {}
    for piece in pieces:
        rows.setdefault(round(piece.y), []).append(piece)
    pairs = [row for row in rows.values() if len(row) == 2]
    if len(pairs) < max(_FEWEST_ROWS, _MOST_ROWS * len(rows)):
        return None
    second = Counter(round(max(row).x) for row in pairs).most_common(1)[0][0]
    if not _MIDDLE[0] * width < second < _MIDDLE[1] * width:
        return None
    columns = [row for row in pairs if abs(max(row).x - second) <= _SLACK]
    size = sum(len(piece.text.strip()) for row in columns for piece in row)
    if len(columns) < _MOST_ROWS * len(rows) or size < 2 * _LINE * len(columns):
        return None
    top = max(row[0].y for row in columns)
    above = [piece for piece in pieces if piece.y > top + 1]
    left = [p for p in pieces if p.y <= top + 1 and p.x < second - _SLACK]
    right = [p for p in pieces if p.y <= top + 1 and p.x >= second - _SLACK]
    return "\n".join(" ".join(p.text.split()) for p in (*above, *left, *right))


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
        heads.update({_alike(line) for line in page[:_EDGE]})
        feet.update({_alike(line) for line in page[-_EDGE:]})
    enough = max(2, _SHARE * len(whole))
    running: list[str] = []
    left: list[list[str]] = []
    for number, page in enumerate(whole):
        kept: list[str] = []
        for place, line in enumerate(page):
            is_head = place < _EDGE and heads[_alike(line)] >= enough
            is_foot = place >= len(page) - _EDGE and feet[_alike(line)] >= enough
            if not (is_foot or (is_head and number)):
                kept.append(line)
            elif line.strip() not in running:
                running.append(line.strip())
        left.append(kept)
    return left, running


def _alike(line: str) -> str:
    text = " ".join(line.split()).casefold()
    return _NUMBER.sub("#", text) if len(text) <= _COUNTED else text
