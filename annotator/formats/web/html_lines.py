"""The words of an HTML page as lines, with the standard library alone. Guesses no article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from annotator.formats.web.line_reader import AROUND, BODIES, RAW, LineReader
from annotator.formats.web.page_line import Line, folded, sentences
from annotator.formats.web.page_metadata import MetadataReader

_ENOUGH = 2 / 3  # of what the paragraphs of a page say, for a part of it to be its article


class Missing(NamedTuple):
    """What of the paragraphs of a page is missing in a text: in how many of them something, of how
    many there are, and the share of their code points. ``story`` is that share without what stands
    beside the story.
    """

    paragraphs: int
    of: int
    share: float
    story: float


def missing(lines: Iterable[Line], text: str) -> Missing:
    """What ``text`` lacks of the paragraphs among ``lines``; sentences count one by one, and
    headings and items of lists in the share.
    """
    kept = folded(text)
    kept_lines = {folded(line) for line in text.split("\n")}
    lacking = count = 0
    sizes: Counter[tuple[bool, bool]] = Counter()  # by: beside the story, missing
    for line in lines:
        if not line.is_paragraph:
            if line.part in ("heading", "item") and not line.is_link:
                sizes[True, folded(line.text) not in kept_lines] += len(line.text)
            continue
        whole = folded(line.text) in kept
        parts = [line.text] if whole else sentences(line.text)
        gone = 0 if whole else sum(len(part) for part in parts if folded(part) not in kept)
        count += 1
        lacking += gone > 0
        sizes[line.is_beside, True] += gone
        sizes[line.is_beside, False] += len(line.text) - gone
    return Missing(
        lacking,
        count,
        _share(sizes[False, True] + sizes[True, True], sizes.total()),
        _share(sizes[False, True], sizes[False, True] + sizes[False, False]),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def lines_of(html: str) -> list[str]:
    """Every line a reader of the page would see, menus apart.

    Where the page marks its article or its main part, only what is in there.
    """
    return list(PageLines(lambda: [html]))


class PageLines:
    """The lines of a page that comes in pieces, and is gone through several times: to find out
    what it marks as its article, and for the lines. With ``keeps`` they are kept the first time.

    ``beside`` is told of all that is met the first time, so that nobody has to go through it again.
    """

    def __init__(
        self,
        pieces: Callable[[], Iterable[str]],
        *,
        beside: MetadataReader | None = None,
        keeps: bool = False,
    ) -> None:
        self._pieces = pieces
        self._shown: frozenset[str] = frozenset()
        self._kept: list[Line] | None = [] if keeps else None
        unclosed = self._look(beside)
        while unclosed is not None:
            self._shown |= {unclosed}
            unclosed = self._look(None)

    def _look(self, beside: MetadataReader | None) -> str | None:
        """Measure the page; returns what is hidden to its end because it is never closed."""
        self._sizes: Counter[str] = Counter()
        self._marked: set[str] = set()
        if self._kept is not None:
            self._kept = []
        reader = LineReader(self._shown, beside)
        for line in reader.lines_of(self._pieces()):
            if self._kept is not None:
                self._kept.append(line)
            self._marked |= line.within
            if line.is_paragraph:
                self._sizes["all"] += len(line.text)
                self._sizes["story"] += 0 if line.is_beside else len(line.text)
                self._sizes.update(dict.fromkeys(line.within, len(line.text)))
        return None if reader.hiding in RAW else reader.hiding

    @property
    def body(self) -> str | None:
        """The element that holds the page's article; None where no one has enough of its text."""
        for body in BODIES:
            if body in self._marked and self._sizes[body] >= _ENOUGH * self._sizes["story"]:
                return body
        return None

    @property
    def left_out(self) -> float:
        """The share of what the paragraphs of the page say that does not come with the lines."""
        whole = self._sizes["all"]
        return _share(whole - self._sizes[self.body or "all"], whole)

    def all(self) -> Iterator[Line]:
        """All lines, whatever they lie in."""
        if self._kept is not None:
            return iter(self._kept)
        return LineReader(self._shown).lines_of(self._pieces())

    def whole(self) -> Iterator[Line]:
        """All lines, those in menus and footers too."""
        return LineReader(self._shown | AROUND).lines_of(self._pieces())

    def __iter__(self) -> Iterator[str]:
        body = self.body
        return (line.text for line in self.all() if body is None or body in line.within)
