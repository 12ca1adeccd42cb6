"""Pictures of the surface: what is painted for a range lies where Qt paints a selection of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
import regex
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pictures import Pixels, of_colour, pixels
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QPainter,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QApplication
from shown_article import FAMILIES, LABELS, Range, in_font, state_of
from strange_texts import NEWS, any_texts

from annotator.domain.offsets import Utf16
from annotator.domain.text import normalise
from annotator.domain.tokens import tokenise
from annotator.ui.document_view.layout import DocumentLayout
from annotator.ui.document_view.marks import Look, Mark, marks_of
from annotator.ui.document_view.painting import DocumentPainter, Scene
from annotator.ui.look import theme

in_pictures = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
MARGIN = 60
STORED = (any_texts | st.sampled_from([*NEWS.values()])).map(lambda text: normalise(text).text)
UNSEEN = regex.compile(r"\p{Default_Ignorable_Code_Point}+")
Columns = dict[tuple[int, int], set[int]]  # by block and line


def picture(layout: DocumentLayout) -> QImage:
    size = QRect(0, 0, round(layout.width) + 2 * MARGIN, round(layout.height) + 2 * MARGIN)
    image = QImage(size.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


def painted(layout: DocumentLayout, scene: Scene) -> QImage:
    """The whole article as the surface paints it, MARGIN pixels from the corner."""
    image = picture(layout)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(MARGIN, MARGIN)
    DocumentPainter(layout, theme.palette(dark=False)).paint(
        painter, range(len(layout.blocks)), scene
    )
    painter.end()
    return image


def selected_by_qt(layout: DocumentLayout, start: int, end: int) -> QImage:
    """The article with nothing but Qt's own ground behind the letters of a range."""
    image = picture(layout)
    painter = QPainter(image)
    painter.setPen(QColor("white"))
    ground = QTextCharFormat()
    ground.setBackground(QColor("red"))
    ground.setForeground(QColor("red"))
    for number, block in enumerate(layout.blocks):
        laid, offsets = layout.laid(number), Utf16(layout.text[block.start : block.end])
        low, high = max(start, block.start) - block.start, min(end, block.end) - block.start
        chosen = QTextLayout.FormatRange()
        chosen.start, chosen.format = offsets.unit(max(0, low)), ground
        chosen.length = max(0, offsets.unit(max(0, high)) - chosen.start)
        laid.draw(painter, QPointF(MARGIN, MARGIN + layout.top(number)), [chosen])
    painter.end()
    return image


def columns(layout: DocumentLayout, marked: Pixels) -> Columns:
    """By block and line, the columns with a marked pixel between top and bottom of the letters."""
    found: Columns = {}
    for number in range(len(layout.blocks)):
        laid = layout.laid(number)
        for index in range(laid.lineCount()):
            line = laid.lineAt(index)
            # Letters of another font may reach into other lines, and so does Qt's ground of them.
            metrics = QFontMetricsF(layout.font_of(number))
            letters = MARGIN + layout.top(number) + line.y() + line.ascent()
            top, bottom = letters - metrics.ascent(), letters + metrics.descent()
            rows = marked[round(top) : round(bottom) + 3]
            found[number, index] = {int(x) for x in rows.any(axis=0).nonzero()[0]}
    return found


def around(places: set[int], by: int) -> set[int]:
    return {x + step for x in places for step in range(-by, by + 1)}


def assert_same_places(ours: Columns, qts: Columns, *, by: int) -> None:
    """Qt and we paint in the same columns, give or take ``by``; a broken line has its gaps."""
    for line, columns_of_qt in qts.items():
        strayed = ours[line] - around(columns_of_qt, by)
        assert not strayed, f"painted beside the range in line {line}: {sorted(strayed)}"
        missing = columns_of_qt - around(ours[line], by)
        assert not missing, f"not painted in line {line}: {sorted(missing)}"


def on_one_line(layout: DocumentLayout, start: int, end: int) -> bool:
    return layout.line_ends(start) == layout.line_ends(end - 1)


def a_range(text: str, data: st.DataObject) -> Range:
    """From a token to another; a blank that carries a mark, which is no token, comes with it."""
    tokens = tokenise(text)
    assume(tokens)
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    signs = [match.span() for match in regex.finditer(r"\X", text)]
    start = next(begin for begin, end in signs if begin <= tokens[first].start < end)
    return start, tokens[last].end


@pytest.mark.parametrize("family", FAMILIES)
@in_pictures
@given(text=STORED, data=st.data())
def test_the_ground_of_a_span_lies_where_qt_selects_it(
    qapp: QApplication, family: str, text: str, data: st.DataObject
) -> None:
    start, end = a_range(text, data)
    assume(not UNSEEN.fullmatch(text, start, end))
    state = state_of(text, annotated=[(start, end)])
    layout = in_font(text, family)
    # Where a line is broken within the range Qt paints the blank there, which nobody sees.
    blank = any(sign.isspace() for sign in text[start:end])
    assume(not blank or on_one_line(layout, start, end))
    marks = [replace(mark, tag="") for mark in marks_of(state, LABELS)]
    fill = theme.fill(LABELS["ACTOR"], dark=False).name()
    ours = columns(layout, of_colour(painted(layout, Scene(marks=marks)), fill))
    qts = columns(layout, of_colour(selected_by_qt(layout, start, end), "#ff0000"))
    assert_same_places(ours, qts, by=3)


def mark_over(text: str, start: int, end: int, *, suggested: bool, look: Look = Look.OWN) -> Mark:
    """A span without its tag, which stands beside the range."""
    places = {"suggested" if suggested else "annotated": [(start, end)]}
    (mark,) = marks_of(state_of(text, **places), LABELS)
    return replace(mark, tag="", look=look)


def pairs_of_scenes(text: str, start: int, end: int) -> dict[str, tuple[Scene, Scene]]:
    """Each way of showing a range: the scene with it and the one without."""
    own = mark_over(text, start, end, suggested=False)
    waiting = mark_over(text, start, end, suggested=True)
    undecided = mark_over(text, start, end, suggested=False, look=Look.OPEN)
    ruled_out = mark_over(text, start, end, suggested=False, look=Look.RULED_OUT)
    return {
        "selection": (Scene(selection=(start, end)), Scene()),
        "hit of a search": (Scene(hits=[(start, end)]), Scene()),
        "cursor": (Scene(cursor=(start, end)), Scene()),
        "span": (Scene(marks=[own]), Scene()),
        "suggestion": (Scene(marks=[waiting]), Scene()),
        "focus": (Scene(marks=[own], focused=own.id), Scene(marks=[own])),
        "conflict": (Scene(marks=[undecided]), Scene()),
        "ruled out": (Scene(marks=[ruled_out]), Scene()),
    }


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("language", NEWS)
def test_whatever_shows_a_range_lies_where_qt_selects_it(
    qapp: QApplication, language: str, family: str
) -> None:
    text = NEWS[language]
    layout = in_font(text, family)
    tokens = tokenise(text)
    for index in range(0, len(tokens) - 2, 2):
        start, end = tokens[index].start, tokens[index + index % 4].end
        if not on_one_line(layout, start, end):
            continue
        qts = columns(layout, of_colour(selected_by_qt(layout, start, end), "#ff0000"))
        for way, (with_it, without) in pairs_of_scenes(text, start, end).items():
            changed = pixels(painted(layout, with_it)) != pixels(painted(layout, without))
            try:
                assert_same_places(columns(layout, changed), qts, by=5)
            except AssertionError as wrong:
                raise AssertionError(f"{way} of {text[start:end]}: {wrong}") from wrong
