"""Krippendorff's alpha for unitizing, 1 - D_o / D_e: agreement on where units are.

The coefficient of Krippendorff (1995, Sociological Methodology 25:47; 2004, Content Analysis, 2nd
edition, section 11.6). Krippendorff, Mathet, Bouvry and Widlöcher (2016, Quality and Quantity
50:2347) found that it misbehaves with more than two annotators, so it is computed for pairs alone;
for their own family of coefficients see ``unit_alphas``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np

Unit: TypeAlias = tuple[int, int]
"""``[start, end)`` of a unit; the units of one annotator do not overlap."""


def observed_disagreement(one: Sequence[Unit], other: Sequence[Unit], length: int) -> float:
    """D_o: the squared differences of all sections that meet, both ways, by m(m-1)L² with m = 2.

    Two units that overlap differ by the squared distances of their beginnings and of their ends; a
    unit that lies wholly in a gap of the other annotator differs by its squared length.
    """
    total = 0.0
    for units, others in ((one, other), (other, one)):
        starts = [start for start, _ in others]
        ends = [end for _, end in others]
        for start, end in units:
            first = bisect_right(ends, start)
            last = bisect_right(starts, end - 1)
            if first >= last:
                total += 2 * (end - start) ** 2
            elif units is one:
                for b, e in others[first:last]:
                    total += 2 * ((start - b) ** 2 + (end - e) ** 2)
    return total / (2 * length**2)


def expected_disagreement(coders: Sequence[Sequence[Unit]], length: int) -> float:
    """D_e: what units of these lengths would differ by, wherever they and the gaps had stood."""
    lengths = np.array([end - start for units in coders for start, end in units], dtype=float)
    if not len(lengths):
        return 0.0
    gaps = np.sort(np.array([gap for units in coders for gap in _gaps(units, length)], dtype=float))
    behind = np.concatenate([np.cumsum(gaps[::-1])[::-1], [0.0]])
    at = np.searchsorted(gaps, lengths, side="left")
    count = len(gaps) - at
    fitting = behind[at] - count * (lengths - 1)  # the sum of l_gap - l + 1 over gaps that hold l
    units = (len(lengths) - 1) / 3 * (2 * lengths**3 - 3 * lengths**2 + lengths)
    above = 2 / length * float((units + lengths**2 * fitting).sum())
    whole = len(coders) * length
    below = whole * (whole - 1) - float((lengths * (lengths - 1)).sum())
    return above / below if below else 0.0


def _gaps(units: Iterable[Unit], length: int) -> Iterable[int]:
    at = 0
    for start, end in units:
        if start > at:
            yield start - at
        at = end
    if length > at:
        yield length - at
