"""Annotators on the command line: listed, renamed, joined, and that taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from making import make_project
from reviewed_project import FIRST, work_on

from annotator.cli.app import run

pytestmark = pytest.mark.file_only("the command line is one for both")


@pytest.fixture
def path(tmp_path: Path) -> str:
    project = make_project(tmp_path / "p.annot", [FIRST])
    work_on(project, "bob", 1, FIRST, [("Taliban", "ACTOR")])
    work_on(project, "Bob", 1, FIRST, [("Kunduz", "LOCATION")])
    project.close()
    return str(tmp_path / "p.annot")


def people(path: str, capfd: pytest.CaptureFixture[str], *words: str) -> dict[str, int]:
    """Who is listed, with how many spans, after a command has been run."""
    capfd.readouterr()
    assert run(["people", *words, "--annotator", "lead", "--json"]) == 0
    listed = json.loads(capfd.readouterr().out)["annotators"]
    return {one["name"]: one["spans"] for one in listed if one["name"] != "lead"}


def test_they_are_listed(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert people(path, capfd, path) == {"Bob": 1, "bob": 1}
    assert run(["people", path, "--annotator", "lead"]) == 0
    out = capfd.readouterr().out.replace("\n", " ")
    assert "Bob: 1 span, 1 article done" in out
    assert "perhaps" in out


def test_one_is_renamed_and_that_is_taken_back(
    path: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert people(path, capfd, "rename", path, "Bob", "Bob Smith") == {"Bob Smith": 1, "bob": 1}
    assert people(path, capfd, path, "--undo") == {"Bob": 1, "bob": 1}


def test_two_are_joined_and_that_is_taken_back(
    path: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert people(path, capfd, "join", path, "Bob", "bob") == {"bob": 2}
    assert people(path, capfd, path, "--undo") == {"Bob": 1, "bob": 1}


@pytest.mark.parametrize("words", [("join",), ("drop", "x"), ("Bob", "bob")])
def test_anything_else_is_refused(path: str, words: tuple[str, ...]) -> None:
    assert run(["people", path, *words, "--annotator", "lead"]) == 2


def test_there_may_be_nothing_to_take_back(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["people", path, "--undo", "--annotator", "lead"]) != 0
    assert "was to no annotator" in capfd.readouterr().err
