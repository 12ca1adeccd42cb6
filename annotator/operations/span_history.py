"""The history of a span, for whoever wants to know how it came to be."""

from __future__ import annotations

from annotator.domain.span_history import SpanEvent
from annotator.domain.values import Annotation, Suggestion
from annotator.store.project import Project
from annotator.store.work.span_events import span_events


def history(
    project: Project, span: Annotation | Suggestion, *, annotator: str
) -> tuple[SpanEvent, ...]:
    """What was done to an annotation, or by ``annotator`` to a suggestion; the oldest first.

    Raises ProjectError.
    """
    with project.reading() as connection:
        return tuple(span_events(connection, span, annotator=annotator))
