"""Lines that say again what an earlier line of the same article has said."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz

from annotator.intake.muting.blocks import Ruled, Rules
from annotator.intake.muting.lines import Line, Page
from annotator.intake.muting.named import kind_of

ALIKE = 95.0
"""RapidFuzz ratio (0 to 100) of folded lines from which on two may be the same."""
_SAME_WORDS, _SAME_CHARS = 5, 25  # a line repeated exactly counts from this length on
_ALIKE_CHARS = 60  # one that is only alike, from this length on
_FAR = 12  # lines from which on a paragraph that comes again is left: files may hold many reports
_EDGE = 12  # characters at the start or the end that lines must share before they are compared
_MOST = 40  # lines with one edge that are compared, the nearest ones
_MOST_DIFFERENT = 2  # words
_REPORTS = 2  # lines that come again with new ones between, from which on a text holds reports
DOUBLED = "doubled paragraph"
_CAPTION = re.compile(
    r"\((?:pictured|above|below|left|right|photo|file photo|image|centre|center|top)\b"
    r"|\b(?:file photo|photo by|photo credit|image credit)\b|/(?:afp|getty images|reuters|ap)\b"
)
_WORD = re.compile(r"\w+")
_TELLING = re.compile(
    r"[^\W_]*\d\w*|no|not|never|none|nor|without|zero|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|\w+teen|\w+ty|dozens?|hundreds?|thousands?|millions?|killed|dead|died"
    r"|wounded|injured|un\w+|non\w*"
)


def repeated(page: Page, rules: Rules) -> Ruled:
    """The second and every later line of those that say the same; the first one stays."""
    story = (line for n, line in enumerate(page.lines) if rules[n] is None and not kind_of(line))
    title = next((line.folded for line in story), "")
    earlier = _Earlier()
    again: list[tuple[int, int, str]] = []
    for number, line in enumerate(page.lines):
        if rules[number] is not None:
            continue
        is_title = number < page.head and line.folded == title
        before = earlier.last_like(line, any_length=is_title)
        if before is None:
            earlier.add(line, number)
        elif is_title or number - before < _FAR or not line.is_prose:
            earlier.moved(line, number)
            again.append((number, before, "repeated headline" if is_title else _name(line)))
    kept = _of_reports(page, again)
    yield from ((number, rule) for number, _, rule in again if number not in kept)


def _of_reports(page: Page, again: Sequence[tuple[int, int, str]]) -> set[int]:
    """The lines that short reports in one text have in common: prose that comes again, time after
    time, with something new said in between. They are sentences of a story, each time.
    """
    twice = {number for pair in again for number in pair[:2]}
    lines = page.lines
    new = {n for n, line in enumerate(lines) if line.is_prose and n not in twice}
    apart = {
        number
        for number, before, rule in again
        if rule == DOUBLED and lines[number].is_prose and not new.isdisjoint(range(before, number))
    }
    return apart if len(apart) >= _REPORTS else set()


class _Earlier:
    """The lines above, found by what they say and by their first and last characters."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._by_edge: defaultdict[str, list[tuple[int, Line]]] = defaultdict(list)

    def add(self, line: Line, number: int) -> None:
        self._seen[line.folded] = number
        if len(line.folded) >= _ALIKE_CHARS:
            for edge in _edges(line):
                self._by_edge[edge].append((number, line))

    def moved(self, line: Line, number: int) -> None:
        """Say that a line came again: what comes next may be near that."""
        self._seen[line.folded] = number

    def last_like(self, line: Line, *, any_length: bool) -> int | None:
        """The number of the last line that says the same; None where none does."""
        long = line.words >= _SAME_WORDS and len(line.folded) >= _SAME_CHARS
        if (long or any_length) and line.folded in self._seen:
            return self._seen[line.folded]
        if len(line.folded) < _ALIKE_CHARS:
            return None
        near = (entry for edge in _edges(line) for entry in self._by_edge[edge][-_MOST:])
        return max((number for number, other in near if _alike(line, other)), default=None)


def _edges(line: Line) -> tuple[str, str]:
    return "^" + line.folded[:_EDGE], line.folded[-_EDGE:] + "$"


def _alike(line: Line, other: Line) -> bool:
    if fuzz.ratio(line.folded, other.folded, score_cutoff=ALIKE) == 0:
        return False
    # Reports of one kind differ by a name or a number only, and then they are two reports.
    one, two = Counter(_WORD.findall(line.text)), Counter(_WORD.findall(other.text))
    different = [*(one - two), *(two - one)]
    return len(different) <= 2 * _MOST_DIFFERENT and not any(
        word[0].isupper() or _TELLING.fullmatch(word) for word in different
    )


def _name(line: Line) -> str:
    return "repeated caption" if _CAPTION.search(line.folded) else DOUBLED
