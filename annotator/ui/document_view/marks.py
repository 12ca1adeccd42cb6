"""What the surface draws for a span, made from the state of an article. No painting here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter
from typing import overload

from annotator.domain.doubt import has_no_value
from annotator.domain.figures import short_form
from annotator.domain.labels import FIGURE
from annotator.domain.spans import lanes
from annotator.domain.state import ArticleState
from annotator.domain.values import Annotation, Label, Suggestion

_START = attrgetter("start")


class Look(Enum):
    """As what a mark is drawn; the line says it as well as the colour."""

    OWN = "own"  # in its label's colour: filled if it is somebody's word, dashed if a machine's
    SETTLED = "settled"  # in review: agreed or in gold
    OPEN = "open"  # in review: to be decided
    RULED_OUT = "ruled out"  # in review: decided, and nothing is in gold


@dataclass(frozen=True, slots=True)
class Mark:
    """One drawn span. ``lane`` 0 is the line nearest to the text; ``tag`` is what it says."""

    span: Annotation | Suggestion
    label: Label
    lane: int
    tag: str
    look: Look = Look.OWN

    @property
    def id(self) -> str | int:
        """An annotation's id (text) or a suggestion's (number)."""
        return self.span.id

    @property
    def start(self) -> int:
        return self.span.start

    @property
    def end(self) -> int:
        return self.span.end

    @property
    def confirmed(self) -> bool:
        """Whether it is somebody's word and not a machine's."""
        return isinstance(self.span, Annotation)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Suggestions, by number, that one more key accepts: the ``near`` ones with its sentence, the
    ``far`` ones with its paragraph or all above. It stops at the ``doubtful`` ones; those on the
    screen are among them, whether it comes to them or not.
    """

    near: frozenset[int] = frozenset()
    far: frozenset[int] = frozenset()
    doubtful: frozenset[int] = frozenset()


class Marks(Sequence[Mark], ABC):
    """The drawn spans of an article in text order; painting asks for those in view alone."""

    @abstractmethod
    def on(self, start: int, end: int) -> Sequence[Mark]:
        """Those that share a code point with a range, in text order."""

    @abstractmethod
    def of(self, mark_id: str | int | None) -> Mark | None:
        """The one of a span, by its id."""

    @abstractmethod
    def first_of(self, ids: Container[str | int]) -> Mark | None:
        """The first one in the text whose span has one of some ids."""


def found_by_place(marks: Sequence[Mark]) -> Marks:
    """Marks that can be asked for by where they are."""
    return marks if isinstance(marks, Marks) else GivenMarks(marks)


class GivenMarks(Marks):
    """Marks that are made already."""

    def __init__(self, marks: Sequence[Mark] = ()) -> None:
        self._marks = marks

    def __len__(self) -> int:
        return len(self._marks)

    @overload
    def __getitem__(self, index: int) -> Mark: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Mark]: ...
    def __getitem__(self, index: int | slice) -> Mark | Sequence[Mark]:
        return self._marks[index]

    def on(self, start: int, end: int) -> Sequence[Mark]:
        return [mark for mark in self._marks if mark.start < end and start < mark.end]

    def of(self, mark_id: str | int | None) -> Mark | None:
        return next((mark for mark in self._marks if mark.id == mark_id), None)

    def first_of(self, ids: Container[str | int]) -> Mark | None:
        return next((mark for mark in self._marks if mark.id in ids), None)


class StateMarks(Marks):
    """Own annotations and waiting suggestions, in text order, the longer first.

    A mark is made when it is first looked at: an article may have twenty thousand.
    """

    def __init__(self, state: ArticleState, labels: Mapping[str, Label]) -> None:
        self._state = state
        self._labels = labels
        self._spans = state.spans
        self._made: dict[int, Mark] = {}

    def __len__(self) -> int:
        return len(self._spans)

    @overload
    def __getitem__(self, index: int) -> Mark: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Mark]: ...
    def __getitem__(self, index: int | slice) -> Mark | Sequence[Mark]:
        numbers = range(len(self._spans))[index]
        if isinstance(numbers, int):
            return self._mark(numbers)
        return [self._mark(number) for number in numbers]

    def on(self, start: int, end: int) -> Sequence[Mark]:
        first, last = self._reaching(start), bisect_left(self._spans, end, key=_START)
        spans, made = self._spans, self._made
        numbers = [number for number in range(first, last) if spans[number].span.end > start]
        if any(number not in made for number in numbers):
            self._make(numbers[0], numbers[-1] + 1)
        return [made[number] for number in numbers]

    def of(self, mark_id: str | int | None) -> Mark | None:
        if isinstance(mark_id, int):
            span: Annotation | Suggestion | None = self._state.suggestion(mark_id)
        else:
            span = self._state.annotation(mark_id) if mark_id is not None else None
        if span is None:
            return None
        return next((mark for mark in self.on(span.start, span.end) if mark.id == mark_id), None)

    def first_of(self, ids: Container[str | int]) -> Mark | None:
        numbers = (number for number, span in enumerate(self._spans) if span.id in ids)
        return next((self._mark(number) for number in numbers), None)

    def _mark(self, number: int) -> Mark:
        if number not in self._made:
            self._make(number, number + 1)
        return self._made[number]

    def _make(self, first: int, last: int) -> None:
        first, last = self._hanging_together(first, last)
        spans = self._spans[first:last]
        for at, (span, lane) in enumerate(zip(spans, lanes(spans), strict=True), first):
            if at not in self._made:
                self._made[at] = Mark(span, self._labels[span.label], lane, tag_of(span))

    def _reaching(self, offset: int) -> int:
        """No span before this one reaches a code point."""
        return bisect_left(self._spans, offset - self._state.longest, key=_START)

    def _hanging_together(self, first: int, last: int) -> tuple[int, int]:
        """These spans and those that hang together with them by overlaps: their lanes depend on
        each other.
        """
        spans = self._spans
        while True:
            start = spans[first].start
            before = range(self._reaching(start), first)
            reaching = next((at for at in before if spans[at].end > start), None)
            if reaching is None:
                break
            first = reaching
        reach = max(span.end for span in spans[first:last])
        while last < len(spans) and spans[last].start < reach:
            reach = max(reach, spans[last].end)
            last += 1
        return first, last


def marks_of(state: ArticleState, labels: Mapping[str, Label]) -> Marks:
    """What is drawn of an article as its annotator sees it."""
    return StateMarks(state, labels)


def next_around(marks: Sequence[Mark], mark: Mark) -> Mark:
    """Of marks that cover one place, the one around a mark; the innermost around the outermost."""
    outwards = sorted(marks, key=lambda other: other.end - other.start)
    return outwards[(outwards.index(mark) + 1) % len(outwards)]


def tag_of(span: Annotation | Suggestion) -> str:
    """The words of the small tag: the label, a figure's value, and a sign at the end.

    A question mark says that a suggestion waits, a tick that somebody has confirmed the value, an
    empty set that an annotation has none.
    """
    figure = span.figure if span.label == FIGURE else None
    words = f"{span.label} {short_form(figure, '') if figure else ''}".rstrip()
    if not isinstance(span, Annotation):
        return f"{words}?"
    if has_no_value(span.span):
        return f"{words} ∅"
    return f"{words} ✓" if figure and figure.confirmed else words
