"""The best alignment of two annotators' units: which pairs to make so that disorder is least.

Mathet, Widlöcher and Métivier 2015, Computational Linguistics 41:437. A unit left alone costs
``ALONE``, a pair its dissimilarity: squared, the distances of the beginnings and of the ends by the
sum of the lengths; and 1 more where the labels differ. So two units that would cost 2 or more are
never paired, and pairs worth making fall into small groups that have no unit in common: each is
solved for itself, exactly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.domain.agreement.coefficients import Counts

Numbers = npt.NDArray[np.int64]
ALONE = 1.0
OTHER_LABEL = 1.0


class Units(NamedTuple):
    """Units of one annotator in many continua: ``[start, end)``, label and continuum of each."""

    start: Numbers
    end: Numbers
    label: Numbers
    continuum: Numbers


class Pairs(NamedTuple):
    """Pairs that are worth making: places in the one and in the other, and what each saves."""

    one: Numbers
    other: Numbers
    saved: Counts

    def only(self, chosen: npt.NDArray[np.bool_] | Numbers) -> Pairs:
        """Some of them."""
        return Pairs(self.one[chosen], self.other[chosen], self.saved[chosen])


def worth_making(one: Units, other: Units) -> Pairs:
    """All pairs of one continuum that cost less than both units alone."""
    if not len(one.start) or not len(other.start):
        nothing = np.zeros(0, dtype=np.int64)
        return Pairs(nothing, nothing, np.zeros(0))
    lengths, others = one.end - one.start, other.end - other.start
    longest = int(max(lengths.max(), others.max()))
    # One line for all continua, so far from each other that no pair reaches across.
    stride = int(max(one.end.max(), other.end.max())) + 3 * longest
    middle = (one.start + one.end) / 2 + one.continuum * stride
    theirs = (other.start + other.end) / 2 + other.continuum * stride
    order = np.argsort(theirs, kind="stable")
    # |ds| + |de| is twice the distance of the middles or more, and below sqrt(2) times the lengths.
    reach = (lengths + others.max()) / np.sqrt(2)
    first = np.searchsorted(theirs[order], middle - reach, side="left")
    count = np.searchsorted(theirs[order], middle + reach, side="right") - first
    a = np.repeat(np.arange(len(middle)), count)
    within = np.arange(len(a)) - np.repeat(np.cumsum(count) - count, count)
    b = order[np.repeat(first, count) + within]
    apart = np.abs(one.start[a] - other.start[b]) + np.abs(one.end[a] - other.end[b])
    cost = (apart / (lengths[a] + others[b])) ** 2 + OTHER_LABEL * (one.label[a] != other.label[b])
    return Pairs(a, b, 2 * ALONE - cost).only(cost < 2 * ALONE)


def best(pairs: Pairs) -> Pairs:
    """The pairs that save most together when each unit is in one pair at most."""
    if not len(pairs.one):
        return pairs
    mine, theirs = np.bincount(pairs.one), np.bincount(pairs.other)
    alone, also = mine[pairs.one] == 1, theirs[pairs.other] == 1
    chosen = _stars(pairs.one, also, pairs.saved) | _stars(pairs.other, alone, pairs.saved)
    taken_one, taken_other = np.zeros(len(mine), bool), np.zeros(len(theirs), bool)
    taken_one[pairs.one[chosen]] = True
    taken_other[pairs.other[chosen]] = True
    left = np.flatnonzero(~taken_one[pairs.one] & ~taken_other[pairs.other])
    one, other, saved = (part[left].tolist() for part in pairs)
    for group in _groups(one, other):
        for number in _assigned([(one[n], other[n], saved[n]) for n in group]):
            chosen[left[group[number]]] = True
    return pairs.only(chosen)


def _stars(centre: Numbers, bare: npt.NDArray[np.bool_], saved: Counts) -> npt.NDArray[np.bool_]:
    """The best pair of each unit whose partners all have no other: nothing else is affected."""
    bound = np.bincount(centre, ~bare)
    chosen = np.zeros(len(centre), bool)
    candidates = np.flatnonzero(bound[centre] == 0)
    order = candidates[np.lexsort((-saved[candidates], centre[candidates]))]
    firsts = np.ones(len(order), bool)
    firsts[1:] = centre[order][1:] != centre[order][:-1]
    chosen[order[firsts]] = True
    return chosen


def _groups(one: Sequence[int], other: Sequence[int]) -> Iterable[list[int]]:
    """Numbers of pairs, grouped so that pairs with a unit in common are together."""
    by_one: defaultdict[int, list[int]] = defaultdict(list)
    by_other: defaultdict[int, list[int]] = defaultdict(list)
    for number, (a, b) in enumerate(zip(one, other, strict=True)):
        by_one[a].append(number)
        by_other[b].append(number)
    seen = bytearray(len(one))
    for begin in range(len(one)):
        if seen[begin]:
            continue
        seen[begin] = 1
        group = [begin]
        for number in group:  # grows while it is gone through
            for near in (by_one.get(one[number], ()), by_other.get(other[number], ())):
                for neighbour in near:
                    if not seen[neighbour]:
                        seen[neighbour] = 1
                        group.append(neighbour)
            by_one.pop(one[number], None)
            by_other.pop(other[number], None)
        yield group


def _assigned(group: Sequence[tuple[int, int, float]]) -> list[int]:
    """Numbers of the pairs to make, by the Hungarian method on rows and columns of the group.

    Kuhn 1955, Naval Research Logistics Quarterly 2:83, with potentials, a row at a time: n²m steps
    for n rows and m columns. A place without a pair saves nothing, so a unit may stay alone.
    """
    rows = {a: n for n, a in enumerate(dict.fromkeys(a for a, _, _ in group))}
    columns = {b: n for n, b in enumerate(dict.fromkeys(b for _, b, _ in group))}
    turned = len(rows) > len(columns)
    size = sorted((len(rows), len(columns)))
    cost = [[0.0] * size[1] for _ in range(size[0])]
    number: dict[tuple[int, int], int] = {}
    for at, (a, b, saved) in enumerate(group):
        row, column = (columns[b], rows[a]) if turned else (rows[a], columns[b])
        cost[row][column] = -saved
        number[row, column] = at
    pairs = _hungarian(cost)
    return [number[place] for place in pairs if place in number]


def _hungarian(cost: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """A column for each row, at the least cost; there are no more rows than columns."""
    width = len(cost[0])
    row_price, column_price = [0.0] * len(cost), [0.0] * (width + 1)
    holder = [-1] * (width + 1)  # which row has the column; the last is where a row comes in
    for row in range(len(cost)):
        at, holder[width] = width, row
        slack, before, done = [float("inf")] * width, [width] * width, [False] * (width + 1)
        while holder[at] >= 0:
            done[at], taken = True, holder[at]
            line, price, step, target = cost[taken], row_price[taken], float("inf"), 0
            for column in range(width):
                if done[column]:
                    continue
                reduced = line[column] - price - column_price[column]
                if reduced < slack[column]:
                    slack[column], before[column] = reduced, at
                if slack[column] < step:
                    step, target = slack[column], column
            for column in range(width + 1):
                if done[column]:
                    row_price[holder[column]] += step
                    column_price[column] -= step
                elif column < width:
                    slack[column] -= step
            at = target
        while at != width:
            holder[at], at = holder[before[at]], before[at]
    return [(row, column) for column, row in enumerate(holder[:-1]) if row >= 0]
