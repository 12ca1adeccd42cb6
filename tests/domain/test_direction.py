"""Which way texts are written, and how their words stand among others."""

from __future__ import annotations

import pytest

from annotator.domain.direction import isolated, mostly_left, runs_left


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


@pytest.mark.parametrize(
    ("text", "around", "left"),
    [
        ("NATO در بیانیه‌ای گفته است", True, True),
        ("NATO در بیانیه‌ای گفته است", False, False),
        ("Officials said طالبان", True, False),
        ("طالبان fighters left Kunduz", False, False),
        ("طالبان fighters left Kunduz", True, True),
        ("\u200fKabul Times", False, True),
        ("\u200eNATO در بیانیه‌ای", True, False),
        ("١٢ / 45%", True, None),
        ("تن US", False, True),
    ],
)
def test_among_others_that_run_the_other_way_most_letters_say_it(
    text: str, around: bool, left: bool | None
) -> None:
    assert runs_left(text, around=around) is left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("NATO در بیانیه‌ای گفته است", True),
        ("طالبان fighters have left Kunduz", False),
        ("گزارش از Kabul Times", True),
        ("Kabul از طالبان", False),
        ("45%", False),
    ],
)
def test_an_article_runs_as_two_thirds_of_its_letters_do_or_the_first(
    text: str, left: bool
) -> None:
    assert mostly_left(text) is left


@pytest.mark.parametrize("words", ["Kabul", "É 45%", "塔利班", ""])
def test_words_that_run_to_the_right_stay_as_they_are(words: str) -> None:
    assert isolated(words) == words


@pytest.mark.parametrize("words", ["طالبان", "Kabul (כפר)", "٪٢٥"])
def test_words_with_any_that_run_to_the_left_are_isolated(words: str) -> None:
    assert isolated(words) == f"\u2068{words}\u2069"


def test_words_that_begin_against_most_of_their_letters_are_isolated_as_those_run() -> None:
    dari, english = "NATO در بیانیه‌ای گفته است", "طالبان fighters have left Kunduz"
    assert isolated(dari) == f"\u2067{dari}\u2069"
    assert isolated(english) == f"\u2066{english}\u2069"
