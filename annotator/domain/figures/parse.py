"""From the words of a FIGURE span, and the words around it, to a Figure.

Reads what can be read with confidence and returns UNPARSED otherwise; it never raises on text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from annotator.domain.figures.amounts import Reading, read_words
from annotator.domain.figures.clauses import clause_after, clause_before
from annotator.domain.figures.completing import complete, may_complete
from annotator.domain.figures.meaning import Cut, value_of
from annotator.domain.figures.policies import VERBATIM, VaguePolicy
from annotator.domain.figures.qualifiers import OWNERS
from annotator.domain.figures.scan import plain_digits, words
from annotator.domain.figures.value import REACH, UNPARSED, Figure, Place

_LONGEST_SURFACE = 200
_US_DOLLARS = re.compile(r"\bU\.S\.?\s?\$")
_CIRCA = re.compile(r"(?:\b(?:c|[Cc]a|[Aa]pprox|[Ee]std?)|^C)\.(?=\s*$)")
_PARTICLE = re.compile(r"(?:over|about|around|up\s+to)\s+", re.IGNORECASE)


def parse_figure(
    surface: str,
    *,
    before: str = "",
    after: str = "",
    start: int = 0,
    policy: VaguePolicy = VERBATIM,
) -> Figure:
    """The figure that a span says, read from its words and up to 200 code points around it.

    `surface` is the text of the span, which begins at code point `start` of its article, `before`
    and `after` the text of the same paragraph left and right of it; only the sentence of the span
    is used, and the one before it for what "of them" points to. Words that cannot be read with
    confidence (a date, an age, half of a range, an unknown word) give UNPARSED.
    """
    cut = _cut(surface, before, after)
    return UNPARSED if cut is None else _placed(cut, start, policy)


def value_at(
    text: str, place: Place, core_end: int, reading: Reading, *, offset: int, policy: VaguePolicy
) -> Figure:
    """The figure of a reading in `text`, whose span is `place` and whose number ends at `core_end`.

    `offset` is where the text begins in its article.
    """
    start, end = place
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    left, right = _beside(before, after)
    rest = text[core_end:end]
    right = rest + right
    spaced = before[-1:].isspace()
    surface, core, rest = text[start:end], text[start:core_end], rest.lstrip()
    cut = Cut(surface, before, after, left, right, reading, core, rest, spaced)
    return _placed(cut, offset + start, policy)


def _placed(cut: Cut, start: int, policy: VaguePolicy) -> Figure:
    figure, part = value_of(cut, policy, _read_beside)
    if part is None or not figure.parsed or start + part[0] < 0:
        return figure
    return replace(figure, part_of=(start + part[0], start + part[1]))


def _beside(before: str, after: str) -> tuple[str, str]:
    """The text of a sentence on both sides of a figure."""
    left, right = _CIRCA.sub("circa", clause_before(before)), clause_after(after)
    if left.endswith("size=") and right.startswith("]"):  # [size=at least 200] people
        return "", right[1:]
    return left, right


def _cut(surface: str, before: str, after: str) -> Cut | None:
    """A marked span with all that belongs to its number; None where its words are no figure."""
    text = surface.strip()
    if not text or len(text) > _LONGEST_SURFACE:
        return None
    text = _US_DOLLARS.sub("US$", text)
    text, before, after = plain_digits(text), plain_digits(before), plain_digits(after)
    if read_words(text) is None and not may_complete(text, after):
        return None
    spaced_before = surface[0].isspace() or before[-1:].isspace()
    left, right = _beside(before, after)
    if surface[-1].isspace() or right[:1].isspace():
        right = " " + right.lstrip()
    text, left, right = complete(text, left, right)
    if (particle := _PARTICLE.match(text)) and _is_owned(left, particle.group()):
        left, text = left + particle.group(), text[particle.end() :]  # took [over 12] posts
    read = read_words(text)
    if read is None:
        return None
    reading, core, rest, gap = read
    right = (" " if gap else "") + rest + right
    return Cut(surface, before, after, left, right, reading, core, rest, spaced_before)


def _read_beside(surface: str, before: str, after: str) -> Figure:
    return parse_figure(surface, before=before, after=after, start=len(before))


def _is_owned(left: str, particle: str) -> bool:
    """Whether the verb before a span owns its first word: took [over 12] posts."""
    verbs = OWNERS.get(tuple(particle.lower().split()), frozenset())
    return (words(left[-30:]) or [""])[-1] in verbs
