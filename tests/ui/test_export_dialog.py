"""The dialog offers every format that can be written, and asks only what that format needs."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from dialog_verbs import Act, Answering, click, clicking, is_at_work, part
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
)
from pytestqt.qtbot import QtBot
from window_verbs import CTRL, Sight, press

from annotator.domain.gold import Plan
from annotator.domain.values import Status
from annotator.formats.writers import WRITERS
from annotator.operations import articles
from annotator.operations.reviewing import review
from annotator.ui.transfer.export_dialog import ExportDialog
from annotator.workspace import Workspace

Key = Qt.Key
JSONL = "JSON lines (Prodigy, this program)"


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


def exporting(kind: str, out: Path, **choices: str) -> Act:
    """Choose a format, whose work, which articles and where to, and leave the dialog by “Save”."""

    def act(dialog: QDialog) -> None:
        part(dialog, QComboBox, "export_kind").setCurrentText(kind)
        part(dialog, QLineEdit, "export_out").setText(str(out))
        for name, words in choices.items():
            part(dialog, QComboBox, f"export_{name}").setCurrentText(words)
        click(dialog, "Save")

    return act


@pytest.fixture
def finished(finished: Sight) -> Sight:
    """Ann has begun the second article, too."""
    finished.keys(Key.Key_Tab, Key.Key_A)
    return finished


@pytest.mark.parametrize(("name", "written"), [("conll", "out"), ("brat", "out/*.ann")])
def test_the_format_chosen_is_the_one_that_is_written(
    finished: Sight, answering: Answering, tmp_path: Path, name: str, written: str
) -> None:
    act = exporting(WRITERS[name].title, tmp_path / "out")
    answering(export_dialog=act, QMessageBox=clicking("OK"))
    press(finished.view, Key.Key_E, CTRL)
    finished.bot.waitUntil(lambda: len(list(tmp_path.glob(written))) == 1)


@pytest.mark.parametrize(
    ("dealt", "by", "stratify"),
    [
        ("At random: new articles move no others", "hash", None),
        ("Each label in its share", "hash", "label"),
        ("Each source in its share", "hash", "source"),
        ("Each month in its share", "hash", "date"),
        ("By time: the newest are the test", "time", None),
    ],
)
def test_articles_are_dealt_out_as_chosen(
    finished: Sight, answering: Answering, tmp_path: Path, dealt: str, by: str, stratify: str | None
) -> None:
    out = tmp_path / "out"
    act = exporting("spaCy training data (DocBin)", out, dealt=dealt)
    answering(export_dialog=act, QMessageBox=clicking("OK"))
    press(finished.view, Key.Key_E, CTRL)
    finished.bot.waitUntil((out / "report.json").exists)
    split = orjson.loads((out / "report.json").read_bytes())["split"]
    assert (split["by"], split["stratify"]) == (by, stratify)


@pytest.mark.parametrize(
    ("choices", "titles"),
    [
        ({}, ["Taliban fighters take Kunduz"]),
        ({"which": "All articles"}, ["Taliban fighters take Kunduz", "Talks in Doha go on"]),
    ],
)
def test_whose_work_and_which_articles_are_as_chosen(
    finished: Sight,
    answering: Answering,
    tmp_path: Path,
    choices: dict[str, str],
    titles: list[str],
) -> None:
    out = tmp_path / "out.jsonl"
    answering(export_dialog=exporting(JSONL, out, **choices))
    press(finished.view, Key.Key_E, CTRL)
    finished.bot.waitUntil(out.exists)
    records = [orjson.loads(line) for line in out.read_bytes().splitlines()]
    assert [record["meta"]["title"] for record in records] == titles


def test_gold_is_written_where_gold_is_chosen(
    finished: Sight, answering: Answering, tmp_path: Path
) -> None:
    project = finished.workspace.project
    articles.set_status(Workspace(project, "bob"), article=1, status=Status.DONE)
    review.make_gold(Workspace(project, "rita"), Plan(("ann", "bob")))
    out = tmp_path / "out.jsonl"
    act = exporting(JSONL, out, whose="Gold", which="All articles")
    answering(export_dialog=act)
    press(finished.view, Key.Key_E, CTRL)
    finished.bot.waitUntil(out.exists)
    assert orjson.loads(out.read_bytes())["_annotator_id"] == "gold"


def test_leaving_the_dialog_writes_nothing(
    finished: Sight, answering: Answering, tmp_path: Path
) -> None:
    seen = answering(export_dialog=clicking("Cancel"))
    press(finished.view, Key.Key_E, CTRL)
    assert seen == ["export_dialog"]
    assert not is_at_work(finished.window)


def test_shares_that_are_none_are_told_in_the_dialog(finished: Sight, answering: Answering) -> None:
    said: list[str] = []

    def act(dialog: QDialog) -> None:
        part(dialog, QComboBox, "export_kind").setCurrentText("spaCy training data (DocBin)")
        part(dialog, QLineEdit, "export_split").setText("most:some")
        click(dialog, "Save")
        said.append(part(dialog, QLabel, "export_refused").text())
        click(dialog, "Cancel")

    answering(export_dialog=act)
    press(finished.view, Key.Key_E, CTRL)
    assert said[0].startswith("“most:some” is no split")


def test_everyones_work_goes_out_by_name_where_that_is_chosen(
    finished: Sight, answering: Answering, tmp_path: Path
) -> None:
    bob = Workspace(finished.workspace.project, "bob")
    articles.set_status(bob, article=1, status=Status.DONE)
    out = tmp_path / "out.jsonl"
    act = exporting(JSONL, out, whose="Everyone, each by name")
    answering(export_dialog=act)
    press(finished.view, Key.Key_E, CTRL)
    finished.bot.waitUntil(out.exists)
    names = [orjson.loads(line)["_annotator_id"] for line in out.read_bytes().splitlines()]
    assert names == ["ann", "bob"]


def test_gold_the_best_and_everyones_can_be_taken_out_as_well_as_ones_own(
    dialog: ExportDialog,
) -> None:
    offered = [dialog.whose.itemData(row) for row in range(dialog.whose.count())]
    assert offered == ["ann", "gold", "best", "everyone"]


def test_an_article_flagged_as_confidential_stays_out(
    finished: Sight, answering: Answering, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"

    def flag(dialog: QDialog) -> None:
        part(dialog, QComboBox, "flag_reason").setCurrentText("Confidential")
        click(dialog, "OK")

    act = exporting(JSONL, out, which="All articles")
    said: list[str] = []

    def close(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        said.append(box.informativeText())
        click(box, "OK")

    answering(flag_dialog=flag, export_dialog=act, QMessageBox=close)
    finished.keys(Key.Key_F)
    press(finished.view, Key.Key_E, CTRL)
    finished.bot.waitUntil(lambda: said != [])
    records = [orjson.loads(line) for line in out.read_bytes().splitlines()]
    assert [record["meta"]["title"] for record in records] == ["Taliban fighters take Kunduz"]
    assert "confidential" in said[0]
