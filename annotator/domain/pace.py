"""How far a person reads before accepting: a sentence, a paragraph, everything up to here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.boundaries import line_around
from annotator.domain.doubt import Doubt
from annotator.domain.tokens import sentences
from annotator.domain.values import Suggestion

_LONGEST = 3000  # code points of a sentence on each side of a place


class Reach(StrEnum):
    """The stretch of text whose suggestions are accepted together."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Ahead:
    """What would be accepted together, in text order, and the suggestion it stops at: a doubtful
    one, or without a ``doubt`` one that has not been on the screen.
    """

    accepted: tuple[Suggestion, ...] = ()
    stop: Suggestion | None = None
    doubt: Doubt | None = None


def stretch(text: str, reach: Reach, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` of the stretch around the place ``[start, end)`` of a text."""
    if reach is Reach.HERE:
        return 0, end
    line = line_around(text, start)
    if reach is Reach.PARAGRAPH:
        return line
    # A line may have a million characters, and no sentence has that many.
    window = max(line[0], start - _LONGEST), min(line[1], start + _LONGEST)
    return next((place for place in sentences(text, *window) if start < place[1]), line)


def ahead(
    items: Sequence[Suggestion],
    doubt: Callable[[Suggestion], Doubt | None],
    seen: Sequence[tuple[int, int]],
) -> Ahead:
    """What would be accepted of the suggestions of a stretch: all before the first that is doubtful
    or was not ``seen``, a list of ranges. None behind it is looked at.

    One that shares words with that is left too, since accepting it would answer the other.
    """
    for number, item in enumerate(items):
        why = doubt(item)
        if why is not None or not _is_within(seen, item):
            safe = tuple(other for other in items[:number] if other.end <= item.start)
            return Ahead(safe, item, why)
    return Ahead(tuple(items))


def _is_within(ranges: Sequence[tuple[int, int]], item: Suggestion) -> bool:
    first, last = item.start, item.end
    return any(start <= first and last <= end for start, end in ranges)
