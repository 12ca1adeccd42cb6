"""Everybody together: intervals of Fleiss' kappa and of the means of pairs."""

from __future__ import annotations

import random

import numpy as np
import pytest

from annotator.domain.agreement.counts import OVERLAP, STRICT, PairCounts
from annotator.domain.agreement.measured import TOO_FEW, Measured
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


def test_an_article_is_left_out_of_all_pairs_at_once() -> None:
    places = list(range(16))
    alike = [(places, rows) for rows in [many(1, 16)] * 3]
    apart = [(places, many(seed, 16)) for seed in (1, 5, 9)]
    one, three, mixed = (mean_f1(held, 16, STRICT) for held in (alike[:1], alike, apart))
    assert one == three  # three times the same pair says nothing more than once
    assert width(mixed) < width(three)


def width(found: Measured) -> float:
    assert found.low is not None
    assert found.high is not None
    return found.high - found.low


def test_few_articles_have_no_interval() -> None:
    assert mean_f1([([0, 1], many(1, 2))], 2, STRICT).low is None


def test_a_mean_has_no_interval_where_one_of_its_pairs_is_over_few_articles() -> None:
    held = [(list(range(30)), many(1, 30)), (list(range(5)), many(2, 5))]
    assert mean_f1(held[:1], 30, STRICT).low is not None
    found = mean_f1(held, 30, STRICT)
    assert (found.low, found.why) == (None, TOO_FEW)
    assert found.value is not None
