"""A text as it reads without soft line ends and marks of footnotes. The stored one keeps them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from annotator.domain.figures import Figure
from annotator.domain.figures.numerals import word_set
from annotator.domain.line_breaks import is_hyphened, soft_breaks
from annotator.domain.raised_marks import marks_in
from annotator.domain.span_content import SpanContent

_PART = 10_000  # code points of a long text that are looked at for a place in it, or a little more
_BLANK_LINE = "\n\n"
_TOUCHING = re.compile(r"\w(?:[-\u2010\u00ad]+|[–—/])$")
_SUSPENDED = frozenset({"and", "or", "to", "nor", "but"})  # pro- and anti-government
_FIRST_PART = re.compile(r"[\w'’-]*[\w'’](?=[-\u2010]$)")
_SECOND_PART = re.compile(r"\w+")
_FIRST_PARTS = word_set(
    """
    anti cross counter half high ill long low mid multi much neo non north east south west left
    right post self semi short single small state ultra well year month week day vice cease life
    power drug truck suicide rocket peace war
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    first second third fourth fifth
    """
)
"""What stands before a hyphen that is meant."""
_SECOND_PARTS = word_set(
    """
    affiliated aged aligned allied armed attack backed based battle begun bomb bombing born
    bound brokered built called caused claimed coloured controlled country defence
    displaced dominated educated elect elected established facing flagged
    free friendly funded general goal government held hit
    installed keeping kilometer kilometre known laden language largest leaning led linked
    looking made majority making hearted martial member metre minded minister minute mounted
    occupied official opposition organised oriented owned
    party people planned populated president propelled protected ranking rebel regime related
    rights riding rooted ruled run running sanctioned sectarian sided soldier
    sponsored style supplied supported terror terrorism torn trained
    turned up war wielding year years
    """
)
"""What stands behind one."""
_ENDINGS = word_set(
    """
    age ages ary craft crafts dle ed een end ends er ern ers est ful ing ish land lands less light
    lights ly ment ments ness poned port ports ry sion teen th time times tion ty way ways word
    words yer
    """
)
"""What is no word, or makes one with what stands before: “state-ment”, “week-end”."""


@dataclass(frozen=True, slots=True)
class JoinedText:
    """A text without its soft line ends, with the way back to the text they stand in.

    ``cuts`` are the offsets of ``text`` from which on the original lies further on, ``places``
    where it lies there.
    """

    text: str
    cuts: Sequence[int] = (0,)
    places: Sequence[int] = (0,)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where ``[start, end)`` of the joined text, which is not empty, stands in the original."""
        return self._original(start), self._original(end - 1) + 1

    def joined(self, start: int, end: int) -> tuple[int, int]:
        """Where ``[start, end)`` of the original stands in the joined text; a part that is left
        out there counts for what is behind it.
        """
        return self._joined(start), self._joined(end)

    def original_span(self, span: SpanContent) -> SpanContent:
        """A span of the joined text as one of the original."""
        if len(self.cuts) == 1:
            return span
        figure = None if span.figure is None else self.original_figure(span.figure)
        start, end = self.original(span.start, span.end)
        return replace(span, start=start, end=end, figure=figure)

    def original_figure(self, figure: Figure, part: int = 0) -> Figure:
        """A figure of the joined text as one of the original, of which this is from ``part`` on."""
        if figure.part_of is None:
            return figure
        start, end = self.original(*figure.part_of)
        return replace(figure, part_of=(part + start, part + end))

    def _original(self, offset: int) -> int:
        at = bisect_right(self.cuts, offset) - 1
        return self.places[at] + offset - self.cuts[at]

    def _joined(self, offset: int) -> int:
        at = bisect_right(self.places, offset) - 1
        end = self.cuts[at + 1] if at + 1 < len(self.cuts) else len(self.text)
        return min(self.cuts[at] + offset - self.places[at], end)


def join_around(text: str, start: int, end: int) -> tuple[int, JoinedText]:
    """What surrounds ``[start, end)`` as it reads without soft line ends, and where that begins.

    Of a long text it is a part between blank lines, the same for all places in it: a key must not
    look through a million code points.
    """
    if len(text) <= 2 * _PART:
        return 0, join_lines(text)
    at = start - start % _PART
    first, last = text.rfind(_BLANK_LINE, 0, at), text.find(_BLANK_LINE, max(end, at + _PART))
    first = 0 if first < 0 else first + len(_BLANK_LINE)
    return first, join_lines(text[first : len(text) if last < 0 else last])


@lru_cache(maxsize=4)
def join_lines(text: str) -> JoinedText:
    """The text with a blank for each soft line end, and nothing for one within a word or for a
    mark of a footnote.

    The last texts are remembered, since the values of one article are read one after the other.
    """
    parts: list[str] = []
    cuts, places = [0], [0]
    at = size = 0
    for start, end, sign in _changes(text):
        if start < at:
            continue
        parts += (text[at:start], sign)
        size += start - at + len(sign)
        at = end
        if size - cuts[-1] != at - places[-1]:
            cuts.append(size)
            places.append(at)
    if not parts:
        return JoinedText(text)
    parts.append(text[at:])
    return JoinedText("".join(parts), cuts, places)


def _changes(text: str) -> list[tuple[int, int, str]]:
    """What is read otherwise than it stands, in order: where, and as what."""
    changes: list[tuple[int, int, str]] = []
    for line, after in soft_breaks(text):
        gone, sign = joint(text, line.text, after.text)
        changes.append((line.end - gone, after.start, sign))
    for start, end in marks_in(text):
        changes.append((start, end, " " if text[end : end + 1].isalnum() else ""))
    changes.sort()
    return changes


def joint(text: str, line: str, after: str) -> tuple[int, str]:
    """How two lines of ``text`` become one: how many code points at the end of the first go, and
    what stands between them.
    """
    word = _SECOND_PART.match(after)
    if not _TOUCHING.search(line) or word is None or word[0] in _SUSPENDED:
        return 0, " "
    is_within_word = is_hyphened(line, after) and after[0].islower()
    return int(is_within_word and not _is_meant(text, line, word[0])), ""


def _is_meant(text: str, line: str, second: str) -> bool:
    """Whether the hyphen at the end of a line belongs to the word: “Taliban-led”."""
    first = _FIRST_PART.search(line)
    if first is None:  # behind a soft hyphen
        return False
    word = first[0]
    # What does not stand in a long text at all is not looked for word by word.
    if word + second in text and re.search(rf"\b{re.escape(word)}{second}", text):
        return False
    if not word.isalpha() or (word.isupper() and len(word) > 1):
        return True
    is_compound = word[0].isupper() and len(word) > 4 and len(second) > 4  # Islamist-rooted
    is_listed = word.lower() in _FIRST_PARTS and second not in _ENDINGS
    if is_listed or second in _SECOND_PARTS:
        return True
    if is_compound and second.endswith(("ed", "ing")):
        return True
    if f"{word}-{second}".lower() not in _lowered(text):
        return False
    return re.search(rf"\b{re.escape(word)}-{second}\b", text, re.IGNORECASE) is not None


@lru_cache(maxsize=1)
def _lowered(text: str) -> str:
    return text.lower()
