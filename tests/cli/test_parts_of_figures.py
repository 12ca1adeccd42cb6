"""A figure among another: suggested, taken in, corrected texts or not, and given out by the id of
the span it is part of.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from annotator.cli.app import run

pytestmark = pytest.mark.file_only("files go in and out; where the project lies is no matter")

TEXT = (
    "Sunday was the worst day.\n"
    "At least 150 people were killed in Homs, including 19 civilians and three women."
)
PARTS = {"19": "At least 150", "three": "At least 150"}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def parts(record: dict[str, Any]) -> dict[str, str]:
    """The words of the figures that are part of another, and the words of that one."""
    words = {span.get("id"): span["text"] for span in record["spans"]}
    return {
        span["text"]: words[span["figure"]["part_of"]]
        for span in record["spans"]
        if (span.get("figure") or {}).get("part_of") is not None
    }


@pytest.fixture
def suggested(tmp_path: Path) -> Path:
    source, out = tmp_path / "in.jsonl", tmp_path / "suggested.jsonl"
    source.write_text(json.dumps({"text": TEXT}) + "\n", encoding="utf-8")
    assert run(["suggest", str(source), "-o", str(out), "--pipeline", "rules"]) == 0
    return out


@pytest.fixture
def project(tmp_path: Path, suggested: Path) -> Path:
    path = tmp_path / "p.annot"
    assert run(["new", str(path)]) == 0
    more = ["--as", "annotations", "--annotator", "ann"]
    assert run(["import", str(path), str(suggested), *more]) == 0
    return path


def export(project: Path, out: Path, *more: str) -> list[dict[str, Any]]:
    whose = ["--from", "ann", "--status", "all"]
    assert run(["export", str(project), str(out), *whose, *more]) == 0
    return lines(out)


def test_suggest_names_the_figure_that_another_is_among(suggested: Path) -> None:
    (record,) = lines(suggested)
    assert parts(record) == PARTS


def test_parts_go_through_a_project_unchanged(project: Path, tmp_path: Path) -> None:
    (record,) = export(project, tmp_path / "out.jsonl")
    assert parts(record) == PARTS


def test_parts_name_their_whole_without_the_muted_lines_too(
    project: Path, suggested: Path, tmp_path: Path
) -> None:
    (record,) = lines(suggested)
    muted = tmp_path / "muted.jsonl"
    muted.write_text(
        json.dumps(record | {"muted": [{"start": 0, "end": 25, "rule": "t"}]}), encoding="utf-8"
    )
    path = tmp_path / "m.annot"
    assert run(["new", str(path)]) == 0
    more = ["--as", "annotations", "--annotator", "ann"]
    assert run(["import", str(path), str(muted), *more]) == 0
    (out,) = export(path, tmp_path / "out.jsonl", "--muted", "drop")
    assert len(out["text"]) < len(TEXT)
    assert parts(out) == PARTS


def test_a_part_whose_whole_is_no_span_names_none(suggested: Path, tmp_path: Path) -> None:
    (record,) = lines(suggested)
    record["spans"] = [span for span in record["spans"] if span["text"] != "At least 150"]
    (tmp_path / "fewer.jsonl").write_text(json.dumps(record), encoding="utf-8")
    path = tmp_path / "f.annot"
    assert run(["new", str(path)]) == 0
    more = ["--as", "annotations", "--annotator", "ann"]
    assert run(["import", str(path), str(tmp_path / "fewer.jsonl"), *more]) == 1  # it is said
    (out,) = export(path, tmp_path / "out.jsonl")
    assert [s["text"] for s in out["spans"] if s["label"] == "FIGURE"] == ["19", "three"]
    assert parts(out) == {}


def test_the_table_of_spans_has_the_place_of_the_whole(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    whose = ["--from", "ann", "--status", "all", "--format", "csv"]
    assert run(["export", str(project), str(out), *whose]) == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        found = [row for row in csv.DictReader(file) if row["label"] == "FIGURE"]
    rows = {row["text"]: row for row in found}
    whole = rows["At least 150"]["start"]
    assert {words: row["part_of"] for words, row in rows.items()} == {
        "At least 150": "",
        "19": whole,
        "three": whole,
    }
