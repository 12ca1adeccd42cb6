"""Where an article stood in its file is said so that it can be found: by line, or by record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import orjson
import pyarrow
import pyarrow.parquet
import pytest
from importing_verbs import import_files
from making import make_project

from annotator.domain.values import Status
from annotator.operations.exporting.exporter import Choice, export_jsonl
from annotator.operations.importing.import_choices import ImportChoices
from annotator.operations.importing.previewing import preview
from annotator.store.project import Project

ROWS = [{"text": "Rebels took Quxtown."}, {"text": "It is calm."}, {"text": "Rebels took Quxtown."}]
LINES = ",\n".join(map(json.dumps, ROWS))
ONE_LINE = {
    "a list": (json.dumps(ROWS), [1, 2], "record 3", "record 1"),
    "a list in an object": (json.dumps({"articles": ROWS}), [1, 2], "record 3", "record 1"),
    "a list within": (
        json.dumps({"response": {"results": ROWS}}),
        [1, 2],
        "record 3 of “response.results”",
        "record 1 of “response.results”",
    ),
    "lists": (
        json.dumps({"a": ROWS, "b": ROWS[:1]}), [1, 2], "record 3 of “a”", "record 1 of “a”"
    ),
    "two on a line": (f"[{LINES.replace(chr(10), '')}]", [1, 2], "record 3", "record 1"),
}  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.annot", [])


def brought(project: Project, path: Path) -> tuple[list[dict[str, Any]], list[str]]:
    report = import_files(project, [path], annotator="ada")
    out = path.parent / "out.jsonl"
    export_jsonl(project, out, Choice("ada", tuple(Status)))
    records = [orjson.loads(line) for line in out.read_bytes().splitlines()]
    return records, [str(issue) for issue in report.issues]


@pytest.mark.parametrize("form", ONE_LINE)
def test_records_on_one_line_are_told_apart_by_their_number(
    project: Project, tmp_path: Path, form: str
) -> None:
    text, numbers, third, first = ONE_LINE[form]
    path = tmp_path / "a.json"
    path.write_text(text)
    records, said = brought(project, path)
    assert [(r["record"], "line" in r) for r in records] == [(n, False) for n in numbers]
    assert any(s.startswith(f"{path}: {third}: its text is that of {path}, {first}") for s in said)


def test_records_on_lines_of_their_own_have_both(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(f"[\n{LINES}]")
    records, said = brought(project, path)
    assert [(r["line"], r["record"]) for r in records] == [(2, 1), (3, 2)]
    assert any(f"line 4: record 3: its text is that of {path}, line 2, record 1" in s for s in said)


def test_records_of_one_line_of_json_lines_have_both(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps({'data': ROWS})}\n{json.dumps({'data': [{'text': 'New.'}]})}\n")
    records, _ = brought(project, path)
    assert [(r["line"], r["record"]) for r in records] == [(1, 1), (1, 2), (2, 1)]


def test_rows_of_parquet_have_no_lines(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(ROWS), path)
    records, said = brought(project, path)
    assert [(r["record"], "line" in r) for r in records] == [(1, False), (2, False)]
    assert any(
        s.startswith(f"{path}: record 3: its text is that of {path}, record 1") for s in said
    )


def test_rows_of_several_sheets_have_the_name_of_theirs(project: Project, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, row in (("May", "Rebels took Quxtown."), ("June", "It is calm.")):
        sheet = book.create_sheet(name)
        sheet.append(["date", "text"])
        sheet.append(["2024-05-01", row])
    book.save(tmp_path / "a.xlsx")
    records, _ = brought(project, tmp_path / "a.xlsx")
    assert [(r["sheet"], r["line"]) for r in records] == [("May", 2), ("June", 2)]


def test_a_preview_says_which_record_is_shown(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(ROWS))
    shown = preview(project, [tmp_path / "a.json"], choices=ImportChoices()).first
    assert [item.record.where for item in shown] == [
        f"{tmp_path / 'a.json'}, record {number}" for number in (1, 2)
    ]


def test_a_damaged_record_is_named_by_its_number(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"text": "Rebels took Quxtown."}, {"text": "x", "text": "y"}]')
    _, said = brought(project, path)
    assert said == [f"{path}: record 2: it has the key “text” twice"]


def test_what_ends_a_list_costs_no_record_before(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"text": "Rebels took Quxtown."}, {"text": "It is')
    records, said = brought(project, path)
    assert len(records) == 1
    assert "it ends in the middle of record 2" in said[0]
