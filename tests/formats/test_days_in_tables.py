"""Days in tables and records: a column is read in one order, and what is doubtful is named once."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from reading_verbs import losses, read_file

DOUBTFUL = "is not a date that can be read with certainty: it stays as it is"


def as_csv(rows: list[dict[str, str]]) -> bytes:
    lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
    return "\n".join(lines).encode()


def as_xlsx(rows: list[dict[str, str]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in ([*rows[0]], *([*row.values()] for row in rows)):
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FORMS = {
    "a.tsv": as_csv,
    "a.xlsx": as_xlsx,
    "a.json": lambda rows: json.dumps({"results": rows}).encode(),
    "a.jsonl": lambda rows: "\n".join(map(json.dumps, rows)).encode(),
}


def days(folder: Path, form: str, given: list[str]) -> tuple[list[Any], list[str]]:
    """The days of articles that a table says were published on these, and what was said."""
    rows = [{"date": day, "text": f"Nothing new in town {n}."} for n, day in enumerate(given)]
    (folder / form).write_bytes(FORMS[form](rows))
    records, issues = read_file(folder / form)
    assert losses(issues) == []
    return [r.article.published for r in records], [issue.reason for issue in issues]


@pytest.mark.parametrize("form", FORMS)
def test_days_of_any_kind_come_in_as_iso_and_sort(tmp_path: Path, form: str) -> None:
    given = ["3-Jan-24", "٥ مارس ٢٠٢٤", "۱۵ اسفند ۱۴۰۲", "5 марта 2024 г.", "45300", "2024-03-06"]
    read, _ = days(tmp_path, form, given)
    assert read == ["2024-01-03", *["2024-03-05"] * 3, "2024-01-09", "2024-03-06"]


@pytest.mark.parametrize("form", FORMS)
def test_one_day_of_a_column_tells_how_the_others_are_written(tmp_path: Path, form: str) -> None:
    assert days(tmp_path, form, ["02/03/2024", "25/03/2024"])[0] == ["2024-03-02", "2024-03-25"]
    assert days(tmp_path, form, ["02/03/24", "03/25/24"])[0] == ["2024-02-03", "2024-03-25"]


@pytest.mark.parametrize("form", FORMS)
def test_days_that_contradict_each_other_tell_nothing_of_the_others(
    tmp_path: Path, form: str
) -> None:
    read, _ = days(tmp_path, form, ["02/03/2024", "25/03/2024", "03/25/2024"])
    assert read == ["02/03/2024", "2024-03-25", "2024-03-25"]


@pytest.mark.parametrize("form", ["a.tsv", "a.xlsx"])
def test_the_day_that_tells_may_stand_far_down_the_column(tmp_path: Path, form: str) -> None:
    read, said = days(tmp_path, form, [*["02/03/2024"] * 400, "25/03/2024"])
    assert set(read) == {"2024-03-02", "2024-03-25"}
    assert said == []


@pytest.mark.parametrize("form", ["a.tsv", "a.xlsx"])
def test_doubtful_days_stay_as_they_are_and_are_named_once_a_column(
    tmp_path: Path, form: str
) -> None:
    read, said = days(tmp_path, form, ["02/03/2024", "2024-03-05", "04/05/2024"])
    assert read == ["02/03/2024", "2024-03-05", "04/05/2024"]
    assert said == [
        f"“02/03/2024” in its column “date” {DOUBTFUL} and is sorted last; so is 1 more"
    ]


def test_doubtful_days_of_other_columns_are_named_by_their_column(tmp_path: Path) -> None:
    table = "text\tevent_date\nA word.\t02/03/2024\nTwo.\t2024-03-05\nThree.\t04/05/2024\n"
    (tmp_path / "a.tsv").write_text(table)
    records, issues = read_file(tmp_path / "a.tsv")
    assert [r.article.extra["event_date"] for r in records] == [
        "02/03/2024", "2024-03-05", "04/05/2024"
    ]  # fmt: skip
    assert [i.reason for i in issues] == [
        f"“02/03/2024” in its column “event_date” {DOUBTFUL}; so is 1 more"
    ]


def test_other_columns_of_days_are_read_in_their_own_order(tmp_path: Path) -> None:
    table = "text\tstart_date\tend_date\nA.\t02/03/2024\t3-Jan-24\nB.\t03/25/2024\t45300\n"
    (tmp_path / "a.tsv").write_text(table)
    kept = [dict(record.article.extra) for record in read_file(tmp_path / "a.tsv")[0]]
    assert kept == [
        {"start_date": "2024-02-03", "end_date": "2024-01-03"},
        {"start_date": "2024-03-25", "end_date": "2024-01-09"},
    ]


def test_numbers_of_other_columns_stay_numbers(tmp_path: Path) -> None:
    table = "text\tupdate_id\tcandidate_votes\tevent_date\nA.\t45300\t30000\t45301\n"
    (tmp_path / "a.tsv").write_text(table)
    ((record,), _) = read_file(tmp_path / "a.tsv")
    kept = {"update_id": 45300, "candidate_votes": 30000, "event_date": "2024-01-10"}
    assert dict(record.article.extra) == kept


def test_days_as_databases_write_them_in_json_are_read(tmp_path: Path) -> None:
    said = (1704672000000, {"$date": "2024-01-08T00:00:00Z"}, "/Date(1704672000000)/")
    rows = [{"date": day, "text": f"Nothing new in town {n}."} for n, day in enumerate(said)]
    (tmp_path / "a.json").write_text(json.dumps(rows))
    assert [r.article.published for r in read_file(tmp_path / "a.json")[0]] == ["2024-01-08"] * 3


def test_that_numbers_were_read_as_days_is_said(tmp_path: Path) -> None:
    said = days(tmp_path, "a.tsv", ["45300", "45301", "45302"])[1]
    assert said == [
        "numbers in its column “date” were read as the days that spreadsheets count: 45300 is "
        "2024-01-09"
    ]


def test_numbers_in_a_workbook_that_counts_from_1904_are_its_days(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.append(["date", "text", "deaths"])
    sheet.append([date(2024, 3, 5), "Rebels took Quxtown.", 43894])
    sheet.append([43894, "It is calm.", 43894])
    book.save(tmp_path / "a.xlsx")
    records, _ = read_file(tmp_path / "a.xlsx")
    assert [record.article.published for record in records] == ["2024-03-05", "2024-03-05"]
    assert {record.article.extra["deaths"] for record in records} == {43894}


@pytest.mark.parametrize(
    "said",
    [
        "1402/12/15",
        "الأحد 24 شعبان 1445 هـ",
        "1445 AH",
        "١٢/٠٣/١٤٤٥",
    ],
)
def test_a_day_of_another_year_that_is_not_certain_is_left_and_named(
    tmp_path: Path, said: str
) -> None:
    (tmp_path / "a.csv").write_text(f"date,text\n{said},Rebels took Quxtown.\n", encoding="utf-8")
    (record,), issues = read_file(tmp_path / "a.csv")
    assert record.article.published == said
    assert any(said in issue.reason for issue in issues)
