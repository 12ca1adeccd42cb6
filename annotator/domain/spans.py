"""Rules about spans: how they lie to each other, and where their lines are drawn."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter, gt
from typing import Protocol, TypeVar

from annotator.domain.errors import InputError


class Span(Protocol):
    """Anything that covers ``[start, end)`` code points of a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class LabelledSpan(Span, Protocol):
    """A span that says what it is."""

    @property
    def label(self) -> str: ...


S = TypeVar("S", bound=Span)
L = TypeVar("L", bound=LabelledSpan)
_start, _end = attrgetter("start"), attrgetter("end")


def overlaps(one: Span, other: Span) -> bool:
    """Whether the two share a code point."""
    return one.start < other.end and other.start < one.end


def has_overlap(spans: Iterable[Span]) -> bool:
    """Whether any two of the spans share a code point."""
    spans = list(spans)  # they are in order as long as each ends before the next begins
    return is_overlapping(spans) and is_overlapping(sorted(spans, key=_start))


def is_overlapping(ordered: Iterable[Span]) -> bool:
    """Whether any two of spans in text order share a code point."""
    spans = list(ordered)
    return any(map(gt, map(_end, spans), map(_start, spans[1:])))


def joined(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """The ranges that spans cover together: disjoint and in text order."""
    ranges: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if ranges and start <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], end))
        else:
            ranges.append((start, end))
    return ranges


def meets(ranges: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether ``[start, end)`` shares a code point with ranges, disjoint and in text order."""
    at = bisect_left(ranges, (start, end))
    before = at > 0 and ranges[at - 1][1] > start
    return before or (at < len(ranges) and ranges[at][0] < end)


def overlapping(spans: Iterable[S]) -> Iterator[tuple[S, S]]:
    """Each two of the spans that share a code point, in text order."""
    open_: list[S] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        open_ = [other for other in open_ if other.end > span.start]
        yield from ((other, span) for other in open_)
        open_.append(span)


def flatten(
    spans: Iterable[L], *, last: Callable[[L], bool] = lambda span: False
) -> tuple[list[L], list[L]]:
    """Choose spans that do not overlap: the longest first, then the leftmost; of the same words
    those that come ``last`` give way to the others.

    Returns the chosen spans in text order and those that had to give way.
    """
    chosen: list[L] = []
    left_out: list[L] = []
    taken: set[int] = set()

    def order(span: L) -> tuple[object, ...]:
        return span.start - span.end, span.start, last(span), span.label

    ordered = sorted(spans, key=_start)
    if not is_overlapping(ordered):
        return ordered, []
    for span in sorted(ordered, key=order):
        places = range(span.start, span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(span)
        else:
            left_out.append(span)
    chosen.sort(key=lambda span: span.start)
    return chosen, left_out


def lanes(spans: Sequence[Span]) -> list[int]:
    """For each span the lowest line below the text on which it meets no other.

    An enclosing span lies below the spans it holds, so lane 0 is the one nearest to the text.
    """
    lane_of = [0] * len(spans)
    for cluster in clusters(spans):
        if len(cluster) > 1:
            cluster.sort(key=lambda i: (spans[i].end - spans[i].start, spans[i].start))
            _stack(spans, cluster, lane_of)
    return lane_of


def clusters(spans: Sequence[Span]) -> Iterator[list[int]]:
    """The indices of spans that hang together by overlaps; most stand alone."""
    cluster: list[int] = []
    reach = 0
    for index in sorted(range(len(spans)), key=lambda i: spans[i].start):
        if cluster and spans[index].start >= reach:
            yield cluster
            cluster, reach = [], 0
        cluster.append(index)
        reach = max(reach, spans[index].end)
    if cluster:
        yield cluster


def _stack(spans: Sequence[Span], order: Iterable[int], lane_of: list[int]) -> None:
    placed: list[list[tuple[int, int]]] = []  # in each lane disjoint and in text order
    for index in order:
        place = spans[index].start, spans[index].end
        met = (number for number, taken in enumerate(placed) if meets(taken, *place))
        lane = max(met, default=-1) + 1
        if lane == len(placed):
            placed.append([])
        insort(placed[lane], place)
        lane_of[index] = lane


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without the blanks at its edges; as it is if it is blank or not in the text."""
    if not 0 <= start < end <= len(text) or text[start:end].isspace():
        return start, end
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end


def verify(text: str, start: int, end: int) -> None:
    """Raise InputError unless ``[start, end)`` is a span of ``text`` without blank edges."""
    if start >= end:
        raise InputError(f"a span must start before it ends, and {start} to {end} does not")
    if start < 0 or end > len(text):
        raise InputError(
            f"a span must lie inside its text, and {start} to {end} does not fit 0 to {len(text)}"
        )
    if text[start].isspace() or text[end - 1].isspace():
        raise InputError(f"a span may not begin or end with a space, and {start} to {end} does")
