"""`annotator export --check`, asked as a person would: it says what an export would do."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from making import annotation, do, make_project

from annotator.cli.app import OK, PARTLY, run
from annotator.domain.edits import Edit
from annotator.domain.values import ArticleStatus, MutedRange, Status


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with an article in which ada has a span, not finished."""
    made = make_project(tmp_path / "p.annot")
    do(made, Edit("all", (), (annotation(note="twice?"),)))
    made.close()
    return tmp_path / "p.annot"


def test_where_nothing_is_done_it_says_what_to_add(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", str(project), "x", "--annotator", "ada", "--check"]) == OK
    said = capsys.readouterr()
    assert "ada has finished none yet" in said.out
    assert "Add --status all" in said.err


def test_an_export_of_nothing_says_so(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out")
    assert run(["export", str(project), out, "--annotator", "ada", "--format", "spacy"]) == OK
    said = capsys.readouterr()
    assert "No article went out; --check says why." in said.out
    assert "--seed" not in said.err


def test_losses_are_told_and_nothing_is_written(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.conll"
    asked = ["export", str(project), str(out), "--annotator", "ada", "--format", "conll"]
    assert run([*asked, "--status", "all", "--check"]) == OK
    assert "This format cannot hold: 1 note;" in capsys.readouterr().out
    assert not list(tmp_path.glob("out*"))


def test_the_object_and_the_exit_status_are_those_of_the_export(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from annotator.operations import projects

    with projects.opened(str(project)) as opened:
        muted = MutedRange("m", 1, 0, 9, "manual")
        do(opened, Edit("m", (), (muted, ArticleStatus(1, "ada", Status.DONE, None))))
    asked = ["export", str(project), str(tmp_path / "o"), "--annotator", "ada", "--json"]
    assert run([*asked, "--format", "doccano", "--check"]) == PARTLY
    seen = orjson.loads(capsys.readouterr().out)
    assert run([*asked, "--format", "doccano"]) == PARTLY
    done = orjson.loads(capsys.readouterr().out)
    shared = ("articles", "spans", "left_out", "dropped")
    assert {key: seen.get(key) for key in shared} == {key: done.get(key) for key in shared}


def test_edges_are_refused_for_formats_without_tokens(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["export", str(project), str(tmp_path / "o"), "--annotator", "ada", "--edges", "expand"]
    assert run([*asked, "--format", "doccano"]) == 2
    assert "doccano has none" in capsys.readouterr().err
