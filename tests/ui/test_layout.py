"""Where things lie in an article that is laid out piece by piece."""

from __future__ import annotations

import regex
from PySide6.QtWidgets import QApplication

from annotator.ui.document_view.folds import Fold
from annotator.ui.document_view.graphemes import LONERS, is_simple
from annotator.ui.document_view.layout import DocumentLayout
from annotator.ui.look import theme


def test_boxes_asked_for_again_lie_where_they_are_by_then(qapp: QApplication) -> None:
    """What is above them has been laid out meanwhile, or folded, and is as high as it is."""
    # Narrow letters in some lines, wide ones in others, so that no guess at their height is right.
    text = "\n".join(["it is ill, lilies tilt. " * 22, *["WOMEN MARCH ON WAWA NOW. " * 22] * 59])
    layout = DocumentLayout(text, "", theme.reading_font(16), 400.0)
    place = (len(text) - 30, len(text) - 20)
    tops = [layout.parts(*place)[0].rect.top()]
    layout.between(0.0, 1e9)
    tops.append(layout.parts(*place)[0].rect.top())
    layout.set_folds([Fold(0, 1, 0, layout.blocks[1].end, 2, ("rule",))])
    tops.append(layout.parts(*place)[0].rect.top())
    anew = DocumentLayout(text, "", theme.reading_font(16), 400.0)
    anew.between(0.0, 1e9)
    assert tops[1] == anew.parts(*place)[0].rect.top()
    assert tops[0] != tops[1] != tops[2]


def test_letters_taken_for_simple_stand_alone_are_seen_and_run_to_the_right() -> None:
    alone = regex.compile(r"[\p{GCB=Other}\p{GCB=Control}\p{GCB=CR}\p{GCB=LF}]")
    other = regex.compile(
        r"[\p{M}\p{Bidi_Class=R}\p{Bidi_Class=AL}\p{Bidi_Class=AN}"
        r"\p{Default_Ignorable_Code_Point}]"
    )
    letters = [chr(code) for code in range(0x11000) if LONERS.fullmatch(chr(code))]
    assert len(letters) > 20_000
    assert [char for char in letters if not alone.fullmatch(char) or other.search(char)] == []
    assert is_simple("“Kabul” – 3 000 € · 喀布尔")
    assert not is_simple("“Kabul” e\u0301")
