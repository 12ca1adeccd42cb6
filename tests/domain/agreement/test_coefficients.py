"""The coefficients are what other programs, other ways of counting and worked examples say."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from annotator.domain.agreement.coefficients import cohen_kappa, f1, fleiss_kappa
from annotator.domain.agreement.unitizing import (
    Unit,
    expected_disagreement,
    observed_disagreement,
)

ratings = st.integers(1, 40).flatmap(
    lambda n: st.tuples(*[st.lists(st.integers(0, 2), min_size=n, max_size=n)] * 2)
)


def table(one: Sequence[int], other: Sequence[int]) -> np.ndarray:
    found = np.zeros((3, 3))
    for pair in zip(one, other, strict=True):
        found[pair] += 1
    return found


@given(both=ratings)
def test_cohens_kappa_is_that_of_scikit_learn(both: tuple[list[int], list[int]]) -> None:
    ours = cohen_kappa(table(*both))
    if len({*both[0], *both[1]}) == 1:
        assert np.isnan(ours)
    else:
        assert ours == pytest.approx(cohen_kappa_score(*both))


def test_cohens_kappa_of_a_worked_example() -> None:
    # 50 proposals, two readers: both yes 20, yes/no 5, no/yes 10, both no 15; p_o .7, p_e .5.
    assert cohen_kappa(np.array([[20.0, 5.0], [10.0, 15.0]])) == pytest.approx(0.4)


def test_fleiss_kappa_of_a_worked_example() -> None:
    # Fourteen raters, ten subjects, five categories; kappa is .210 (Fleiss 1971).
    rows = np.array(
        [
            *([0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1]),
            *([7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]),
        ]
    )
    found = fleiss_kappa((rows**2).sum(), rows.sum(0).astype(float), np.float64(10), 14)
    assert found == pytest.approx(0.210, abs=0.0005)


@given(st.lists(st.tuples(*[st.integers(0, 2)] * 3), min_size=1, max_size=30))
def test_fleiss_kappa_is_what_counting_pairs_of_raters_gives(rows: list[tuple[int, ...]]) -> None:
    each = np.array([[row.count(value) for value in range(3)] for row in rows], dtype=float)
    found = fleiss_kappa((each**2).sum(), each.sum(0), np.float64(len(rows)), 3)
    alike = [a == b for row in rows for a, b in itertools.combinations(row, 2)]
    said = [value for row in rows for value in row]
    chance = sum((said.count(value) / len(said)) ** 2 for value in range(3))
    if chance == 1:
        assert np.isnan(found)
    else:
        wanted = (sum(alike) / len(alike) - chance) / (1 - chance)
        assert found == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("counts", "value"), [((0, 0, 0), np.nan), ((0, 3, 0), 0.0), ((2, 2, 4), 2 / 3)]
)
def test_f1_has_no_value_where_nobody_has_a_span(
    counts: tuple[float, float, float], value: float
) -> None:
    assert f1(*map(np.array, counts)) == pytest.approx(value, nan_ok=True)


LENGTH = 24


def alpha_u(one: Sequence[Unit], other: Sequence[Unit]) -> float | None:
    expected = expected_disagreement((one, other), LENGTH)
    return 1 - observed_disagreement(one, other, LENGTH) / expected if expected else None


places = st.lists(st.integers(0, LENGTH), max_size=8, unique=True).map(sorted)


def units(edges: list[int]) -> list[Unit]:
    return [(edges[at], edges[at + 1]) for at in range(0, len(edges) - 1, 2)]


def sections(held: Sequence[Unit]) -> list[tuple[int, int, bool]]:
    """Beginning, length and whether it is a unit, of everything on the continuum."""
    found, at = [], 0
    for start, end in held:
        found += [(at, start - at, False)] if start > at else []
        found.append((start, end - start, True))
        at = end
    return found + ([(at, LENGTH - at, False)] if at < LENGTH else [])


def slow_observed(one: Sequence[Unit], other: Sequence[Unit]) -> float:
    """By the definition of the difference of two sections, over all pairs, both ways."""
    total = 0
    for mine, theirs in ((one, other), (other, one)):
        for b, n, is_unit in sections(mine):
            for c, k, is_other in sections(theirs):
                if is_unit and is_other and -n < b - c < k:
                    total += (b - c) ** 2 + (b + n - c - k) ** 2
                elif is_unit and not is_other and k - n >= b - c >= 0:
                    total += n**2
                elif not is_unit and is_other and k - n <= b - c <= 0:
                    total += k**2
    return total / (2 * 1 * LENGTH**2)


def slow_expected(coders: Sequence[Sequence[Unit]]) -> float:
    held = [section for coder in coders for section in sections(coder)]
    lengths = [n for _, n, is_unit in held if is_unit]
    gaps = [n for _, n, is_unit in held if not is_unit]
    above = 0.0
    for n in lengths:
        above += (len(lengths) - 1) / 3 * (2 * n**3 - 3 * n**2 + n)
        above += n**2 * sum(gap - n + 1 for gap in gaps if gap >= n)
    whole = len(coders) * LENGTH
    below = whole * (whole - 1) - sum(n * (n - 1) for n in lengths)
    return 2 / LENGTH * above / below


@given(one=places.map(units), other=places.map(units))
def test_alpha_for_unitizing_is_what_its_definition_gives(
    one: list[Unit], other: list[Unit]
) -> None:
    assert observed_disagreement(one, other, LENGTH) == pytest.approx(slow_observed(one, other))
    if one or other:
        assert expected_disagreement((one, other), LENGTH) == pytest.approx(
            slow_expected((one, other))
        )


@given(one=places.map(units), other=places.map(units))
def test_alpha_for_unitizing_does_not_mind_who_is_first(one: list[Unit], other: list[Unit]) -> None:
    assert alpha_u(one, other) == pytest.approx(alpha_u(other, one))


def test_alpha_for_unitizing_is_one_for_the_same_units_and_nothing_without() -> None:
    assert alpha_u([(2, 5), (8, 9)], [(2, 5), (8, 9)]) == 1
    assert alpha_u([], []) is None
    found = alpha_u([(0, 3)], [(12, 15)])
    assert found is not None
    assert found < 0
