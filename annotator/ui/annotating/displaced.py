"""What a new span has taken away that had other words than it: nothing goes without a word."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.domain.direction import isolated
from annotator.domain.state import ArticleState
from annotator.domain.values import Annotation, Suggestion
from annotator.domain.wording import filled, shortened


def _tr(text: str) -> str:
    return QCoreApplication.translate("Displaced", text)


def displaced(
    before: ArticleState,
    after: ArticleState,
    made: Annotation,
    answered: Annotation | Suggestion | None,
) -> str:
    """A sentence on the spans that ``made`` has replaced or answered; "" where there are none.

    The one that it ``answered`` by intent is not named, nor are those on just its words, nor
    suggestions of its own label inside it: what became of them is seen.
    """
    start, end = made.start, made.end
    stand = {item.span.place for item in after.annotations_on(start, end)}
    wait = {item.id for item in after.waiting_on(start, end)}
    own = [
        item
        for item in before.annotations_on(start, end)
        if item.span.place not in stand and item is not answered
    ]
    items = [
        item
        for item in before.waiting_on(start, end)
        if item.id not in wait
        and item is not answered
        and (item.label != made.label or item.start < start or end < item.end)
    ]
    gone: list[Annotation | Suggestion] = [*own, *items]
    named = [_named(item, before) for item in gone if (item.start, item.end) != (start, end)]
    if not named:
        return ""
    words = _tr("%1 has taken the place of %2; undo brings that back.")
    return filled(words, _named(made, after), _tr(" and ").join(named))


def _named(item: Annotation | Suggestion, state: ArticleState) -> str:
    quote = isolated(shortened(state.text[item.start : item.end]))
    if isinstance(item, Suggestion):
        return filled(_tr("the suggestion %1 “%2”"), item.label, quote)
    return f"{item.label} “{quote}”"
