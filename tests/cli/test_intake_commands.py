"""The commands mute and stories, and import with and without muting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from project_places import put_nothing

from annotator import resources
from annotator.__main__ import start


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, object]:
    """What a command that must go well reports as JSON."""
    capsys.readouterr()
    assert start([*map(str, arguments), "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = put_nothing(tmp_path / "p.annot")
    assert start(["new", str(path)]) == 0
    return path


def test_what_import_left_is_muted_later(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "import", project, resources.seeds(), "--no-mute")
    assert run(capsys, "mute", project)["muted"] == 30


def test_after_an_import_there_is_nothing_left_to_mute(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "import", project, resources.seeds())
    assert run(capsys, "mute", project, "--relearn")["muted"] == 0


def test_a_version_of_an_article_is_noted_and_grouped(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "import", project, resources.seeds())
    seed = sorted(resources.seeds().glob("*.txt"))[1]
    version = tmp_path / "version.txt"
    version.write_text(seed.read_text("utf-8").replace("launch", "start"), "utf-8")
    notes = run(capsys, "import", project, version)["notes"]
    stories = run(capsys, "stories", project)
    assert (len(list(notes)), stories["stories"], stories["grouped"]) == (1, 1, 2)  # type: ignore[call-overload]


@pytest.mark.parametrize("command", ["mute", "stories"])
@pytest.mark.file_only("what an address says that leads nowhere is in test_servers.py")
def test_a_project_that_is_not_there_is_one_sentence(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start([command, str(tmp_path / "none.annot")]) == 2
    assert "There is no project" in capsys.readouterr().err
