"""Rows kept in order, changed and asked without looking at all of them.

Where an article has 20,000 spans, an edit may cost no more than where it has a hundred.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter, is_
from typing import Any, TypeVar

from annotator.domain.spans import Span

T = TypeVar("T")
S = TypeVar("S", bound=Span)
FEW = 64
"""Up to so many rows are put in one by one; more are sorted with the rest."""

_START = attrgetter("start")


def longest(spans: Iterable[Span]) -> int:
    """How many code points the longest of some spans covers."""
    return max([span.end - span.start for span in spans], default=0)


def meeting(ordered: Sequence[S], start: int, end: int, *, longest: int) -> list[S]:
    """Those of spans in text order that share a code point with ``[start, end)``.

    None of them is longer than ``longest``.
    """
    first = bisect_left(ordered, start - longest, key=_START)
    last = bisect_left(ordered, end, key=_START)
    return [span for span in ordered[first:last] if span.end > start]


def changed(
    rows: tuple[T, ...],
    *,
    gone: Sequence[T],
    added: Sequence[T],
    order: Callable[[T], Any],
    same: Callable[[T], object],
) -> tuple[T, ...]:
    """Rows in their ``order`` without those that are the ``same`` as one that has gone, and with
    those that are added.
    """
    if not gone and not added:
        return rows
    if len(gone) + len(added) > FEW:
        names = {same(row) for row in gone}
        return tuple(sorted([*(r for r in rows if same(r) not in names), *added], key=order))
    left = list(rows)
    for row in gone:
        at = bisect_left(left, order(row), key=order)
        if at == len(left) or same(left[at]) != same(row):
            # It stands elsewhere, where what has gone was not quite what is here.
            at = next((n for n, other in enumerate(left) if same(other) == same(row)), -1)
        if at >= 0:
            del left[at]
    for row in added:
        insort(left, row, key=order)
    return tuple(left)


def differing(before: Sequence[T], after: Sequence[T]) -> tuple[Sequence[T], Sequence[T]]:
    """What is between the beginnings and ends that two sequences have in common, in each.

    The same row is the same object, so that no row is looked into.
    """
    shorter = min(len(before), len(after))
    first = _in_common(before, after)
    last = min(_in_common(before[::-1], after[::-1]), shorter - first)
    return before[first : len(before) - last], after[first : len(after) - last]


def _in_common(one: Sequence[T], other: Sequence[T]) -> int:
    return next(
        (n for n, alike in enumerate(map(is_, one, other)) if not alike), min(len(one), len(other))
    )
