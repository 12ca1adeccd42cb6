"""Files of one name in several folders are told apart by where they lie below what was named."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import orjson
import pytest
from importing_verbs import import_files
from making import make_project

from annotator.domain.values import Status
from annotator.operations.exporting.exporter import Choice, export_jsonl
from annotator.store.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.annot", [])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two folders with a file of one name in each, and one beside them."""
    for number, name in enumerate(("mali/doc1.txt", "niger/doc1.txt", "top.txt")):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(f"Report {number} on the raid.\n")
    return tmp_path / "in"


def exported(project: Project, folder: Path) -> list[dict[str, Any]]:
    export_jsonl(project, folder / "out.jsonl", Choice("ada", tuple(Status)))
    return [orjson.loads(line) for line in (folder / "out.jsonl").read_bytes().splitlines()]


def places(project: Project, folder: Path) -> list[tuple[str, str | None]]:
    return [(record["file"], record.get("path")) for record in exported(project, folder)]


def test_files_in_folders_have_their_path_below_the_one_named(
    project: Project, tmp_path: Path, folder: Path
) -> None:
    import_files(project, [folder], annotator="ada")
    assert set(places(project, tmp_path)) == {
        ("doc1.txt", "mali/doc1.txt"),
        ("doc1.txt", "niger/doc1.txt"),
        ("top.txt", None),
    }


def test_of_several_folders_their_names_are_in_the_path(
    project: Project, tmp_path: Path, folder: Path
) -> None:
    import_files(project, [folder / "mali", folder / "niger"], annotator="ada")
    assert [path for _, path in places(project, tmp_path)] == ["mali/doc1.txt", "niger/doc1.txt"]


def test_files_in_archives_have_the_path_in_them(project: Project, tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mali/doc1.txt", "A raid in Mali.\n")
        archive.writestr("niger/doc1.txt", "A raid in Niger.\n")
    (tmp_path / "a.zip").write_bytes(data.getvalue())
    import_files(project, [tmp_path / "a.zip"], annotator="ada")
    assert places(project, tmp_path) == [
        ("doc1.txt", "a.zip/mali/doc1.txt"),
        ("doc1.txt", "a.zip/niger/doc1.txt"),
    ]


def test_files_whose_reader_names_them_have_their_path_too(
    project: Project, tmp_path: Path
) -> None:
    item = "<item><title>Raid</title><description>Gunmen raided a village.</description></item>"
    (tmp_path / "in" / "mali").mkdir(parents=True)
    feed = f"<rss version='2.0'><channel><title>Q</title>{item}</channel></rss>"
    (tmp_path / "in" / "mali" / "feed.xml").write_text(feed)
    import_files(project, [tmp_path / "in"], annotator="ada")
    assert places(project, tmp_path) == [("feed.xml", "mali/feed.xml")]


def test_a_path_of_the_same_text_elsewhere_is_nothing_to_be_kept(
    project: Project, tmp_path: Path, folder: Path
) -> None:
    (folder / "niger" / "doc1.txt").write_bytes((folder / "mali" / "doc1.txt").read_bytes())
    report = import_files(project, [folder], annotator="ada")
    named = f"niger/doc1.txt: its text is that of {folder}/mali/doc1.txt and came in once"
    assert any(str(issue).endswith(named) for issue in report.issues)
    assert not any("also" in record for record in exported(project, tmp_path))
