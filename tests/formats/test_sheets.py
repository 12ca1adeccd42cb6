# ruff: noqa: E501 (sentences are easier to compare whole)
"""Notes on a workbook of several sheets name the sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from reading_verbs import read_file

NEWS = [["date", "text"], ["2024-03-05", "Nothing new."]]
SHEETS: dict[str, tuple[list[list[Any]], str]] = {
    "doubtful days": (
        [["date", "text"], ["02/03/2024", "Nothing at all."]],
        "sheet “Дневник”: “02/03/2024” in its column “date” is no day that can be told for certain: "
        "it stays as it is and is sorted last",
    ),
    "days as numbers": (
        [["date", "text"], ["45300", "Nothing at all."]],
        "sheet “Дневник”: numbers in its column “date” were read as the days that spreadsheets "
        "count: 45300 is 2024-01-09",
    ),
    "which column is the text": (
        [["date", "notes"], ["2024-03-05", "Nothing at all."]],
        "sheet “Дневник”: it was read with text from “notes”, published from “date”",
    ),
    "tags": (
        [["date", "text"], ["2024-03-05", "<p>Nothing at all.</p><p>Really.</p>"]],
        "sheet “Дневник”: tags and references of HTML were taken out of its texts",
    ),
    "a row without text": (
        [["date", "text", "coder"], ["2024-03-05", "", "Ann"], ["2024-03-05", "All.", "Bob"]],
        "sheet “Дневник”: it has no text",
    ),
    "no text at all": (
        [["code", "meaning"], ["1", "state-based"]],
        "its sheet “Дневник” was passed over: none of its columns is named as a text: say which "
        "holds it, of “code”, “meaning”",
    ),
}


def written(path: Path, *sheets: tuple[str, list[list[Any]]]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)


@pytest.mark.parametrize("what", SHEETS)
def test_what_is_said_of_a_sheet_names_it(tmp_path: Path, what: str) -> None:
    rows, sentence = SHEETS[what]
    written(tmp_path / "a.xlsx", ("News", NEWS), ("Дневник", rows))
    assert [issue.reason for issue in read_file(tmp_path / "a.xlsx")[1]] == [sentence]


def test_a_workbook_none_of_whose_sheets_is_read_names_the_first(tmp_path: Path) -> None:
    codes, more = SHEETS["no text at all"][0], [["a", "b"], ["1", "2"]]
    written(tmp_path / "a.xlsx", ("Codes", codes), ("More", more))
    (issue,) = read_file(tmp_path / "a.xlsx")[1]
    assert issue.reason.startswith("its sheet “Codes”: none of its columns is named as a text")


def test_cells_that_are_empty_at_the_end_of_a_row_are_not_missing(tmp_path: Path) -> None:
    rows = [["text", "place", "note"], ["All.", "Homs", "x"], ["Calm."], ["Quiet.", "Hama", None]]
    written(tmp_path / "a.xlsx", ("News", rows))
    records, issues = read_file(tmp_path / "a.xlsx")
    assert [record.article.text for record in records] == ["All.", "Calm.", "Quiet."]
    assert issues == []


def test_of_a_single_sheet_no_name_is_said(tmp_path: Path) -> None:
    written(tmp_path / "a.xlsx", ("News", SHEETS["which column is the text"][0]))
    (issue,) = read_file(tmp_path / "a.xlsx")[1]
    assert issue.reason.startswith("it was read with text from “notes”")
