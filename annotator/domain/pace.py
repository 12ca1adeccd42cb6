"""How far a person reads before accepting: a sentence, a paragraph, everything up to here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.boundaries import line_around
from annotator.domain.doubt import Doubt, Said
from annotator.domain.overlap_rule import FLAT, OverlapRule, Standing
from annotator.domain.state import ArticleState
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
    rule: OverlapRule = FLAT,
) -> Ahead:
    """What would be accepted of the suggestions of a stretch: all before the first that is doubtful
    or was not ``seen``, a list of ranges. None behind it is looked at.

    What may not stand beside that by the ``rule`` is left too, since accepting it would answer the
    other.
    """
    for number, (item, why) in enumerate(_together(items, doubt, rule)):
        if why is not None or not _is_within(seen, item):
            safe = tuple(other for other in items[:number] if rule.allows(other, item))
            return Ahead(safe, item, why)
    return Ahead(tuple(items))


@dataclass(frozen=True, slots=True)
class Whole:
    """All that waits in an article: what can be accepted at once, and what is to be looked at
    first, since it is doubtful, has not been on the screen, or may not stand ``beside`` one of
    these.
    """

    sure: tuple[Suggestion, ...]
    doubtful: tuple[Suggestion, ...]
    unseen: tuple[Suggestion, ...]
    beside: tuple[Suggestion, ...]

    @property
    def left(self) -> frozenset[int]:
        """What is to be looked at first, by its numbers."""
        return frozenset(item.id for item in (*self.doubtful, *self.unseen, *self.beside))


def whole(state: ArticleState, is_seen: Callable[[Suggestion], bool]) -> Whole:
    """All that waits in an article, for accepting it together."""
    said = Said()
    said.follow(state)
    doubtful: list[Suggestion] = []
    unseen: list[Suggestion] = []
    rest: list[Suggestion] = []
    for item, why in _together(state.waiting, said.doubt, state.overlap_rule):
        (doubtful if why else rest if is_seen(item) else unseen).append(item)
    left = Standing(state.overlap_rule, [*doubtful, *unseen])
    sure: list[Suggestion] = []
    beside: list[Suggestion] = []
    for item in rest:
        (beside if left.against(item) else sure).append(item)
    return Whole(tuple(sure), tuple(doubtful), tuple(unseen), tuple(beside))


def _together(
    items: Iterable[Suggestion], doubt: Callable[[Suggestion], Doubt | None], rule: OverlapRule
) -> Iterator[tuple[Suggestion, Doubt | None]]:
    """Suggestions in text order, each with why it is doubtful once those before it are accepted:
    one of them may have its label and share its words.
    """
    before: list[Suggestion] = []  # those that reach beyond the beginning of the next
    for item in items:
        why = doubt(item)
        if why is None and not rule.is_flat:
            before = [other for other in before if other.end > item.start]
            same = (other for other in before if other.label == item.label)
            if any(rule.allows(other, item) for other in same):
                why = Doubt.SAME_LABEL
            else:
                before.append(item)
        yield item, why


def _is_within(ranges: Sequence[tuple[int, int]], item: Suggestion) -> bool:
    first, last = item.start, item.end
    return any(start <= first and last <= end for start, end in ranges)
