"""The headline of a page, by the size of its type: no masthead, no running head, no date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from annotator.domain.dates import iso_day, iso_month
from annotator.formats.office.pdf_layout import Piece, alike

_LARGE = 1.15  # of the height of the story's type
_NEARLY = 0.7  # of the largest type: what is smaller is a heading below the headline
_SAME = 0.06  # by which the heights of the lines of one headline differ
_APART = 2.0  # heights from line to line of one headline
_UPPER = 0.45  # of the page, in which a headline stands
_LONGEST = 300  # code points
_MASTHEAD = 5  # words at most
# What stands beside the name of a paper, and on no headline.
_FURNITURE = re.compile(
    r"(?i)\b(?:vol(?:ume)?|issue|n[o°º]|nr|num[eé]ro|número|año|année|jahrgang|ausgabe|edición|edition"
    r"|№|выпуск|العدد|السنة|شماره|سال|sayı|yıl|第)\.?\s?[:#]?\s?\d|\bISSN\b|\bwww\.\S|\S+@\S+\.\w"
    r"|\b(?:page|seite|página|pág\.|страница|صفحه|الصفحة|sayfa)\s?\d+"
)


class _Line(NamedTuple):
    text: str
    y: float
    height: float


def headline_of(pieces: Sequence[Piece], running: Collection[str], height: float) -> str | None:
    """The headline of a first page; None where its type does not tell.

    ``running`` is what runs along the pages, as `alike` has it; ``height`` that of the page.
    """
    lines = list(_lines(pieces))
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.height, 1)] += len(line.text)
    if not sizes:
        return None
    story = sizes.most_common(1)[0][0]
    parts = [
        part
        for part in _joined(lines)
        if part.height >= _LARGE * story
        and part.y >= (1 - _UPPER) * height
        and 3 < len(part.text) <= _LONGEST
        and not is_beside(part.text, running)
    ]
    if len(parts) > 1 and _is_masthead(parts[0], parts[1], lines):
        parts = parts[1:]
    largest = max((part.height for part in parts), default=0.0)
    return next((part.text for part in parts if part.height >= _NEARLY * largest), None)


def large_lines(pieces: Sequence[Piece]) -> dict[str, tuple[float, float]]:
    """The height of what a page sets in larger type than most of it, and where that stands (points
    from the bottom), by its letters without blanks.
    """
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[round(piece.height, 1)] += len(piece.text)
    least = _LARGE * sizes.most_common(1)[0][0] if sizes else 0.0
    lines = [*_lines(pieces), *(_Line(piece.text, piece.y, piece.height) for piece in pieces)]
    return {bare(line.text): (line.height, line.y) for line in lines if line.height >= least}


def bare(line: str) -> str:
    """A line without its blanks, which are not the same wherever it is taken from."""
    return "".join(line.split())


def is_one(line: tuple[float, float] | None, after: tuple[float, float] | None) -> bool | None:
    """Whether two lines are of one headline, by their height and place; None where they are of the
    story's type.
    """
    if line is None and after is None:
        return None
    if line is None or after is None:
        return False
    is_alike = abs(line[0] - after[0]) <= _SAME * line[0]
    return is_alike and 0 < line[1] - after[1] <= _APART * line[0]


def is_beside(line: str, running: Collection[str]) -> bool:
    """Whether a line at the top of a page is a running head, a date or the number of an issue."""
    plain = " ".join(line.split())
    if alike(plain) in running or _FURNITURE.search(plain):
        return True
    return bool(len(plain) < 60 and (iso_day(plain) or iso_month(plain)))


def _is_masthead(first: _Line, second: _Line, lines: Sequence[_Line]) -> bool:
    """Whether the topmost large line names the paper: a date or the like parts it from a headline
    of more words.
    """
    if len(first.text.split()) > _MASTHEAD or len(first.text) >= len(second.text):
        return False
    between = [line.text for line in lines if second.y < line.y < first.y]
    return any(is_beside(text, ()) for text in between)


def _lines(pieces: Sequence[Piece]) -> Iterator[_Line]:
    """The lines of a page from top to bottom, each as high as most of its type."""
    rows: dict[int, list[Piece]] = {}
    for piece in sorted(pieces, key=lambda piece: (-round(piece.y), piece.x)):
        place = round(piece.y)
        row = place + 1 if place + 1 in rows else place
        rows.setdefault(row, []).append(piece)
    for members in rows.values():
        sizes: Counter[float] = Counter()
        for piece in members:
            sizes[piece.height] += len(piece.text)
        text = " ".join(" ".join(piece.text for piece in members).split())
        yield _Line(text, members[0].y, sizes.most_common(1)[0][0])


def _joined(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines with those of one size that follow closely as one."""
    last: _Line | None = None
    bottom = 0.0
    for line in lines:
        if (
            last is not None
            and abs(line.height - last.height) <= _SAME * last.height
            and bottom - line.y <= _APART * last.height
        ):
            last = last._replace(text=f"{last.text} {line.text}")
        else:
            if last is not None:
                yield last
            last = line
        bottom = line.y
    if last is not None:
        yield last
