"""Intervals: by hand, where there is none, and how often they hold the value."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from annotator.domain.agreement.coefficients import Counts, ratio
from annotator.domain.agreement.measured import (
    CORRECTED,
    FEWEST,
    RATE,
    SHARE,
    TOO_ALIKE,
    TOO_FEW,
    TOO_UNLIKE,
    UNEVEN,
    Measured,
    difference,
    measured,
)


def part(sums: Counts) -> Counts:
    return ratio(sums[..., 0], sums[..., 1])


def shares(*same: float, of: float = 10) -> Counts:
    return np.array([(one, of) for one in same], dtype=float)


SOME = shares(9, 7, 10, 4, 8, 10, 6, 9, 9, 2, 10, 8, 7, 9, 10, 5)


def bounds(found: Measured) -> tuple[float, float]:
    assert found.low is not None
    assert found.high is not None
    return found.low, found.high


def test_an_interval_is_what_leaving_out_articles_one_by_one_gives() -> None:
    whole, count = SOME.sum(0), len(SOME)
    middle = stats.logistic.ppf(whole[0] / whole[1])
    changes = []
    for at in range(count):
        left = np.delete(SOME, at, axis=0).sum(0)
        changes.append(stats.logistic.ppf(left[0] / left[1]) - middle)
    kurtosis = stats.kurtosis(changes, fisher=False)
    freedom = min(count - 1, 2 * count / (kurtosis - (count - 3) / (count - 1)))
    reach = stats.t.ppf(0.975, freedom) * np.sqrt(np.square(changes).sum())
    wanted = stats.logistic.cdf([middle - reach, middle + reach])
    assert bounds(measured(SOME, part, SHARE, "")) == pytest.approx(tuple(wanted), abs=1e-3)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (SOME[: FEWEST - 1], TOO_FEW),
        (shares(*[10] * 18, 9, 8), TOO_ALIKE),
        (shares(*[0] * 18, 9, 8), TOO_UNLIKE),
        (shares(*[7] * 20), UNEVEN),
    ],
)
def test_where_articles_tell_too_little_there_is_a_value_and_no_interval(
    rows: Counts, why: str
) -> None:
    found = measured(rows, part, SHARE, "")
    assert found == Measured(pytest.approx(rows.sum(0)[0] / rows.sum(0)[1]), why=why)


def test_what_has_no_value_has_no_interval() -> None:
    assert measured(np.zeros((20, 2)), part, SHARE, "nothing") == Measured(None, why="nothing")


@pytest.mark.parametrize("scale", [SHARE, CORRECTED, RATE])
def test_an_interval_lies_about_the_value(scale: object) -> None:
    found = measured(SOME, part, scale, "")
    low, high = bounds(found)
    assert low < found.value < high


OTHERS = shares(3, 2, 5, 4, 1, 6, 2, 3, 4, 2, 7, 3, 2, 1, 4)


def test_the_interval_of_a_difference_adds_squared_errors() -> None:
    found = difference(SOME, OTHERS, part, SHARE, "")
    errors, freedoms = [], []
    for rows in (SOME, OTHERS):
        changes = part(rows.sum(0) - rows) - part(rows.sum(0))
        kurtosis, count = stats.kurtosis(changes, fisher=False), len(rows)
        errors.append(np.square(changes).sum())
        freedoms.append(min(count - 1, 2 * count / (kurtosis - (count - 3) / (count - 1))))
    freedom = sum(errors) ** 2 / sum(e**2 / f for e, f in zip(errors, freedoms, strict=True))
    reach = stats.t.ppf(0.975, freedom) * np.sqrt(sum(errors))
    value = part(SOME.sum(0)) - part(OTHERS.sum(0))
    assert found.value == pytest.approx(value)
    assert bounds(found) == pytest.approx((value - reach, value + reach), abs=1e-3)


def test_a_difference_lacks_what_either_side_lacks() -> None:
    nothing = np.zeros((20, 2))
    assert difference(SOME, nothing, part, SHARE, "none").why == "none"
    assert difference(SOME, SOME[1:5], part, SHARE, "").why == TOO_FEW
    assert difference(SOME[1:5], SOME, part, SHARE, "").low is None


def test_of_a_hundred_intervals_over_the_fewest_articles_some_95_hold_the_value() -> None:
    random = np.random.default_rng(7)
    held = shown = 0
    for _ in range(2_000):
        spans = random.poisson(20 * np.exp(random.normal(0, 0.6, FEWEST)))
        wrong = random.beta(1, 8, FEWEST)
        found = measured(
            np.stack([random.binomial(spans, 1 - wrong), spans], 1).astype(float), part, SHARE, ""
        )
        if found.low is not None and found.high is not None:
            shown += 1
            held += found.low <= 8 / 9 <= found.high
    assert shown > 1_900
    assert 0.93 <= held / shown <= 0.97
