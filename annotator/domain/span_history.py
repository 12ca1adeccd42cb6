"""One entry of the history of a span."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.history import Move


@dataclass(frozen=True, slots=True)
class SpanEvent:
    """Who did what to a span, and when: ``at`` is a time of ISO 8601 with its zone."""

    at: str
    annotator: str
    title: str
    move: Move = Move.DO
