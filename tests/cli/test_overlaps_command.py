"""How far spans may overlap, as scripts say it and ask for it."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from making import make_project

from annotator.cli.app import FAILED, OK, run


@pytest.fixture
def project(tmp_path: Path) -> str:
    path = tmp_path / "p.annot"
    make_project(path, ["Talks in Doha."]).close()
    return str(path)


@pytest.mark.file_only("a database is made by who runs the server")
def test_a_new_project_says_what_it_was_made_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "made.annot")
    assert run(["new", path, "--overlaps", "nested"]) == OK
    capsys.readouterr()
    assert run(["overlaps", path]) == OK
    assert capsys.readouterr().out == "Overlapping spans: nested.\n"


def test_a_mode_and_a_label_of_its_own_are_chosen_and_taken_back(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    both = ["overlaps", project, "any", "--label", "FIGURE=none", "--json"]
    assert run(both) == OK
    assert orjson.loads(capsys.readouterr().out) == {
        "project": "any",
        "labels": {"FIGURE": "none"},
    }
    assert run(["overlaps", project, "--label", "FIGURE="]) == OK
    assert capsys.readouterr().out == "Overlapping spans: any.\n"


@pytest.mark.parametrize(
    ("given", "reason"),
    [("FIGURE", "says nothing about a label"), ("PLACE=any", "There is no label PLACE")],
)
def test_what_cannot_be_said_of_a_label_is_refused_and_changes_nothing(
    project: str, capsys: pytest.CaptureFixture[str], given: str, reason: str
) -> None:
    assert run(["overlaps", project, "any", "--label", given]) == FAILED
    assert reason in capsys.readouterr().err
    assert run(["overlaps", project]) == OK
    assert capsys.readouterr().out == "Overlapping spans: none.\n"
