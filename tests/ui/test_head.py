"""What stands above an article: a title that its text does not have, as plain text, calmly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from importing_verbs import import_files
from making import make_project
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shown_article import show, state_of
from window_verbs import LEFT, Sight, middle_of

from annotator.domain.state import ArticleState
from annotator.domain.text import guess_title
from annotator.ui.annotating.room import AnnotatingRoom
from annotator.ui.document_view import DocumentView
from annotator.ui.document_view.head import Head
from annotator.ui.document_view.layout import DocumentLayout
from annotator.ui.queue.room import QueueRoom

TEXT = "Rebels took Quxtown on Friday.\nThe army said so."
LONG = "The governor of the province said that the road to the border was open again " * 4
DARI = "طالبان شهر قندوز را گرفتند"


def titled(title: str, text: str = TEXT) -> ArticleState:
    state = state_of(text)
    document = state.document
    return replace(
        state, document=replace(document, article=replace(document.article, title=title))
    )


def above(view: DocumentView) -> float:
    """Where the text begins, in pixels of the viewport."""
    return view.origin().y() + view.verticalScrollBar().value()


def ink(view: DocumentView) -> QRect:
    """The box around everything that is painted above the text, if no facts are."""
    image = view.viewport().grab().toImage()
    ground = image.pixelColor(1, 1)
    rows = range(1, int(view.origin().y()))
    points = [
        (x, y) for y in rows for x in range(image.width()) if image.pixelColor(x, y) != ground
    ]
    if not points:
        return QRect()
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return QRect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def test_a_title_that_is_not_in_the_text_is_painted_above_it(view: DocumentView) -> None:
    show(view, titled("", TEXT))
    assert ink(view).isEmpty()
    show(view, titled("Clash at the border"))
    assert not ink(view).isEmpty()
    assert ink(view).left() == pytest.approx(view.origin().x(), abs=4)
    assert view.text == TEXT


@pytest.mark.parametrize(
    "line",
    [
        *("Clash at the border", "CLASH AT THE BORDER", "  Clash at  the\u00a0border"),
        "Clash at the border | Quxia Daily",
    ],
)
def test_a_title_that_is_in_the_text_is_painted_there_alone(view: DocumentView, line: str) -> None:
    show(view, titled("Clash at the border", f"{line}\n{TEXT}"))
    assert ink(view).isEmpty()


def test_a_title_is_not_taken_for_the_sentence_that_begins_with_it(view: DocumentView) -> None:
    show(view, titled("Rebels", "Rebels took the town of Quxtown on Friday, the army said."))
    assert not ink(view).isEmpty()


def test_where_there_is_no_title_above_it_the_text_begins_right_below_the_facts(
    view: DocumentView,
) -> None:
    show(view, titled("Clash at the border", f"Clash at the border\n{TEXT}"))
    assert above(view) < 60
    show(view, titled("", TEXT))
    assert above(view) < 60


LEAD = f"The rebels took the town of Quxtown on Friday, {LONG[:90]}, the army said."


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("Rebels took the town of Quxtown on Friday.", False),  # all there is
        (f"\n{LONG}\n \n", False),
        (f"{LEAD}\n\nNobody was hurt.", False),  # a sentence as long as a paragraph
        (f"{'Rebels took Quxtown; ' * 20}\n\nNobody was hurt.", False),
        (f"{LONG[:190]}\n\nNobody was hurt.", True),
        ("Rebels take Quxtown.\n\nNobody was hurt.", True),
    ],
)
def test_a_paragraph_is_never_set_as_a_headline_nor_repeated_above(
    view: DocumentView, text: str, bold: bool
) -> None:
    show(view, titled(guess_title(text), text))
    layout = view.document_layout()
    first = next(number for number, block in enumerate(layout.blocks) if block.end > block.start)
    assert layout.font_of(first).bold() is bold
    assert ink(view).isEmpty()


def test_a_title_from_right_to_left_stands_at_the_right(view: DocumentView) -> None:
    show(view, titled(DARI))
    right = view.origin().x() + view.document_layout().width
    assert ink(view).right() == pytest.approx(right, abs=4)
    assert ink(view).left() > view.origin().x() + 40


def head(title: str, width: float) -> Head:
    font = QFont()
    font.setPixelSize(16)
    return Head("", DocumentLayout(TEXT, title, font, width))


def test_a_title_is_plain_text() -> None:
    assert head("<b>Bold</b> &amp; plain", 500).lines == ["<b>Bold</b> &amp; plain"]


def test_a_long_title_is_cut_off_behind_three_lines() -> None:
    lines = head(LONG, 400).lines
    assert len(lines) == 3
    assert LONG.startswith("".join(lines).removesuffix("…"))
    assert lines[-1].endswith("…")


def test_signs_beyond_the_basic_plane_are_not_torn_where_a_title_wraps() -> None:
    title = "😀😀😀 " * 20
    lines = head(title, 300).lines
    assert title.startswith("".join(lines).removesuffix("…"))
    assert len(lines) == 3


def test_a_word_is_met_where_it_is_below_a_long_title(view: DocumentView) -> None:
    show(view, titled(LONG))
    QTest.mouseDClick(view.viewport(), LEFT, pos=middle_of(view, 12, 19))
    assert view.cursor_at.selection == (12, 19)


def test_nothing_moves_when_the_article_changes_below_its_title(view: DocumentView) -> None:
    show(view, titled(LONG))
    before = above(view)
    view.update_article(titled(LONG), [])
    QApplication.processEvents()
    assert above(view) == before


def test_below_a_long_title_the_last_line_can_be_scrolled_into_view(view: DocumentView) -> None:
    text = "\n".join(f"The army said so {number} times." for number in range(90))
    show(view, titled(LONG, text))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    (part,) = view.parts_in_viewport(len(text) - 6, len(text))
    assert 0 < part.rect.bottom() < view.viewport().height() * 0.75


def test_another_size_keeps_the_line_at_the_top_below_a_long_title(view: DocumentView) -> None:
    text = "\n".join(f"The army said so {number} times." for number in range(90))
    show(view, titled(LONG, text))
    place = text.index("so 40 times")
    view.verticalScrollBar().setValue(
        round(
            view.verticalScrollBar().value() + view.parts_in_viewport(place, place + 2)[0].rect.y()
        )
    )
    view.step_size(1)
    (part,) = view.parts_in_viewport(place, place + 2)
    assert part.rect.y() == pytest.approx(0, abs=20)


def test_a_title_out_of_a_table_stands_above_its_article_and_in_the_queue(
    open_window: Callable[..., Sight], tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(f'title,text\n"<2 {LONG.strip()}","{TEXT}"\n')
    project = make_project(tmp_path / "t.annot", [])
    import_files(project, [tmp_path / "a.csv"], annotator="ann")
    project.close()
    sight = open_window(tmp_path / "t.annot")
    show(sight.view, titled(""))
    bare = above(sight.view)
    sight.room(AnnotatingRoom).view.show_article(sight.workspace.article(1))
    assert above(sight.view) > bare + 3 * sight.view.size_px
    assert sight.view.text == TEXT
    row = sight.room(QueueRoom).panel.list.model().index(0, 0)
    sight.bot.waitUntil(lambda: row.data() is not None)
    assert row.data() == f"<2 {LONG.strip()}"
    assert row.data(Qt.ItemDataRole.ToolTipRole) == f"&lt;2 {LONG.strip()}"
