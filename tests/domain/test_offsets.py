"""Offsets counted in UTF-16 units, and offsets of a text of which parts were replaced."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import InputError
from annotator.domain.offsets import Shifts, Utf16, utf16_length

TEXTS = st.text(st.sampled_from("aé\U0001f44d\ud800"), max_size=12)


@given(TEXTS)
def test_an_offset_comes_back_from_its_unit(text: str) -> None:
    units = Utf16(text)
    for offset in range(len(text) + 1):
        unit = units.unit(offset)
        assert unit == utf16_length(text[:offset])
        assert (units.offset(unit), units.containing(unit)) == (offset, offset)


def test_a_unit_inside_a_pair_is_no_offset_but_lies_in_a_character() -> None:
    units = Utf16("a\U0001f44d")
    assert units.containing(2) == 1
    with pytest.raises(InputError, match="2 lies inside a character"):
        units.offset(2)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.text("xyz", max_size=3)), max_size=12))
def test_what_stands_between_replaced_parts_is_found_where_it_stands_now(
    pieces: list[tuple[str, str]],
) -> None:
    """Pieces of a text in order: “a” stays, “b” becomes what stands beside it."""
    old = "".join(piece for piece, _ in pieces)
    new = "".join(piece if piece == "a" else becomes for piece, becomes in pieces)
    at = Shifts(
        (place, place + 1, len(becomes))
        for place, (piece, becomes) in enumerate(pieces)
        if piece == "b"
    ).offset
    for place, (piece, _) in enumerate(pieces):
        if piece == "a":
            assert new[at(place)] == "a"
            assert new[: at(place)].count("a") == old[:place].count("a")
    assert at(len(old)) == len(new)
