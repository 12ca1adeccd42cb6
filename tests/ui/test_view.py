"""The reading surface: focus, scrolling, zoom, copying, and what is painted."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
import regex
from pictures import pixels
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QTextLayout, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shown_article import LABELS, drawn, show, state_of
from window_verbs import ALT, CTRL, LEFT, SHIFT, drag, left_of, middle_of, press

from annotator.domain.figures import Figure, Qualifier
from annotator.ui.document_view import DocumentView
from annotator.ui.document_view.blocks import SPLIT_AT
from annotator.ui.document_view.layout import DocumentLayout
from annotator.ui.document_view.marks import marks_of
from annotator.ui.look import theme

Key = Qt.Key
WORDS = "The Taliban fighters entered Kunduz on Sunday.\n"
SEEDS = Path(__file__).parents[2] / "seeds"
LONG = WORDS * 80


def grab(view: DocumentView) -> QImage:
    return view.viewport().grab().toImage()


def colours(view: DocumentView, area: QRectF) -> set[str]:
    """The colours painted in a part of the viewport."""
    image = grab(view)
    box = area.toRect() & image.rect()
    return {
        image.pixelColor(x, y).name()
        for x in range(box.left(), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
    }


def darkest(view: DocumentView, area: QRectF) -> int:
    return min(QColor(name).lightness() for name in colours(view, area))


def area(view: DocumentView, start: int, end: int) -> QRectF:
    return view.parts_in_viewport(start, end)[0].rect


def words_at(view: DocumentView, place: tuple[int, int] | None) -> str | None:
    return view.text[slice(*place)] if place else None


def focused(view: DocumentView) -> str | None:
    mark = view.focused
    return view.text[mark.start : mark.end] if mark else None


# Pointing


def test_a_click_focuses_the_innermost_span_under_it(view: DocumentView) -> None:
    show(view, state_of(WORDS, annotated=[(4, 20), (4, 11)]))
    QTest.mouseClick(view.viewport(), LEFT, pos=middle_of(view, 4, 11))
    assert focused(view) == "Taliban"
    QTest.mouseClick(view.viewport(), LEFT, pos=middle_of(view, 14, 20))
    assert focused(view) == "Taliban fighters"


def test_a_click_beside_all_spans_puts_the_cursor_there(view: DocumentView) -> None:
    show(view, state_of(WORDS, annotated=[(4, 11)]))
    QTest.mouseClick(view.viewport(), LEFT, pos=middle_of(view, 29, 35))
    token = view.cursor_at.token
    assert focused(view) is None
    assert token is not None
    assert words_at(view, (token.start, token.end)) == "Kunduz"


def test_a_double_click_takes_the_word(view: DocumentView) -> None:
    show(view, state_of(WORDS))
    QTest.mouseDClick(view.viewport(), LEFT, pos=middle_of(view, 29, 35))
    assert words_at(view, view.cursor_at.selection) == "Kunduz"


def test_a_drag_snaps_to_words_and_one_with_alt_does_not(view: DocumentView) -> None:
    show(view, state_of(WORDS))
    begin, end = middle_of(view, 6, 7), middle_of(view, 14, 15)
    drag(view, begin, end)
    assert words_at(view, view.cursor_at.selection) == "Taliban fighters"
    drag(view, begin, left_of(view, 15), ALT)
    assert words_at(view, view.cursor_at.selection) in (
        "liban fi",
        "iban fi",
        "liban fig",
        "iban fig",
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("据路透社报道，反政府武装周二攻占了边境城镇。", "反政府武装"),
        ("据路透社报道，反政府武装周二攻占了边境城镇。", "路透社报道，反政府"),
        ("กลุ่มตาลีบันสังหารชาวบ้าน", "ตาลีบัน"),
    ],
)
def test_a_drag_over_writing_without_blanks_takes_the_letters_it_is_over(
    view: DocumentView, text: str, words: str
) -> None:
    show(view, state_of(text))
    signs = [match.span() for match in regex.finditer(r"\X", words)]
    start = text.index(words)
    first, last = signs[0], signs[-1]
    begin = middle_of(view, start + first[0], start + first[1])
    drag(view, begin, middle_of(view, start + last[0], start + last[1]))
    assert words_at(view, view.cursor_at.selection) == words


def test_the_edge_of_a_chinese_span_is_dragged_by_letters(view: DocumentView, qtbot: QtBot) -> None:
    text = "反政府武装周二攻占了边境城镇。"
    show(view, state_of(text, annotated=[(0, 3)]))
    view.focus_mark("a0")
    edge = area(view, 0, 3)
    with qtbot.waitSignal(view.resize_requested) as asked:
        grip = QPoint(round(edge.right()), round(edge.center().y()))
        drag(view, grip, left_of(view, 5))
    assert asked.args is not None
    assert text[slice(*asked.args[1:])] == "反政府武装"


def test_a_click_with_shift_extends_the_selection(view: DocumentView) -> None:
    show(view, state_of(WORDS))
    QTest.mouseClick(view.viewport(), LEFT, pos=middle_of(view, 4, 11))
    QTest.mouseClick(view.viewport(), LEFT, SHIFT, pos=middle_of(view, 29, 35))
    assert words_at(view, view.cursor_at.selection) == "Taliban fighters entered Kunduz"


@pytest.mark.parametrize(
    ("grip", "to", "bounds"), [("right", (14, 20), (4, 20)), ("left", (0, 3), (0, 11))]
)
def test_dragging_an_edge_asks_for_the_new_edges_in_whole_words(
    view: DocumentView, qtbot: QtBot, grip: str, to: tuple[int, int], bounds: tuple[int, int]
) -> None:
    show(view, state_of(WORDS, annotated=[(4, 11)]))
    view.focus_mark("a0")
    rect = area(view, 4, 11)
    x = rect.right() if grip == "right" else rect.left()
    with qtbot.waitSignal(view.resize_requested) as asked:
        drag(view, QPoint(round(x), round(rect.center().y())), middle_of(view, *to))
    assert asked.args is not None
    assert tuple(asked.args[1:]) == bounds


def test_escape_lets_go_of_the_selection_and_then_of_the_span(view: DocumentView) -> None:
    show(view, state_of(WORDS, annotated=[(4, 11)]))
    view.focus_mark("a0")
    press(view, Key.Key_Right, SHIFT)
    press(view, Key.Key_Escape)
    assert view.cursor_at.selection is None
    view.focus_mark("a0")
    press(view, Key.Key_Escape)
    assert view.focused is None


def test_the_cursor_focuses_the_span_it_walks_into(view: DocumentView) -> None:
    show(view, state_of(WORDS, annotated=[(4, 11)]))
    press(view, Key.Key_Right)
    assert focused(view) == "Taliban"


# Scrolling


def is_seen(view: DocumentView, start: int, end: int) -> bool:
    rect = area(view, start, end)
    return rect.top() >= 0 and rect.bottom() <= view.viewport().height()


@pytest.mark.parametrize("line", [0, 7, 40, 79])
def test_a_focused_span_is_brought_into_view_with_lines_around_it(
    view: DocumentView, line: int
) -> None:
    start = len(WORDS) * line + 4
    show(view, state_of(LONG, suggested=[(start, start + 7)]))
    view.focus_mark(0)
    assert is_seen(view, start, start + 7)
    if 0 < line < 79:
        assert is_seen(view, start - len(WORDS), start)
        assert is_seen(view, start + len(WORDS), start + len(WORDS) + 3)


def test_a_span_deep_in_an_enormous_text_is_brought_into_view(
    view: DocumentView, qapp: QApplication
) -> None:
    text = ("Some words of an article. " * 60 + "\n") * 600
    start = len(text) - 4000
    show(view, state_of(text, suggested=[(start, start + 4)]))
    view.focus_mark(0)
    grab(view)
    assert is_seen(view, start, start + 4)


def test_a_page_down_goes_on_by_almost_a_screenful(view: DocumentView) -> None:
    show(view, state_of(LONG))
    before = view.verticalScrollBar().value()
    press(view, Key.Key_PageDown)
    moved = view.verticalScrollBar().value() - before
    assert view.viewport().height() * 0.7 < moved < view.viewport().height()
    press(view, Key.Key_PageUp)
    assert view.verticalScrollBar().value() == before


def wheel(view: DocumentView, *, pixels: int = 0, angle: int = 0, ctrl: bool = False) -> None:
    held = CTRL if ctrl else Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        QPointF(50, 50),
        view.viewport().mapToGlobal(QPointF(50, 50)),
        QPoint(0, pixels),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_the_wheel_scrolls_and_a_touchpad_by_its_pixels(view: DocumentView) -> None:
    show(view, state_of(LONG))
    wheel(view, angle=-120)
    after_wheel = view.verticalScrollBar().value()
    assert after_wheel > 0
    wheel(view, pixels=-37)
    assert view.verticalScrollBar().value() == after_wheel + 37


def test_ctrl_and_the_wheel_change_the_size_of_the_type(view: DocumentView) -> None:
    show(view, state_of(LONG))
    size = view.size_px
    wheel(view, angle=120, ctrl=True)
    assert view.size_px > size
    wheel(view, angle=-120, ctrl=True)
    assert view.size_px == size


def test_another_size_of_the_type_keeps_the_paragraph_at_the_top(view: DocumentView) -> None:
    show(view, state_of(LONG))
    view.verticalScrollBar().setValue(1200)
    grab(view)

    def top_paragraph() -> int:
        layout = view.document_layout()
        return layout.block_at_y(-view.origin().y() + 40)

    before = top_paragraph()
    view.set_size(22)
    grab(view)
    assert abs(top_paragraph() - before) <= 1
    assert view.document_layout().font.pixelSize() == 22


def test_a_narrower_window_keeps_the_paragraph_at_the_top(view: DocumentView) -> None:
    show(view, state_of(LONG))
    view.verticalScrollBar().setValue(1200)
    grab(view)
    before = view.document_layout().block_at_y(-view.origin().y() + 40)
    view.resize(380, 500)
    grab(view)
    after = view.document_layout().block_at_y(-view.origin().y() + 40)
    assert abs(after - before) <= 1


def test_the_last_line_can_be_scrolled_into_view(view: DocumentView) -> None:
    show(view, state_of(LONG))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert is_seen(view, len(LONG) - 10, len(LONG) - 1)


# Copying


@pytest.mark.parametrize(
    "words", ["a\u00a0b", "a\u202fb", "“é”", "e\u0301", "👍🏽", "<b>x</b>", "می\u200cخواهد"]
)
def test_copying_gives_the_signs_of_the_text_as_they_are(view: DocumentView, words: str) -> None:
    show(view, state_of(f"x {words} y"))
    view.cursor_at.select(2, 2 + len(words))
    view.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == words
    assert not data.hasHtml()


def test_with_nothing_selected_the_focused_span_is_copied(view: DocumentView) -> None:
    show(view, state_of(WORDS, annotated=[(4, 11)]))
    view.focus_mark("a0")
    view.copy()
    assert QGuiApplication.clipboard().text() == "Taliban"


# Painting


def test_a_confirmed_span_is_filled_and_a_suggestion_is_not(view: DocumentView) -> None:
    show(view, state_of(f"{WORDS}\n{WORDS}", annotated=[(4, 11)], suggested=[(53, 60)]))
    fill = theme.fill(LABELS["ACTOR"], dark=False).name()
    assert fill in colours(view, area(view, 4, 11))
    assert fill not in colours(view, area(view, 53, 60))


def test_a_suggestion_has_a_broken_line_below_and_a_confirmed_span_a_whole_one(
    view: DocumentView,
) -> None:
    show(view, state_of(f"{WORDS}\n{WORDS}", annotated=[(4, 20)], suggested=[(53, 69)]))
    image, ink = grab(view), theme.ink(LABELS["ACTOR"], dark=False)

    def inked(start: int, end: int) -> float:
        """The share of the line below a span that has the colour of its label."""
        rect = area(view, start, end)
        columns = range(round(rect.left()) + 3, round(rect.right()) - 3)
        below = range(round(rect.bottom()) + 1, round(rect.bottom()) + 5)

        def like(x: int, y: int) -> bool:
            found = image.pixelColor(x, y)
            return abs(found.hue() - ink.hue()) < 25 and found.lightness() < 190

        return sum(any(like(x, y) for y in below) for x in columns) / len(columns)

    assert inked(4, 20) > 0.98
    assert 0.2 < inked(53, 69) < 0.9


def test_muted_paragraphs_are_painted_dim(view: DocumentView) -> None:
    show(view, state_of(f"Title\n\n{WORDS}\n{WORDS}", muted=[(7, 53)]))
    dim, loud = area(view, 11, 18), area(view, 59, 66)
    assert darkest(view, dim) > darkest(view, loud) + 40


def test_the_selection_is_painted(view: DocumentView) -> None:
    show(view, state_of(WORDS))
    view.cursor_at.token = None
    before = colours(view, area(view, 21, 28))
    view.cursor_at.select(21, 28)
    assert colours(view, area(view, 21, 28)) != before


@pytest.mark.parametrize(
    ("text", "words", "at_the_right"),
    [
        ("این گزارش طالبان است", "طالبان", True),
        ("این گزارش طالبان است", "گزارش طالبان", True),
        ("گزارش Kabul Times است", "Kabul Times", False),
        ("گزارش Kabul Times است", "گزارش Kabul Times", True),
        ("The طالبان fighters", "طالبان", True),
        ("The طالبان fighters", "The طالبان", False),
        ("The طالبان و داعش men", "The طالبان", False),
    ],
)
def test_the_one_tag_of_a_span_stands_where_the_span_starts(
    view: DocumentView, text: str, words: str, at_the_right: bool
) -> None:
    start = text.index(words)
    show(view, state_of(text, annotated=[(start, start + len(words))]))
    ((place, tag, width),) = drawn(view, view.marks).words
    assert tag == "ACTOR"
    rect = view.document_layout().parts(start, start + len(words))[0].rect
    edge = (place.x() + width, rect.right()) if at_the_right else (place.x(), rect.left())
    assert edge[0] == pytest.approx(edge[1], abs=1.5)


def test_a_confirmed_value_has_a_tick_in_its_tag(view: DocumentView) -> None:
    state = state_of("Of 45 men 12 fell.", annotated=[(3, 5), (10, 12)], label="FIGURE")
    low = best = high = Fraction(45)
    number = Figure(low=low, best=best, high=high, qualifier=Qualifier.EXACT)
    values = (number, replace(number, confirmed=True))
    spans = zip(state.annotations, values, strict=True)
    annotations = tuple(span.with_span(figure=value) for span, value in spans)
    show(view, replace(state, annotations=annotations))
    tags = [words for _, words, _ in drawn(view, view.marks).words]
    assert tags == ["FIGURE 45", "FIGURE 45 ✓"]


@pytest.mark.parametrize(
    ("text", "words", "at_the_right"),
    [(WORDS, "Taliban", True), ("این گزارش طالبان است", "طالبان", False)],
)
def test_a_span_with_a_note_has_a_corner_where_it_ends(
    view: DocumentView, text: str, words: str, at_the_right: bool
) -> None:
    start = text.index(words)
    span = (start, start + len(words))
    state = state_of(text, annotated=[span])
    show(view, state)
    before, box = grab(view), area(view, *span)
    noted = replace(state, annotations=(state.annotations[0].with_span(note="Who?"),))
    view.update_article(noted, marks_of(noted, LABELS))
    after = pixels(grab(view)) != pixels(before)
    rows, columns = (places.nonzero()[0] for places in (after.any(axis=1), after.any(axis=0)))
    end = box.right() if at_the_right else box.left()
    assert 3 <= len(rows) <= 8
    assert 3 <= len(columns) <= 8
    assert rows[0] == pytest.approx(box.top(), abs=1.5)
    assert abs(columns - end).max() <= 7


@pytest.mark.parametrize("size", [11, 16, 28])
@pytest.mark.parametrize(
    "sentence",
    [
        "US, UK, UN and EU officials met; A B C D E F at Kunduz in Afghanistan. ",
        "از US و UK و UN در ۱۲ مه به ما، و EU که ۲ تن از ما را در کندز دید. ",
        "Of US and از UN به UK و EU by 12 men و ۱۲ in در A B C D E F met ما. ",
    ],
)
def test_tags_never_overlap_each_other(view: DocumentView, size: int, sentence: str) -> None:
    view.set_size(size)
    text = sentence * 4
    places = [(i, j) for i, j in _words(text) if len(text[i:j]) <= 2] + [(0, 30), (80, 99)]
    show(view, state_of(text, suggested=places[::2], annotated=places[1::2]))
    tags = sorted(
        (
            (place.y(), place.x(), place.x() + width)
            for place, words, width in drawn(view, view.marks).words
            if words
        )
    )
    assert len(tags) > 10
    for (y, _, right), (other_y, left, _) in pairwise(tags):
        assert abs(y - other_y) > size * 0.5 or right <= left


def _words(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for word in text.split(" "):
        core = word.strip(",;.")
        if core:
            found.append((at, at + len(core)))
        at += len(word) + 1
    return found


# Size


def laid_out(layout: DocumentLayout) -> list[int]:
    return [number for number in range(len(layout.blocks)) if number in layout._laid]


def test_of_an_enormous_text_only_what_is_seen_is_laid_out(
    view: DocumentView, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (WORDS * 5 + "\n") * 4300
    assert len(text) > 1_000_000
    made: list[QTextLayout] = []
    real = DocumentLayout._lay_out

    def counted(self: DocumentLayout, number: int) -> object:
        laid = real(self, number)
        made.append(laid.layout)
        return laid

    monkeypatch.setattr(DocumentLayout, "_lay_out", counted)
    show(view, state_of(text))
    grab(view)
    assert 5 < len(made) < 60


@pytest.mark.parametrize(
    "piece", ["word ", "x", "👍🏽", "한", "กำ", "e\u0301", "ababกำ", "طالبان "]
)
def test_one_enormous_line_is_laid_out_in_pieces_that_part_no_sign(
    view: DocumentView, piece: str
) -> None:
    text = piece * (30_000 // len(piece))
    show(view, state_of(text))
    blocks = view.document_layout().blocks
    assert max(block.end - block.start for block in blocks) <= SPLIT_AT + len(piece)
    assert [block.start for block in blocks[1:]] == [block.end for block in blocks[:-1]]
    assert {block.start for block in blocks} <= {
        match.start() for match in regex.finditer(r"\X", text)
    }


def test_the_pieces_of_a_line_follow_each_other_without_a_gap(view: DocumentView) -> None:
    show(view, state_of("word " * 2000))
    layout = view.document_layout()
    boxes = [part.rect for part in layout.parts(0, len("word " * 2000))]
    steps = {round(b.top() - a.top()) for a, b in pairwise(boxes)}
    assert len(steps) == 1


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_lines_are_at_most_75_letters_long(view: DocumentView, seed: Path) -> None:
    view.resize(1600, 600)
    text = seed.read_text(encoding="utf-8")
    show(view, state_of(text))
    layout = view.document_layout()
    start, longest = 0, 0
    while start < len(text):
        first, end = layout.line_ends(start)
        longest = max(longest, len(text[first:end].strip()))
        start = max(end, start + 1)
    assert 50 <= longest <= 75


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0"])
def test_a_text_without_words_can_be_shown_clicked_and_walked(
    view: DocumentView, text: str
) -> None:
    show(view, state_of(text))
    grab(view)
    QTest.mouseClick(view.viewport(), LEFT, pos=QPoint(60, 60))
    drag(view, QPoint(60, 60), QPoint(200, 90))
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_End, Key.Key_Home, Key.Key_Up):
        press(view, key)
    assert view.cursor_at.selection is None
    assert view.focused is None
