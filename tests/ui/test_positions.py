"""Code points and UTF-16 code units name the same places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextLayout
from strange_texts import any_texts

from annotator.domain.offsets import Utf16
from annotator.ui.document_view.blocks import shown


def units(text: str) -> int:
    """The length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


@given(any_texts | st.text(st.sampled_from("a\u00e9\U0001f44d\U0001f3fd"), max_size=10))
def test_every_offset_is_where_utf16_puts_it(text: str) -> None:
    offsets = Utf16(text)
    for offset in range(len(text) + 1):
        assert offsets.unit(offset) == units(text[:offset])


@given(any_texts | st.text(st.sampled_from("a\u00e9\U0001f44d\U0001f3fd"), max_size=10))
def test_every_position_comes_back_and_one_inside_a_pair_gives_its_sign(text: str) -> None:
    offsets = Utf16(text)
    for offset, sign in enumerate(text):
        for inside in range(units(sign)):
            assert offsets.containing(units(text[:offset]) + inside) == offset
    assert offsets.containing(units(text)) == len(text)


@given(any_texts)
def test_what_is_laid_out_has_as_many_positions_as_the_map(text: str) -> None:
    layout = QTextLayout(shown(text))
    drawn = layout.text()
    assert units(drawn) == Utf16(text).unit(len(text))
    assert len(drawn) == len(text)
