"""Articles that run from right to left, and those where directions meet: reading and pointing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from pictures import Pixels, pixels
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QTableView
from pytestqt.qtbot import QtBot
from sample_project import make_project, place
from shown_article import show, state_of
from window_verbs import ALT, LEFT, SHIFT, Sight, drag, middle_of

from annotator.domain.boundaries import Edge
from annotator.domain.conflicts import Option
from annotator.domain.span_content import SpanContent
from annotator.domain.state import ArticleState
from annotator.ui.document_view import DocumentView
from annotator.ui.document_view.blocks import SPLIT_AT
from annotator.ui.document_view.edges import Side, edge_on
from annotator.ui.document_view.laid_block import LinePart
from annotator.ui.document_view.marks import Mark
from annotator.ui.look.lines import paint_line
from annotator.ui.review.review_texts import option_runs
from annotator.ui.shell.widgets.choice_row import Run, lay_out

Key = Qt.Key
DARI = "این گزارش را طالبان در Kabul Times منتشر کرد و گفت که ۴۵٪ رفته‌اند."
ENGLISH = "Officials said that طالبان و داعش in Kabul had lost 45%."


def box(view: DocumentView, words: str) -> LinePart:
    (part,) = view.parts_in_viewport(*place(view.text, words))
    return part


def side(view: DocumentView, words: str, which: Side) -> QPoint:
    rect = box(view, words).rect
    x = rect.left() if which is Side.LEFT else rect.right()
    return QPoint(round(x), round(rect.center().y()))


# Where lines begin


@pytest.mark.parametrize(
    ("text", "rtl"),
    [
        ("گزارش از کابل", True),
        ("חדשות", True),
        ("«گزارش» (۲۰۲۲)", True),
        ("\u200fKabul", True),
        ("Report from کابل", False),
        ("塔利班说", False),
        ("۲۰۲۲/۰۵/۲۹", False),
    ],
)
def test_a_line_begins_at_the_side_its_first_letter_is_written_from(
    view: DocumentView, text: str, rtl: bool
) -> None:
    show(view, state_of(text))
    layout = view.document_layout()
    rect = layout.parts(0, 1)[0].rect
    assert rect.right() == pytest.approx(layout.width, abs=1) if rtl else rect.left() == 0


def test_a_line_of_digits_begins_where_the_one_before_it_does(view: DocumentView) -> None:
    show(view, state_of("گزارش\n۲۹/۰۵/۲۰۲۲\n12\nReport\n12"))
    layout = view.document_layout()
    assert [block.rtl for block in layout.blocks] == [True, True, True, False, False]


def test_a_dari_paragraph_that_begins_with_a_latin_name_begins_at_the_right(
    view: DocumentView,
) -> None:
    show(view, state_of(f"{DARI}\nNATO در بیانیه‌ای گفته است که ۳ تن رفته‌اند.\n{ENGLISH}"))
    layout = view.document_layout()
    assert [block.rtl for block in layout.blocks] == [True, True, False]
    assert layout.parts(*place(layout.text, "NATO"))[0].rect.right() == pytest.approx(
        layout.width, abs=1
    )


def test_a_first_line_of_digits_begins_where_the_article_does(view: DocumentView) -> None:
    show(view, state_of("۲۹/۰۵/۲۰۲۲\nگزارش"))
    assert view.document_layout().blocks[0].rtl


def test_the_later_pieces_of_a_long_line_begin_where_it_does(view: DocumentView) -> None:
    text = "طالبان " * (SPLIT_AT // 7) + "Kabul and Kunduz " * 40
    show(view, state_of(text))
    layout = view.document_layout()
    assert len(layout.blocks) > 1
    last_line = layout.parts(layout.blocks[1].start, layout.blocks[1].end)[-1]
    assert text[layout.blocks[1].start :].startswith("Kabul")
    assert last_line.rect.right() == pytest.approx(layout.width, abs=1)


def test_a_headline_that_runs_to_the_left_begins_at_the_right(view: DocumentView) -> None:
    show(view, state_of("سقوط کندز\n\nطالبان شهر را گرفتند."))
    layout = view.document_layout()
    assert layout.font_of(0).bold()
    assert layout.parts(0, 4)[0].rect.right() == pytest.approx(layout.width, abs=1)


# Where a range lies


@pytest.mark.parametrize(
    ("text", "words", "between"),
    [(ENGLISH, "that طالبان", "داعش"), (DARI, "در Kabul", "Times")],
)
def test_a_range_over_a_turn_of_direction_has_a_box_for_each_stretch(
    view: DocumentView, text: str, words: str, between: str
) -> None:
    show(view, state_of(text))
    parts = view.parts_in_viewport(*place(text, words))
    beside = middle_of(view, *place(text, between)).toPointF()
    assert len(parts) == 2
    assert not any(part.rect.contains(beside) for part in parts)
    assert [part.starts is not None for part in parts] == [True, False]
    assert [part.ends is not None for part in parts] == [False, True]


def test_the_letters_of_a_ligature_lie_side_by_side_from_the_right(view: DocumentView) -> None:
    show(view, state_of("سلام"))
    rects = [view.document_layout().parts(at, at + 1)[0].rect for at in range(4)]
    for before, after in pairwise(rects):
        assert after.right() == pytest.approx(before.left(), abs=0.1)


# Pointing


def test_a_click_beside_a_mixed_line_is_one_at_its_start_or_end(view: DocumentView) -> None:
    text = "گزارش از Kabul Times"
    show(view, state_of(text))
    layout = view.document_layout()
    y = round(box(view, "از").rect.center().y())
    left, right = view.origin().x(), view.origin().x() + layout.width
    drag(view, QPoint(round(right) + 5, y), QPoint(round(left), y))
    assert view.cursor_at.selection == (0, len(text))


@pytest.mark.parametrize("words", ["این", "طالبان", "Kabul", "Times", "۴۵", "٪", "رفته‌اند"])
def test_a_double_click_takes_the_word_under_it(view: DocumentView, words: str) -> None:
    show(view, state_of(DARI))
    QTest.mouseDClick(view.viewport(), LEFT, pos=middle_of(view, *place(DARI, words)))
    assert view.cursor_at.selection == place(DARI, words)


@pytest.mark.parametrize(
    ("text", "words", "which", "to", "expected"),
    [
        (DARI, "طالبان", Side.LEFT, "در", "طالبان در"),
        (DARI, "طالبان", Side.RIGHT, "را", "را طالبان"),
        (DARI, "گزارش را طالبان", Side.LEFT, "را", "گزارش را"),
        (DARI, "گزارش را طالبان", Side.RIGHT, "را", "را طالبان"),
        # To the left of a Latin name in a Dari sentence stands what follows it.
        (DARI, "Kabul Times", Side.LEFT, "منتشر", "Kabul Times منتشر"),
        (DARI, "Kabul Times", Side.RIGHT, "در", "در Kabul Times"),
        (DARI, "Kabul Times", Side.LEFT, "Times", "Times"),
        (DARI, "Kabul Times", Side.RIGHT, "Kabul", "Kabul"),
        (DARI, "در Kabul Times", Side.LEFT, "منتشر", "در Kabul Times منتشر"),
        (ENGLISH, "طالبان و داعش", Side.LEFT, "that", "that طالبان و داعش"),
        (ENGLISH, "طالبان و داعش", Side.RIGHT, "in", "طالبان و داعش in"),
        (ENGLISH, "طالبان و داعش", Side.RIGHT, "داعش", "داعش"),
    ],
)
def test_dragging_a_side_of_a_span_moves_the_edge_that_is_there(
    view: DocumentView, qtbot: QtBot, text: str, words: str, which: Side, to: str, expected: str
) -> None:
    show(view, state_of(text, annotated=[place(text, words)]))
    view.focus_mark("a0")
    with qtbot.waitSignal(view.resize_requested) as asked:
        drag(view, side(view, words, which), middle_of(view, *place(text, to)))
    assert asked.args is not None
    assert text[slice(*asked.args[1:])] == expected


def test_the_mouse_shows_where_a_side_can_be_taken_hold_of(view: DocumentView) -> None:
    show(view, state_of(DARI, annotated=[place(DARI, "طالبان")]))
    view.focus_mark("a0")
    for which in Side:
        QTest.mouseMove(view.viewport(), side(view, "طالبان", which))
        assert view.viewport().cursor().shape() is Qt.CursorShape.SizeHorCursor
    QTest.mouseMove(view.viewport(), middle_of(view, *place(DARI, "طالبان")))
    assert view.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor


def test_a_side_can_be_taken_hold_of_just_beside_it(view: DocumentView) -> None:
    show(view, state_of(DARI, annotated=[place(DARI, "Kabul")]))
    view.focus_mark("a0")
    # What stands there in the text is the word behind the two Latin ones.
    QTest.mouseMove(view.viewport(), side(view, "Kabul", Side.LEFT) - QPoint(3, 0))
    assert view.viewport().cursor().shape() is Qt.CursorShape.SizeHorCursor


# Keys


@pytest.mark.parametrize(
    ("words", "key", "held", "expected"),
    [
        ("طالبان", Key.Key_BracketLeft, None, "طالبان در"),
        ("طالبان", Key.Key_BracketRight, None, "را طالبان"),
        ("را طالبان", Key.Key_BracketLeft, SHIFT, "را"),
        ("را طالبان", Key.Key_BracketRight, SHIFT, "طالبان"),
        ("طالبان", Key.Key_BracketLeft, SHIFT | ALT, "طالبا"),
        ("Kabul Times", Key.Key_BracketLeft, None, "Kabul Times منتشر"),
        ("Kabul Times", Key.Key_BracketLeft, SHIFT, "Times"),
        ("Times", Key.Key_BracketLeft, None, "Kabul Times"),
    ],
)
def test_the_brackets_move_the_side_of_the_screen_they_point_to(
    open_window: Callable[..., Sight],
    tmp_path: Path,
    words: str,
    key: Qt.Key,
    held: Qt.KeyboardModifier | None,
    expected: str,
) -> None:
    path = tmp_path / "dari.annot"
    make_project(path, texts=[DARI], suggested={DARI: [(words, "ACTOR", 0)]}).close()
    sight = open_window(path)
    sight.keys(Key.Key_Tab, key if held is None else (key, held))
    assert sight.spans() == [("ACTOR", expected)]


@pytest.mark.parametrize(
    ("text", "left", "right"), [(DARI, Edge.END, Edge.START), (ENGLISH, Edge.START, Edge.END)]
)
def test_the_sides_of_a_span_over_several_lines_are_those_of_its_paragraph(
    view: DocumentView, text: str, left: Edge, right: Edge
) -> None:
    show(view, state_of(f"{text} {text} {text}"))
    layout, end = view.document_layout(), 3 * len(text)
    assert len({part.rect.top() for part in layout.parts(5, end)}) > 2
    for outward in (True, False):
        assert edge_on(layout, 5, end, Side.LEFT, outward=outward) is left
        assert edge_on(layout, 5, end, Side.RIGHT, outward=outward) is right


# Staying in place


def test_an_article_is_opened_again_at_the_line_it_was_left_at(view: DocumentView) -> None:
    paragraph = f"{DARI} {DARI}"
    show(view, state_of("\n".join([paragraph] * 40)))
    start = 20 * (len(paragraph) + 1)
    first_line = round(view.document_layout().parts(start, start + 1)[0].rect.top())
    bar = view.verticalScrollBar()
    bar.setValue(first_line)
    left_at = view.place
    bar.setValue(0)
    view.go_back_to(*left_at)
    assert bar.value() == first_line


def test_the_arrow_of_an_open_fold_stands_where_its_line_begins(view: DocumentView) -> None:
    text = f"{DARI}\n{DARI}\n{DARI}"
    show(view, state_of(text, muted=[(len(DARI) + 1, 2 * len(DARI) + 1)]))
    view.folds.set_on(True)
    view.cursor_at.place(len(DARI) + 2)
    view.folds.toggle()
    (fold,) = view.folds.opened
    assert view.document_layout().opened_arrow(fold).x() > view.document_layout().width


# Lists and quotes


def ink(words: str, width: int) -> Pixels:
    """Where a line of words is painted in an area as wide as this."""
    image = QImage(width, 24, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_line(painter, image.rect(), 0, words)
    painter.end()
    return pixels(image) != 0xFFFFFF


TITLE = "مقتل ١٢ جندياً في هجوم لتنظيم داعش قرب NATO الموصل"


def test_a_title_in_a_list_begins_at_the_side_it_is_written_from() -> None:
    columns = ink("سقوط کندز", 300).any(axis=0).nonzero()[0]
    assert columns.min() > 150
    assert columns.max() > 290
    assert ink("Kunduz falls", 300).any(axis=0).nonzero()[0].max() < 150


def test_a_dari_title_that_begins_with_a_latin_name_begins_at_the_right() -> None:
    assert ink("NATO در بیانیه‌ای گفته است", 300).any(axis=0).nonzero()[0].min() > 80


def test_a_long_title_in_a_list_is_cut_off_at_its_end() -> None:
    inked = ink(TITLE, 150)
    left = inked.any(axis=0).nonzero()[0].min()
    dots = inked[:, left : left + 7]
    assert 0 < dots.any(axis=1).sum() <= 3


def test_a_row_of_the_queue_is_painted_from_the_side_of_its_title(
    open_window: Callable[..., Sight], tmp_path: Path
) -> None:
    path = tmp_path / "titles.annot"
    make_project(path, texts=["کندز\n\nسقوط کرد.", "Kunduz\n\nIt fell."], suggested={}).close()
    sight = open_window(path)
    rows = sight.find(QListView, "queue_list")
    middles = []
    for number in range(2):
        rect = rows.visualRect(rows.model().index(number, 0))
        title = QRect(rect.left() + 8, rect.top() + 8, rect.width() - 24, 17)
        shown = pixels(rows.viewport().grab(title).toImage())
        dark = shown & 0xFF < 100
        middles.append(dark.any(axis=0).nonzero()[0].mean() / title.width())
    assert middles[0] > 0.6
    assert middles[1] < 0.4


def test_the_inspector_quotes_and_lists_words_in_their_own_direction(
    open_window: Callable[..., Sight], tmp_path: Path
) -> None:
    path = tmp_path / "dari.annot"
    words = "طالبان در Kabul Times"
    make_project(
        path, texts=[DARI], suggested={DARI: [(words, "ACTOR", 0), ("Times", "ACTOR", 0)]}
    ).close()
    sight = open_window(path)
    quote, spans = sight.find(QLabel, "inspector_text"), sight.find(QTableView, "span_list")
    sight.keys(Key.Key_Tab)
    sight.bot.waitUntil(lambda: quote.text() == f"“{words}”")
    assert quote.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert spans.model().index(0, 0).data() == f"\u2068{words}\u2069"
    sight.keys(Key.Key_Tab)
    sight.bot.waitUntil(lambda: quote.text() == "“Times”")
    assert quote.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert spans.model().index(1, 0).data() == "Times"


def test_the_quote_of_a_conflict_begins_at_its_own_side(qapp: QApplication) -> None:
    for words, rtl in (("طالبان در Kabul", True), ("Taliban in کابل", False)):
        layout, _ = lay_out([Run(words[:8]), Run(words[8:], bold=True)], qapp.font(), 400)
        rect = layout.lineAt(0).naturalTextRect()
        assert (rect.right() > 399) == rtl
        assert (rect.left() < 1) != rtl


def test_a_version_of_a_conflict_keeps_its_label_before_the_words_it_quotes() -> None:
    words = "طالبان (Taliban)"
    runs = option_runs(Option((SpanContent(0, len(words), "ACTOR"),)), words, {})
    assert "".join(run.words for run in runs) == f"ACTOR “\u2068{words}\u2069”"


def test_the_line_above_an_article_keeps_its_order(
    open_window: Callable[..., Sight], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "source.annot"
    project = make_project(path, texts=["کندز\n\nسقوط کرد."], suggested={})
    with project.writing() as connection:
        connection.exec_driver_sql("UPDATE article SET source = 'خبرگزاری', published = '2022'")
    project.close()
    shown: list[str] = []
    real = DocumentView.show_article

    def kept(view: DocumentView, state: ArticleState, marks: list[Mark], header: str) -> None:
        shown.append(header)
        real(view, state, marks, header)

    monkeypatch.setattr(DocumentView, "show_article", kept)
    open_window(path)
    assert shown[-1].startswith("\u2068خبرگزاری\u2069  ·  2022")
