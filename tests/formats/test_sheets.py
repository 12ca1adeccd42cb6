# ruff: noqa: E501 (sentences are easier to compare whole)
"""Notes on a workbook of several sheets name the sheet; one that tells of the others is passed over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from reading_verbs import read_file

from annotator.formats.fields import ASKING
from annotator.operations.importing.import_choices import ImportChoices
from annotator.operations.importing.import_columns import columns_of

NEWS = [["date", "text"], ["2024-03-05", "Nothing new."]]
SHEETS: dict[str, tuple[list[list[Any]], str]] = {
    "doubtful days": (
        [["date", "text"], ["02/03/2024", "Nothing at all."]],
        "sheet “Дневник”: “02/03/2024” in its column “date” is not a date that can be read with certainty: "
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
        "sheet “Дневник”: HTML tags and entities were removed from its texts",
    ),
    "a row without text": (
        [["date", "text", "coder"], ["2024-03-05", "", "Ann"], ["2024-03-05", "All.", "Bob"]],
        "sheet “Дневник”: it has no text",
    ),
    "no text at all": (
        [["code", "meaning"], ["1", "state-based"]],
        "its sheet “Дневник” was skipped: none of its columns is named as the text of an article; "
        "say which one it is: “code”, “meaning”",
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
    assert issue.reason.startswith(
        "its sheet “Codes”: none of its columns is named as the text of an article"
    )


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


LOG: list[list[Any]] = [
    ["date", "source", "text", "deaths"],
    ["2024-03-05", "Daily", "Gunmen attacked a village near Quxtown.", 4],
    ["2024-03-06", "Daily", "Soldiers repelled an attack.", 0],
]
TELL_OF_IT: dict[str, list[list[Any]]] = {
    "codebook": [["variable", "description"], ["date", "day"], ["deaths", "killed"]],
    "codebook in other words": [
        ["what", "Notes", "link"], ["date", "Day", "x.test/1"], ["deaths", "Dead", "x.test/2"]
    ],
    "codebook without a header": [["text", "Full text"], ["date", "Day"], ["source", "Paper"]],
    "sentences": [["This workbook holds the log of 2024, collected in Quxtown by " + "Ann, " * 9],
                  ["Please do not share."]],
    "remarks below a word": [["Comment"], ["Row 3 is doubtful."], ["Ask Bob."]],
    "names and what they say": [["Notes", "Collected in 2024"], ["Author", "Ann"]],
}  # fmt: skip


@pytest.mark.parametrize("what", TELL_OF_IT)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_sheet_that_tells_of_the_articles_is_named_and_brings_none(
    tmp_path: Path, what: str, is_first: bool
) -> None:
    sheets = [("Tabelle1", TELL_OF_IT[what]), ("Tabelle2", LOG)]
    written(tmp_path / "a.xlsx", *(sheets if is_first else sheets[::-1]))
    records, issues = read_file(tmp_path / "a.xlsx")
    assert [record.article.text for record in records] == [row[2] for row in LOG[1:]]
    assert [issue.reason.partition(":")[0] for issue in issues] == [
        "its sheet “Tabelle1” was skipped"
    ]


def test_who_says_that_its_column_holds_articles_gets_them(tmp_path: Path) -> None:
    written(tmp_path / "a.xlsx", ("A", TELL_OF_IT["remarks below a word"]), ("B", LOG))
    records, _ = read_file(tmp_path / "a.xlsx", columns={"text": "Comment"})
    assert [record.article.text for record in records][:2] == ["Row 3 is doubtful.", "Ask Bob."]


def test_the_columns_that_are_asked_for_are_those_of_the_articles(tmp_path: Path) -> None:
    written(tmp_path / "a.xlsx", ("A", TELL_OF_IT["codebook"]), ("B", LOG))
    table = columns_of(tmp_path / "a.xlsx", ImportChoices())
    assert table is not None
    assert [column.name for column in table.columns] == LOG[0]


def test_sheets_of_articles_with_the_same_columns_are_all_read(tmp_path: Path) -> None:
    years = [(year, [["what happened", "notes"], ["A raid", f"In {year}."]]) for year in "23"]
    written(tmp_path / "a.xlsx", *years)
    records, _ = read_file(tmp_path / "a.xlsx")
    assert [record.article.text for record in records] == ["In 2.", "In 3."]


@pytest.mark.parametrize("what", ["codebook", "codebook without a header"])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_codebook_in_a_file_of_its_own_is_asked_about(
    tmp_path: Path, what: str, form: str
) -> None:
    names, *rows = TELL_OF_IT[what]
    if form == "csv":
        text = "".join(f"{name},{said}\n" for name, said in (names, *rows))
    else:
        text = json.dumps([dict(zip(TELL_OF_IT["codebook"][0], row, strict=True)) for row in rows])
    (tmp_path / f"a.{form}").write_text(text)
    records, (issue,) = read_file(tmp_path / f"a.{form}")
    assert (records, issue.loss) == ([], True)
    assert "it looks like a codebook" in issue.reason
    assert ASKING in issue.reason


@pytest.mark.parametrize("name", ["README.txt", "readme.md", "Codebook_v2.1.html", "LICENSE.txt"])
def test_a_file_that_is_named_as_telling_of_others_is_none_of_them(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("The log of 2024.\n")
    records, (issue,) = read_file(tmp_path / name)
    assert (records, issue.loss) == ([], False)
    assert len(read_file(tmp_path / name, kind="text")[0]) == 1


def test_an_article_may_be_called_so_at_length(tmp_path: Path) -> None:
    (tmp_path / "Licence to kill.txt").write_text("The minister was asked.\n")
    assert len(read_file(tmp_path / "Licence to kill.txt")[0]) == 1
