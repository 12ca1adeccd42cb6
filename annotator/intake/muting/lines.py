"""The lines of an article, with what rules about boilerplate look at. Decides nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.text import paragraphs
from annotator.domain.tokens import trim
from annotator.intake.casefold import bare, fold

_SENTENCE_END = re.compile(r"[.!?؟۔…][\"”’'»)\]]*$")
_PROSE_WORDS = 6
_LONG_WORDS = 15


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, ``[start, end)`` without the white space at its edges.

    ``folded`` is the text as it is compared, ``bare`` the same without decoration; that is empty
    for a line of symbols alone. ``is_prose`` says that it has the shape of running text.
    """

    start: int
    end: int
    text: str
    folded: str
    bare: str
    words: int
    ends_sentence: bool
    is_prose: bool


def lines_of(text: str) -> list[Line]:
    """The lines of a text in order, blank ones left out."""
    trimmed = (trim(text, start, end) for start, end in paragraphs(text))
    return [_line(text[start:end], start, end) for start, end in trimmed if start < end]


def _line(text: str, start: int, end: int) -> Line:
    folded = fold(text)
    words = folded.count(" ") + 1
    ends_sentence = _SENTENCE_END.search(text, max(0, len(text) - 8)) is not None
    return Line(
        start=start,
        end=end,
        text=text,
        folded=folded,
        bare=bare(folded),
        words=words,
        ends_sentence=ends_sentence,
        is_prose=words >= _LONG_WORDS or (ends_sentence and words >= _PROSE_WORDS),
    )


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of an article. ``head`` is the number of the first line of prose, ``tail`` the
    number behind the last; without prose both are the number of lines.
    """

    lines: Sequence[Line]
    head: int
    tail: int

    @classmethod
    def of(cls, lines: Sequence[Line], rules: Sequence[str | None]) -> Page:
        """The page as far as ``rules`` know it; what is boilerplate is never prose."""
        prose = [n for n, line in enumerate(lines) if line.is_prose and rules[n] is None]
        if not prose:
            return cls(lines, len(lines), len(lines))
        return cls(lines, prose[0], prose[-1] + 1)
