"""A bulletin is split in the import dialog where a person says its articles begin."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from import_dialog_verbs import in_import_dialog, whole
from project_dump import dump
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QPushButton, QTableView
from pytestqt.qtbot import QtBot
from window_verbs import Sight

from annotator.ui.transfer.import_preview import ImportDialog

BULLETIN = (
    "Weekly security report\n\n"
    "SITREP 14 Menaka\n\nThree traders were abducted near Anderamboukane.\n\n"
    "SITREP 15 Gao\n\nA convoy of the army hit a mine; two soldiers were hurt.\n"
)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(BULLETIN)
    (folder / "b.txt").write_text(BULLETIN.replace("SITREP", "Report"))
    (folder / "c.csv").write_text("text\nAn ambush near Kidal.\n")
    return folder


def say(dialog: ImportDialog, words: str) -> None:
    edit = dialog.findChild(QLineEdit, "import_split_at")
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, words)
    QTest.keyClick(edit, Qt.Key.Key_Tab)


def articles(dialog: ImportDialog) -> list[str]:
    model = dialog.findChild(QTableView, "import_files").model()
    return [model.index(row, 3).data() for row in range(model.rowCount())]


def beginnings(sight: Sight) -> set[str]:
    rows = dump(sight.workspace.project)["article_text"]
    return {row[1].split("\n")[0] for row in rows}


def test_a_bulletin_is_split_where_its_lines_begin_with_the_words_said(
    sight: Sight, files: Path, qtbot: QtBot
) -> None:
    def act(dialog: ImportDialog) -> None:
        say(dialog, "SITREP")
        whole(qtbot, dialog)
        assert articles(dialog) == ["2", "1", "1"]
        qtbot.mouseClick(dialog.findChild(QPushButton, "import_go"), Qt.MouseButton.LeftButton)

    in_import_dialog(sight, act, [files])
    qtbot.waitUntil(lambda: sight.window.findChild(QMessageBox) is not None)
    sight.window.findChild(QMessageBox).close()
    assert {"SITREP 14 Menaka", "SITREP 15 Gao"} <= beginnings(sight)


def test_words_that_are_taken_back_leave_the_bulletin_whole(
    sight: Sight, files: Path, qtbot: QtBot
) -> None:
    def act(dialog: ImportDialog) -> None:
        say(dialog, "SITREP")
        whole(qtbot, dialog)
        edit = dialog.findChild(QLineEdit, "import_split_at")
        edit.setFocus()
        edit.selectAll()
        QTest.keyClick(edit, Qt.Key.Key_Delete)
        QTest.keyClick(edit, Qt.Key.Key_Tab)
        whole(qtbot, dialog)
        assert articles(dialog) == ["1", "1", "1"]

    in_import_dialog(sight, act, [files])


def test_a_table_has_no_words_to_be_split_at(sight: Sight, files: Path, qtbot: QtBot) -> None:
    def act(dialog: ImportDialog) -> None:
        edit = dialog.findChild(QLineEdit, "import_split_at")
        assert edit.isVisibleTo(dialog)
        dialog.findChild(QTableView, "import_files").selectRow(2)
        assert not edit.isVisibleTo(dialog)

    in_import_dialog(sight, act, [files])


def test_of_a_file_that_brings_nothing_the_reason_stands_where_its_article_would(
    sight: Sight, tmp_path: Path
) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.4 cut off")

    def act(dialog: ImportDialog) -> None:
        shown = dialog.findChild(QLabel, "import_where").text()
        assert shown.startswith("Nothing of report.pdf comes in: it is a damaged")

    in_import_dialog(sight, act, [tmp_path / "report.pdf"])


def test_a_document_is_split_at_the_headings_that_a_person_names(
    sight: Sight, tmp_path: Path, qtbot: QtBot
) -> None:
    document = docx.Document()
    for town in ("Menaka", "Gao", "Kidal"):
        document.add_heading(f"Attack in {town}", 1)
        document.add_paragraph(f"Three traders were abducted near {town}.")
    document.save(str(tmp_path / "a.docx"))

    def act(dialog: ImportDialog) -> None:
        whole(qtbot, dialog)
        assert articles(dialog) == ["1"]
        say(dialog, "Heading 1")
        whole(qtbot, dialog)
        assert articles(dialog) == ["3"]
        qtbot.mouseClick(dialog.findChild(QPushButton, "import_go"), Qt.MouseButton.LeftButton)

    in_import_dialog(sight, act, [tmp_path / "a.docx"])
    qtbot.waitUntil(lambda: sight.window.findChild(QMessageBox) is not None)
    sight.window.findChild(QMessageBox).close()
    assert {f"Attack in {town}" for town in ("Menaka", "Gao", "Kidal")} <= beginnings(sight)


def test_the_field_for_the_words_shows_those_that_seem_to_begin_articles(
    sight: Sight, tmp_path: Path
) -> None:
    parts = (
        f"INCIDENT REPORT {n}\n\nA convoy hit a mine; {n} soldiers were hurt.\n"
        for n in range(3, 8)
    )
    (tmp_path / "a.txt").write_text("\n".join(parts))

    def act(dialog: ImportDialog) -> None:
        field = dialog.findChild(QLineEdit, "import_split_at")
        assert "“INCIDENT REPORT”" in field.placeholderText()

    in_import_dialog(sight, act, [tmp_path / "a.txt"])
