"""The folder that a browser saves with a page is part of that page, and is said once."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import Path

import pytest
from importing_verbs import import_files
from making import make_project

from annotator.operations.importing.importer import ImportReport

pytestmark = pytest.mark.file_only("files are found alike for both")

FRAME = "<html><body><p>An advertisement that nobody has asked for, in a frame.</p></body></html>"


def page(town: str) -> str:
    story = f"<p>Rebels took {town} on Friday after a fight of nine hours, the army said.</p>" * 2
    return f"<html><head><title>{town} falls</title></head><body>{story}</body></html>"


def save(folder: Path, name: str, ending: str, suffix: str = ".html") -> Path:
    """A page as browsers save it: four files in a folder of its own beside it."""
    path = folder / f"{name}{suffix}"
    path.write_text(page(name))
    parts = folder / f"{name}{ending}"
    (parts / "frames").mkdir(parents=True)
    (parts / "style.css").write_text("p { color: red }")
    (parts / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    (parts / "more.js").write_text("var a = 1;")
    (parts / "frames" / "saved_resource.html").write_text(FRAME)
    return path


def bring(tmp_path: Path, *paths: Path) -> ImportReport:
    project = make_project(tmp_path / "p.annot", [])
    try:
        return import_files(project, paths, annotator="ada")
    finally:
        project.close()


@pytest.mark.parametrize(
    ("ending", "suffix"),
    [
        *(("_files", ".html"), ("-Dateien", ".htm"), ("_archivos", ".html")),
        *(("_fichiers", ".html"), ("_FILES", ".HTM")),
    ],
)
def test_the_folder_of_a_saved_page_is_said_once(tmp_path: Path, ending: str, suffix: str) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    save(inbox, "Marvale", ending, suffix)
    report = bring(tmp_path, inbox)
    assert report.added.articles == 1
    assert report.rejections == ()
    said = [issue for issue in report.notes if "belong to a web page" in issue.reason]
    assert [Path(issue.file).name for issue in said] == [f"Marvale{ending}"]
    assert "its 4 files" in said[0].reason


def test_the_folders_of_many_saved_pages_are_counted_in_one_sentence(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name in ("Marvale", "Quxtown", "Zimland"):
        save(inbox, name, "_files")
    report = bring(tmp_path, inbox)
    assert (report.added.articles, report.rejections) == (3, ())
    said = [issue.reason for issue in report.notes if "belong to a web page" in issue.reason]
    assert len(said) == 1
    assert said[0].startswith("12 files in 3 folders such as ")


def test_page_and_folder_may_be_named_one_by_one(tmp_path: Path) -> None:
    path = save(tmp_path, "Marvale", "_files")
    report = bring(tmp_path, tmp_path / "Marvale_files", path)
    assert (report.added.articles, report.rejections) == (1, ())


def test_such_a_folder_that_is_asked_for_by_itself_comes_in(tmp_path: Path) -> None:
    save(tmp_path, "Marvale", "_files")
    report = bring(tmp_path, tmp_path / "Marvale_files")
    assert [Path(file.file).name for file in report.files if file.articles] == [
        "saved_resource.html"
    ]


def test_a_folder_without_its_page_is_read(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    (inbox / "case_files").mkdir(parents=True)
    (inbox / "case_files" / "a.txt").write_text("The army took the town on Friday.")
    (inbox / "case.txt").write_text("The army left the town on Sunday.")
    assert bring(tmp_path, inbox).added.articles == 2


def test_names_that_a_system_takes_apart_are_known(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    path = save(inbox, "São Tomé", "_files")
    path.rename(inbox / unicodedata.normalize("NFD", path.name))
    assert bring(tmp_path, inbox).added.articles == 1


def test_saved_pages_in_an_archive_are_said_once(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    save(inbox, "Marvale", "_files")
    save(inbox, "Quxtown", "-Dateien")
    with zipfile.ZipFile(tmp_path / "inbox.zip", "w") as archive:
        for path in sorted(inbox.rglob("*")):
            archive.write(path, str(path.relative_to(tmp_path)))
    report = bring(tmp_path, tmp_path / "inbox.zip")
    assert (report.added.articles, report.rejections) == (2, ())
    said = [issue.reason for issue in report.notes if "belong to a web page" in issue.reason]
    assert len(said) == 1
    assert said[0].startswith("8 files in 2 folders such as inbox/Marvale_files ")
