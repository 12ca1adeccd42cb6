"""The headings, the items of lists and the short lines of a story, which a library that looks for
paragraphs leaves out: "Mali", "Killed: 107".
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from annotator.formats.web.page_line import Line, folded
from annotator.formats.web.places import are_together, holds, is_aside

_HEADINGS = frozenset({"headline", "heading"})


def parts_of(page: Sequence[Line], known: Sequence[bool], article: Set[str]) -> set[int]:
    """The numbers of the lines that belong to a story of whose lines some are ``known``, or are,
    folded, lines of its ``article``.

    They stand among those, with nothing between them that does not belong, and in the same place:
    headings above what is in the story, others also below it.
    """
    known = [
        (is_known or folded(line.text) in article) and not _is_apart(line)
        for line, is_known in zip(page, known, strict=True)
    ]
    if True not in known:
        return set()
    first, last = known.index(True), len(known) - 1 - known[::-1].index(True)
    below = _below(page, known, last)
    parts: set[int] = set()
    known_line: Line | None = None
    is_joined = False  # to what comes next in the story
    for number in range(len(page) - 1, -1, -1):
        line = page[number]
        if known[number]:
            known_line, is_joined = line, True
            continue
        if line.part in _HEADINGS and is_joined:
            is_joined = _is_heading(page, number, first)
        elif is_joined:
            is_joined = number > first and _is_short(line, known_line)
            # What stands below several links belongs with them: "Contact".
            is_joined &= not all(above.is_link for above in page[max(0, number - 2) : number])
        if is_joined or number in below:
            parts.add(number)
            is_joined = True
    return parts


def _below(page: Sequence[Line], known: Sequence[bool], last: int) -> set[int]:
    """The lines that follow a known one directly; below the last of them items alone."""
    below: set[int] = set()
    known_line: Line | None = None
    for number, line in enumerate(page):
        if known[number]:
            known_line = line
        elif not _is_short(line, known_line) or (number > last and not _ends(line)):
            known_line = None
        else:
            below.add(number)
    return below


def _is_heading(page: Sequence[Line], number: int, first: int) -> bool:
    line, next_line = page[number], page[number + 1]
    if _is_apart(line) or not holds(line.place, next_line.place):
        return False
    if number > first:
        return True
    # Above all that is known there are also the names of the site and of its parts.
    is_first = number == 0 or page[number - 1].part == "headline"
    return is_first and line.part == "heading"


def _is_short(line: Line, known_line: Line | None) -> bool:
    """Whether it is an item of a list or a short line, in the place of the one that is known."""
    if known_line is None or line.part in _HEADINGS or not folded(line.text):
        return False
    if _is_apart(line) or line.is_caption or (line.is_paragraph and line.part != "item"):
        return False
    return are_together(line.place, known_line.place)


def _ends(line: Line) -> bool:
    """Whether it may end a story: below that come also lists of what else there is to read."""
    return line.part == "item" and not line.is_paragraph


def _is_apart(line: Line) -> bool:
    return line.is_link or line.is_beside or is_aside(line.place)
