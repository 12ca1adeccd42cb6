"""Everybody together: intervals of Fleiss' kappa and of the means of pairs."""

from __future__ import annotations

import random

import numpy as np
import pytest

from annotator.domain.agreement.counts import ONE, OTHER, OVERLAP, STRICT, PairCounts
from annotator.domain.agreement.measured import resamples
from annotator.domain.agreement.together import mean_f1


def counts(strict: int, one: int, other: int) -> PairCounts:
    spans = np.array([[strict, strict, one, other]], dtype=float)
    return PairCounts(spans, np.zeros((1, 1)), np.zeros((1, 2)))


def many(seed: int, articles: int) -> list[PairCounts]:
    chance = random.Random(seed)
    return [counts(chance.randint(2, 8), 8, chance.randint(8, 10)) for _ in range(articles)]


def test_the_mean_weighs_pairs_alike_however_many_articles_they_have() -> None:
    held = [([0], [counts(1, 1, 1)]), ([0, 1], [counts(0, 5, 5), counts(0, 5, 5)])]
    assert mean_f1(held, 2, STRICT).value == pytest.approx(0.5)


def test_a_pair_without_spans_is_no_part_of_the_mean() -> None:
    held = [([0], [counts(1, 1, 1)]), ([0], [counts(0, 0, 0)]), ([], [])]
    assert mean_f1(held, 1, STRICT).value == pytest.approx(1.0)


def test_without_any_value_it_says_why() -> None:
    assert mean_f1([([0], [counts(0, 0, 0)])], 1, OVERLAP).why == "no pair has a value"


def test_the_interval_is_what_drawing_articles_one_by_one_gives() -> None:
    held = [(list(range(12)), many(1, 12)), (list(range(0, 12, 2)), many(2, 6))]
    found = mean_f1(held, 12, STRICT)
    drawn = []
    for weights in resamples(12):
        ratios = []
        for places, rows in held:
            both = zip(weights[places], rows, strict=True)
            drawn_rows = [(weight, row.spans[0]) for weight, row in both]
            above = sum(weight * 2 * row[STRICT] for weight, row in drawn_rows)
            below = sum(weight * (row[ONE] + row[OTHER]) for weight, row in drawn_rows)
            ratios += [above / below] if below else []
        drawn.append(sum(ratios) / len(ratios))
    low, high = np.percentile(drawn, (2.5, 97.5))
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert found.low is not None
    assert found.value is not None
    assert found.low < found.value


def test_few_articles_have_no_interval() -> None:
    assert mean_f1([([0, 1], many(1, 2))], 2, STRICT).low is None
