"""A coefficient with what is known about it, and how its interval comes about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np

from annotator.domain.agreement.coefficients import Counts

FEWEST = 15
"""Articles an interval needs. Over fewer, 95 of 100 intervals would not hold the value: see
docs/agreement.md and tests/simulations/intervals.py."""
FEWEST_OF_EACH = 3
"""Articles with disagreement, and articles with agreement, an interval needs among them."""
TOO_FEW = f"too few articles for an interval (needs {FEWEST})"
TOO_ALIKE = f"too few articles with disagreement for an interval (needs {FEWEST_OF_EACH})"
TOO_UNLIKE = f"too few articles with agreement for an interval (needs {FEWEST_OF_EACH})"
UNEVEN = "the articles vary too little or too much for an interval"
# The t distribution's 97.5th percentile by powers of 1 / degrees of freedom (Abramowitz and Stegun
# 1964, 26.7.5); from 2 degrees on within 1 %.
_T = (1.959964, 2.372271, 2.822502, 2.555852, 1.589534)
_ROUNDING = 1e-9

Statistic: TypeAlias = Callable[[Counts], Counts]
"""From sums over articles to the value; dimensions before those of the sums stay. What has no value
is not a number.
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One coefficient. ``value`` is None where it has none, and then ``why`` says why not.

    ``low`` and ``high`` bound it with 95 % certainty; where they are None ``why`` says why, or is
    empty where no interval was asked for.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a value varies evenly enough to go as far up as down: ``to`` it and ``back``.

    ``most`` says whether the value is 1 where there is no disagreement at all.
    """

    to: Callable[[Counts], Counts]
    back: Callable[[Counts], Counts]
    most: bool = True


SHARE = Scale(lambda share: np.log(share / (1 - share)), lambda odds: 1 / (1 + np.exp(-odds)))
"""Log odds, for what lies between 0 and 1."""
CORRECTED = Scale(np.arctanh, np.tanh)
"""Fisher's z (Fisher 1921, Metron 1:3), for what is 0 by chance and 1 at most."""
RATE = Scale(np.log, np.exp, most=False)
"""The logarithm, for what is above 0."""


def measured(rows: Counts, statistic: Statistic, scale: Scale, why: str) -> Measured:
    """The value of the sums of ``rows``, one an article, with its interval.

    ``why`` says why there is no value. The interval is value ± t · s on the scale. s is the
    jackknife's standard error, its squares the sum of squared changes as each article is left out
    (Tukey 1958, Ann Math Stat 29:614; without the factor (n - 1) / n, and about the value, as in
    Efron and Stein 1981, Ann Stat 9:586, where it errs on the side of width). The degrees of
    freedom of t are those of a variance of n such changes with their kurtosis k,
    2n / (k - (n - 3) / (n - 1)) (O'Neill 2014, Am Stat 68:282), n - 1 at most: where few articles
    decide, they are few.
    """
    with np.errstate(all="ignore"):
        value = float(statistic(rows.sum(0)))
        if not np.isfinite(value):
            return Measured(None, why=why)
        missing = _missing(statistic(rows), scale)
        if missing:
            return Measured(value, why=missing)
        at = scale.to(np.array([value]))
        reach = _reach(_spread(scale.to(statistic(rows.sum(0) - rows)) - at))
        low, high = scale.back(at - reach)[0], scale.back(at + reach)[0]
    if not 0 < high - low < np.inf:
        return Measured(value, why=UNEVEN)
    return Measured(value, float(low), float(high))


def _missing(alone: Counts, scale: Scale) -> str:
    """Why there can be no interval, by the values of articles alone; "" if there can."""
    if len(alone) < FEWEST:
        return TOO_FEW
    if not scale.most:
        return ""
    if (alone < 1 - _ROUNDING).sum() < FEWEST_OF_EACH:
        return TOO_ALIKE
    return TOO_UNLIKE if (alone > _ROUNDING).sum() < FEWEST_OF_EACH else ""


def difference(
    one: Counts, other: Counts, statistic: Statistic, scale: Scale, why: str
) -> Measured:
    """The value of the one set of articles less that of the other, of other articles.

    ``why`` says why one of them has no value. The interval is as in `measured`, but not on the
    scale: what is uneven in both goes into a difference evenly. The squared errors are added, and
    so are the degrees of freedom, weighed (Welch 1947, Biometrika 34:28).
    """
    sides = [measured(rows, statistic, scale, why) for rows in (one, other)]
    values = [side.value for side in sides if side.value is not None]
    if len(values) < 2:
        return Measured(None, why=why)
    value = values[0] - values[1]
    if missing := sides[0].why or sides[1].why:
        return Measured(value, why=missing)
    spreads = [
        _spread(statistic(rows.sum(0) - rows) - middle)
        for rows, middle in zip((one, other), values, strict=True)
    ]
    squares = sum(spread.squares for spread in spreads)
    freedom = squares**2 / sum(spread.squares**2 / spread.freedom for spread in spreads)
    reach = _reach(_Spread(squares, freedom))
    return Measured(value, value - reach, value + reach)


class _Spread(NamedTuple):
    """A squared standard error, and its degrees of freedom."""

    squares: float
    freedom: float


def _spread(changes: Counts) -> _Spread:
    """From how a value changes as each article is left out."""
    articles = len(changes)
    apart = changes - changes.mean()
    kurtosis = float((apart**4).mean() / (apart**2).mean() ** 2)
    freedom = 2 * articles / (kurtosis - (articles - 3) / (articles - 1))
    return _Spread(float((changes**2).sum()), min(articles - 1, freedom))


def _reach(spread: _Spread) -> float:
    """t · s."""
    t = sum(factor / spread.freedom**power for power, factor in enumerate(_T))
    return float(t * spread.squares**0.5)
