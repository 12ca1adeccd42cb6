"""A coefficient with what is known about it, and how intervals come about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from annotator.domain.agreement.coefficients import Counts

RESAMPLES = 1_000
SEED = 20160101
FEWEST = 5
"""Articles an interval needs; over fewer it would be a guess."""
_LEVEL = (2.5, 97.5)  # percent: 95 of 100 intervals hold the value


@dataclass(frozen=True, slots=True)
class Measured:
    """One coefficient. ``value`` is None where it has none, and then ``why`` says why not.

    ``low`` and ``high`` bound it with 95 % certainty (bootstrap over articles), None where that
    was not computed.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    why: str = ""


@lru_cache(maxsize=2)
def resamples(articles: int, stream: int = 0) -> Counts:
    """How often each article is drawn in each resample: RESAMPLES x articles, to read alone.

    Those of another ``stream`` of chance are drawn apart.
    """
    drawn = np.random.default_rng((SEED, stream) if stream else SEED).multinomial(
        articles, np.full(articles, 1 / articles), size=RESAMPLES
    )
    counts = drawn.astype(float)
    counts.flags.writeable = False
    return counts


def interval(values: Counts) -> tuple[float | None, float | None]:
    """The bounds that hold 95 of 100 of the values, None without any."""
    if not len(values):
        return None, None
    low, high = np.percentile(values, _LEVEL)
    return float(low), float(high)
