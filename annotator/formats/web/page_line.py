"""A line of a page, and how lines are compared. Reads no page."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from annotator.formats.web.places import Place

_PARAGRAPH = 40  # code points from which on a line may be a paragraph
_LINES_KNOWN = 2000
_LINE = 1000  # code points
_SENTENCE = re.compile(r"(?<=[.!?؟۔。])\s+")
_NON_WORD = re.compile(r"[\W_]+")


class Line(NamedTuple):
    """A line of a page: which parts that pages mark as their story it lies in, whether it is one
    of links, whether the page names it as something beside the story, as a heading, or as the
    caption of a picture; ``part`` is what it is of a story: "headline", "heading", "item" of a
    list, or nothing of these. ``place`` says what it stands in, ``level`` is that of a heading.
    """

    text: str
    within: frozenset[str]
    is_link: bool
    is_beside: bool
    is_heading: bool = False
    is_caption: bool = False
    part: str = ""
    place: Place = ()
    level: int = 0

    @property
    def is_paragraph(self) -> bool:
        """Whether it may be a paragraph, or a part of one, that somebody would read."""
        return len(self.text) >= _PARAGRAPH and not self.is_link


def sentences(text: str) -> list[str]:
    """The sentences of a line, more or less."""
    return _SENTENCE.split(text)


def folded(text: str) -> str:
    """A text as it is compared: its letters and digits alone."""
    return _folded_line(text) if len(text) < _LINE else _NON_WORD.sub("", text).casefold()


@lru_cache(_LINES_KNOWN)
def _folded_line(text: str) -> str:
    """Of a line, which is compared several times while its page is read."""
    return _NON_WORD.sub("", text).casefold()
