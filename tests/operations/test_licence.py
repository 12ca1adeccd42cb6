"""The licence of the data is said once, kept in the project, and in every account of an export."""

from __future__ import annotations

import os
from pathlib import Path

import orjson
import pytest
from importing_verbs import import_files
from making import make_project

from annotator.cli.app import OK, run
from annotator.domain.splits import Split
from annotator.domain.values import Status
from annotator.operations import projects
from annotator.operations.exporting import licence
from annotator.operations.exporting.export_formats import export
from annotator.operations.exporting.exporter import Choice
from annotator.store.project import Project
from annotator.workspace import Workspace

pytestmark = pytest.mark.file_only("settings are kept alike in both")
ALL = Choice("ada", tuple(Status))
WORDS = 'Ours: "ask first"'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = make_project(tmp_path / "p.annot")
    licence.choose(Workspace(made, "ada"), WORDS)
    return made


def card_of(project: Project, out: Path, choice: Choice = ALL) -> str:
    export(project, out, choice, kind="csv", split=Split.parse("80:10:10"))
    return out.with_name(f"{out.name}.card.md").read_text()


def test_the_licence_of_the_project_is_in_the_card(project: Project, tmp_path: Path) -> None:
    assert f"## Licence\n\n{WORDS}\n" in card_of(project, tmp_path / "o.csv")


def test_another_licence_holds_for_the_export_that_names_it(
    project: Project, tmp_path: Path
) -> None:
    card = card_of(project, tmp_path / "o.csv", Choice("ada", tuple(Status), licence="CC0"))
    assert "## Licence\n\nCC0\n" in card
    assert licence.chosen(project) == WORDS


def test_a_licence_said_on_the_command_line_stays_in_the_project(
    project: Project, tmp_path: Path
) -> None:
    place = str(project.path)
    project.close()
    asked = ["export", place, str(tmp_path / "o.jsonl"), "--status", "all", "--annotator", "ada"]
    assert run([*asked, "--licence", "CC BY 4.0"]) == OK
    with projects.opened(place) as again:
        assert licence.chosen(again) == "CC BY 4.0"


def test_a_check_keeps_no_licence(project: Project, tmp_path: Path) -> None:
    place = str(project.path)
    project.close()
    asked = ["export", place, str(tmp_path / "o.jsonl"), "--status", "all", "--annotator", "ada"]
    assert run([*asked, "--licence", "CC BY 4.0", "--check"]) == OK
    with projects.opened(place) as again:
        assert licence.chosen(again) == WORDS


def test_a_project_made_of_json_lines_has_their_licence(project: Project, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    export(project, out, ALL, kind="jsonl", split=Split.parse("80:10:10"))
    again = make_project(tmp_path / "again.annot", [])
    import_files(again, [out], annotator="eve")
    assert licence.chosen(again) == WORDS


def test_the_hugging_face_card_names_it_for_machines(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    out = tmp_path / "out"
    export(project, out, ALL, kind="huggingface", split=Split.parse("100:0:0"))
    data = datasets.load_dataset(str(out), cache_dir=str(tmp_path / "cache"))
    assert data["train"].info.license == WORDS
    front = (out / "README.md").read_text().split("---\n")[1]
    assert 'license: other\nlicense_name: "ours-ask-first"\n' in front
    assert orjson.loads((out / "report.json").read_bytes())["licence"] == WORDS
