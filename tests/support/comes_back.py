"""What of an article may come back that left in a format: how each kind of content is compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from annotator.domain.outgoing import Content
from annotator.domain.records import Record, RecordSpan, flat

ABOUT = ("title", "source", "url", "published")


def of_spans(what: Callable[[RecordSpan], object]) -> Callable[[Record], object]:
    """What is said of each span, by its words, since offsets may be others."""

    def said(record: Record) -> object:
        text = record.article.text
        values = {(text[span.start : span.end], span.label): what(span) for span in record.spans}
        return {words: value for words, value in values.items() if value is not None}

    return said


def figures(record: Record) -> object:
    """Figures, each with the words of the one it is among."""
    text = record.article.text
    words = {span.id: text[span.start : span.end] for span in record.spans}
    return of_spans(lambda span: span.figure and (span.figure.to_json(), words.get(span.part_of)))(
        record
    )


def relations(record: Record) -> object:
    return [value for value in record.article.extra.values() if "KILLED" in repr(value)]


def plain(record: Record, span: RecordSpan) -> tuple[str, str]:
    """The words of a span without blanks, and its label without any."""
    words = record.article.text[span.start : span.end]
    return "".join(words.split()), span.label.replace(" ", "_")


def scores(record: Record) -> object:
    suggested = [(span.start, span.score) for span in record.rejected if span.score]
    return sorted([*suggested, *((span.start, span.score) for span in record.spans if span.score)])


COMES: dict[Content | str, Callable[[Record], object]] = {
    "text": lambda record: record.article.text,
    "spans": lambda record: [plain(record, span) for span in flat(record.spans)[0]],
    Content.FIGURES: figures,
    Content.ENTITIES: of_spans(lambda span: span.entity),
    Content.NOTES: of_spans(lambda span: span.note),
    Content.REJECTED: lambda record: [span.key for span in map(rejected, record.rejected)],
    Content.STATUSES: lambda record: record.status,
    Content.REASONS: lambda record: (record.flagged, record.reason or ""),
    Content.METADATA: lambda record: {key: getattr(record.article, key) for key in ABOUT},
    Content.EXTRA: lambda record: record.article.extra.get("region"),
    Content.MUTED: lambda record: record.muted,
    Content.OVERLAPS: of_spans(lambda span: True),
    Content.SCORES: scores,
    Content.RELATIONS: relations,
    Content.ORIGINS: of_spans(lambda span: (span.id, span.origin)),
    Content.ANNOTATORS: lambda record: record.annotator,
    Content.ANSWERS: of_spans(lambda span: span.answered or None),
    Content.TIME: lambda record: record.seconds,
}


def rejected(span: Any) -> RecordSpan:
    return RecordSpan(span.start, span.end, span.label)
