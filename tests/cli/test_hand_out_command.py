"""Handing out on the command line: files, updates, and what a merge takes of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sample_project import make_project

from annotator.cli.app import run

pytestmark = pytest.mark.file_only("files are handed out")


@pytest.fixture
def path(tmp_path: Path) -> str:
    make_project(tmp_path / "p.annot", suggested={}).close()
    return str(tmp_path / "p.annot")


def test_a_file_is_written_for_each_and_then_an_update(
    path: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = ("hand-out", path, "--annotator", "lead", "--json", "--to", "ann", "bob")
    assert run([*words, "--overlap", "50%"]) == 0
    files = json.loads(capfd.readouterr().out)["files"]
    assert [(f["annotator"], f["update"]) for f in files] == [("ann", False), ("bob", False)]
    assert sum(f["articles"] for f in files) == 3
    assert {Path(f["file"]).name for f in files} == {"p-ann.annot", "p-bob.annot"}
    assert run(["hand-out", path, "--annotator", "lead", "--update", "--json"]) == 0
    (first, _) = json.loads(capfd.readouterr().out)["files"]
    assert (Path(first["file"]).name, first["update"]) == ("p-ann-update.annwork", True)


def test_a_merge_says_what_is_offered_and_takes_what_is_named(
    path: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lead = ("--annotator", "lead")
    assert run(["hand-out", path, *lead, "--to", "ann"]) == 0
    assert run(["names", path, *lead, "--set", "Quxtown=LOCATION"]) == 0
    assert run(["hand-out", path, *lead, "--update"]) == 0
    ann = ("--annotator", "ann", "--no-backup")
    merge = ["merge", str(tmp_path / "p-ann.annot"), str(tmp_path / "p-ann-update.annwork"), *ann]
    capfd.readouterr()
    assert run(merge) == 0
    assert "offered and not taken: 1 name" in capfd.readouterr().out
    assert run([*merge, "--take", "names"]) == 0
    assert "taken over: 1 name" in capfd.readouterr().out
    assert run(merge) == 0
    assert "offered" not in capfd.readouterr().out


@pytest.mark.parametrize(
    "words", [(), ("--to", "ann", "--update"), ("--to", "ann", "--overlap", "x")]
)
def test_what_means_nothing_is_refused(
    path: str, words: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["hand-out", path, *words]) == 2
    assert capfd.readouterr().err.count("\n") == 1
