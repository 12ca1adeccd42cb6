"""What a command writes never takes the place of a project, a folder or a device."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from making import annotation, do, make_project

from annotator.cli.app import run
from annotator.domain.edits import Edit
from annotator.domain.values import ArticleStatus, Status

WRITING = {
    "export": ["export", "PROJECT", "OUT", "--annotator", "ada"],
    "export of another kind": [
        *("export", "PROJECT", "OUT", "--annotator", "ada", "--format", "conll"),
    ],
    "bundle": ["bundle", "PROJECT", "OUT"],
    "feedback": ["feedback", "PROJECT", "--for", "ada", "-o", "OUT"],
    "agreement as a page": ["agreement", "PROJECT", "--html", "OUT"],
    "agreement as a table": ["agreement", "PROJECT", "--csv", "OUT"],
    "names": ["names", "PROJECT", "--export", "OUT"],
    "suggest": ["suggest", "in.jsonl", "-o", "OUT", "--pipeline", "rules"],
    "suggest again": ["suggest", "in.jsonl", "-o", "OUT", "--pipeline", "rules", "--resume"],
    "new": ["new", "OUT"],
    "backup": ["backup", "PROJECT", "OUT"],
    "restore": ["restore", "PROJECT", "OUT"],
}
Call = Callable[..., str]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in which ada and ben have finished an article; the folder is the working one."""
    monkeypatch.chdir(tmp_path)
    Path("in.jsonl").write_text('{"text": "Kabul is calm."}\n')
    made = make_project(Path("p.annot"))
    for number, name in enumerate(("ada", "ben")):
        span = annotation(id=str(number), annotator=name)
        do(made, Edit("all", (), (span, ArticleStatus(1, name, Status.DONE))), annotator=name)
    made.close()
    return Path("p.annot")


@pytest.fixture
def refused(project: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a command that must be refused; gives the sentence."""

    def call(what: str, out: str) -> str:
        words = {"PROJECT": str(project), "OUT": out}
        arguments = [words.get(argument, argument) for argument in WRITING[what]]
        capsys.readouterr()
        assert run([*arguments, "--config-dir", "config"]) == 2
        lines = capsys.readouterr().err.splitlines()
        assert len(lines) == 1
        assert "unexpected error" not in lines[0]
        return lines[0]

    return call


@pytest.mark.parametrize("what", WRITING)
def test_nothing_is_written_over_the_project_it_comes_from(
    refused: Call, project: Path, what: str
) -> None:
    before = project.read_bytes()
    refused(what, str(project))
    assert project.read_bytes() == before


@pytest.mark.parametrize("what", WRITING)
def test_nothing_is_written_over_another_project(refused: Call, project: Path, what: str) -> None:
    other = Path("other.csv")  # whatever it is called
    other.write_bytes(project.read_bytes())
    refused(what, str(other))
    assert other.read_bytes() == project.read_bytes()


@pytest.mark.parametrize("out", ["", ".", "..", "/", "folder.annot", "x" * 300])
@pytest.mark.parametrize("what", WRITING)
def test_what_can_be_no_file_is_refused(refused: Call, what: str, out: str) -> None:
    Path("folder.annot").mkdir()
    Path("folder.annwork").mkdir()
    out = out.replace(".annot", ".annwork") if what == "bundle" else out
    assert (out or ".") in refused(what, out)
    assert list(Path("folder.annot").iterdir()) == []


@pytest.mark.parametrize("name", ["", ".", "..", "/", "x" * 300])
def test_what_can_be_no_project_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run(["check", name, "--config-dir", "config"]) == 2
    assert f"{name or '.'} cannot be opened" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
@pytest.mark.parametrize("what", WRITING)
def test_nothing_takes_the_place_of_a_pipe_or_device(refused: Call, what: str) -> None:
    os.mkfifo("pipe.annot")
    refused(what, "pipe.annot")
    assert Path("pipe.annot").is_fifo()


def export(project: Path) -> int:
    options = ["--annotator", "ada", "--format", "spacy", "--config-dir", "config"]
    return run(["export", str(project), "corpus", *options])


@pytest.mark.parametrize("name", ["train.spacy", "report.json", "annotation.guidelines.md"])
def test_training_data_does_not_replace_what_no_export_has_written(
    project: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    Path("corpus").mkdir()
    Path("corpus", name).write_text("mine")
    assert export(project) == 2
    assert f"corpus/{name} is there already" in capsys.readouterr().err
    assert [path.name for path in Path("corpus").iterdir()] == [name]


def test_training_data_is_exported_again_into_its_folder(project: Path) -> None:
    assert export(project) == 0
    assert export(project) == 0
