"""What a workbook hides stays out and is named with its count; what it shows comes in whole."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from ods_files import packed, workbook
from reading_verbs import losses, read_file

from annotator.operations.importing.import_choices import ImportChoices
from annotator.operations.importing.import_columns import columns_of

HEAD = ["date", "coder", "text"]
ROWS = [[f"2024-03-0{n}", "Ann", f"Report {n} from Kidal. Ten died."] for n in range(1, 6)]


def xlsx(path: Path, *, hide: bool = True) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "News"
    for row in (HEAD, *ROWS):
        sheet.append(row)
    if hide:
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["B"].hidden = True
        secret = book.create_sheet("Тайна")
        secret.append(["text"])
        secret.append(["Nobody may read this. Really."])
        secret.sheet_state = "veryHidden"
    book.save(path)
    return path


def ods(path: Path, *, hide: bool = True) -> Path:
    path.write_bytes(workbook(HEAD, ROWS, hide=hide))
    return path


BOOKS = {".xlsx": xlsx, ".ods": ods}


@pytest.mark.parametrize("kind", BOOKS)
def test_what_is_hidden_stays_out_and_is_counted(tmp_path: Path, kind: str) -> None:
    records, issues = read_file(BOOKS[kind](tmp_path / f"a{kind}"))
    texts = [record.article.text for record in records]
    assert texts == [ROWS[n][2] for n in (0, 2, 4)]
    assert [record.article.extra for record in records] == [{}] * 3
    assert [record.article.published for record in records] == [ROWS[n][0] for n in (0, 2, 4)]
    assert [issue.reason for issue in issues] == [
        "its hidden sheet “Тайна” was left out (2 rows): show it in the workbook and import it "
        "again to get what is in it",
        "2 hidden rows of it were left out (a filter hides rows too): show them in the workbook "
        "and import it again to get what is in them",
        "its hidden column “coder” was left out",
    ]


@pytest.mark.parametrize("kind", BOOKS)
def test_what_is_shown_comes_in_without_a_word(tmp_path: Path, kind: str) -> None:
    records, issues = read_file(BOOKS[kind](tmp_path / f"a{kind}", hide=False))
    assert [record.article.text for record in records] == [row[2] for row in ROWS]
    assert [record.article.extra for record in records] == [{"coder": "Ann"}] * 5
    assert issues == []


@pytest.mark.parametrize("kind", BOOKS)
def test_hidden_columns_cannot_be_chosen(tmp_path: Path, kind: str) -> None:
    table = columns_of(BOOKS[kind](tmp_path / f"a{kind}"), ImportChoices())
    assert table is not None
    assert [column.name for column in table.columns] == ["date", "text"]


def test_a_workbook_of_hidden_sheets_says_so(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(xlsx(tmp_path / "a.xlsx"))
    book["News"].sheet_state = "hidden"
    book.create_sheet("Leer")
    book.save(tmp_path / "a.xlsx")
    records, issues = read_file(tmp_path / "a.xlsx")
    assert records == []
    assert [lost[:27] for lost in losses(issues)] == ["everything in it is hidden:"]
    assert "its hidden sheet “News” was left out (6 rows)" in issues[0].reason


@pytest.mark.parametrize("said", ["1048570", "99999999999999999999"])
def test_rows_that_stand_for_many_are_no_flood(tmp_path: Path, said: str) -> None:
    path = ods(tmp_path / "a.ods", hide=False)
    with zipfile.ZipFile(path) as archive:
        body = archive.read("content.xml").decode()
    body = body.replace(
        "<table:table-row><", f'<table:table-row table:number-rows-repeated="{said}"><', 1
    )
    path.write_bytes(packed(body))
    records, issues = read_file(path)
    assert records == []
    assert ["rows that are alike; save it as CSV" in lost for lost in losses(issues)] == [True]


def test_a_row_without_height_is_hidden(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", hide=False)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(
        b'<row r="5"', b'<row r="5" ht="0" customHeight="1"'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    records, issues = read_file(path)
    assert [record.article.text for record in records] == [ROWS[n][2] for n in (0, 1, 2, 4)]
    assert [issue.reason[:33] for issue in issues] == ["1 hidden row of it was left out ("]
