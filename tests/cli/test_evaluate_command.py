"""The command that scores suggestions against gold annotation."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from annotator.cli.app import run

pytestmark = pytest.mark.file_only("scores are counted outside the project")

GOLD = Path(__file__).parents[1] / "data" / "gold" / "releases.jsonl"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Four texts; the suggester marks each whole as ACTOR."""
    figure = {"low": 5, "best": 5, "high": 5, "qualifier": "exact"}
    records = [
        {"text": "Taliban", "spans": [{"start": 0, "end": 7, "label": "ACTOR"}]},
        {"text": "In Kabul", "spans": [{"start": 3, "end": 8, "label": "LOCATION"}]},
        {"text": "The army", "spans": [{"start": 4, "end": 8, "label": "ACTOR"}]},
        {"text": "5", "spans": [{"start": 0, "end": 1, "label": "FIGURE", "figure": figure}]},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def evaluate(gold: Path, *more: str) -> int:
    return run(["evaluate", str(gold), "--pipeline", "fake_suggesters:obedient", *more])


@pytest.fixture
def report(gold: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> dict[str, Any]:
    assert evaluate(gold, "--json") == 0
    found: dict[str, Any] = json.loads(capfdbinary.readouterr().out)
    return found


def test_scores_are_those_worked_out_by_hand(report: dict[str, Any]) -> None:
    actor = report["labels"]["ACTOR"]
    assert (actor["gold"], actor["found"]) == (2, 4)
    assert actor["strict"] == {"right": 1, "precision": 0.25, "recall": 0.5, "f1": 1 / 3}
    assert actor["overlapping"] == {"right": 2, "precision": 0.5, "recall": 1.0, "f1": 2 / 3}


def test_a_label_that_is_never_found_has_no_precision(report: dict[str, Any]) -> None:
    location = report["labels"]["LOCATION"]["strict"]
    assert (location["precision"], location["recall"]) == (None, 0.0)


def test_errors_are_listed_by_kind_with_their_context(report: dict[str, Any]) -> None:
    assert {kind: [e["context"] for e in found] for kind, found in report["errors"].items()} == {
        "wrong label": ["[In Kabul]", "[5]"],
        "wrong boundary": ["[The army]"],
    }


def test_an_error_says_where_and_what(report: dict[str, Any]) -> None:
    (error,) = report["errors"]["wrong boundary"]
    assert error["line"] == 3
    assert error["gold"] == {"start": 4, "end": 8, "label": "ACTOR", "text": "army"}
    assert error["found"] == {"start": 0, "end": 8, "label": "ACTOR", "text": "The army"}


def test_people_get_a_table_and_the_errors(
    gold: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    evaluate(gold)
    said = capfdbinary.readouterr().out.decode()
    assert "obedient 1, 4 texts" in said
    assert "line 3: ACTOR “army” → ACTOR “The army”" in said


def test_a_bad_line_is_named_and_the_others_count(
    gold: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    with gold.open("a") as file:
        file.write("{broken\n")
    assert evaluate(gold, "--json") == 1
    said = capfdbinary.readouterr()
    assert json.loads(said.out)["texts"] == 4
    assert b"gold.jsonl, line 5: it is not JSON" in said.err


def test_a_file_without_texts_cannot_run(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    assert evaluate(tmp_path / "empty.jsonl") == 2


def test_the_gold_scored_against_itself_is_perfect(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    # What the rules find becomes the gold: then they must find exactly that.
    run(["suggest", str(GOLD), "-o", str(tmp_path / "gold.jsonl"), "--pipeline", "rules"])
    capfdbinary.readouterr()
    run(["evaluate", str(tmp_path / "gold.jsonl"), "--pipeline", "rules", "--json"])
    report = json.loads(capfdbinary.readouterr().out)
    assert report["overall"]["strict"]["f1"] == 1.0
    assert report["errors"] == {}
    assert report["figures"]["right"] == report["figures"]["gold"]


@pytest.mark.skipif(os.name == "nt", reason="pipes have names on POSIX alone")
def test_gold_may_come_through_a_pipe(
    gold: Path, report: dict[str, Any], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    out, into = os.pipe()
    os.write(into, gold.read_bytes())
    os.close(into)
    assert evaluate(Path(f"/dev/fd/{out}"), "--json") == 0
    os.close(out)
    assert json.loads(capfdbinary.readouterr().out)["labels"] == report["labels"]


@pytest.fixture
def misled(tmp_path: Path) -> Path:
    """A gold in which Reuters is twice a place, against the list, and Herat twice what it is."""
    texts = ("They left Reuters for Herat.", "Herat and Reuters were calm.", "Afghan police came.")
    spans = [
        [(10, 17, "LOCATION"), (22, 27, "LOCATION")],
        [(0, 5, "LOCATION"), (10, 17, "LOCATION")],
        [(0, 13, "ACTOR")],
    ]
    path = tmp_path / "misled.jsonl"
    records = [
        {"text": text, "spans": [{"start": a, "end": b, "label": label} for a, b, label in own]}
        for text, own in zip(texts, spans, strict=True)
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def test_entries_wrong_more_often_than_right_are_listed(
    misled: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["evaluate", str(misled), "--pipeline", "rules", "--rules", "--no-errors"]) == 0
    out = capfdbinary.readouterr().out.decode()
    assert (
        "wrong more often than right (1)\n  2 wrong, 0 right: gazetteer organisations: Reuters"
        in out
    )
    assert "Herat" not in out


def test_every_entry_and_rule_is_counted_in_json(
    misled: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    run(["evaluate", str(misled), "--pipeline", "rules", "--json"])
    counts = {
        r["rule"]: (r["right"], r["wrong"])
        for r in json.loads(capfdbinary.readouterr().out)["rules"]
    }
    assert counts["head"] == (1, 0)
    assert [both for rule, both in counts.items() if rule.endswith(": Herat")] == [(2, 0)]


def test_the_entry_that_harms_is_named_and_not_the_first_of_its_line(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    names, gold = tmp_path / "mine.txt", tmp_path / "gold.jsonl"
    names.write_text("# label: ACTOR\nFirstgroup | Secondgroup | Thirdgroup\n")
    gold.write_text(json.dumps({"text": "The Secondgroup left.", "spans": []}) + "\n")
    command = ["evaluate", str(gold), "--pipeline", "rules", "--rules", "--no-errors"]
    assert run([*command, "--gazetteer", str(names)]) == 0
    assert "1 wrong, 0 right: gazetteer mine: Secondgroup" in capfdbinary.readouterr().out.decode()
