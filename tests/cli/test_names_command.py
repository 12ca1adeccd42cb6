"""The command names, and names of one's own for suggest and evaluate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from making import make_project

from annotator.cli.app import run


@pytest.fixture
def project(tmp_path: Path) -> str:
    path = tmp_path / "p.annot"
    make_project(path).close()
    return str(path)


def write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def listed(project: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run(["names", project, "--json"]) == 0
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return list(report["names"])


def test_names_of_a_file_are_added_and_listed(
    project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path / "n.txt", "# label: LOCATION\nQuxtown | Kuxtown\n# words: heads\nxs\n")
    assert run(["names", project, "--add", file, "--annotator", "ann"]) == 0
    found = [(n["name"], n["label"], n["words"], n["variants"]) for n in listed(project, capsys)]
    assert found == [("Quxtown", "LOCATION", None, ["Kuxtown"]), ("xs", None, "heads", [])]


def test_the_list_for_people_names_each_with_its_label(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["names", project, "--set", "Quxtown|Kuxtown=LOCATION", "--annotator", "ann"])
    run(["names", project])
    line = capsys.readouterr().out.splitlines()[-1].split()
    assert line[:5] == ["Quxtown", "LOCATION", "Kuxtown", "ann", line[4]]


def test_a_refused_line_is_named_and_nothing_is_changed(
    project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = write(tmp_path / "good.txt", "# label: ACTOR\nA\n")
    bad = write(tmp_path / "bad.csv", "name,label\nB,ACTOR\nC,PLACE\n")
    assert run(["names", project, "--add", good, "--add", bad]) == 2
    assert f"{bad}, line 3: there is no label “PLACE”" in capsys.readouterr().err
    assert listed(project, capsys) == []


@pytest.mark.parametrize("words", ["Quxtown", "=ACTOR", "Quxtown=", "Quxtown=PLACE"])
def test_a_name_without_a_label_of_the_project_is_refused(
    project: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["names", project, "--set", words]) == 2
    assert listed(project, capsys) == []


def test_a_name_is_removed_by_any_of_its_spellings(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["names", project, "--set", "Quxtown|Kuxtown=LOCATION"])
    assert run(["names", project, "--remove", "Kuxtown"]) == 0
    assert listed(project, capsys) == []


def test_a_name_that_is_not_there_cannot_be_removed(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["names", project, "--set", "Quxtown=LOCATION"])
    assert run(["names", project, "--remove", "Quxtown", "--remove", "Nowhere"]) == 2
    assert [name["name"] for name in listed(project, capsys)] == ["Quxtown"]


def test_exported_names_come_in_elsewhere(
    project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["names", project, "--set", "Quxtown|Kuxtown=LOCATION", "--set", "Black Hawk=NONE"])
    out = tmp_path / "out.txt"
    assert run(["names", project, "--export", str(out)]) == 0
    other = tmp_path / "other.annot"
    make_project(other).close()
    assert run(["names", str(other), "--add", str(out)]) == 0
    same = [[n["name"], n["label"], n["variants"]] for n in listed(str(other), capsys)]
    assert same == [["Black Hawk", "NONE", []], ["Quxtown", "LOCATION", ["Kuxtown"]]]


def test_an_export_replaces_no_file(project: str, tmp_path: Path) -> None:
    out = write(tmp_path / "out.txt", "mine")
    assert run(["names", project, "--export", out]) == 2
    assert Path(out).read_text(encoding="utf-8") == "mine"


def test_suggest_takes_names_of_ones_own(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", '{"text": "Quxtown fell to the Taliban."}\n')
    mine = write(tmp_path / "mine.csv", "name,label\nQuxtown,LOCATION\nTaliban,NONE\n")
    out = tmp_path / "out.jsonl"
    common = ["suggest", source, "-o", str(out), "--pipeline", "rules"]
    assert run([*common, "--gazetteer", mine]) == 0
    (record,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert [(s["text"], s["rule"]) for s in record["spans"]] == [
        ("Quxtown", "gazetteer mine: Quxtown")
    ]


def test_evaluate_takes_names_of_ones_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = {"text": "Quxtown fell.", "spans": [{"start": 0, "end": 7, "label": "LOCATION"}]}
    source = write(tmp_path / "gold.jsonl", json.dumps(gold) + "\n")
    mine = write(tmp_path / "mine.txt", "# label: LOCATION\nQuxtown\n")
    run(["evaluate", source, "--pipeline", "rules", "--gazetteer", mine, "--json"])
    assert json.loads(capsys.readouterr().out)["overall"]["strict"]["f1"] == 1.0


def test_a_bad_list_stops_suggest_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "in.jsonl", '{"text": "x"}\n')
    mine = write(tmp_path / "mine.txt", "Quxtown\n")
    assert run(["suggest", source, "--gazetteer", mine]) == 2
    assert f"{mine}, line 1:" in capsys.readouterr().err
