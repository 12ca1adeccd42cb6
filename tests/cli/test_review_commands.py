"""The commands of a review on a real project file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reviewed_project import make_reviewed

from annotator.cli.app import run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p.annot"
    make_reviewed(path).close()
    return path


def test_gold_reports_what_it_did(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    arguments = ["gold", str(path), "--annotators", "ann", "bob", "--json"]
    assert run([*arguments, "--annotator", "rita"]) == 0
    out, err = capfd.readouterr()
    assert json.loads(out) == {
        "annotators": ["ann", "bob"],
        "rule": "unanimous",
        "articles": 2,
        "signed": 1,
        "already_gold": 0,
        "conflicts_left": 2,
        "spans": {"unanimous": 4, "majority": 0},
    }
    assert "2 conflicts left to a reviewer" in err


def test_stats_show_gold_once_there_is_some(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", str(path)]) == 0
    assert "Gold" not in capfd.readouterr().out
    run(["gold", str(path)])
    capfd.readouterr()
    assert run(["stats", str(path)]) == 0
    assert "Gold" in capfd.readouterr().out


def test_a_stranger_is_one_sentence(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["gold", str(path), "--annotators", "ann", "zoe"]) == 2
    assert capfd.readouterr().err.count("\n") == 1


def test_nobody_works_under_the_name_gold(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["gold", str(path), "--annotator", "gold"]) == 2
    assert "no annotator can have this name" in capfd.readouterr().err


def test_feedback_is_written_and_reported(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(["gold", str(path)])
    capfd.readouterr()
    out = path.with_name("ann.html")
    assert run(["feedback", str(path), "--for", "ann", "-o", str(out), "--json"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert (told["annotator"], told["articles"], told["differences"]) == ("ann", 1, [])
    assert "Feedback for ann" in out.read_text(encoding="utf-8")
