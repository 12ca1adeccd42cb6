"""The value object of a figure and its JSON form."""

from __future__ import annotations

import json
import math
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.figures import UNPARSED, Figure, Qualifier

PLAIN: dict[str, Any] = {
    "low": 3000,
    "best": 3000,
    "high": None,
    "qualifier": "more_than",
    "unit": None,
    "counts": "Afghan civilians",
    "outcome": "killed",
    "of": None,
    "parsed": True,
    "confirmed": False,
}

small_fractions = st.builds(
    Fraction, st.integers(-(10**9), 10**9), st.integers(min_value=1, max_value=1000)
).filter(lambda value: abs(value) < 10**9)
short_decimals = st.builds(
    lambda digits, places: Fraction(digits, 10**places),
    st.integers(-(10**12) + 1, 10**12 - 1),
    st.integers(min_value=0, max_value=12),
)
numbers = st.one_of(small_fractions, short_decimals, st.integers(-(10**18), 10**18).map(Fraction))


def through_json(figure: Figure) -> Figure:
    return Figure.from_json(json.loads(json.dumps(figure.to_json())))


@given(st.lists(numbers, min_size=3, max_size=3).map(sorted), numbers)
def test_numbers_survive_json_exactly(bounds: list[Fraction], whole: Fraction) -> None:
    low, best, high = bounds
    figure = Figure(low=low, best=best, high=high, of=whole)
    assert through_json(figure) == figure


def test_every_field_survives_json() -> None:
    figure = Figure(
        low=Fraction(1),
        high=Fraction(5, 2),
        qualifier=Qualifier.BETWEEN,
        unit="km",
        counts="roads",
        outcome="captured",
        of=Fraction(2, 3),
        confirmed=True,
    )
    assert through_json(figure) == figure


def test_an_unread_figure_survives_json() -> None:
    assert through_json(UNPARSED) == UNPARSED


def test_json_form_has_the_keys_of_the_export_in_order() -> None:
    assert list(Figure.from_json(PLAIN).to_json().items()) == list(PLAIN.items())


def test_whole_numbers_become_int() -> None:
    value = Figure(best=Fraction(3000)).to_json()["best"]
    assert type(value) is int


def test_two_thirds_become_the_nearest_float() -> None:
    assert Figure(best=Fraction(2, 3)).to_json()["best"] == 0.6666666666666666


def test_two_thirds_come_back_as_two_thirds() -> None:
    assert Figure.from_json(PLAIN | {"low": None, "best": 2 / 3}).best == Fraction(2, 3)


def test_a_tenth_comes_back_as_a_tenth() -> None:
    assert Figure.from_json(PLAIN | {"low": None, "best": 0.1}).best == Fraction(1, 10)


def test_only_the_qualifier_is_required() -> None:
    assert Figure.from_json({"qualifier": "about", "best": 3}) == Figure(
        best=Fraction(3), qualifier=Qualifier.ABOUT
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"best": True}, "A figure's 'best' must be a number or null."),
        ({"best": "3000"}, "A figure's 'best' must be a number or null."),
        ({"low": [3]}, "A figure's 'low' must be a number or null."),
        ({"best": math.nan}, "A figure's 'best' must be a finite number."),
        ({"high": math.inf}, "A figure's 'high' must be a finite number."),
        ({"of": -math.inf}, "A figure's 'of' must be a finite number."),
        ({"best": 10**19, "low": 1}, "A figure's number is too large."),
        ({"low": 4000}, "A figure's numbers must satisfy low <= best <= high."),
        ({"best": None, "high": 2999}, "A figure's numbers must satisfy low <= best <= high."),
        ({"qualifier": None}, "A figure's 'qualifier' must be one of"),
        ({"qualifier": "circa"}, "A figure's 'qualifier' must be one of"),
        ({"qualifier": ["exact"]}, "A figure's 'qualifier' must be one of"),
        ({"unit": 5}, "A figure's 'unit' must be a text or null."),
        ({"counts": ["men"]}, "A figure's 'counts' must be a text or null."),
        ({"outcome": 0}, "A figure's 'outcome' must be a text or null."),
        ({"parsed": 1}, "A figure's 'parsed' must be true or false."),
        ({"confirmed": None}, "A figure's 'confirmed' must be true or false."),
        ({"parsed": False}, "A figure that is not parsed cannot have numbers."),
        ({"low": None, "best": None}, "A parsed figure needs a number unless it is vague."),
        ({"worst": 1}, "A figure has no key 'worst'."),
    ],
)
def test_a_wrong_record_is_refused_with_one_sentence(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError) as caught:
        Figure.from_json(PLAIN | change)
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize("record", [None, [], "figure", 3])
def test_what_is_no_object_is_refused(record: Any) -> None:
    with pytest.raises(ValueError, match="must be a JSON object"):
        Figure.from_json(record)


def test_a_float_inside_is_refused() -> None:
    with pytest.raises(ValueError, match="exact fractions"):
        Figure(best=0.5)  # type: ignore[arg-type]
