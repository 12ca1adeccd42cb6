"""The dialog offers every format that can be written, and asks only what that format needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import annotation, do, make_project
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from annotator.domain.edits import Edit
from annotator.domain.values import Status, Work
from annotator.formats.writers import WRITERS
from annotator.tasks import Progress
from annotator.ui.dialogs.export import ExportDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> ExportDialog:
    made = ExportDialog(None, "ann")
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_format_can_be_chosen(dialog: ExportDialog) -> None:
    titles = {dialog.kind.itemText(index) for index in range(dialog.kind.count())}
    assert {writer.title for writer in WRITERS.values()} <= titles
    assert len(titles) == len(WRITERS) + 2


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_shares_are_asked_for_formats_that_split(dialog: ExportDialog, writer: object) -> None:
    dialog.kind.setCurrentText(writer.title)  # type: ignore[attr-defined]
    assert dialog.split.isVisible() == writer.splits  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["conll", "brat"])
def test_the_format_chosen_is_the_one_that_is_written(
    qtbot: QtBot, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = WRITERS[name]
    asked: list[str] = []

    def accept(dialog: ExportDialog) -> QDialog.DialogCode:
        dialog.kind.setCurrentText(writer.title)
        return QDialog.DialogCode.Accepted

    def file(parent: object, title: str, suggested: str) -> tuple[str, str]:
        asked.append(suggested)
        return str(tmp_path / "out"), ""

    monkeypatch.setattr(ExportDialog, "exec", accept)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", file)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))
    wish = ExportDialog.ask(None, str(tmp_path), "ada")
    assert wish is not None
    assert [Path(suggested).name for suggested in asked] == (
        ["ada.conll"] if name == "conll" else []
    )
    project = make_project(tmp_path / "p.annot")
    do(project, Edit("one", (), (annotation(), Work(1, "ada", Status.DONE))))
    assert wish.run(project, Progress()).spans == 1
    assert (tmp_path / "out").is_dir() == (name == "brat")


def test_gold_and_the_best_can_be_taken_out_as_well_as_ones_own(dialog: ExportDialog) -> None:
    offered = [dialog.whose.itemData(row) for row in range(dialog.whose.count())]
    assert offered == ["ann", "gold", "best"]
