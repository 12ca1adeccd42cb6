"""Gamma: hand-worked examples, the best alignment against every alignment, and what must hold."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from annotator.domain.agreement import Coded, Measured, agreement, with_gamma
from annotator.domain.agreement.disorder import by_chance, marked, observed
from annotator.domain.agreement.gamma import FEWEST_SAMPLES, MOST_SAMPLES, pair_gamma
from annotator.domain.agreement.measured import FEWEST, TOO_FEW
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Annotation, Origin

LABELS = ("ACTOR", "LOCATION", "FIGURE")
LENGTH = 60
Span = tuple[int, int, str]

spans = st.builds(
    lambda start, length, label: (start, start + length, label),
    st.integers(0, LENGTH - 12),
    st.integers(1, 12),
    st.sampled_from(LABELS),
)
sets = st.lists(spans, max_size=5, unique=True)


def annotations(name: str, held: Sequence[Span]) -> list[Annotation]:
    return [
        Annotation(f"{name}{n}", 1, name, SpanContent(start, end, label), "x", Origin.MANUAL)
        for n, (start, end, label) in enumerate(held)
    ]


def coded(article: str = "a", length: int = LENGTH, **held: Sequence[Span]) -> Coded:
    found = {name: annotations(name, there) for name, there in held.items()}
    return Coded(article, length, np.empty((0, 2), np.int64), found)


def disorder(one: Sequence[Span], other: Sequence[Span], length: int = LENGTH) -> list[float]:
    """What the best alignment costs, for all labels and by label."""
    there = marked(annotations("a", one), annotations("b", other), length, LABELS)
    return [float(cost) for cost in observed(there, len(LABELS)).cost[:, 0]]


def gamma(*articles: Coded) -> tuple[Measured, ...]:
    return pair_gamma(articles, ("ann", "bob"), LABELS).labels


def gammas(*articles: Coded) -> list[float | None]:
    return [measured.value for measured in gamma(*articles)]


def test_the_disorder_of_worked_examples() -> None:
    # Beginnings 2 apart, ends 0, lengths 10 and 8: (2 / 18)².
    assert disorder([(0, 10, "ACTOR")], [(2, 10, "ACTOR")])[0] == pytest.approx(1 / 81)
    # Another label costs 1 more, which is still less than 2 for both alone.
    assert disorder([(0, 10, "ACTOR")], [(2, 10, "LOCATION")])[0] == pytest.approx(1 + 1 / 81)
    # By label they are not paired: each is alone.
    assert disorder([(0, 10, "ACTOR")], [(2, 10, "LOCATION")])[1:] == [1, 1, 0]
    # 14 and 14 apart, 20 long together: (28 / 20)² = 1.96 pays, 15 and 15 do not.
    assert disorder([(0, 10, "ACTOR")], [(14, 24, "ACTOR")])[0] == pytest.approx(1.96)
    assert disorder([(0, 10, "ACTOR")], [(15, 25, "ACTOR")])[0] == 2
    # The one left alone is the one whose pair would cost more.
    both = [(0, 10, "ACTOR"), (0, 8, "ACTOR")]
    assert disorder(both, [(0, 10, "ACTOR")])[0] == 1
    # The nearest pair first would leave two alone: (0, 10) with (1, 11), (6, 16) with (10, 20).
    chain = disorder([(0, 10, "ACTOR"), (6, 16, "ACTOR")], [(4, 14, "ACTOR"), (10, 20, "ACTOR")])
    assert chain[0] == pytest.approx(2 * (8 / 20) ** 2)


def test_disorder_goes_by_the_mean_number_of_units() -> None:
    there = marked(
        annotations("a", [(0, 10, "ACTOR"), (30, 40, "ACTOR")]),
        annotations("b", [(2, 10, "ACTOR")]),
        LENGTH,
        LABELS,
    )
    found = observed(there, len(LABELS))
    assert (found.cost[0, 0], found.units[0, 0]) == (pytest.approx(1 + 1 / 81), 1.5)


def cost_of(one: Span, other: Span) -> float:
    lengths = one[1] - one[0] + other[1] - other[0]
    place = ((abs(one[0] - other[0]) + abs(one[1] - other[1])) / lengths) ** 2
    return place + (one[2] != other[2])


def every_alignment(one: Sequence[Span], other: Sequence[Span]) -> float:
    """The least that any alignment costs, all of them tried."""
    least = float(len(one) + len(other))
    for size in range(1, min(len(one), len(other)) + 1):
        for mine in itertools.combinations(one, size):
            for theirs in itertools.permutations(other, size):
                pairs = sum(cost_of(a, b) for a, b in zip(mine, theirs, strict=True))
                least = min(least, pairs + len(one) + len(other) - 2 * size)
    return least


@given(one=sets, other=sets)
def test_the_alignment_is_the_best_of_all(one: list[Span], other: list[Span]) -> None:
    found = disorder(one, other)
    assert found[0] == pytest.approx(every_alignment(one, other))
    for label, cost in zip(LABELS, found[1:], strict=True):
        mine, theirs = ([s for s in held if s[2] == label] for held in (one, other))
        assert cost == pytest.approx(every_alignment(mine, theirs))


@pytest.mark.parametrize("longest", [12, 60, 400])
def test_the_alignment_of_many_spans_is_what_scipy_finds(longest: int) -> None:
    drawn = random.Random(longest)
    for _ in range(5):
        one, other = (
            sorted(
                (start, start + drawn.randint(1, longest), drawn.choice(LABELS))
                for start in (drawn.randrange(2_000) for _ in range(count))
            )
            for count in (60, 70)
        )
        saved = np.array([[min(0.0, cost_of(a, b) - 2) for b in other] for a in one])
        rows, columns = linear_sum_assignment(saved)
        least = len(one) + len(other) + saved[rows, columns].sum()
        assert disorder(one, other, 2_500)[0] == pytest.approx(least)


def test_random_continua_hold_what_was_marked_elsewhere() -> None:
    one, other = [(0, 6, "ACTOR"), (20, 26, "ACTOR")], [(40, 46, "LOCATION")]
    there = marked(annotations("a", one), annotations("b", other), LENGTH, LABELS)
    found = by_chance(there, len(LABELS), 400, 0)
    # Two of the one, two of the other, or one of each: as often as two coins say.
    kinds, times = np.unique(found.units[0], return_counts=True)
    assert kinds.tolist() == [1, 1.5, 2]
    assert (times / 400).tolist() == pytest.approx([0.25, 0.5, 0.25], abs=0.07)
    # The same units moved by less than half a unit never lie on each other: 3 and 3 of 12, squared.
    both = found.units[0] == 2
    assert found.cost[0, both].min() == pytest.approx(2 * (6 / 12) ** 2)


def test_expected_disorder_is_the_mean_over_every_way_to_move_them() -> None:
    length, unit, begins = 40, 4, (0, 9)
    held = [[(begin, begin + unit, "ACTOR")] for begin in begins]
    there = marked(annotations("a", held[0]), annotations("b", held[1]), length, LABELS)
    found = by_chance(there, len(LABELS), 20_000, 0)
    costs = []
    for mine, theirs, by in itertools.product(begins, begins, range(length)):
        for away in range(unit // 2, length - unit // 2 + 1):
            apart = abs((mine + by) % length - (theirs + by + away) % length)
            costs.append(min(2.0, (2 * apart / (2 * unit)) ** 2))
    assert (found.cost[0] / found.units[0]).mean() == pytest.approx(np.mean(costs), abs=0.015)


@settings(max_examples=20)
@given(one=sets, other=sets)
def test_it_does_not_matter_who_is_who(one: list[Span], other: list[Span]) -> None:
    assert gammas(coded(ann=one, bob=other)) == gammas(coded(ann=other, bob=one))


@settings(max_examples=20)
@given(held=sets)
def test_it_is_one_on_equal_sets_and_nothing_on_empty_ones(held: list[Span]) -> None:
    found = gamma(coded(ann=held, bob=held[::-1]))
    for label, measured in zip(("", *LABELS), found, strict=True):
        there = [s for s in held if not label or s[2] == label]
        assert measured.value == (1 if there else None)
        assert measured.why == (TOO_FEW if there else measured.why) != ""


def test_a_value_that_chance_cannot_give_is_none() -> None:
    # A text of one character: there is nowhere to move to.
    (every, *_) = gamma(coded(length=1, ann=[(0, 1, "ACTOR")], bob=[(0, 1, "ACTOR")]))
    assert (every.value, every.why) == (None, "no disorder could be expected")


def articles(count: int) -> list[Coded]:
    drawn = random.Random(3)
    found = []
    for number in range(count):
        mine = [(n * 20, n * 20 + drawn.randint(3, 9), drawn.choice(LABELS)) for n in range(9)]
        theirs = [(start + drawn.randint(0, 2), end, label) for start, end, label in mine[1:]]
        found.append(coded(f"a{number}", 200, ann=mine, bob=theirs, cem=mine))
    return found


def test_neither_the_order_of_articles_nor_their_names_matter() -> None:
    there = articles(6)
    named = [
        Coded(name, c.length, c.tokens, c.spans) for name, c in zip("fedcba", there, strict=True)
    ]
    whole = gammas(*there)
    assert gammas(*there[::-1]) == pytest.approx(whole)
    assert gammas(*named) == pytest.approx(whole)


def test_an_article_weighs_by_its_units_and_one_without_weighs_nothing() -> None:
    there = articles(2)
    whole = gammas(*there)[0]
    assert gammas(*there, coded("z", 500, ann=[], bob=[]))[0] == pytest.approx(whole)
    assert whole is not None
    assert 0 < whole < 1


def test_intervals_hold_the_value_and_need_some_articles() -> None:
    every = gamma(*articles(FEWEST))[0]
    assert every.value is not None
    assert every.low is not None
    assert every.high is not None
    assert every.low < every.value < every.high
    assert gamma(*articles(FEWEST - 1))[0].why == TOO_FEW


def test_there_are_as_many_random_continua_as_the_precision_needs() -> None:
    there = coded(ann=[(0, 4, "ACTOR"), (30, 36, "FIGURE")], bob=[(2, 6, "ACTOR")])
    one = pair_gamma([there], ("ann", "bob"), LABELS)
    assert FEWEST_SAMPLES < one.samples <= MOST_SAMPLES
    found = by_chance(marked(there.spans["ann"], there.spans["bob"], LENGTH, LABELS), 3, 20_000, 7)
    expected = (found.cost[0] / found.units[0]).mean()
    (every, *_) = one.labels
    cost, units = 1 + (4 / 8) ** 2, 1.5
    assert every.value is not None
    assert (cost / units) / (1 - every.value) == pytest.approx(expected, rel=0.03)
    assert pair_gamma(articles(200), ("ann", "bob"), LABELS).samples == FEWEST_SAMPLES


def test_it_is_added_to_an_agreement_by_pair_label_and_article() -> None:
    there = articles(3)
    plain = agreement(there, LABELS)
    assert plain.pairs[0].labels[0].gamma.why == "gamma was not asked for"
    seen: list[tuple[int, int]] = []
    found = with_gamma(plain, there, check=lambda done, total: seen.append((done, total)))
    assert found.has_gamma
    by_pair = {pair.pair: pair for pair in found.pairs}
    assert by_pair["ann", "cem"].labels[0].gamma.value == 1
    assert by_pair["ann", "bob"].labels[0].gamma == gamma(*there)[0]
    single = found.articles[1].pairs["ann", "bob"][0].gamma.value
    assert single == pytest.approx(gammas(there[1])[0], abs=0.1)
    assert found.pairs[0].labels[0].strict_f1 == plain.pairs[0].labels[0].strict_f1
    assert seen[0] == (0, 9)
    assert seen == sorted(seen)
    assert all(done < total for done, total in seen)


def test_two_who_share_no_article_have_none() -> None:
    there = [coded("a", ann=[(0, 4, "ACTOR")], bob=[(0, 4, "ACTOR")]), coded("b", bob=[], cem=[])]
    found = with_gamma(agreement(there, LABELS), there)
    by_pair = {pair.pair: pair.labels[0].gamma for pair in found.pairs}
    assert by_pair["ann", "cem"].why == "there is no article that both have finished"
    assert by_pair["bob", "cem"].why == "neither has any span"
    assert by_pair["ann", "bob"].value == 1


def test_the_mean_of_the_pairs_is_over_articles_that_each_pair_shares() -> None:
    there = articles(20)
    found = with_gamma(agreement(there, LABELS), there)
    by_pair = [pair.labels[0].gamma.value for pair in found.pairs]
    assert found.mean_gamma.value == pytest.approx(sum(by_pair) / 3)
    assert found.mean_gamma.low is not None
    few = [*there[:16], *(coded(f"z{n}", ann=[(0, 4, "ACTOR")], dan=[]) for n in range(3))]
    assert with_gamma(agreement(few, LABELS), few).mean_gamma.why == TOO_FEW
    single = found.articles[1]
    values = [labels[0].gamma.value for labels in single.pairs.values()]
    assert single.mean_gamma.value == pytest.approx(sum(values) / 3)
