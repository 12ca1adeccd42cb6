"""Guidelines and labels go with every export, and are taken for no article when it is read."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from importing_verbs import import_files
from making import annotation, do, make_project

from annotator.domain.edits import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.splits import Split
from annotator.domain.values import ArticleStatus, Status
from annotator.formats.writers import WRITERS
from annotator.operations import guidelines, labels, overlaps
from annotator.operations.exporting.export_formats import export_peer
from annotator.operations.exporting.exporter import (
    STDOUT,
    Choice,
    ExportReport,
    export_jsonl,
    export_spacy,
)
from annotator.store.project import Project
from annotator.workspace import Workspace

TEXT = "Taliban fighters took Kunduz."
SPLIT = Split.parse("1:0:0")
KINDS = ("jsonl", "spacy", *WRITERS)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """One article that is done; guidelines of the project's own, and a fourth label."""
    made = make_project(tmp_path / "p.annot", [TEXT])
    do(made, Edit("all", (), (annotation(0, 7, text=TEXT), ArticleStatus(1, "ada", Status.DONE))))
    guidelines.write(Workspace(made, "ada"), "# Ours\n\nName the **whole** group.")
    workspace = Workspace(made, "ada")
    label = labels.add(workspace, "WEAPON")
    described = type(label)(label.name, label.key, label.light, label.dark, "guns | bombs")
    labels.change(workspace, "WEAPON", described)
    overlaps.choose(workspace, OverlapRule(Overlaps.NESTED, (("WEAPON", Overlaps.NONE),)))
    return made


def export(project: Project, folder: Path, kind: str) -> tuple[ExportReport, Path]:
    """Export, and the file that holds the definitions."""
    choice = Choice("ada")
    if kind == "jsonl":
        return export_jsonl(
            project, folder / "out.jsonl", choice
        ), folder / "out.jsonl.guidelines.md"
    if kind == "spacy":
        report = export_spacy(project, folder / "out", choice, split=SPLIT)
        return report, folder / "out" / "annotation.guidelines.md"
    writer = WRITERS[kind]
    out = folder / f"out{writer.suffix}"
    report = export_peer(project, out, choice, kind=kind, split=SPLIT)
    inside = out / "annotation.guidelines.md"
    return report, inside if writer.is_folder else out.with_name(f"{out.name}.guidelines.md")


@pytest.mark.parametrize("kind", KINDS)
def test_every_export_says_what_its_labels_mean(
    project: Project, tmp_path: Path, kind: str
) -> None:
    report, path = export(project, tmp_path, kind)
    words = path.read_text("utf-8")
    assert "Name the **whole** group." in words
    assert "Version 1 of the guidelines, written by ada" in words
    assert "| WEAPON | 4 |" in words
    assert "guns \\| bombs" in words
    assert "annotator: one wholly inside a longer one. WEAPON: none." in words
    told = report.to_json()
    assert told["overlap_rule"] == {"project": "nested", "labels": {"WEAPON": "none"}}
    assert [label["name"] for label in told["labels"]][-1] == "WEAPON"  # type: ignore[attr-defined]
    assert told["guidelines"]["version"] == 1  # type: ignore[index]


@pytest.mark.parametrize("kind", ["jsonl", "spacy", "brat", "webanno-tsv"])
def test_importing_the_folder_takes_them_for_no_article(
    project: Project, tmp_path: Path, kind: str
) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    export(project, folder, kind)
    again = make_project(tmp_path / "again.annot", [])
    report = import_files(again, [folder], annotator="ada")
    assert report.added.articles == 1
    assert report.rejections == ()
    assert "is not an article" in " ".join(note.reason for note in report.notes)


def test_somebodys_own_file_of_that_name_is_an_article(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "kabul.guidelines.md"
    path.write_text("# Guidelines for reporters in Kabul\n\nBe careful.", "utf-8")
    assert import_files(project, [path], annotator="ada").added.articles == 1


def test_somebodys_own_file_of_that_name_is_not_written_over(
    project: Project, tmp_path: Path
) -> None:
    (tmp_path / "out.jsonl.guidelines.md").write_text("mine")
    with pytest.raises(AnnotatorError, match="was not written by an export"):
        export_jsonl(project, tmp_path / "out.jsonl", Choice("ada"))
    assert (tmp_path / "out.jsonl.guidelines.md").read_text() == "mine"
    assert not (tmp_path / "out.jsonl").exists()


def test_a_second_export_brings_them_up_to_date(project: Project, tmp_path: Path) -> None:
    export_jsonl(project, tmp_path / "out.jsonl", Choice("ada"))
    guidelines.write(Workspace(project, "eve"), "# Newer")
    export_jsonl(project, tmp_path / "out.jsonl", Choice("ada"))
    assert "# Newer" in (tmp_path / "out.jsonl.guidelines.md").read_text("utf-8")


def test_guidelines_that_came_with_the_program_go_too(tmp_path: Path) -> None:
    fresh = make_project(tmp_path / "fresh.annot", [TEXT])
    report = export_jsonl(fresh, tmp_path / "out.jsonl", Choice("ada", statuses=()))
    assert "come with the program" in (tmp_path / "out.jsonl.guidelines.md").read_text("utf-8")
    assert report.definitions is not None
    assert report.definitions.to_json()["guidelines"] == {
        "version": 0,
        "annotator": None,
        "at": None,
    }


def test_standard_output_holds_records_alone(
    project: Project, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    report = export_jsonl(project, STDOUT, Choice("ada"))
    (line,) = capfdbinary.readouterr().out.splitlines()
    assert orjson.loads(line)["text"] == TEXT
    assert report.definitions is None
