"""Spans that begin or end inside a token, and what becomes of them where texts go out in tokens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from annotator.domain.records import Record, RecordSpan, each_once
from annotator.domain.spans import Span
from annotator.domain.tokens import Token, snap

S = TypeVar("S", bound=Span)


class Edges(StrEnum):
    """What becomes of such spans: the span grows to whole tokens, the token is cut, or the span
    is left out.
    """

    EXPAND = "expand"
    CUT = "cut"
    LEAVE_OUT = "leave-out"


def off_edges(spans: Iterable[S], tokens: Sequence[Token]) -> list[S]:
    """The spans that begin or end inside a token."""
    starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
    return [span for span in spans if span.start not in starts or span.end not in ends]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A record whose spans fall on the edges of tokens, which spans grew for it, and which are not
    in it any more, each with the reason.
    """

    record: Record
    grown: tuple[RecordSpan, ...] = ()
    left_out: tuple[tuple[RecordSpan, str], ...] = ()


def fitted(record: Record, tokens: list[Token], edges: Edges) -> Fitted:
    """The record as ``edges`` wants it. Where tokens are cut, it stays as it is."""
    off = off_edges(record.spans, tokens) if edges is not Edges.CUT else []
    if not off:
        return Fitted(record)
    if edges is Edges.LEAVE_OUT:
        keys = {span.key for span in off}
        spans = tuple(span for span in record.spans if span.key not in keys)
        reason = "it begins or ends inside a token"
        return Fitted(replace(record, spans=spans), (), tuple((span, reason) for span in off))
    places = {span.key: snap(tokens, span.start, span.end) for span in off}
    whole = []
    for span in record.spans:
        start, end = places.get(span.key) or (span.start, span.end)
        whole.append(span._replace(start=start, end=end))
    whole.sort(key=lambda span: (span.start, -span.end))
    spans, again, _ = each_once(whole)
    reason = "grown to whole tokens, it is the same as another"
    return Fitted(replace(record, spans=spans), tuple(off), tuple((span, reason) for span in again))
