"""Labels and guidelines of a project from the command line."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import orjson
import pytest
from making import annotation, do, make_project

from annotator.cli.app import FAILED, OK, run
from annotator.domain.edits import Edit
from annotator.domain.values import ArticleStatus, Status
from annotator.operations import labels, projects
from annotator.workspace import Workspace


@pytest.fixture
def project(tmp_path: Path) -> str:
    """A project in which ada has given the label ACTOR."""
    made = make_project(tmp_path / "p.annot")
    do(made, Edit("all", (), (annotation(), ArticleStatus(1, "ada", Status.DONE))))
    made.close()
    return str(tmp_path / "p.annot")


@pytest.fixture
def config(tmp_path: Path) -> tuple[str, str]:
    return "--config-dir", str(tmp_path / "config")


def listed(project: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert run(["labels", project, "--json"]) == OK
    return {one["name"]: one for one in orjson.loads(capsys.readouterr().out)["labels"]}


def test_labels_are_listed_with_what_has_them(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["labels", project]) == OK
    table = capsys.readouterr().out.splitlines()
    assert table[0].split()[:4] == ["label", "key", "annotations", "suggestions"]
    assert table[1].split()[:4] == ["ACTOR", "1", "1", "0"]
    actor = listed(project, capsys)["ACTOR"]
    assert (actor["annotations"], actor["annotators"], actor["key"]) == (1, 1, "1")


def test_a_label_is_added_changed_renamed_and_removed_and_the_window_can_undo_it(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ann = ("--annotator", "ann")
    assert run(["labels", "add", project, "EVENT", "--meaning", "What happened", *ann]) == OK
    assert "Added the label EVENT, key 4." in capsys.readouterr().out
    assert run(["labels", "set", project, "EVENT", "--key", "e", *ann]) == OK
    assert run(["labels", "rename", project, "ACTOR", "PARTY", *ann]) == OK
    now = listed(project, capsys)
    assert (now["EVENT"]["key"], now["EVENT"]["description"]) == ("e", "What happened")
    assert now["PARTY"]["annotations"] == 1
    with projects.at_work(project, "ann") as workspace:
        workspace.undo()
    assert run(["labels", project, "--undo", *ann]) == OK
    assert "Undone: Key of the label EVENT." in capsys.readouterr().out
    assert listed(project, capsys)["EVENT"]["key"] == "4"
    assert run(["labels", "remove", project, "EVENT", *ann]) == OK
    assert list(listed(project, capsys)) == ["ACTOR", "LOCATION", "FIGURE"]


@pytest.mark.file_only("a project on a server is copied by its own tools")
def test_merging_copies_the_project_first(
    project: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, config: tuple[str, str]
) -> None:
    assert run(["labels", "merge", project, "ACTOR", "LOCATION", *config]) == OK
    out = capsys.readouterr().out
    assert "Merged ACTOR into LOCATION: 1 annotation of 1 annotator." in out
    (copy,) = (tmp_path / "config").rglob("*.annot")
    with projects.opened(str(copy)) as before:
        assert labels.uses(Workspace(before, "ada"), "ACTOR").annotations == 1
    assert list(listed(project, capsys)) == ["LOCATION", "FIGURE"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("add P ACTOR", "There is a label ACTOR already"),
        ("add P EVENT --key 1", "The key 1 belongs to ACTOR"),
        ("remove P ACTOR", "is used (1 annotation of 1 annotator)"),
        ("rename P FIGURE NUMBER", "FIGURE keeps its name"),
        ("set P ACTOR", "say --key, --meaning or both"),
        ("rename P ACTOR", "say add PROJECT NAME"),
        ("P --key x", "--key and --meaning go with add or set"),
        ("merge P ACTOR NOWHERE --no-backup", "There is no label NOWHERE"),
        ("P --undo", "was to no label"),
    ],
)
def test_what_cannot_be_done_to_a_label_is_refused_and_changes_nothing(
    project: str, capsys: pytest.CaptureFixture[str], words: str, reason: str
) -> None:
    before = listed(project, capsys)
    asked = [project if word == "P" else word for word in words.split()]
    assert run(["labels", *asked, "--annotator", "bob"]) == FAILED
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n"), reason in said.err) == ("", 1, True)
    assert listed(project, capsys) == before


def test_guidelines_are_set_printed_and_kept(
    project: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["guidelines", project, "--json"]) == OK
    shipped = orjson.loads(capsys.readouterr().out)
    assert shipped["version"] == 0
    (tmp_path / "new.md").write_bytes("\ufeff# Ours\r\n\nTag “who”.\n".encode())
    assert run(["guidelines", "set", project, str(tmp_path / "new.md"), "--annotator", "ann"]) == OK
    assert capsys.readouterr().out == "Version 1 of the guidelines holds from now on.\n"
    assert run(["guidelines", project]) == OK
    assert capsys.readouterr().out == "# Ours\n\nTag “who”.\n"
    assert run(["guidelines", "set", project, str(tmp_path / "new.md")]) == OK
    assert "held already" in capsys.readouterr().out
    assert run(["guidelines", "history", project]) == OK
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("1: ")
    assert first.endswith(", ann")
    assert last == "0: comes with the program"
    assert run(["guidelines", project, "--version", "0", "--json"]) == OK
    assert orjson.loads(capsys.readouterr().out)["text"] == shipped["text"]


def test_guidelines_beside_an_export_are_taken_as_they_were_written(
    project: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Tag all.\n")))
    assert run(["guidelines", "set", project, "-"]) == OK
    assert run(["export", project, str(tmp_path / "o.jsonl"), "--annotator", "ada"]) == OK
    (tmp_path / "other.md").write_text("Another text.")
    assert run(["guidelines", "set", project, str(tmp_path / "other.md")]) == OK
    beside = str(tmp_path / "o.jsonl.guidelines.md")
    assert run(["guidelines", "set", project, beside]) == OK
    capsys.readouterr()
    assert run(["guidelines", project]) == OK
    assert capsys.readouterr().out == "Tag all.\n"


@pytest.mark.parametrize(
    ("data", "reason"), [(b" \n", "has no text"), (b"caf\xe9", "is not in UTF-8 (byte 3)")]
)
def test_a_file_that_holds_no_guidelines_is_refused(
    project: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, data: bytes, reason: str
) -> None:
    (tmp_path / "new.md").write_bytes(data)
    assert run(["guidelines", "set", project, str(tmp_path / "new.md")]) == FAILED
    assert reason in capsys.readouterr().err
    assert run(["guidelines", project, "--version", "9"]) == FAILED
    assert "There is no version 9" in capsys.readouterr().err
