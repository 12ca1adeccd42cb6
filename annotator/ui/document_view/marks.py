"""What the surface draws for a span, made from the state of an article. No painting here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from annotator.domain.figures import short_form
from annotator.domain.labels import FIGURE
from annotator.domain.spans import lanes
from annotator.domain.state import ArticleState
from annotator.domain.values import Annotation, Label, Suggestion


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
    ``far`` ones with its paragraph or all above. It stops at the ``doubtful`` ones.
    """

    near: frozenset[int] = frozenset()
    far: frozenset[int] = frozenset()
    doubtful: frozenset[int] = frozenset()


def marks_of(state: ArticleState, labels: Mapping[str, Label]) -> list[Mark]:
    """Own annotations and waiting suggestions, in text order, the longer first."""
    spans: list[Annotation | Suggestion] = [*state.annotations, *state.waiting]
    spans.sort(key=lambda span: (span.start, -span.end))
    return [
        Mark(span, labels[span.label], lane, tag_of(span))
        for span, lane in zip(spans, lanes(spans), strict=True)
    ]


def tag_of(span: Annotation | Suggestion) -> str:
    """The words of the small tag: the label, a figure's value, a question mark if it waits."""
    value = short_form(span.figure, "") if span.label == FIGURE and span.figure else ""
    words = f"{span.label} {value}".rstrip()
    return words if isinstance(span, Annotation) else f"{words}?"
