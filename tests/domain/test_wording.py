"""Counts and names in sentences."""

from __future__ import annotations

import pytest

from annotator.domain.wording import counted, filled, length_of


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 spans"), (1, "1 span"), (2, "2 spans"), (1200, "1,200 spans")]
)
def test_a_count_stands_with_its_noun(count: int, words: str) -> None:
    assert counted(count, "span") == words


def test_parts_stand_in_their_places_and_numbers_by_thousands() -> None:
    assert filled("%2 of %1", 1200, "ann") == "ann of 1,200"
    assert filled("%n left", 3) == "3 left"


def test_what_is_filled_in_is_not_filled_again() -> None:
    assert filled("“%1” and “%2”", "%2", "%s") == "“%2” and “%s”"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Twelve people were killed.", "4 words"),
        ("袭击造成12人死亡，30人受伤。", "10 characters"),
        ("ทหารถูกฆ่า", "10 characters"),
        ("قتل ١٢ شخصا", "3 words"),
        ("", "0 words"),
    ],
)
def test_a_text_without_spaces_is_as_long_as_its_characters(text: str, length: str) -> None:
    assert length_of(text) == length
