"""All spans with the same words are accepted, rejected, relabelled at once, here or everywhere."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from dialog_verbs import Answering, is_at_work, part
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QMenu,
    QTableView,
)
from sample_project import make_project
from window_verbs import CTRL, LEFT, SHIFT, Sight, press

from annotator.domain.errors import NotSaved
from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Status, Suggestion
from annotator.operations import annotate, articles, overlaps
from annotator.operations.groups import Occurrence
from annotator.store.articles.article_rows import article_state
from annotator.ui.pace.group_model import GroupModel

Key = Qt.Key
FIRST = "Reuters said so. Reuters in Kabul. reuters says. Reuters Health is in Kabul.\n"
SECOND = "Reuters again, and Reuters.\n\nReuters ends.\n"
SUGGESTED = {
    FIRST: (
        ("Reuters", "ACTOR", 0),
        ("Reuters", "ACTOR", 1),
        ("Kabul", "LOCATION", 0),
        ("reuters", "ACTOR", 0),
        ("Reuters Health", "ACTOR", 0),
        ("Kabul", "LOCATION", 1),
    ),
    SECOND: (("Reuters", "ACTOR", 0), ("Reuters", "LOCATION", 1), ("Reuters", "ACTOR", 2)),
}


@pytest.fixture
def same(tmp_path: Path, open_window: Callable[..., Sight]) -> Sight:
    """The window on the first article, its first Reuters focused."""
    path = tmp_path / "same.annot"
    make_project(path, texts=(FIRST, SECOND), suggested=SUGGESTED).close()
    sight = open_window(path)
    sight.keys(Key.Key_Tab)
    assert sight.focused == "Reuters"
    return sight


def stored(sight: Sight, article: int) -> list[tuple[str, str]]:
    """Label and words of the annotations of an article on the disk."""
    with sight.workspace.project.reading() as connection:
        state = article_state(connection, article, annotator="ann")
    return [(item.label, item.text) for item in state.annotations]


def text_of(sight: Sight, action: str) -> str:
    return sight.window.table[action].text()


def popup(sight: Sight, name: str) -> QMenu:
    """The menu that has come up."""
    sight.bot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.objectName() == name
    return menu


def test_g_accepts_all_with_just_these_words_and_goes_on(same: Sight) -> None:
    same.keys(Key.Key_G)
    assert same.spans() == [("ACTOR", "Reuters")] * 2
    assert (same.waiting()[1], same.focused) == ("reuters", "Kabul")


def test_shift_x_rejects_all_with_just_these_words(same: Sight) -> None:
    same.keys((Key.Key_X, SHIFT))
    assert same.waiting() == ["Kabul", "reuters", "Reuters Health", "Kabul"]
    assert same.spans() == []


def test_shift_x_deletes_what_was_accepted_too(same: Sight) -> None:
    same.keys(Key.Key_A)
    same.view.focus_mark(same.view.marks[0].id)
    same.keys((Key.Key_X, SHIFT))
    assert (same.spans(), len(same.waiting())) == ([], 4)


def test_shift_c_and_a_labels_key_relabel_all_with_just_these_words(same: Sight) -> None:
    same.keys((Key.Key_C, SHIFT))
    press(popup(same, "relabel_menu"), Key.Key_2)
    assert same.spans() == [("LOCATION", "Reuters")] * 2


@pytest.mark.parametrize("keys", [(Key.Key_G,), ((Key.Key_X, SHIFT),)])
def test_one_undo_takes_all_of_it_back(same: Sight, keys: tuple[Qt.Key]) -> None:
    before = same.waiting()
    same.keys(*keys, (Key.Key_Z, CTRL))
    assert (same.spans(), same.waiting()) == ([], before)


def test_one_undo_takes_relabelling_back(same: Sight) -> None:
    before = same.waiting()
    same.keys((Key.Key_C, SHIFT))
    press(popup(same, "relabel_menu"), Key.Key_2)
    same.keys((Key.Key_Z, CTRL))
    assert (same.spans(), same.waiting()) == ([], before)


def test_muted_text_is_left_out(same: Sight) -> None:
    articles.toggle_muted(same.workspace, article=2, offset=SECOND.index("Reuters ends"))
    same.keys((Key.Key_PageDown, CTRL), Key.Key_Tab, Key.Key_G)
    assert same.spans() == [("ACTOR", "Reuters")]


def test_own_spans_in_muted_text_are_left_too(same: Sight) -> None:
    same.keys((Key.Key_PageDown, CTRL), Key.Key_Tab, Key.Key_G)
    articles.toggle_muted(same.workspace, article=2, offset=SECOND.index("Reuters ends"))
    same.view.focus_mark(same.view.marks[0].id)
    same.keys((Key.Key_X, SHIFT))
    assert same.spans() == [("ACTOR", "Reuters")]


def test_the_actions_say_what_they_concern(same: Sight) -> None:
    same.bot.waitUntil(lambda: text_of(same, "accept_group") == "Accept all “Reuters” (2)")
    assert text_of(same, "reject_group") == "Reject or delete all “Reuters” (2)"
    assert text_of(same, "project_group") == "All “Reuters” in the project…"


def test_without_a_span_they_say_what_they_need(same: Sight) -> None:
    same.keys(Key.Key_Escape, Key.Key_G)
    assert "Focus a span" in same.says("status_advice")
    same.bot.waitUntil(lambda: text_of(same, "accept_group") == "Accept all with these words")


def test_a_row_of_the_list_has_them_in_its_menu(same: Sight) -> None:
    rows = same.find(QTableView, "span_list")
    same.bot.waitUntil(lambda: rows.model().rowCount() == 4)
    (row,) = [n for n in range(4) if rows.model().index(n, 0).data() == "Kabul"]
    at = rows.visualRect(rows.model().index(row, 0)).center()
    rows.customContextMenuRequested.emit(at)
    menu = popup(same, "span_list_menu")
    (action,) = [a for a in menu.actions() if a.objectName() == "accept_group"]
    same.bot.waitUntil(lambda: action.text() == "Accept all “Kabul” (2)")
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
    assert same.spans() == [("LOCATION", "Kabul")] * 2


def everywhere(
    sight: Sight, answering: Answering, *, deed: str, untick: int | None = None
) -> list[str]:
    """Choose a deed for these words in the whole project; gives what the dialog lists."""
    listed: list[str] = []

    def choose(dialog: QDialog) -> None:
        combo = part(dialog, QComboBox, "group_deed")
        combo.setCurrentIndex(combo.findText(deed))
        table = part(dialog, QTableView, "group_table")
        model = table.model()
        listed.extend(str(model.index(n, 2).data()) for n in range(model.rowCount()))
        if untick is not None:
            table.selectRow(untick)
            table.setFocus()
            press(table, Key.Key_Space)
        press(dialog, Key.Key_Return)

    seen = answering(group_dialog=choose)
    sight.keys((Key.Key_G, SHIFT))
    sight.bot.waitUntil(lambda: seen == ["group_dialog"])
    sight.bot.waitUntil(lambda: not is_at_work(sight.window))
    return listed


def test_the_list_of_the_project_has_just_these_words(same: Sight, answering: Answering) -> None:
    listed = everywhere(same, answering, deed="Accept as ACTOR")
    assert len(listed) == 5
    assert all("[Reuters]" in row for row in listed)


def test_of_all_accepted_in_the_project_the_doubtful_ones_are_marked_and_counted(
    same: Sight, answering: Answering
) -> None:
    shown: list[str] = []

    def choose(dialog: QDialog) -> None:
        model = part(dialog, QTableView, "group_table").model()
        shown.extend(str(model.index(n, 1).data()) for n in range(model.rowCount()))
        box = dialog.findChild(QDialogButtonBox)
        assert box is not None
        shown.append(box.button(QDialogButtonBox.StandardButton.Ok).text())
        press(dialog, Key.Key_Return)

    rejected = same.workspace.article(2).waiting[0]
    annotate.reject(same.workspace, article=2, suggestion=rejected)
    answering(group_dialog=choose)
    same.keys((Key.Key_G, SHIFT))
    same.bot.waitUntil(lambda: "1 of them was doubtful" in same.says("status_advice"))
    assert shown == [
        *("ACTOR?", "ACTOR?", "LOCATION?", "ACTOR??"),
        "Accept as ACTOR · 3 spans in 2 articles, 1 doubtful",
    ]


def test_all_of_the_project_are_accepted(same: Sight, answering: Answering) -> None:
    everywhere(same, answering, deed="Accept as ACTOR")
    same.bot.waitUntil(lambda: len(stored(same, 2)) == 2)
    assert stored(same, 1) == [("ACTOR", "Reuters")] * 2


def test_what_is_unticked_is_left(same: Sight, answering: Answering) -> None:
    everywhere(same, answering, deed="Accept as ACTOR", untick=0)
    same.bot.waitUntil(lambda: len(stored(same, 2)) == 2)
    assert stored(same, 1) == [("ACTOR", "Reuters")]


def test_all_of_the_project_are_relabelled(same: Sight, answering: Answering) -> None:
    everywhere(same, answering, deed="Relabel as LOCATION")
    same.bot.waitUntil(lambda: len(stored(same, 2)) == 2)
    assert stored(same, 1) == [("LOCATION", "Reuters")] * 2


@pytest.fixture
def around(same: Sight) -> Sight:
    """A LOCATION may overlap nothing; a longer ACTOR lies around a Reuters of each article."""

    def choose() -> bool:  # a thread of the window may be reading
        with suppress(NotSaved):
            overlaps.choose(
                same.workspace, OverlapRule(Overlaps.ANY, (("LOCATION", Overlaps.NONE),))
            )
            return True
        return False

    same.bot.waitUntil(choose)
    with same.workspace.keeping():
        annotate.add(same.workspace, article=1, start=0, end=15, label="ACTOR")
        annotate.add(same.workspace, article=2, start=0, end=13, label="ACTOR")
    same.view.focus_mark(same.state.waiting[0].id)
    return same


def test_of_all_relabelled_in_the_project_those_are_named_that_have_to_stay(
    around: Sight, answering: Answering
) -> None:
    everywhere(around, answering, deed="Relabel as LOCATION")
    around.bot.waitUntil(lambda: "stay as they are" in around.says("status_advice"))
    assert stored(around, 1) == [("ACTOR", "Reuters said so"), ("LOCATION", "Reuters")]
    assert stored(around, 2) == [("ACTOR", "Reuters again"), ("LOCATION", "Reuters")]
    said = around.says("status_advice")
    assert "2 stay as they are, the first since in “" in said
    assert "“Reuters” would overlap ACTOR “Reuters said so”" in said


def test_of_all_relabelled_in_the_article_the_one_is_named_that_has_to_stay(around: Sight) -> None:
    around.keys((Key.Key_C, SHIFT))
    press(popup(around, "relabel_menu"), Key.Key_2)
    assert stored(around, 1) == [("ACTOR", "Reuters said so"), ("LOCATION", "Reuters")]
    assert " 1 stays as it is: “Reuters” would overlap ACTOR" in around.says("status_advice")


def test_all_of_the_project_are_rejected(same: Sight, answering: Answering) -> None:
    everywhere(same, answering, deed="Reject or delete as ACTOR")
    same.bot.waitUntil(lambda: len(same.workspace.article(2).waiting) == 1)
    assert len(same.waiting()) == 4


def test_one_undo_takes_it_back_in_every_article(same: Sight, answering: Answering) -> None:
    everywhere(same, answering, deed="Accept as ACTOR")
    same.bot.waitUntil(lambda: len(stored(same, 2)) == 2)
    same.keys((Key.Key_Z, CTRL))
    assert (stored(same, 1), stored(same, 2)) == ([], [])
    assert same.workspace.article(2).status is Status.NEW


def test_words_that_look_like_markup_are_shown_as_they_are(qapp: QApplication) -> None:
    words = "<b>Reuters</b> & co"
    span = Suggestion(1, 1, SpanContent(0, len(words), "ACTOR"), "made", "1")
    row = Occurrence(span, "A & B", Status.NEW, "", words, "")
    model = GroupModel([row])
    tips = [model.index(0, n).data(Qt.ItemDataRole.ToolTipRole) for n in (0, 2)]
    assert tips == ["A & B", "…[&lt;b&gt;Reuters&lt;/b&gt; &amp; co]…"]
