"""The family of alphas for unitizing of 2016: one partition of text into units and gaps by each.

Krippendorff, Mathet, Bouvry and Widlöcher 2016, Quality and Quantity 50:2347, equations 1 to 13;
the same in Krippendorff 2019, Content Analysis, 4th edition, section 12.6, equations 32 to 38. It
holds for any number of annotators. ``l`` are lengths in characters of what each two annotators say
of the same place, by label of the one and of the other, divided by m - 1; expected lengths leave
out what a unit would share with itself, and take each character of a gap for a unit of its own.
How the formulas were come by and held against a published example is told in docs/agreement.md.

Where units and gaps stand does not enter into what is expected, so articles can be laid end to end
without a choice: their sums are added, and one coefficient comes of all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations
from typing import NamedTuple, TypeAlias

import numpy as np

from annotator.domain.agreement.coefficients import Counts, ratio
from annotator.domain.agreement.measured import CORRECTED, Measured, measured
from annotator.domain.agreement.unitizing import Unit

_NEVER_BOTH = "no two have marked the same place"
_ONE_LABEL = "where two have marked the same place, there is one label alone"


class LabelledUnits(NamedTuple):
    """The units of one annotator, ``[start, end)``, none over another, and a label's place each."""

    units: Sequence[Unit]
    labels: Sequence[int]


@dataclass(frozen=True, slots=True)
class UnitSums:
    """What the family needs of an article; the sums of many articles are those of all together.

    ``shared`` is l_ck, the gap after the labels. ``own`` is by label the sum of squared lengths of
    units, and the length of gaps. ``marked`` is by label the sum of squares of the length of each
    unit that the others have marked too, on average over the others.
    """

    shared: Counts
    own: Counts
    marked: Counts


@dataclass(frozen=True, slots=True)
class UnitAlphas:
    """The family for one set of annotators.

    ``units`` is u-alpha: units and their labels against each other and against gaps. ``places`` is
    |u-alpha: anything marked against gaps. ``coding`` is cu-alpha: the labels of what two have both
    marked, ``covered`` the share of the text that is. ``labels`` is (k)u-alpha by label, and
    ``label_covered`` the share of the label's length that it speaks of; None where there is none.
    """

    units: Measured
    places: Measured
    coding: Measured
    covered: float | None
    labels: Mapping[str, Measured] = field(default_factory=dict)
    label_covered: Mapping[str, float | None] = field(default_factory=dict)


def unit_sums(coders: Sequence[LabelledUnits], length: int, labels: int) -> UnitSums:
    """Sum what the annotators of one article, two or more, say of each of its characters."""
    gap, size = labels, labels + 1
    rows = np.full((len(coders), length), gap)
    own, marked = np.zeros(size), np.zeros(labels)
    for row, coder in zip(rows, coders, strict=True):
        for (start, end), label in zip(coder.units, coder.labels, strict=True):
            row[start:end] = label
    counted = np.zeros(size * size)
    for one, other in combinations(rows, 2):
        counted += np.bincount(one * size + other, minlength=size * size)
    shared = counted.reshape(size, size)
    by_others = np.concatenate(
        [np.zeros((len(coders), 1), dtype=int), np.cumsum(rows != gap, axis=1)], axis=1
    )
    by_others = (by_others.sum(0) - by_others) / (len(coders) - 1)
    for coder, reached in zip(coders, by_others, strict=True):
        places = np.array(coder.units, dtype=int).reshape(-1, 2)
        which = np.array(coder.labels, dtype=int)
        starts, ends = places[:, 0], places[:, 1]
        own += np.bincount(which, (ends - starts) ** 2, minlength=size)
        marked += np.bincount(which, (reached[ends] - reached[starts]) ** 2, minlength=labels)
    own[gap] = float((rows == gap).sum())
    return UnitSums((shared + shared.T) / (len(coders) - 1), own, marked)


def unit_alphas(articles: Sequence[UnitSums], labels: Sequence[str]) -> UnitAlphas:
    """The family over articles laid end to end; without any, nothing has a value."""
    if not articles:
        nothing = Measured(None, why="there is no article that all of them have finished")
        return UnitAlphas(nothing, nothing, nothing, None, dict.fromkeys(labels, nothing))
    rows = np.stack([np.concatenate([a.shared.ravel(), a.own, a.marked]) for a in articles])
    whole = _Sums.of(rows.sum(0), len(labels))
    both = whole.both.sum(-1)

    def alpha_of(disagreement: _Disagreement, why: str) -> Measured:
        def alpha(sums: Counts) -> Counts:
            observed, expected = disagreement(_Sums.of(sums, len(labels)))
            return 1 - ratio(observed, expected)

        return measured(rows, alpha, CORRECTED, why)

    return UnitAlphas(
        units=alpha_of(_units, _why(whole, "all of the text has one label")),
        places=alpha_of(_places, _why(whole, "all have marked all of the text")),
        coding=alpha_of(_coding, _why(whole, _ONE_LABEL if both.any() else _NEVER_BOTH)),
        covered=_share(both.sum(), whole.shared.sum()),
        labels={
            name: alpha_of(
                partial(_of_label, label=at),
                "nobody has a span of this label"
                if not whole.own[at]
                else (_ONE_LABEL if both[at] else _NEVER_BOTH),
            )
            for at, name in enumerate(labels)
        },
        label_covered={
            name: _share(both[at], whole.shared[at].sum()) for at, name in enumerate(labels)
        },
    )


def article_alpha(sums: UnitSums) -> Measured:
    """u-alpha of one article, without an interval."""
    row = np.concatenate([sums.shared.ravel(), sums.own, sums.marked])
    whole = _Sums.of(row, len(sums.marked))
    observed, expected = _units(whole)
    value = float(1 - ratio(observed, expected))
    if np.isfinite(value):
        return Measured(value)
    return Measured(None, why=_why(whole, "all of the text has one label"))


def _why(whole: _Sums, otherwise: str) -> str:
    return otherwise if whole.own[:-1].any() else "nobody has any span"


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sums as ``UnitSums`` has them, of one set of articles or of many (a leading dimension)."""

    shared: Counts
    own: Counts
    marked: Counts

    @classmethod
    def of(cls, row: Counts, labels: int) -> _Sums:
        """Out of rows of all of them; dimensions before the last stay."""
        size = labels + 1
        shared, own, marked = np.split(row, (size**2, size**2 + size), axis=-1)
        return cls(shared.reshape(*row.shape[:-1], size, size), own, marked)

    @property
    def both(self) -> Counts:
        """What two have both marked, by label of the one and of the other."""
        return self.shared[..., :-1, :-1]


_Disagreement: TypeAlias = Callable[[_Sums], tuple[Counts, Counts]]


def _units(sums: _Sums) -> tuple[Counts, Counts]:
    """Observed and expected disagreement of u-alpha (2016: 1, 4, 5a; 2019: 32 to 34)."""
    by_label, total = sums.shared.sum(-1), sums.shared.sum((-2, -1))
    observed = total - np.trace(sums.shared, axis1=-2, axis2=-1)
    return observed, _expected(total**2 - (by_label**2).sum(-1), total, sums.own)


def _places(sums: _Sums) -> tuple[Counts, Counts]:
    """Observed and expected disagreement of |u-alpha (2016: 6; 2019: 35)."""
    gaps, total = sums.shared[..., -1, :].sum(-1), sums.shared.sum((-2, -1))
    observed = gaps - sums.shared[..., -1, -1]
    return observed, _expected(gaps * (total - gaps), total, sums.own)


def _coding(sums: _Sums) -> tuple[Counts, Counts]:
    """Observed and expected disagreement of cu-alpha (2016: 10, 11; 2019: 36, 37)."""
    by_label, total = sums.both.sum(-1), sums.both.sum((-2, -1))
    observed = total - np.trace(sums.both, axis1=-2, axis2=-1)
    return observed, _expected(total**2 - (by_label**2).sum(-1), total, sums.marked)


def _of_label(sums: _Sums, label: int) -> tuple[Counts, Counts]:
    """Observed and expected disagreement of (k)u-alpha, as shares (2016: 13; 2019: 38).

    They are 1 - l_kk / l_k and 1 - e_kk / e_k over what two have both marked.
    """
    by_label, total = sums.both.sum(-1)[..., label], sums.both.sum((-2, -1))
    chance = by_label * total - sums.marked[..., label]
    observed = 1 - ratio(sums.both[..., label, label], by_label)
    return observed, ratio(by_label * (total - by_label), chance)


def _expected(pairs: Counts, total: Counts, own: Counts) -> Counts:
    """Lengths expected to differ: ``pairs`` of all pairs of characters of different units."""
    return ratio(total * pairs, total**2 - own.sum(-1))


def _share(part: float, whole: float) -> float | None:
    return float(part / whole) if whole else None
