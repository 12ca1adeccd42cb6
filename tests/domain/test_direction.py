"""Which way texts are written, and how their words stand among others."""

from __future__ import annotations

import pytest

from annotator.domain.direction import isolated, runs_left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("طالبان", True),
        ("חדשות", True),
        ("«۱۲ تن» Kabul", True),
        ("12 men طالبان", False),
        ("塔利班", False),
        ("١٢ / 45%", None),
        ("", None),
    ],
)
def test_the_first_letter_says_which_way_a_text_runs(text: str, left: bool | None) -> None:
    assert runs_left(text) is left


@pytest.mark.parametrize("words", ["Kabul", "É 45%", "塔利班", ""])
def test_words_that_run_to_the_right_stay_as_they_are(words: str) -> None:
    assert isolated(words) == words


@pytest.mark.parametrize("words", ["طالبان", "Kabul (כפר)", "٪٢٥"])
def test_words_with_any_that_run_to_the_left_are_isolated(words: str) -> None:
    assert isolated(words) == f"\u2068{words}\u2069"
