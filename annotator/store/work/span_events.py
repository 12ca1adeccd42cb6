"""What the log says of one span: who did what to it, and when."""

from __future__ import annotations

from sqlalchemy import Connection, or_, select

from annotator.domain.history import Move
from annotator.domain.span_history import SpanEvent
from annotator.domain.values import Annotation, Suggestion
from annotator.store.edit_json import SUGGESTIONS
from annotator.store.events import EVENT
from annotator.store.mapping import find_annotator
from annotator.store.tables import AnnotatorRow, table
from annotator.store.work.undo_steps import STEP

ANNOTATOR = table(AnnotatorRow)


def span_events(
    connection: Connection, span: Annotation | Suggestion, *, annotator: str
) -> list[SpanEvent]:
    """What was done to an annotation, or by ``annotator`` to a suggestion; the oldest first.

    What others decided on a suggestion stays theirs: they annotate independently. The whole log is
    looked through, so this is for no thread that somebody waits for. A number that another
    suggestion had before it was dropped says nothing of this one.
    """
    if isinstance(span, Annotation):
        signs = [f'"id": "{span.id}"']
    else:
        signs = [f'"suggestion_id": {span.id}, "article_id": {span.article_id},']
    named = or_(*(side.contains(sign, autoescape=True) for side in _SIDES for sign in signs))
    first = STEP.alias()  # what was done, of a step that was taken back or made again
    query = (
        select(EVENT.c.at, ANNOTATOR.c.name, EVENT.c.title, STEP.c.move, first.c.suggestions)
        .join(ANNOTATOR, ANNOTATOR.c.id == EVENT.c.annotator_id)
        .outerjoin(STEP, STEP.c.event_id == EVENT.c.id)
        .outerjoin(first, first.c.event_id == STEP.c.of)
        .where(named)
        .order_by(EVENT.c.id)
    )
    if isinstance(span, Suggestion):
        query = query.where(EVENT.c.annotator_id == find_annotator(connection, annotator))
    return [
        SpanEvent(at, name, title, Move(move) if move else Move.DO)
        for at, name, title, move, named in connection.execute(query)
        if isinstance(span, Annotation) or not _is_of_another(span, named)
    ]


def _is_of_another(span: Suggestion, named: str | None) -> bool:
    """Whether a step names another suggestion by the number of this one."""
    items = SUGGESTIONS.validate_json(named) if named else ()
    return any(item.id == span.id and item.says != span.says for item in items)


_SIDES = (EVENT.c.before, EVENT.c.after)
