"""What the surface draws of an article under review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from annotator.domain.conflicts import Conflict
from annotator.domain.gold import GOLD, GoldSpan
from annotator.domain.review_case import Case
from annotator.domain.span_content import SpanContent
from annotator.domain.spans import lanes
from annotator.domain.state import ArticleState
from annotator.domain.values import Annotation, Label, Origin
from annotator.ui.document_view.marks import Look, Mark, tag_of

_NO_LABEL = Label("", "", "#000000", "#FFFFFF")


def state_of(case: Case) -> ArticleState:
    """The article as the surface reads it."""
    return ArticleState(case.document, GOLD, muted=case.muted)


def marks_of_case(case: Case, labels: Mapping[str, Label]) -> list[Mark]:
    """Gold and what the rule lets by, and a numbered box for each item that is open or has no gold.

    What the rule takes of an item is known by the item's id, as its box would be.
    """
    drawn: list[tuple[Annotation, Look, str]] = []
    settled = [span.as_annotation() for span in case.gold]
    settled += [as_annotation(case, span, f"agreed {span.place}") for span in case.new_agreed]
    for item, choice in case.by_rule.items():
        for number, span in enumerate(item.options[choice].spans):
            settled.append(
                as_annotation(case, span, f"by rule {span.place}" if number else item.id)
            )
    answered = {ruling.id for ruling in case.answered}
    said = {span.id for span in case.gold if span.ruling_id in answered}
    drawn += [
        (span, Look.SETTLED, _answered(tag_of(span)) if span.id in said else tag_of(span))
        for span in settled
    ]
    ruled = {span.ruling_id for span in case.gold}
    numbers = {item.id: str(number) for number, item in enumerate(case.asked, 1)}
    for item in case.items:
        ruling = case.ruling_on(item)
        if item in case.by_rule:
            look = None if item.options[case.by_rule[item]].spans else Look.RULED_OUT
        elif ruling is None:
            look = Look.OPEN
        else:
            look = None if ruling.id in ruled else Look.RULED_OUT
        if look is not None:
            tag = numbers.get(item.id, "")
            if ruling is not None and ruling.id in answered:
                tag = _answered(tag)
            drawn.append((_box(case, item), look, tag))
    return _placed(drawn, labels)


def _answered(tag: str) -> str:
    return f"{tag} · {QCoreApplication.translate('Review', 'answer')}"


def item_at(case: Case, mark: Mark, gold: GoldSpan | None) -> Conflict | None:
    """The item a mark is about: its box, what the rule takes, or ``gold`` of a ruling on it."""
    for item in case.items:
        ruling = case.ruling_on(item)
        if item.id == mark.id or (gold and ruling and ruling.id == gold.ruling_id):
            return item
    for item, choice in case.by_rule.items():
        places = {span.place for span in item.options[choice].spans}
        if gold is None and (mark.start, mark.end, mark.label.name) in places:
            return item
    return None


def mark_of(case: Case, item: Conflict) -> str:
    """The mark that shows an item: the gold of its ruling, else its box."""
    ruling = case.ruling_on(item)
    spans = [span for span in case.gold if ruling and span.ruling_id == ruling.id]
    return spans[0].id if spans else item.id


def marks_of_draft(
    case: Case, spans: Iterable[Annotation], labels: Mapping[str, Label]
) -> list[Mark]:
    """Gold as it stays, and in the colours of their labels the spans that are being written."""
    written = [(span, Look.OWN, tag_of(span)) for span in spans]
    settled = [span.as_annotation() for span in case.gold]
    kept = [
        (span, Look.SETTLED, tag_of(span))
        for span in settled
        if all(span.end <= own.start or own.end <= span.start for own, _, _ in written)
    ]
    return _placed([*written, *kept], labels)


def as_annotation(case: Case, span: SpanContent, name: str) -> Annotation:
    """A span in the form that the surface draws."""
    return Annotation(
        id=name,
        article_id=case.article_id,
        annotator=GOLD,
        span=span,
        text=case.document.text[span.start : span.end],
        origin=Origin.MANUAL,
    )


def _box(case: Case, item: Conflict) -> Annotation:
    return as_annotation(case, SpanContent(item.start, item.end, ""), item.id)


def _placed(
    drawn: Sequence[tuple[Annotation, Look, str]], labels: Mapping[str, Label]
) -> list[Mark]:
    ordered = sorted(drawn, key=lambda mark: (mark[0].start, -mark[0].end))
    lane_of = lanes([span for span, _, _ in ordered])
    return [
        Mark(span, labels.get(span.label, _NO_LABEL), lane, tag, look)
        for (span, look, tag), lane in zip(ordered, lane_of, strict=True)
    ]
