"""In the import dialog a person chooses by keys where the texts of a file are, and sees them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from import_dialog_verbs import in_import_dialog, whole
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QMessageBox, QPushButton, QTableView, QTabWidget
from pytestqt.qtbot import QtBot
from window_verbs import Sight

from annotator.operations.importing.found import FileFound
from annotator.ui.transfer.import_preview import ImportDialog
from annotator.ui.transfer.import_preview.article import ArticlePreview
from annotator.ui.transfer.import_preview.files_panel import FilesPanel

ROWS: list[dict[str, Any]] = [
    {"nr": n, "inner": {"Bericht": f"Word of clash {n} in Quxtown.", "when": "2024-02-16"}}
    for n in (1, 2)
]


def as_parquet(rows: list[dict[str, Any]]) -> bytes:
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), out)
    return out.getvalue()


FILES = {
    "a.json": json.dumps({"items": ROWS}).encode(),
    "a.jsonl": "\n".join(map(json.dumps, ROWS)).encode(),
    "a.parquet": as_parquet(ROWS),
    "a.csv": b"nr,inner.Bericht,inner.when\n"
    + "\n".join(f"{r['nr']},{r['inner']['Bericht']},2024-02-16" for r in ROWS).encode(),
}


FIRST = {"a.json": "record 1", "a.jsonl": "line 1", "a.parquet": "record 1", "a.csv": "line 2"}


@pytest.fixture
def during(sight: Sight) -> Callable[..., None]:
    """Opens the dialog on some files and lets a test act once all is read."""
    return lambda act, *paths: in_import_dialog(sight, act, paths)


def text_box(dialog: ImportDialog) -> QComboBox:
    return dialog.findChild(QComboBox, "import_columns_text")


def pick(box: QComboBox, wanted: str) -> None:
    """Go down to a choice by the arrow keys, as a person at the keyboard does."""
    place = box.findData(wanted)
    assert place >= 0, [box.itemText(n) for n in range(box.count())]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(place):
        QTest.keyClick(box, Qt.Key.Key_Down)


def front_tab(dialog: ImportDialog) -> str:
    tabs = dialog.findChild(QTabWidget, "import_tabs")
    return tabs.tabText(tabs.currentIndex())


@pytest.mark.parametrize("name", FILES)
def test_a_file_in_which_no_text_is_named_asks_and_shows_what_is_chosen(
    during: Callable[..., None], qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(FILES[name])

    def act(dialog: ImportDialog) -> None:
        assert front_tab(dialog) == "Which column holds the text?"
        assert text_box(dialog).currentText() == "choose …"
        where = dialog.findChild(QLabel, "import_where")
        assert where.text().startswith(f"Nothing of {name} comes in: ")
        assert "none of" in where.text()
        pick(text_box(dialog), "inner.Bericht")
        whole(qtbot, dialog)
        assert dialog.findChild(ArticlePreview).view.text == "Word of clash 1 in Quxtown."
        assert dialog.findChild(QLabel, "import_summary").text().startswith("2 new articles")
        assert where.text() == f"New article 1 of 2 in this preview: {name}, {FIRST[name]}"
        assert front_tab(dialog) == "Columns"

    during(act, tmp_path / name)


@pytest.mark.parametrize("is_imported", [True, False])
def test_columns_are_remembered_where_the_files_were_imported(
    during: Callable[..., None], sight: Sight, qtbot: QtBot, tmp_path: Path, *, is_imported: bool
) -> None:
    (tmp_path / "a.json").write_bytes(FILES["a.json"])

    def act(dialog: ImportDialog) -> None:
        pick(text_box(dialog), "inner.Bericht")
        whole(qtbot, dialog)
        if is_imported:
            go = dialog.findChild(QPushButton, "import_go")
            qtbot.mouseClick(go, Qt.MouseButton.LeftButton)

    def look_again(dialog: ImportDialog) -> None:
        assert (text_box(dialog).currentData() == "inner.Bericht") == is_imported

    during(act, tmp_path / "a.json")
    if is_imported:
        qtbot.waitUntil(lambda: sight.window.findChild(QMessageBox) is not None)
        sight.window.findChild(QMessageBox).close()
    during(look_again, tmp_path / "a.json")


def test_the_file_that_must_be_asked_about_is_chosen_among_others(
    during: Callable[..., None], tmp_path: Path
) -> None:
    (tmp_path / "0.txt").write_text("Nothing new in Marvale.")
    (tmp_path / "1.json").write_text('[{"text": "cut off')  # nothing can be chosen in it
    (tmp_path / "a.json").write_bytes(FILES["a.json"])

    def act(dialog: ImportDialog) -> None:
        files = dialog.findChild(QTableView, "import_files")
        assert files.selectionModel().selectedRows()[0].data() == "a.json"
        told = dialog.findChild(QLabel, "import_summary").text()
        assert told.endswith("1 file to be told which column holds the text")
        assert front_tab(dialog) == "Which column holds the text?"

    during(act, tmp_path)


def test_a_title_can_be_left_out_of_records(
    during: Callable[..., None], qtbot: QtBot, tmp_path: Path
) -> None:
    record = {"title": "Wrong", "body": "Word of a clash in Quxtown.", "n": 1}
    (tmp_path / "a.json").write_text(json.dumps([record]))

    def act(dialog: ImportDialog) -> None:
        box = dialog.findChild(QComboBox, "import_columns_title")
        assert box.currentData() == "title"
        pick(box, "")
        whole(qtbot, dialog)
        shown = dialog.findChild(ArticlePreview)._articles[0]
        assert shown.record.article.title == "Word of a clash in Quxtown."

    during(act, tmp_path / "a.json")


def test_records_that_hold_work_have_no_columns_to_choose(
    during: Callable[..., None], tmp_path: Path
) -> None:
    record = {"text": "Ada met Ben.", "spans": [{"start": 0, "end": 3, "label": "ACTOR"}]}
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    during(_has_no_columns, tmp_path / "a.jsonl")


def _has_no_columns(dialog: ImportDialog) -> None:
    tabs = dialog.findChild(QTabWidget, "import_tabs")
    assert "Columns" not in [tabs.tabText(n) for n in range(tabs.count())]


def test_a_file_that_has_gone_meanwhile_has_no_columns(
    during: Callable[..., None], tmp_path: Path
) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_bytes(FILES["a.json"])

    def act(dialog: ImportDialog) -> None:
        assert dialog.findings.columns.isVisibleTo(dialog)
        (tmp_path / "b.json").unlink()
        dialog.findChild(QTableView, "import_files").selectRow(1)
        assert dialog.findings.indexOf(dialog.findings.columns) < 0

    during(act, tmp_path)


def test_the_chosen_file_stays_chosen_while_all_are_read_again(qtbot: QtBot) -> None:
    panel = FilesPanel()
    qtbot.addWidget(panel)
    files = [FileFound(Path(f"{n}.txt"), "text", articles=1) for n in range(5)]
    panel.show_files(files, is_whole=True)
    panel.list.selectRow(3)
    panel.show_files(files[:1], is_whole=False)  # what comes first of the next reading
    assert [file.file for file in panel.chosen()] == ["3.txt"]
    panel.show_files(files[:4], is_whole=True)
    assert [file.file for file in panel.chosen()] == ["3.txt"]
    assert panel.model.rowCount() == 4
