"""A project is handed out in the window, and what has changed since is taken over at a merge."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dialog_verbs import Answering, choosing, click, part
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QSpinBox
from window_verbs import ALT, CTRL, Sight

from annotator.operations import control_share, guidelines, labels
from annotator.operations.sharing import handing_out
from annotator.operations.sharing.handing_out import HandOut
from annotator.store.project import open_project
from annotator.store.queue import assignments
from annotator.workspace import Workspace

Key = Qt.Key


def fill(names: str, overlap: int, share: int) -> Callable[[QDialog], None]:
    def act(dialog: QDialog) -> None:
        QTest.keyClicks(part(dialog, QLineEdit, "hand_out_others"), names)
        part(dialog, QSpinBox, "hand_out_overlap").setValue(overlap)
        part(dialog, QSpinBox, "hand_out_share").setValue(share)
        click(dialog, "Choose folder…")

    return act


def test_the_dialog_writes_a_project_for_each(
    sight: Sight, tmp_path: Path, answering: Answering
) -> None:
    (tmp_path / "out").mkdir()
    answering(
        hand_out_dialog=fill("bob, cem", 100, 30),
        QFileDialog=choosing(tmp_path / "out", by="Choose"),
    )
    sight.keys((Key.Key_H, CTRL | ALT))
    sight.bot.waitUntil(sight.window.banner.isVisible)
    assert "Send each of them their file" in sight.says("banner_words")
    for name in ("bob", "cem"):
        (path,) = (tmp_path / "out").glob(f"*-{name}.annot")
        project = open_project(path)
        assert control_share.chosen(project).share == 30
        with project.reading() as connection:
            assert len(assignments.numbers(connection, name)) == 2
        project.close()
    assert handing_out.handed_out(sight.workspace.project) == ("bob", "cem")


def update_for_bob(path: Path, folder: Path) -> tuple[Path, Path]:
    """bob's project, and what has changed in the coordinator's since."""
    lead = Workspace(open_project(path), "lead")
    (home,) = handing_out.hand_out(lead, HandOut(("bob",)), folder)
    guidelines.write(lead, "# Anew")
    labels.add(lead, "WEAPON")
    (update,) = handing_out.hand_out(lead, HandOut(), folder)
    lead.close()
    return home.path, update.path


def test_what_is_ticked_is_taken_over_and_nothing_else(
    open_window: Callable[..., Sight], project_path: Path, tmp_path: Path, answering: Answering
) -> None:
    home, update = update_for_bob(project_path, tmp_path / "out")
    sight = open_window(home, name="bob")
    offered: list[str] = []

    def choose(dialog: QDialog) -> None:
        boxes = [b for b in dialog.findChildren(QCheckBox) if "take" in b.objectName()]
        offered.extend(box.text() for box in boxes)
        part(dialog, QCheckBox, "merge_take_labels").click()
        click(dialog, "Merge")

    def read(dialog: QDialog) -> None:
        offered.append(part(dialog, QLabel, "merge_headline").text())
        click(dialog, "Close")

    answering(QFileDialog=choosing(update, by="Open"), merge_dialog=choose)
    seen = answering(merge_report=read)
    sight.window.table["merge_work"].trigger()
    sight.bot.waitUntil(lambda: bool(seen))
    assert offered[:2] == ["Version 1 of the guidelines, by lead", "Labels: new WEAPON"]
    assert offered[2].startswith("No work is new here")
    assert guidelines.current(sight.workspace.project).text == "# Anew"
    assert "WEAPON" not in [label.name for label in sight.workspace.labels]
    assert "merged and saved" in sight.says("status_advice")
