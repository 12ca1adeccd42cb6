"""What a span says: one value inside annotations, suggestions, gold and options of conflicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeAlias

from annotator.domain.figures import Figure

ContentKey: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class SpanContent:
    """What a span says, whoever says it: ``[start, end)`` in code points, label, value, name and
    note."""

    start: int
    end: int
    label: str
    figure: Figure | None = None
    entity: str | None = None
    note: str | None = None

    def __reduce__(self) -> tuple[type[SpanContent], tuple[object, ...]]:
        # Spans pass between processes: so they are packed three times as fast.
        return SpanContent, (*self.place, self.figure, self.entity, self.note)

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it is and as what."""
        return (self.start, self.end, self.label)

    @property
    def key(self) -> ContentKey:
        """Equal for spans that say the same, whatever is noted beside them."""
        return (*self.place, value_key(self.figure), self.entity or "")


class SpanHolder(Protocol):
    """Any record that holds a span."""

    @property
    def span(self) -> SpanContent: ...


class HasSpan:
    """Reads of the span that a record holds, so that the record is a span itself."""

    __slots__ = ()

    @property
    def start(self: SpanHolder) -> int:
        return self.span.start

    @property
    def end(self: SpanHolder) -> int:
        return self.span.end

    @property
    def label(self: SpanHolder) -> str:
        return self.span.label

    @property
    def figure(self: SpanHolder) -> Figure | None:
        return self.span.figure

    @property
    def entity(self: SpanHolder) -> str | None:
        return self.span.entity

    @property
    def note(self: SpanHolder) -> str | None:
        return self.span.note


def value_key(figure: Figure | None) -> tuple[object, ...]:
    """Equal for figures that say the same; one that was not read says nothing, as none does.

    Words that are counted are compared without case and spacing; whether somebody has confirmed
    the value does not matter.
    """
    if figure is None or not figure.parsed:
        return ()
    bounds = (figure.low, figure.best, figure.high, figure.of)
    words = (" ".join((text or "").casefold().split()) for text in (figure.counts, figure.outcome))
    return (figure.qualifier.value, figure.unit, *bounds, *words)
