"""Muted text folded into thin lines: what is hidden, how one gets at it, what stays where it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from sample_project import FIRST, place
from shown_article import LABELS, show, state_of
from window_verbs import CTRL, LEFT, SHIFT, Sight, middle_of, press

from annotator.domain.values import MutedRange
from annotator.operations import articles
from annotator.ui.document_view import DocumentView
from annotator.ui.document_view.blocks import cut
from annotator.ui.document_view.fold_painting import fold_words
from annotator.ui.document_view.folds import Fold, find_folds
from annotator.ui.document_view.marks import marks_of

Key = Qt.Key
MENU = "Home\n\nWorld\nPolitics\n"
STORY = "The Taliban fighters entered Kunduz on Sunday.\n"
SHARE = "Share this\n"
PAGE = MENU + STORY + SHARE + STORY


def muted(text: str, *words: str, rule: str = "menu") -> list[MutedRange]:
    places = [place(text, item) for item in words]
    return [MutedRange(f"m{n}", 1, *bounds, rule) for n, bounds in enumerate(places)]


def folds(text: str, parts: Sequence[MutedRange]) -> list[tuple[str, int]]:
    return [(text[f.start : f.end], f.lines) for f in find_folds(text, cut(text, ""), parts)]


def ranges(*words: str) -> list[tuple[int, int]]:
    return [place(PAGE, item) for item in words]


def show_page(
    view: DocumentView,
    *,
    annotated: Sequence[tuple[int, int]] = (),
    suggested: Sequence[tuple[int, int]] = (),
) -> None:
    """The page with its menu and its share bar muted, folded."""
    parts = ranges("Home", "World", "Politics", "Share this")
    show(view, state_of(PAGE, muted=parts, annotated=annotated, suggested=suggested))
    view.folds.set_on(True)


def is_seen(view: DocumentView, words: str) -> bool:
    return bool(view.parts_in_viewport(*place(view.text, words)))


def word(view: DocumentView) -> str:
    """The word under the cursor."""
    token = view.cursor_at.token
    assert token is not None
    return view.text[token.start : token.end]


def line_of(view: DocumentView, words: str) -> QPoint:
    """The middle of the thin line in which some words are folded."""
    layout = view.document_layout()
    fold = layout.fold_at(view.text.index(words))
    assert fold is not None
    return layout.fold_area(fold).translated(view.origin()).center().toPoint()


# What is a fold


def test_a_run_of_muted_paragraphs_is_one_fold_with_the_blank_lines_between() -> None:
    assert folds(PAGE, muted(PAGE, "Home", "World", "Politics")) == [("Home\n\nWorld\nPolitics", 3)]


def test_what_is_not_muted_parts_folds() -> None:
    found = folds(PAGE, muted(PAGE, "Home", "World", "Politics", "Share this"))
    assert [lines for _, lines in found] == [3, 1]


def test_a_paragraph_that_is_muted_in_part_is_never_folded() -> None:
    assert folds(PAGE, muted(PAGE, "The Taliban fighters")) == []


def test_a_paragraph_muted_piece_by_piece_is_folded() -> None:
    assert folds(PAGE, muted(PAGE, "Share", "this")) == [("Share this", 1)]


def test_blank_lines_at_the_edges_are_no_part_of_a_fold() -> None:
    text = f"{STORY}\n\nShare\n\n{STORY}"
    assert folds(text, muted(text, "Share")) == [("Share", 1)]


def test_a_fold_says_how_many_lines_it_is_and_what_muted_them() -> None:
    assert fold_words(Fold(0, 3, 0, 9, 12, ("menu", "share bar"))) == (
        "12 lines set aside  ·  Menu, share bar"
    )
    assert fold_words(Fold(0, 0, 0, 9, 1, ("manual",))) == "1 line set aside  ·  By hand"


# On the surface


def test_folded_lines_are_not_drawn_and_take_one_thin_line(view: DocumentView) -> None:
    show_page(view)
    folded = view.document_layout().height
    assert not is_seen(view, "World")
    assert is_seen(view, "Kunduz")
    view.folds.set_on(False)
    assert is_seen(view, "World")
    assert view.document_layout().height > folded + 2 * view.size_px


def test_offsets_are_the_same_folded_or_not(view: DocumentView) -> None:
    show_page(view)
    start, end = place(PAGE, "Kunduz")
    QTest.mouseClick(view.viewport(), LEFT, pos=middle_of(view, start, end))
    token = view.cursor_at.token
    assert token is not None
    assert (token.start, token.end) == (start, end)


def test_a_click_on_the_line_opens_it_and_one_on_its_arrow_folds_it(view: DocumentView) -> None:
    show_page(view)
    QTest.mouseClick(view.viewport(), LEFT, pos=line_of(view, "World"))
    assert is_seen(view, "World")
    assert not is_seen(view, "Share this")
    (opened,) = view.folds.opened
    arrow = view.document_layout().opened_arrow(opened) + view.origin()
    QTest.mouseClick(view.viewport(), LEFT, pos=arrow.toPoint())
    assert not is_seen(view, "World")


def test_the_cursor_takes_a_fold_as_one_stop(view: DocumentView) -> None:
    show_page(view)
    assert word(view) == "Home"
    press(view, Key.Key_Right)
    assert word(view) == "The"
    press(view, Key.Key_Left)
    assert word(view) == "Home"
    assert view.folds.at_cursor


@pytest.mark.parametrize(("key", "wanted"), [(Key.Key_Down, "The"), (Key.Key_Up, "Home")])
def test_up_and_down_take_a_fold_as_one_line(view: DocumentView, key: Key, wanted: str) -> None:
    show_page(view)
    if key is Key.Key_Up:
        press(view, Key.Key_Down)
    press(view, key)
    assert word(view) == wanted


def test_down_goes_through_all_that_is_drawn(view: DocumentView) -> None:
    show_page(view)
    seen = []
    for _ in range(4):
        seen.append(word(view))
        press(view, Key.Key_Down)
    assert seen == ["Home", "The", "Share", "The"]


def test_a_selection_over_a_fold_goes_on_behind_it(view: DocumentView) -> None:
    show_page(view)
    view.cursor_at.place(PAGE.index("Sunday"))
    for _ in range(4):
        press(view, Key.Key_Right, SHIFT)
    selection = view.cursor_at.selection
    assert selection is not None
    assert PAGE[slice(*selection)] == "Sunday.\nShare this\nThe Taliban"


def test_lines_with_nothing_but_suggestions_are_folded(view: DocumentView) -> None:
    show_page(view, suggested=[place(PAGE, "World")])
    assert not is_seen(view, "World")


def test_lines_with_a_span_in_them_are_never_folded(view: DocumentView) -> None:
    show_page(view, annotated=[place(PAGE, "World")])
    assert is_seen(view, "Home")
    assert is_seen(view, "World")
    assert not is_seen(view, "Share this")


def test_lines_whose_last_span_is_gone_stay_in_sight_while_one_is_there(view: DocumentView) -> None:
    show_page(view, annotated=[place(PAGE, "World")])
    view.focus_mark("a0")
    state = state_of(PAGE, muted=ranges("Home", "World", "Politics", "Share this"))
    view.update_article(state, [])
    assert is_seen(view, "World")
    assert word(view) == "World"


def test_folding_lets_go_of_what_it_hides(view: DocumentView) -> None:
    show_page(view)
    view.folds.set_on(False)
    view.cursor_at.place(PAGE.index("Politics"))
    view.folds.set_on(True)
    assert word(view) == "Home"


def test_a_larger_type_leaves_folded_what_is_folded(view: DocumentView) -> None:
    show_page(view)
    QTest.mouseClick(view.viewport(), LEFT, pos=line_of(view, "World"))
    view.step_size(1)
    assert is_seen(view, "World")
    assert not is_seen(view, "Share this")


def test_the_line_of_the_cursor_stays_where_it_is(view: DocumentView) -> None:
    text = MENU * 12 + STORY * 60
    show(view, state_of(text, muted=[(0, len(MENU) * 12)]))
    view.verticalScrollBar().setValue(700)
    start = text.index("Kunduz", len(MENU) * 12 + len(STORY) * 4)
    view.cursor_at.place(start)
    view.reveal(start, start + 6)
    before = view.parts_in_viewport(start, start + 6)[0].rect.top()
    view.folds.set_on(True)
    assert abs(view.parts_in_viewport(start, start + 6)[0].rect.top() - before) <= 1


def test_another_article_is_folded_anew(view: DocumentView) -> None:
    show_page(view)
    view.folds.toggle()
    assert is_seen(view, "World")
    state = state_of(PAGE, muted=ranges("Home", "World", "Politics"))
    view.show_article(state, marks_of(state, LABELS), "")
    assert not is_seen(view, "World")


# In the window


@pytest.fixture
def folded(sight: Sight) -> Sight:
    """The first article with its last line muted and folded, the cursor at the top."""
    articles.toggle_muted(sight.workspace, article=1, offset=FIRST.index("Share"))
    sight.keys((Key.Key_M, CTRL))
    return sight


def test_a_key_folds_and_unfolds_and_the_menu_says_so(folded: Sight) -> None:
    action = folded.window.table["fold_muted"]
    assert not is_seen(folded.view, "Share this")
    assert action.isChecked()
    folded.keys((Key.Key_M, CTRL))
    assert is_seen(folded.view, "Share this")
    assert not action.isChecked()


def test_folding_is_remembered_between_starts(
    folded: Sight, open_window: Callable[..., Sight]
) -> None:
    folded.close()
    again = open_window()
    assert not is_seen(again.view, "Share this")
    assert again.window.table["fold_muted"].isChecked()


def test_space_opens_the_fold_the_cursor_stands_on_and_folds_it_again(folded: Sight) -> None:
    folded.keys((Key.Key_End, CTRL))
    assert folded.view.folds.at_cursor
    folded.keys(Key.Key_Space)
    assert is_seen(folded.view, "Share this")
    folded.keys(Key.Key_Space)
    assert not is_seen(folded.view, "Share this")


def test_space_says_so_where_nothing_is_folded(folded: Sight) -> None:
    folded.keys(Key.Key_Space)
    assert "Nothing is folded here" in folded.says("status_advice")


def test_unmuting_a_fold_shows_it_first(folded: Sight) -> None:
    folded.keys((Key.Key_End, CTRL), Key.Key_M)
    assert is_seen(folded.view, "Share this")
    assert len(folded.state.muted) == 1
    folded.keys(Key.Key_M)
    assert folded.state.muted == ()


def test_what_is_muted_under_the_cursor_stays_in_sight(folded: Sight) -> None:
    folded.view.cursor_at.place(FIRST.index("governor"))
    folded.keys(Key.Key_M)
    assert is_seen(folded.view, "governor")
    folded.keys(Key.Key_M)
    assert [part.start for part in folded.state.muted] == [FIRST.index("Share")]


def test_undo_of_unmuting_folds_nothing_one_is_in(folded: Sight) -> None:
    folded.keys((Key.Key_End, CTRL), Key.Key_M, Key.Key_M, (Key.Key_Z, CTRL))
    assert is_seen(folded.view, "Share this")


def test_finding_words_opens_the_fold_they_are_in(folded: Sight) -> None:
    folded.keys((Key.Key_F, CTRL))
    QTest.keyClicks(folded.find(QLineEdit, "find_field"), "friends")
    assert is_seen(folded.view, "friends")
    assert folded.view.cursor_at.selection == place(FIRST, "friends")


def test_tab_goes_past_a_fold_without_suggestions(folded: Sight) -> None:
    for _ in range(5):
        folded.keys(Key.Key_Tab)
    assert not is_seen(folded.view, "Share this")


def test_over_a_muted_paragraph_stands_what_muted_it(folded: Sight) -> None:
    assert folded.view.folds.muted_by is None
    folded.keys((Key.Key_End, CTRL), Key.Key_Space)
    assert folded.view.folds.muted_by == (FIRST.index("Share"), "manual")
