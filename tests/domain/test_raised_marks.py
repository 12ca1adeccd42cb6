"""Marks of footnotes are no part of what they stand behind."""

from __future__ import annotations

import pytest

from annotator.domain.figures import Qualifier
from annotator.domain.joined_text import join_lines
from annotator.operations.figures import read_figure


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("killed 12¹ soldiers", "killed 12 soldiers"),
        ("killed 12 [2] soldiers", "killed 12 soldiers"),
        ("killed 12[3] soldiers.[4]", "killed 12 soldiers."),
        ("400[5]families left Quxtown¹²", "400 families left Quxtown"),
        ("“a raid”³ said the U.N.⁴", "“a raid” said the U.N."),
    ],
)
def test_marks_of_footnotes_are_left_out_of_what_is_read(text: str, read: str) -> None:
    assert join_lines(text).text == read


@pytest.mark.parametrize(
    "text",
    ["5 km² of land", "20m³ of water", "3 × 10⁶ people", "killed [12] soldiers", "the [Doha] deal"],
)
def test_powers_and_words_in_brackets_are_no_marks(text: str) -> None:
    assert join_lines(text).text == text


def test_a_value_is_read_past_a_mark() -> None:
    text = "Rebels killed more than 12¹ soldiers on Friday."
    figure = read_figure(text, text.index("12"), text.index("12") + 3, "FIGURE")
    assert figure is not None
    assert (figure.low, figure.qualifier, figure.counts, figure.outcome) == (
        12,
        Qualifier.MORE_THAN,
        "soldiers",
        "killed",
    )
