"""Offsets through the real surface: what is pointed at on the screen is what is stored."""

from __future__ import annotations

import itertools

import pytest
import regex
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication
from shown_article import FAMILIES, in_font, show, state_of
from strange_texts import any_texts, raw_texts, texts
from window_verbs import ALT, CTRL, SHIFT, drag, middle_of, press

from annotator.domain.text import normalise
from annotator.domain.tokens import snap, tokenise
from annotator.ui.document_view import DocumentView
from annotator.ui.document_view.laid_block import LinePart

# The view is made once for all examples of a test: showing an article leaves nothing of the last.
through_the_surface = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
Key = Qt.Key
_UNSEEN = regex.compile(r"[\p{M}\p{Cf}\p{Grapheme_Extend}\p{Default_Ignorable_Code_Point}]+")
STORED = any_texts | raw_texts.map(lambda text: normalise(text).text)


class Chosen:
    """Stands for what a test draws, in an example."""

    def __init__(self, *numbers: int) -> None:
        self._numbers = iter(numbers)

    def draw(self, strategy: object) -> int:
        return next(self._numbers)


def clusters(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in regex.finditer(r"\X", text)]


def visible(text: str) -> list[tuple[int, int]]:
    """The grapheme clusters with something to see in them; marks with nothing below have none."""
    return [
        (start, end)
        for start, end in clusters(text)
        if not any(sign.isspace() for sign in text[start:end])
        and not _UNSEEN.fullmatch(text, start, end)
    ]


def inside(part: LinePart, edge: float | None) -> QPointF:
    """A point within a box that is nearer to this edge of it than to the other."""
    assert edge is not None
    middle = part.rect.center()
    return QPointF(edge + (middle.x() - edge) / 2, middle.y())


def edges(text: str) -> set[int]:
    return {start for start, _ in clusters(text)} | {len(text)}


@pytest.mark.parametrize("family", FAMILIES)
@through_the_surface
@given(text=STORED)
@example(text="")
@example(text="  \n \u00a0\n")
@example(text="\ufeffab")
@example(text="fine office")
@example(text="1\ufe0f\u20e3")
@example(text="Taliban؟ افغانستان")
@example(text="افغانستان🏴\U000e0067\U000e0062\U000e007fU.S.")
@example(text="a\u0301\u0323👩\u200d👩\u200d👧\u200d👦👍🏽🇦🇫x")
def test_under_every_visible_sign_lies_that_sign(
    qapp: QApplication, family: str, text: str
) -> None:
    layout = in_font(text, family)
    for start, end in visible(text):
        parts = layout.parts(start, end)
        assert parts, f"nothing is drawn for {text[start:end]!a}"
        found = layout.char_at(parts[0].rect.center())
        assert found is not None
        assert start <= found < end


@through_the_surface
@given(text=STORED, data=st.data())
def test_no_point_of_the_surface_gives_an_edge_inside_a_grapheme_cluster(
    view: DocumentView, text: str, data: st.DataObject
) -> None:
    show(view, state_of(text))
    layout = view.document_layout()
    whole = edges(text)
    x = st.floats(-20, layout.width + 20)
    y = st.floats(-20, layout.height + 20)
    for _ in range(8):
        assert layout.offset_at(QPointF(data.draw(x), data.draw(y))) in whole


@pytest.mark.parametrize("family", FAMILIES)
@through_the_surface
@given(text=STORED)
@example(text="لا")
@example(text="لِلّٰه")
@example(text="طالبان در Kabul ۳٪ و 45% (12)")
@example(text="سلام الله")
@example(text="\U000e00000")
@example(text="افغانستانTalibanTalibanTaliban\tTaliban\t")
def test_the_edges_of_what_is_drawn_are_the_offsets_it_was_drawn_for(
    qapp: QApplication, family: str, text: str
) -> None:
    layout = in_font(text, family)
    for start, end in visible(text):
        part = layout.parts(start, end)[0]
        if part.rect.width() > 1:
            assert layout.offset_at(inside(part, part.starts)) == start
            assert layout.offset_at(inside(part, part.ends)) == end


@through_the_surface
@given(text=STORED)
def test_the_text_that_is_laid_out_is_as_long_as_the_offsets_say(
    view: DocumentView, text: str
) -> None:
    show(view, state_of(text))
    layout = view.document_layout()
    for number, block in enumerate(layout.blocks):
        piece = text[block.start : block.end]
        drawn = layout.laid(number).text()
        assert len(drawn.encode("utf-16-le")) == len(piece.encode("utf-16-le"))
    covered = [(block.start, block.end) for block in layout.blocks]
    joined = "".join(
        text[start:end] + ("\n" if end < len(text) and text[end] == "\n" else "")
        for start, end in covered
    )
    assert joined == text


@through_the_surface
@given(text=STORED, data=st.data())
def test_dragging_selects_the_whole_tokens_between_the_two_places(
    view: DocumentView, text: str, data: st.DataObject
) -> None:
    tokens = tokenise(text)
    assume(tokens)
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    show(view, state_of(text))
    ends = [span for span in visible(text) if tokens[last].start <= span[0] < tokens[last].end]
    begins = [span for span in visible(text) if tokens[first].start <= span[0] < tokens[first].end]
    assume(begins and ends)
    one, other = view.parts_in_viewport(*begins[0])[0], view.parts_in_viewport(*ends[-1])[-1]
    assume(min(one.rect.width(), other.rect.width()) > 4)
    drag(view, inside(one, one.starts).toPoint(), inside(other, other.ends).toPoint())
    assert view.cursor_at.selection == (tokens[first].start, tokens[last].end)


@through_the_surface
@given(text=STORED, data=st.data())
@example(text="  طالبان٪٪", data=Chosen(0, 1))
@example(text="طالبان٪٪ ۱۲", data=Chosen(1, 2))
@example(text="45%", data=Chosen(1, 1))
@example(text="塔利班（Taliban）", data=Chosen(0, 3))
def test_dragging_selects_what_lies_under_it_from_the_first_letter_to_the_last(
    view: DocumentView, text: str, data: st.DataObject
) -> None:
    tokens = tokenise(text)
    assume(tokens)
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    show(view, state_of(text))
    letters = [
        [span for span in visible(text) if token.start <= span[0] < token.end]
        for token in (tokens[first], tokens[last])
    ]
    assume(all(letters))
    places = [middle_of(view, *letters[0][0]), middle_of(view, *letters[1][-1])]
    assume(all(view.parts_in_viewport(*span[0])[0].rect.width() > 4 for span in letters))
    assume(view.parts_in_viewport(*letters[1][-1])[0].rect.width() > 4)
    for begin, end in (places, reversed(places)):
        view.cursor_at.clear_selection()
        drag(view, begin, end)
        assert view.cursor_at.selection == (tokens[first].start, tokens[last].end)


@through_the_surface
@given(text=STORED, data=st.data())
def test_dragging_in_any_direction_of_writing_selects_tokens_and_no_outer_blanks(
    view: DocumentView, text: str, data: st.DataObject
) -> None:
    seen = visible(text)
    assume(len(seen) > 1)
    one, other = data.draw(st.sampled_from(seen)), data.draw(st.sampled_from(seen))
    show(view, state_of(text))
    drag(view, middle_of(view, *one), middle_of(view, *other))
    chosen = view.cursor_at.selection
    if chosen is None:
        return
    assert text[slice(*chosen)] == text[slice(*chosen)].strip()
    assert chosen == snap(tokenise(text), *chosen)
    # Everything that lies wholly between the two places is in it.
    low, high = sorted((one, other))
    between = [span for span in seen if low[1] <= span[0] and span[1] <= high[0]]
    assert all(chosen[0] <= start and end <= chosen[1] for start, end in between)


@through_the_surface
@given(text=STORED, data=st.data())
def test_dragging_with_alt_selects_whole_signs(
    view: DocumentView, text: str, data: st.DataObject
) -> None:
    seen = visible(text)
    assume(len(seen) > 1)
    one, other = data.draw(st.sampled_from(seen)), data.draw(st.sampled_from(seen))
    show(view, state_of(text))
    drag(view, middle_of(view, *one), middle_of(view, *other), ALT)
    chosen = view.cursor_at.selection
    if chosen is not None:
        assert text[slice(*chosen)] == text[slice(*chosen)].strip()
        beside = {
            at
            for at in range(1, len(text))
            if text[at - 1 : at + 1].strip() != text[at - 1 : at + 1]
        }
        assert set(chosen) <= edges(text) | beside


@through_the_surface
@given(text=STORED, data=st.data())
def test_walking_with_shift_selects_one_token_more_with_every_step(
    view: DocumentView, text: str, data: st.DataObject
) -> None:
    tokens = tokenise(text)
    assume(tokens)
    at = data.draw(st.integers(0, len(tokens) - 1))
    steps = data.draw(st.integers(1, 4))
    show(view, state_of(text))
    view.cursor_at.place(tokens[at].start)
    for _ in range(steps):
        here = view.cursor_at.token
        assert here is not None
        turned = view.document_layout().right_to_left(here.start)
        press(view, Key.Key_Left if turned else Key.Key_Right, SHIFT)
    last = min(at + steps, len(tokens) - 1)
    assert view.cursor_at.selection == (tokens[at].start, tokens[last].end)


@through_the_surface
@given(text=texts)
def test_walking_through_a_text_visits_every_token_in_order(view: DocumentView, text: str) -> None:
    tokens = tokenise(text)
    show(view, state_of(text))
    visited = []
    for _ in tokens:
        here = view.cursor_at.token
        assert here is not None
        visited.append(here)
        turned = view.document_layout().right_to_left(here.start)
        press(view, Key.Key_Left if turned else Key.Key_Right)
    assert visited == tokens


@through_the_surface
@given(text=STORED, keys=st.lists(st.sampled_from(
    list(itertools.product(
        [Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End],
        [Qt.KeyboardModifier.NoModifier, SHIFT, CTRL, CTRL | SHIFT],
    ))), max_size=6))  # fmt: skip
def test_no_key_leads_off_the_tokens(
    view: DocumentView, text: str, keys: list[tuple[Qt.Key, Qt.KeyboardModifier]]
) -> None:
    tokens = tokenise(text)
    show(view, state_of(text))
    for key, held in keys:
        press(view, key, held)
        cursor = view.cursor_at
        assert (cursor.token in tokens) if tokens else cursor.token is None
        if cursor.selection is not None:
            assert cursor.selection == snap(tokens, *cursor.selection)


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("one two", Key.Key_Right, "two"),
        ("یک دو", Key.Key_Left, "دو"),
        ("طالبان و 3,000 تن", Key.Key_Left, "و"),
    ],
)
def test_the_arrows_point_where_the_writing_goes(
    view: DocumentView, text: str, key: Qt.Key, expected: str
) -> None:
    show(view, state_of(text))
    press(view, key)
    assert view.cursor_at.token is not None
    assert text[view.cursor_at.token.start : view.cursor_at.token.end] == expected


@pytest.mark.parametrize(
    "text",
    ["Dari: افغانستان و طالبان", "پښتو ژبه 45% (۴۵)", "\u202eabc\u202c def", "a\u200fb"],
)
def test_a_range_in_mixed_directions_is_drawn_over_every_sign_of_it(
    view: DocumentView, text: str
) -> None:
    show(view, state_of(text))
    boxes = view.document_layout().parts(0, len(text))
    for start, end in visible(text):
        middle = view.document_layout().parts(start, end)[0].rect.center()
        assert any(box.rect.adjusted(-1, -1, 1, 1).contains(middle) for box in boxes)
