"""Figures of the spans of a record: their values, and which other figure each is part of."""

from __future__ import annotations

from annotator.domain.figures import Figure
from annotator.domain.outgoing import placed_wholes
from annotator.domain.records import RecordSpan


def read_figure(value: object, losses: list[str]) -> Figure | None:
    """The figure of a JSON value, None for null; what is none is left out and said."""
    if value is None:
        return None
    try:
        if isinstance(value, dict) and whole_of(value) is not None:
            value = {key: known for key, known in value.items() if key != "part_of"}
        return Figure.from_json(value)  # type: ignore[arg-type]
    except (ValueError, OverflowError) as error:
        losses.append(f"the figure of a span was left out: {error}".rstrip("."))
        return None


def whole_of(figure: object) -> str | None:
    """The id of the span that a figure is part of."""
    named = figure.get("part_of") if isinstance(figure, dict) else None
    return named if isinstance(named, str) else None


def with_wholes(spans: tuple[RecordSpan, ...], losses: list[str]) -> tuple[RecordSpan, ...]:
    """The spans with the places of the figures that theirs are among."""
    parts = [span.part_of for span in spans if span.part_of is not None]
    if not parts:
        return spans
    lost = len(parts) - sum(part in {span.id for span in spans} for part in parts)
    if lost:
        losses.append(f"of {lost} figures “part_of” was left out: no span has that id")
    return tuple(placed_wholes(spans))
