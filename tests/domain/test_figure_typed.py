"""A figure can be typed as people write numbers, and refuses what is none."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.figures import UNPARSED, Figure, Qualifier, parse_figure
from annotator.domain.figures.typed import value_text, with_qualifier, with_value, with_whole

MORE = parse_figure("more than 3,000", after=" Afghan civilians were killed")


@pytest.mark.parametrize(
    ("typed", "low", "best", "high", "qualifier"),
    [
        ("3500", 3500, 3500, None, Qualifier.MORE_THAN),
        ("3,500", 3500, 3500, None, Qualifier.MORE_THAN),
        ("2.5 million", 2_500_000, 2_500_000, None, Qualifier.MORE_THAN),
        ("2021", 2021, 2021, None, Qualifier.MORE_THAN),
        ("1 234 567", 1_234_567, 1_234_567, None, Qualifier.MORE_THAN),
        ("1990–2021", 1990, None, 2021, Qualifier.BETWEEN),
        ("50-60", 50, None, 60, Qualifier.BETWEEN),
        ("about 200", None, 200, None, Qualifier.ABOUT),
        ("at most 7", None, 7, 7, Qualifier.AT_MOST),
        ("10 / 20 / 100", 10, 20, 100, Qualifier.VAGUE),
    ],
)
def test_typed_value_sets_the_numbers(
    typed: str, low: int | None, best: int | None, high: int | None, qualifier: Qualifier
) -> None:
    figure = with_value(MORE, typed)
    assert (figure.low, figure.best, figure.high) == (low, best, high)
    assert figure.qualifier is qualifier
    assert figure.counts == "Afghan civilians"
    assert figure.parsed


@pytest.mark.parametrize("typed", ["many", "abc", "12 May", "F-16"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="is no number"):
        with_value(MORE, typed)


def test_numbers_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="low"):
        with_value(MORE, "100 / 20 / 10")


def test_empty_value_makes_the_figure_unread() -> None:
    figure = with_value(MORE, " ")
    assert not figure.parsed
    assert figure.best is None


def test_value_can_be_typed_for_a_figure_that_could_not_be_read() -> None:
    figure = with_value(UNPARSED, "12")
    assert (figure.low, figure.best, figure.high, figure.parsed) == (12, 12, 12, True)


@pytest.mark.parametrize("qualifier", [q for q in Qualifier if q is not Qualifier.BETWEEN])
def test_qualifier_moves_the_number_to_where_it_belongs(qualifier: Qualifier) -> None:
    figure = with_qualifier(MORE, qualifier)
    assert figure.qualifier is qualifier
    assert 3000 in (figure.low, figure.best, figure.high)


def test_range_needs_two_numbers() -> None:
    with pytest.raises(ValueError, match="two numbers"):
        with_qualifier(MORE, Qualifier.BETWEEN)


def test_whole_is_typed_and_taken_away() -> None:
    assert with_whole(MORE, "400").of == 400
    assert with_whole(with_whole(MORE, "400"), "").of is None


@given(st.fractions(min_value=0, max_value=10**9, max_denominator=1000))
def test_shown_value_typed_again_is_the_same(number: Fraction) -> None:
    figure = Figure(low=number, best=number, high=number)
    shown = value_text(figure)
    again = with_value(figure, shown)
    assert (again.low, again.best, again.high) == (number, number, number)
