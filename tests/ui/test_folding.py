"""Muted paragraphs fold into one line each run, and open where somebody goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot
from shown_article import LABELS, show, state_of
from window_verbs import LEFT

from annotator.domain.state import ArticleState
from annotator.ui.document_view import DocumentView
from annotator.ui.document_view.marks import marks_of

TEXT = "Title of it\n\nHome\n\nAsia\n\nThe Taliban took Kunduz.\n\nShare this\n\nThe end."
MENU = (TEXT.index("Home"), TEXT.index("Asia") + 4)
SHARE = (TEXT.index("Share"), TEXT.index("Share") + 10)


def article(**more: object) -> ArticleState:
    return state_of(TEXT, muted=(MENU, SHARE), **more)  # type: ignore[arg-type]


@pytest.fixture
def view(qtbot: QtBot) -> DocumentView:
    view = DocumentView()
    qtbot.addWidget(view)
    view.resize(700, 600)
    view.show()
    qtbot.waitExposed(view)
    show(view, article())
    return view


def is_folded(view: DocumentView, offset: int) -> bool:
    layout = view.document_layout()
    return layout.fold_of(layout.block_of(offset)) is not None


def test_nothing_is_folded_unless_it_is_asked_for(view: DocumentView) -> None:
    assert not is_folded(view, MENU[0])


def test_a_run_of_muted_paragraphs_becomes_one_line(view: DocumentView) -> None:
    before = view.document_layout().height
    view.set_folding(True)
    layout = view.document_layout()
    fold = layout.fold_of(layout.block_of(MENU[0]))
    assert fold is not None
    assert (fold.start, fold.end, fold.lines, fold.words) == (*MENU, 2, "manual")
    assert is_folded(view, SHARE[0])
    assert not is_folded(view, TEXT.index("Kunduz"))
    assert layout.height < before


def test_unfolding_brings_every_line_back_where_it_was(view: DocumentView) -> None:
    before = view.parts_in_viewport(TEXT.index("end"), TEXT.index("end") + 3)
    view.set_folding(True)
    assert view.parts_in_viewport(TEXT.index("end"), TEXT.index("end") + 3) != before
    view.set_folding(False)
    assert view.parts_in_viewport(TEXT.index("end"), TEXT.index("end") + 3) == before


def test_what_stands_below_a_fold_is_where_it_is_clicked(view: DocumentView) -> None:
    view.set_folding(True)
    layout = view.document_layout()
    at = TEXT.index("Kunduz")
    assert layout.sign_at(layout.parts(at, at + 1)[0].rect.center()) == at


def test_a_click_opens_one_fold_and_leaves_the_others(view: DocumentView, qtbot: QtBot) -> None:
    view.set_folding(True)
    layout = view.document_layout()
    fold = layout.fold_of(layout.block_of(MENU[0]))
    assert fold is not None
    inside = layout.fold_line(fold).center() + view.origin()
    qtbot.mouseClick(view.viewport(), LEFT, pos=QPointF(inside).toPoint())
    assert not is_folded(view, MENU[0])
    assert is_folded(view, SHARE[0])


def test_going_into_a_fold_opens_it(view: DocumentView) -> None:
    view.set_folding(True)
    view.cursor_at.place(SHARE[0])
    view.cursor_moved()
    assert not is_folded(view, SHARE[0])
    assert view.parts_in_viewport(*SHARE)


def test_the_line_below_is_the_one_behind_the_fold(view: DocumentView) -> None:
    view.set_folding(True)
    at = TEXT.index("Taliban")
    below = view.document_layout().line_step(at, 5.0, 1)
    assert below == TEXT.index("The end")


def test_a_paragraph_with_a_span_is_never_folded(view: DocumentView) -> None:
    view.set_folding(True)
    show(view, article(annotated=[(MENU[0], MENU[0] + 4)]))
    assert not is_folded(view, MENU[0])
    assert is_folded(view, SHARE[0])


def test_what_is_muted_under_the_cursor_stays_in_sight(view: DocumentView) -> None:
    view.set_folding(True)
    start = TEXT.index("The Taliban")
    view.cursor_at.place(start)
    view.cursor_moved()
    state = state_of(TEXT, muted=(MENU, (start, start + 24), SHARE))
    view.update_article(state, marks_of(state, LABELS))
    assert not is_folded(view, start)


def test_another_article_is_folded_too(view: DocumentView) -> None:
    view.set_folding(True)
    view.cursor_at.place(SHARE[0])
    view.cursor_moved()
    show(view, article())
    assert is_folded(view, SHARE[0])
