"""Undo and redo in the window: what they say, when they can be done, and after a restart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from dialog_verbs import Answering, part
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QTreeWidget
from sample_project import SECOND, make_project, place
from window_verbs import CTRL, SHIFT, Sight

from annotator.domain.span_content import SpanContent
from annotator.domain.values import SuggestedSpan
from annotator.operations.suggesting import suggestion_requests
from annotator.ui.document_view.surface import sees

Key = Qt.Key
UNDO, REDO = (Key.Key_Z, CTRL), (Key.Key_Z, CTRL | SHIFT)


def shown(sight: Sight, name: str) -> tuple[str, bool]:
    """What an action says in its menu, and whether it can be done."""
    action = sight.window.table[name]
    return action.text(), action.isEnabled()


def arrive(sight: Sight) -> None:
    """What a suggester finds in the article in view with the names as they are, anew."""
    workspace, state = sight.workspace, sight.state
    digest = workspace.names.digest
    spans = [SuggestedSpan(SpanContent(*item.span.place)) for item in state.suggestions]
    sha256 = state.document.article.sha256
    suggestion_requests.forget_waiting(workspace, state.article_id)
    suggestion_requests.keep(
        workspace, state.article_id, sha256, spans, source="s", version="1", names=digest
    )


def test_undo_and_redo_say_what_they_would_be_done_to(sight: Sight) -> None:
    assert shown(sight, "undo") == ("Undo", False)
    sight.keys(Key.Key_Tab, Key.Key_A)
    assert shown(sight, "undo") == ("Undo: Accept “Taliban fighters”", True)
    assert shown(sight, "redo") == ("Redo", False)
    sight.keys(UNDO)
    assert shown(sight, "undo") == ("Undo", False)
    assert shown(sight, "redo") == ("Redo: Accept “Taliban fighters”", True)
    sight.keys(REDO)
    assert shown(sight, "redo") == ("Redo", False)
    assert "Taliban fighters" in sight.window.table["undo"].toolTip()


def test_where_there_is_nothing_to_undo_the_key_says_so(sight: Sight) -> None:
    sight.keys(UNDO)
    assert sight.says("status_advice") == "“Undo”: there is nothing to be done."


def test_a_closed_window_leaves_what_its_next_start_takes_back_and_makes_again(
    open_window: Callable[..., Sight],
) -> None:
    sight = open_window()
    sight.keys(Key.Key_Tab, Key.Key_A, Key.Key_X, UNDO)
    sight.close()
    sight = open_window()
    assert shown(sight, "undo") == ("Undo: Accept “Taliban fighters”", True)
    assert shown(sight, "redo") == ("Redo: Reject “Kunduz”", True)
    sight.keys(REDO)
    assert "Kunduz" not in sight.waiting()
    sight.keys(UNDO, UNDO)
    assert sight.spans() == []
    assert len(sight.waiting()) == 4


def test_what_was_accepted_behind_a_remembered_name_comes_back_with_redo(
    open_window: Callable[..., Sight],
) -> None:
    sight = open_window()
    arrive(sight)
    sight.keys(Key.Key_Tab, (Key.Key_D, CTRL))
    arrive(sight)
    sight.keys((Key.Key_PageDown, CTRL))
    arrive(sight)
    sight.twice((Key.Key_A, SHIFT))
    accepted = sight.spans()
    assert len(accepted) == 2
    sight.keys(UNDO, UNDO)
    arrive(sight)
    sight.close()
    sight = open_window(article=2)
    arrive(sight)
    assert sight.spans() == []
    sight.keys(REDO)
    arrive(sight)
    sight.keys(REDO)
    assert sight.spans() == accepted
    assert [name.spelling for name in sight.workspace.names.names] == ["Taliban fighters"]


def test_the_palette_finds_undo_by_its_name_alone(sight: Sight, answering: Answering) -> None:
    sight.keys(Key.Key_Tab, Key.Key_A)
    found: list[str] = []

    def look(dialog: QDialog) -> None:
        for words in ("accept", "undo"):
            field = part(dialog, QLineEdit, "palette_field")
            field.clear()
            QTest.keyClicks(field, words)
            rows = part(dialog, QTreeWidget, "palette_list")
            found.extend(rows.topLevelItem(row).text(0) for row in range(rows.topLevelItemCount()))
        dialog.reject()

    answering(palette_dialog=look)
    sight.keys((Key.Key_K, CTRL))
    assert [words for words in found if words.startswith("Undo")] == [
        "Undo: Accept “Taliban fighters”"
    ]


LONG = "".join(f"Taliban fighters took village {number} of the north.\n\n" for number in range(200))
NEXT = (Key.Key_PageDown, CTRL)


@pytest.fixture
def far_down(tmp_path: Path, open_window: Callable[..., Sight]) -> Sight:
    """The window on a long article, far from its top."""
    path = tmp_path / "long.annot"
    spots = [("Taliban fighters", "ACTOR", nth) for nth in (0, 120)]
    make_project(path, texts=(LONG, SECOND), suggested={LONG: spots}).close()
    sight = open_window(path)
    sight.view.cursor_at.place(place(LONG, "village 100 ")[0])
    sight.view.cursor_moved()
    return sight


@pytest.mark.parametrize(
    "leave",
    [
        lambda sight: sight.twice(Key.Key_Return),
        lambda sight: sight.keys(Key.Key_S),
        lambda sight: sight.keys(Key.Key_M, NEXT),
    ],
    ids=["done", "skipped", "left"],
)
def test_undo_goes_back_to_where_the_article_was_left(
    far_down: Sight, leave: Callable[[Sight], None]
) -> None:
    stood = far_down.view.place
    assert stood[0] > 0
    leave(far_down)
    assert far_down.state.article_id == 2
    far_down.keys(UNDO)
    assert (far_down.state.article_id, far_down.view.place) == (1, stood)


def test_undo_of_done_brings_the_focus_back(far_down: Sight) -> None:
    far_down.keys(Key.Key_Tab)
    far_down.twice(Key.Key_Return)
    assert far_down.state.article_id == 2
    far_down.keys(UNDO)
    assert far_down.view.focused is not None
    assert far_down.view.focused.start == place(LONG, "Taliban fighters", 120)[0]


def test_behind_a_review_the_article_stands_where_it_was_left(far_down: Sight) -> None:
    stood = far_down.view.place
    far_down.keys((Key.Key_2, CTRL))
    far_down.view.verticalScrollBar().setValue(0)
    far_down.keys((Key.Key_1, CTRL))
    assert far_down.view.place == stood


@pytest.mark.parametrize("deed", [Key.Key_M, Key.Key_1])
def test_undo_shows_the_text_it_was_done_to(far_down: Sight, deed: Key) -> None:
    stood = far_down.view.place
    far_down.keys(deed)
    far_down.view.verticalScrollBar().setValue(0)
    far_down.keys(UNDO)
    start = stood[1]
    assert sees(far_down.view, start, start + 1)
    assert far_down.view.place[1] == start
