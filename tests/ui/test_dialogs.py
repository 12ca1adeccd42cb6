"""Dialogs of the menus, opened by their keys and left by their buttons; what is kept then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from dialog_verbs import Act, Answering, choosing, click, clicking, is_at_work, part
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QKeySequenceEdit,
    QLineEdit,
    QRadioButton,
    QTreeWidget,
)
from window_verbs import ALT, CTRL, SHIFT, Sight, press

from annotator.domain.figures import POLICIES
from annotator.domain.values import Status
from annotator.store.project import Project, open_project
from annotator.ui.rooms import ROOMS
from annotator.ui.shell.main_window import MainWindow
from annotator.ui.shell.settings import Settings
from annotator.workspace import Workspace

Key = Qt.Key


def on_disk(sight: Sight) -> Workspace:
    """The project as somebody sees it who opens it now."""
    return Workspace(sight.workspace.project, sight.workspace.annotator)


def flagging(reason: str, by: str) -> Act:
    def act(dialog: QDialog) -> None:
        part(dialog, QComboBox, "flag_reason").setEditText(reason)
        click(dialog, by)

    return act


@pytest.mark.parametrize(
    ("by", "status", "reason"),
    [("OK", Status.FLAGGED, "torn page"), ("Cancel", Status.NEW, None)],
)
def test_a_flag_is_given_with_its_reason(
    sight: Sight, answering: Answering, by: str, status: Status, reason: str | None
) -> None:
    seen = answering(flag_dialog=flagging("torn page", by))
    sight.keys(Key.Key_F)
    assert seen == ["flag_dialog"]
    state = on_disk(sight).article(1)
    assert (state.status, state.article_status and state.article_status.reason) == (status, reason)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("by", ["OK", "Cancel"])
def test_a_policy_for_vague_magnitudes_is_chosen(
    sight: Sight, answering: Answering, policy: str, by: str
) -> None:
    before = sight.workspace.policy

    def act(dialog: QDialog) -> None:
        part(dialog, QRadioButton, f"policy_{policy}").click()
        click(dialog, by)

    seen = answering(policy_dialog=act)
    press(sight.view, Key.Key_V, CTRL | SHIFT)
    assert seen == ["policy_dialog"]
    assert on_disk(sight).policy == (POLICIES[policy] if by == "OK" else before)


@pytest.mark.parametrize(("key", "accepted"), [(Key.Key_Return, 3), (Key.Key_Escape, 0)])
def test_an_action_is_done_by_its_name(
    sight: Sight, answering: Answering, key: Key, accepted: int
) -> None:
    def act(dialog: QDialog) -> None:
        field = part(dialog, QLineEdit, "palette_field")
        QTest.keyClicks(field, "accept all")
        press(field, key)

    seen = answering(palette_dialog=act)
    sight.keys((Key.Key_K, CTRL))
    assert seen == ["palette_dialog"]
    assert len(on_disk(sight).article(1).annotations) == accepted


def test_a_key_chosen_on_the_sheet_is_kept(
    sight: Sight, answering: Answering, config_dir: Path
) -> None:
    def act(dialog: QDialog) -> None:
        tree = part(dialog, QTreeWidget, "key_tree")
        words = sight.window.table["accept"].text().replace("&", "")
        (row,) = tree.findItems(words, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
        tree.setCurrentItem(row)
        part(dialog, QKeySequenceEdit, "key_edit").setKeySequence(QKeySequence("U"))
        click(dialog, "Use this key")
        click(dialog, "Close")

    answering(key_sheet=act)
    sight.keys(Key.Key_F1)
    again = MainWindow(Settings(config_dir), ROOMS)
    assert again.table["accept"].shortcut() == QKeySequence("U")
    again.deleteLater()


def test_what_is_typed_on_the_sheet_leaves_the_actions_and_keys_that_have_it(
    sight: Sight, answering: Answering
) -> None:
    rows: list[list[str]] = []

    def act(dialog: QDialog) -> None:
        tree = part(dialog, QTreeWidget, "key_tree")
        first = tree.topLevelItem(0)
        assert first is not None
        rows.append([first.text(0)])
        for typed in ("shift+a", "no such action"):
            field = part(dialog, QLineEdit, "key_search")
            field.clear()
            QTest.keyClicks(field, typed)
            seen = tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
            rows.append([row.text(1) for row in seen if not row.isHidden() and row.text(1)])
        click(dialog, "Close")

    answering(key_sheet=act)
    sight.keys(Key.Key_F1)
    top, typed, none = rows
    assert top == ["Span"]
    assert "Shift+A" in typed
    assert all("shift+a" in keys.lower() for keys in typed)
    assert none == []


# Files


@pytest.mark.parametrize(
    ("key", "by", "wanted"),
    [
        ((Key.Key_O, CTRL), "Open", "{}"),
        ((Key.Key_N, CTRL), "Save", "new:{}"),
    ],
)
def test_a_project_is_asked_for_by_the_path_that_is_chosen(
    sight: Sight,
    answering: Answering,
    new_project: Callable[..., Project],
    tmp_path: Path,
    key: tuple[Key, Qt.KeyboardModifier],
    by: str,
    wanted: str,
) -> None:
    path = new_project().path if by == "Open" else tmp_path / "fresh.annot"
    requested: list[str] = []
    sight.window.open_requested.connect(requested.append)
    answering(QFileDialog=choosing(path, by=by))
    sight.keys(key)
    assert requested == [wanted.format(path)]


@pytest.mark.parametrize(
    "key", [(Key.Key_O, CTRL), (Key.Key_N, CTRL), (Key.Key_I, CTRL), (Key.Key_I, CTRL | ALT)]
)
def test_without_a_file_chosen_nothing_happens(
    sight: Sight, answering: Answering, key: tuple[Key, Qt.KeyboardModifier]
) -> None:
    requested: list[str] = []
    sight.window.open_requested.connect(requested.append)
    seen = answering(QFileDialog=clicking("Cancel"))
    sight.keys(key)
    assert seen == ["QFileDialog"]
    assert requested == []


@pytest.mark.parametrize(
    ("key", "by"), [((Key.Key_I, CTRL), "Open"), ((Key.Key_I, CTRL | ALT), "Choose")]
)
@pytest.mark.parametrize("go", ["Import", "Cancel"])
def test_articles_come_in_from_what_is_chosen(
    sight: Sight,
    answering: Answering,
    tmp_path: Path,
    key: tuple[Key, Qt.KeyboardModifier],
    by: str,
    go: str,
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "herat.txt").write_text("Herat is calm.\n", encoding="utf-8")

    def act(dialog: QDialog) -> None:
        sight.bot.waitUntil(dialog.go.isEnabled)  # type: ignore[attr-defined]
        click(dialog, go)

    chosen = folder / "herat.txt" if by == "Open" else folder
    seen = answering(QFileDialog=choosing(chosen, by=by), import_dialog=act)
    sight.keys(key)
    assert seen == ["QFileDialog", "import_dialog"]
    assert is_at_work(sight.window) == (go == "Import")
    if go == "Import":
        sight.bot.waitUntil(lambda: "Imported: 1 new article." in sight.says("status_advice"))
    project = open_project(sight.workspace.project.path)
    with project.reading() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM article").scalar()
    project.close()
    assert count == (3 if go == "Import" else 2)
