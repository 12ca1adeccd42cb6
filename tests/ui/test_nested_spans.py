"""Spans within spans: each is seen, has its tag, and is reached by key and by click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import regex
from pictures import Pixels, pixels
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sample_project import make_project, place
from shown_article import FAMILIES, LABELS, Range, drawn, show, state_of
from window_verbs import LEFT, Sight, middle_of

from annotator.domain.state import ArticleState
from annotator.ui.document_view import DocumentView
from annotator.ui.document_view.layout import DocumentLayout
from annotator.ui.document_view.marks import Mark, marks_of
from annotator.ui.document_view.painting import DocumentPainter, Scene
from annotator.ui.document_view.tags import Anchor, tags_of
from annotator.ui.document_view.view import MARGIN_PX, SIZES_PX
from annotator.ui.look import theme

WORDS = "The Taliban fighters entered Kunduz on Sunday.\n"
NESTED = [(0, 46), (4, 20), (4, 11), (12, 20), (29, 35), (39, 45)]
CORPS = "Afghan National Army's 209th Corps"


def of_labels(text: str, *spans: tuple[str, str], suggested: bool = False) -> ArticleState:
    """An article with these words labelled so, in this order."""
    places = [place(text, words) for words, _ in spans]
    state = state_of(text, **{"suggested" if suggested else "annotated": places})
    labelled = tuple(
        span.with_span(label=label)
        for span, (_, label) in zip(state.annotations, spans, strict=False)
    )
    return replace(state, annotations=labelled)


# Tags


@pytest.mark.parametrize("text", [f"{CORPS} fell.", f"سقوط {CORPS} در کندز."])
def test_spans_that_begin_at_one_place_have_their_tags_side_by_side(
    view: DocumentView, text: str
) -> None:
    spans = [(CORPS, "ACTOR"), ("Afghan National Army", "FIGURE"), ("Afghan", "LOCATION")]
    show(view, of_labels(text, *spans))
    tags = drawn(view, view.marks).words
    assert [words for _, words, _ in tags] == ["ACTOR", "FIGURE ∅", "LOCATION"]
    for (one, _, width), (other, _, _) in pairwise(tags):
        assert one.x() + width < other.x() < one.x() + width + 8


def test_the_tags_of_dari_spans_that_begin_at_one_place_go_on_to_the_left(
    view: DocumentView,
) -> None:
    text = "جنرال عبدالله خان رفت."
    show(view, of_labels(text, ("جنرال عبدالله خان", "ACTOR"), ("جنرال", "LOCATION")))
    (left, inner, _), (right, outer, width) = sorted(
        drawn(view, view.marks).words, key=lambda tag: tag[0].x()
    )
    assert (outer, inner) == ("ACTOR", "LOCATION")
    assert left.x() < right.x()
    edge = view.document_layout().parts(*place(text, "جنرال"))[0].rect.right()
    assert right.x() + width == pytest.approx(edge, abs=1.5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kunduz is calm and nothing moves there.", "Kunduz"),
        ("In Kunduz it is calm and nothing moves.", "Kunduz"),
        ("جنرال عبدالله خان به کندز رفت.", "جنرال عبدالله خان"),
        ("در کندز آرام است.", "کندز"),
    ],
)
def test_what_has_muted_a_line_and_the_tag_of_a_span_in_it_stand_side_by_side(
    view: DocumentView, text: str, words: str
) -> None:
    show(view, of_labels(text, (words, "LOCATION")))
    tags = drawn(view, view.marks, muted_by=(0, "manual")).words
    (one, said, width), (other, tag, _) = sorted(tags, key=lambda each: each[0].x())
    assert {said, tag} == {"muted · by hand", "LOCATION"}
    assert one.x() + width < other.x()


def test_two_spans_on_the_same_words_both_have_a_tag_first_the_one_a_click_focuses(
    view: DocumentView,
) -> None:
    show(view, of_labels("Georgia voted.", ("Georgia", "ACTOR"), ("Georgia", "LOCATION")))
    clicked = view.mark_at(0)
    assert clicked is not None
    assert clicked.label.name == "ACTOR"
    assert [tag for _, tag, _ in drawn(view, view.marks).words] == ["ACTOR", "LOCATION"]


def test_of_more_than_three_spans_at_one_place_the_rest_is_counted(view: DocumentView) -> None:
    show(view, of_labels("Georgia and others voted.", *[("Georgia", "ACTOR")] * 5))
    assert [tag for _, tag, _ in drawn(view, view.marks).words] == ["ACTOR", "ACTOR", "ACTOR +2"]


def test_every_one_of_crowded_tags_is_seen(view: DocumentView) -> None:
    text = "A B C D E F G H I J K L M N O P"
    letters = [(at, at + 1) for at in range(0, len(text), 2)]
    show(view, state_of(text, annotated=[*letters, *letters, (0, 7), (8, 15)]))
    words = [tag for _, tag, _ in drawn(view, view.marks).words]
    assert len(words) == len(view.marks)
    assert all(words)


@pytest.mark.parametrize("line", ["international to ", "بین‌المللی است از "])
def test_no_tag_is_cut_off_at_the_edge_of_the_view(view: DocumentView, line: str) -> None:
    text = line * 3
    words = [match.span() for match in regex.finditer(r"\S+", text)]
    state = state_of(text, suggested=words, label="LOCATION")
    show(view, state)
    first = view.document_layout().parts(0, len(line) - 1)[0].rect
    view.resize(
        round(first.width()) + 2 * MARGIN_PX + 4, 500
    )  # the line ends where the column does
    assert len(view.document_layout().parts(0, len(text))) == 3
    left = -view.origin().x()
    tags = drawn(view, view.marks).words
    assert all(tag for _, tag, _ in tags)
    assert min(at.x() for at, _, _ in tags) >= left
    assert max(at.x() + width for at, _, width in tags) <= left + view.viewport().width()


def test_tags_side_by_side_are_shortened_at_the_edge_of_the_view(view: DocumentView) -> None:
    text = "international to the"
    show(view, of_labels(text, ("to the", "FIGURE"), ("to", "LOCATION")))
    line = view.document_layout().parts(0, len(text))[0].rect
    view.resize(round(line.width()) + 2 * MARGIN_PX + 4, 500)
    (outer, _, width), (inner, short, _) = drawn(view, view.marks).words
    assert short == "LOC"
    assert inner.x() - outer.x() - width == pytest.approx(3, abs=1)


@pytest.mark.parametrize("width", [40.0, 20.0, 12.0, 4.0])
def test_a_value_stays_with_the_tag_of_a_figure_that_is_shortened(width: float) -> None:
    (mark,) = marks_of(state_of("two died", suggested=[(0, 3)]), LABELS)
    tags = (("FIGURE 2 ✓", 0.0), ("LOCATION?", width))
    anchors = [Anchor(mark, words, x, rtl=False, top=0.0) for words, x in tags]
    first, _ = tags_of(anchors, lambda words: 4.0 * len(words), (0.0, 500.0))
    assert first.words in ("FIGURE 2 ✓", "FIG 2 ✓", "F 2 ✓", "2 ✓", "F")
    assert first.words != "F" or width < 20


# Lines


def test_the_lines_of_nested_spans_lie_below_each_other(view: DocumentView) -> None:
    view.resize(1000, 500)
    show(view, state_of(WORDS, annotated=NESTED))
    lines = drawn(view, view.marks).lines
    assert len(lines) >= len(NESTED)  # the longest may go over two lines
    for index, (left, right) in enumerate(lines):
        for other_left, other_right in lines[:index]:
            meet = left.x() < other_right.x() - 1 and other_left.x() < right.x() - 1
            assert not meet or abs(left.y() - other_left.y()) >= 2.5


def picture(layout: DocumentLayout, marks: Sequence[Mark], focused: str | None = None) -> Pixels:
    image = QImage(700, round(layout.height) + 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(QPointF(20, 20))
    scene = Scene(marks=marks, focused=focused)
    DocumentPainter(layout, theme.palette(dark=False)).paint(
        painter, range(len(layout.blocks)), scene
    )
    painter.end()
    return pixels(image)


def rows(one: Pixels, other: Pixels) -> tuple[int, int]:
    """The first and last row in which two pictures differ."""
    differing = (one != other).any(axis=1).nonzero()[0]
    return int(differing.min()), int(differing.max())


@pytest.mark.parametrize("size", SIZES_PX)
@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("title", [False, True])
def test_no_line_or_frame_below_a_span_touches_the_tags_of_the_line_below(
    qapp: QApplication, size: int, family: str, title: bool
) -> None:
    font: QFont = theme.reading_font(size)
    if family:
        font.setFamilies([family, *font.families()])
    text = f"{'one two three ' * 4}\nfour"
    layout = DocumentLayout(text, text[:20] if title else "", font, 9.0 * size)
    _, end = layout.line_ends(0)
    places = [(0, end - 1), (0, 7), (0, 3), (1, 3), (2, 3)]
    deep = marks_of(state_of(text, annotated=places), LABELS)
    above = [replace(mark, tag="") for mark in deep]
    (plain,) = marks_of(state_of(text, suggested=[(end, end + 3)]), LABELS)
    nothing = picture(layout, [replace(plain, tag="")])
    lines = rows(picture(layout, [*above, replace(plain, tag="")]), nothing)
    framed = rows(picture(layout, [*above, replace(plain, tag="")], focused="a0"), nothing)
    tags = rows(picture(layout, [plain]), nothing)
    assert lines[1] < tags[0]
    assert framed[1] < tags[0]


def test_a_span_in_another_of_the_same_label_has_an_edge_of_its_own(view: DocumentView) -> None:
    text = "The government of Afghanistan said so."
    outer, inner = place(text, "The government of Afghanistan"), place(text, "Afghanistan")
    show(view, state_of(text, annotated=[outer, inner]))
    layout = view.document_layout()

    def letters(annotated: Sequence[Range]) -> Pixels:
        marks = [replace(m, tag="") for m in marks_of(state_of(text, annotated=annotated), LABELS)]
        (box,) = layout.parts(*inner)
        top, bottom = 20 + round(box.rect.top()), 20 + round(box.rect.bottom())
        return picture(layout, marks)[top + 2 : bottom - 2]

    changed = letters([outer, inner]) != letters([outer])
    (box,) = layout.parts(*inner)
    columns = np.flatnonzero(changed.all(axis=0)) - 20
    assert columns.min() == pytest.approx(box.rect.left(), abs=3)
    assert columns.max() == pytest.approx(box.rect.right(), abs=3)


# Reaching each


def focused(view: DocumentView) -> str | None:
    mark = view.focused
    return view.text[mark.start : mark.end] if mark else None


def test_each_further_click_focuses_the_span_around(view: DocumentView) -> None:
    show(view, state_of(WORDS, annotated=[(0, 20), (4, 20), (4, 11)]))
    at = middle_of(view, 4, 11)
    seen = []
    for _ in range(4):
        QTest.mouseClick(view.viewport(), LEFT, pos=at)
        seen.append(focused(view))
    assert seen == ["Taliban", "Taliban fighters", "The Taliban fighters", "Taliban"]


def test_a_click_on_another_part_of_the_focused_span_takes_the_innermost_there(
    view: DocumentView,
) -> None:
    show(view, state_of(WORDS, annotated=[(0, 20), (12, 20)]))
    QTest.mouseClick(view.viewport(), LEFT, pos=middle_of(view, 4, 11))
    assert focused(view) == "The Taliban fighters"
    QTest.mouseClick(view.viewport(), LEFT, pos=middle_of(view, 12, 20))
    assert focused(view) == "fighters"


def test_a_key_goes_from_a_span_to_the_one_around_it(
    open_window: Callable[..., Sight], tmp_path: Path
) -> None:
    path = tmp_path / "nested.annot"
    suggested = {WORDS: [(words, "ACTOR", 0) for words in ("The Taliban fighters", "Taliban")]}
    make_project(path, texts=[WORDS], suggested=suggested).close()
    sight = open_window(path)
    sight.keys(Qt.Key.Key_O)
    assert sight.focused is None
    sight.keys(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert sight.focused == "Taliban"
    sight.keys(Qt.Key.Key_O)
    assert sight.focused == "The Taliban fighters"
