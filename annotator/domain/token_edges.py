"""Spans that begin or end inside a token, and what becomes of them where texts go out in tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from annotator.domain.records import Record, RecordSpan, each_once
from annotator.domain.spans import Span
from annotator.domain.tokens import Token, snap, tokenise

_MOST_KNOWN = 50_000
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


def _starts(words: str) -> list[int]:
    return [token.start for token in tokenise(words)]


class Cuts:
    """Finds the spans that begin or end inside a token, without the tokens of the whole text: none
    has blanks in it, so what stands between blanks is looked at by itself, and only where a span
    begins or ends inside that. ``starts`` gives where the tokens of such a piece begin.
    """

    def __init__(self, starts: Callable[[str], Iterable[int]] = _starts) -> None:
        self._starts = starts
        self._known: dict[str, frozenset[int]] = {}

    def off(self, text: str, spans: Iterable[S]) -> list[S]:
        """Those of the spans that do."""
        return [
            span
            for span in spans
            if not (self._is_edge(text, span.start) and self._is_edge(text, span.end))
        ]

    def _is_edge(self, text: str, place: int) -> bool:
        if place in (0, len(text)) or text[place - 1].isspace() or text[place].isspace():
            return True
        start, end = place, place
        while start and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        return place - start in self._edges(text[start:end])

    def _edges(self, words: str) -> frozenset[int]:
        edges = self._known.get(words)
        if edges is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            edges = frozenset(self._starts(words))
            self._known[words] = edges
        return edges


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
