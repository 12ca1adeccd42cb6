"""What leaves a project: an annotator's article as a record, whole or without its muted parts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from annotator.domain.records import MutedPart, Record, RecordSpan, RejectedSpan
from annotator.domain.span_keys import given_back
from annotator.domain.spans import Span
from annotator.domain.state import ArticleState
from annotator.domain.values import Annotation, NewArticle, Suggestion, Verdict

S = TypeVar("S", RecordSpan, RejectedSpan)


def record_of(state: ArticleState, extra: Mapping[str, Any]) -> Record:
    """The record of an article; of the suggestions only those that were rejected are in it."""
    article = state.document.article
    rejected = {d.suggestion_id for d in state.decisions if d.verdict is Verdict.REJECTED}
    rest, spans = given_back(extra, [_span(item) for item in state.annotations])
    return Record(
        article=NewArticle(
            text=state.text,
            title=article.title,
            source=article.source,
            url=article.url,
            published=article.published,
            uid=article.uid,
            extra=rest,
        ),
        spans=spans,
        rejected=_rejected([item for item in state.suggestions if item.id in rejected]),
        muted=tuple(MutedPart(part.start, part.end, part.rule) for part in state.muted),
        unmuted=tuple(MutedPart(part.start, part.end, part.rule) for part in state.unmuted),
        status=state.status,
        reason=state.work.reason if state.work else None,
        annotator=state.annotator,
    )


def _span(item: Annotation) -> RecordSpan:
    return RecordSpan(
        start=item.start,
        end=item.end,
        label=item.label,
        id=item.id,
        origin=item.origin,
        figure=item.figure,
        entity=item.entity,
        note=item.note,
    )


def _rejected(suggestions: Sequence[Suggestion]) -> tuple[RejectedSpan, ...]:
    spans = {
        RejectedSpan(item.start, item.end, item.label, source_text(item.source, item.version))
        for item in suggestions
    }
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end, span.label, span.source)))


def source_text(name: str, version: str) -> str:
    """A suggester as records name it: ``name@version``, or the name where it has no version."""
    return f"{name}@{version}" if version else name


def source_parts(text: str) -> tuple[str, str]:
    """Name and version of a suggester as records name it."""
    name, _, version = text.rpartition("@")
    return (name, version) if name else (text, "")


@dataclass(frozen=True, slots=True)
class Unmuted:
    """A record without its muted parts, and the spans that lay in them."""

    record: Record
    left_out: tuple[RecordSpan, ...]


def without_muted(record: Record) -> Unmuted:
    """Cut the muted parts out of the text and move every offset accordingly.

    A span that shares a code point with a muted part is left out, never cut.
    """
    parts = _merged(record.muted)
    text = record.article.text
    kept: list[str] = []
    at = 0
    for start, end in parts:
        kept.append(text[at:start])
        at = end
    kept.append(text[at:])
    muted = [span for span in record.spans if _touches(span, parts)]
    cut = replace(
        record,
        article=replace(record.article, text="".join(kept)),
        spans=_moved(record.spans, parts),
        rejected=_moved(record.rejected, parts),
        muted=(),
        unmuted=(),
    )
    return Unmuted(cut, tuple(muted))


def _merged(muted: Sequence[MutedPart]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for part in sorted(muted, key=lambda part: part.start):
        if merged and part.start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], part.end))
        else:
            merged.append((part.start, part.end))
    return merged


def _touches(span: Span, parts: Sequence[tuple[int, int]]) -> bool:
    return any(start < span.end and span.start < end for start, end in parts)


def _placed(span: S, start: int, end: int) -> S:
    if isinstance(span, RecordSpan):
        return span._replace(start=start, end=end)
    return replace(span, start=start, end=end)


def _moved(spans: Sequence[S], parts: Sequence[tuple[int, int]]) -> tuple[S, ...]:
    starts = [start for start, _ in parts]
    gone = [0]
    for start, end in parts:
        gone.append(gone[-1] + end - start)
    return tuple(
        _placed(
            span,
            span.start - gone[bisect_right(starts, span.start)],
            span.end - gone[bisect_right(starts, span.start)],
        )
        for span in spans
        if not _touches(span, parts)
    )
