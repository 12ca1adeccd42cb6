"""The commands bundle, merge and kept as scripts meet them."""

from __future__ import annotations

import shutil
from pathlib import Path

import orjson
import pytest
from project_dump import Dump, dump
from sample_project import make_project

from annotator.cli.app import FAILED, OK, PARTLY, run
from annotator.operations import annotate
from annotator.operations.projects import opened
from annotator.store.project import open_project
from annotator.workspace import Workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Projects of ann, bob and rex, with work of the first two in their own."""
    for name in ("ann", "bob", "rex"):
        make_project(tmp_path / f"{name}.annot").close()
    for name in ("ann", "bob"):
        work(tmp_path / f"{name}.annot", name, 0, 7)
    return tmp_path


def work(path: Path, name: str, start: int, end: int) -> None:
    space = Workspace(open_project(path), name)
    annotate.add(space, article=1, start=start, end=end, label="ACTOR")
    space.close()


def rows(path: Path) -> Dump:
    with opened(str(path)) as project:
        return dump(project)


def command(folder: Path, *arguments: str) -> int:
    return run([*arguments, "--config-dir", str(folder / "config")])


def test_work_goes_out_and_comes_in(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent = str(folder / "b.annwork")
    assert command(folder, "bundle", str(folder / "ann.annot"), sent, "--json") == OK
    out = orjson.loads(capsys.readouterr().out)
    assert (out["annotators"], out["articles"], out["spans"]) == (["ann"], 1, 1)
    assert command(folder, "merge", str(folder / "rex.annot"), sent, "--json") == OK
    report = orjson.loads(capsys.readouterr().out)
    assert report["files"][0]["annotators"] == {"ann": {"new": 1}}
    is_file = isinstance(folder / "rex.annot", Path)
    assert (report["backup"] is not None and Path(report["backup"]).is_file()) == is_file
    assert command(folder, "merge", str(folder / "rex.annot"), sent, "--json") == OK
    again = orjson.loads(capsys.readouterr().out)
    assert (again["changed"], again["backup"]) == (False, None)


@pytest.mark.file_only("a project that is merged whole is a file")
def test_several_people_can_be_named_at_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, sent = str(folder / "rex.annot"), str(folder / "b.annwork")
    both = [str(folder / f"{name}.annot") for name in ("ann", "bob")]
    assert command(folder, "merge", project, *both) == OK
    capsys.readouterr()
    assert command(folder, "bundle", project, sent, "--annotators", "bob", "ann", "--json") == OK
    assert orjson.loads(capsys.readouterr().out)["annotators"] == ["bob", "ann"]


def test_names_that_may_belong_to_two_options_are_refused(folder: Path) -> None:
    project, sent = str(folder / "ann.annot"), str(folder / "b.annwork")
    options = ("--annotators", "ann", "--articles", "x", "y")
    assert command(folder, "bundle", project, sent, *options) == FAILED


@pytest.mark.file_only("a project that is merged whole is a file")
def test_divergence_makes_the_exit_status_one_and_is_listed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk, lap = folder / "ann.annot", folder / "lap.annot"
    shutil.copy(desk, lap)
    work(desk, "ann", 8, 16)
    work(lap, "ann", 22, 28)
    assert command(folder, "merge", str(desk), str(lap)) == PARTLY
    assert "has worked on it in two places at once" in capsys.readouterr().out
    assert command(folder, "versions", str(desk), "--json") == OK
    (kept,) = orjson.loads(capsys.readouterr().out)["kept"]
    assert command(folder, "versions", str(desk), "--show", kept["key"][:8]) == OK
    assert "is shown now" in capsys.readouterr().out


@pytest.mark.file_only("a project that is merged whole is a file")
def test_versions_that_diverged_are_joined(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk, lap = folder / "ann.annot", folder / "lap.annot"
    shutil.copy(desk, lap)
    work(desk, "ann", 8, 16)
    work(lap, "ann", 22, 28)
    assert command(folder, "merge", str(desk), str(lap)) == PARTLY
    capsys.readouterr()
    assert command(folder, "versions", str(desk), "--join", "all", "--show", "a") == FAILED
    assert command(folder, "versions", str(desk), "--join", "all", "--json") == OK
    report = orjson.loads(capsys.readouterr().out)
    (joined,) = report["joined"]
    assert (len(joined["added"]), joined["kept_aside"], report["kept"]) == (1, False, [])
    assert command(folder, "versions", str(desk), "--join", "all") == FAILED
    assert "No versions of this project have diverged" in capsys.readouterr().err


def test_a_key_that_is_none_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(folder, "versions", str(folder / "ann.annot"), "--show", "zz") == FAILED
    assert "No version begins with “zz”" in capsys.readouterr().err


def test_a_damaged_bundle_is_refused_in_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = folder / "b.annwork"
    command(folder, "bundle", str(folder / "ann.annot"), str(sent))
    sent.write_bytes(sent.read_bytes()[:-9])
    before = rows(folder / "rex.annot")
    capsys.readouterr()
    assert command(folder, "merge", str(folder / "rex.annot"), str(sent)) == FAILED
    said = capsys.readouterr().err
    assert said == "b.annwork is damaged or was changed on its way; have it sent again.\n"
    assert rows(folder / "rex.annot") == before


def test_nothing_to_send_is_a_failure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent = str(folder / "b.annwork")
    assert command(folder, "bundle", str(folder / "rex.annot"), sent) == FAILED
    assert "no work to send" in capsys.readouterr().err
    assert not Path(sent).exists()
