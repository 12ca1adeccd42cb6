"""What the surface draws for a span, made from the state of an article. No painting here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.domain.figures import short_form
from annotator.domain.labels import FIGURE
from annotator.domain.spans import lanes
from annotator.domain.state import ArticleState
from annotator.domain.values import Annotation, Label, Suggestion


@dataclass(frozen=True, slots=True)
class Mark:
    """One drawn span. ``lane`` 0 is the line nearest to the text; ``tag`` is what it says."""

    span: Annotation | Suggestion
    label: Label
    lane: int
    tag: str

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
