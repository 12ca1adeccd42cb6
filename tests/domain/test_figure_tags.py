"""The short form of a figure in the tag beside its span."""

from __future__ import annotations

import pytest

from annotator.domain.figures import ACLED, parse_figure, short_form


@pytest.mark.parametrize(
    ("surface", "tag"),
    [
        ("3,000", "3,000"),
        ("at least 3,000", "≥3,000"),
        ("more than 3,000", ">3,000"),
        ("around 2,000", "≈2,000"),
        ("nearly 30", "≲30"),
        ("up to 1,500", "≤1,500"),
        ("less than 100", "<100"),
        ("between 50 and 60", "50–60"),
        ("45%", "45\u00a0%"),
        ("15 to 20 percent", "15–20\u00a0%"),
        ("two-thirds", "⅔"),
        ("nine-tenths", "9/10"),
        ("more than half of the country’s 400", ">½ of 400"),
        ("174 districts out of about 400", "174 of 400"),
        ("$1.5bn", "$1.5bn"),
        ("$10-15 million", "$10m–15m"),
        ("€20 million", "€20m"),
        ("500,000 afghanis", "500,000\u00a0AFN"),
        ("1,234,567", "1,234,567"),
        ("7.5 kilometers", "7.5\u00a0km"),
        ("hundreds", "hundreds"),
        ("billions of dollars", "billions of dollars"),
        ("November 16", ""),
    ],
)
def test_tag_shows_the_value_in_a_few_characters(surface: str, tag: str) -> None:
    assert short_form(parse_figure(surface), surface) == tag


def test_tag_of_a_vague_figure_marks_a_number_of_the_policy() -> None:
    assert short_form(parse_figure("hundreds", policy=ACLED), "hundreds") == "~100"


def test_tag_of_a_long_vague_figure_is_empty() -> None:
    surface = "hundreds and hundreds and hundreds"
    assert short_form(parse_figure("hundreds"), surface) == ""
