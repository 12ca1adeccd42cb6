"""An article whose text differs by white space at its end alone is the same article."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from importing_verbs import import_files
from making import make_project

from annotator.operations.importing.importer import ImportChoices
from annotator.operations.importing.previewing import preview
from annotator.operations.projects import check
from annotator.store.project import Project
from annotator.workspace import Workspace

TEXT = "Rebels took Kutum.\n\nIt was calm.\n"
SAID = "but for white space at its end it is an article that is there already"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.annot", [])


def plain(folder: Path) -> Path:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    return folder / "a.txt"


def doccano(folder: Path, text: str) -> Path:
    path = folder / "doccano.jsonl"
    path.write_bytes(orjson.dumps({"id": 1, "text": text, "label": [[12, 17, "LOCATION"]]}))
    return path


@pytest.mark.parametrize("text", [TEXT.strip(), f"{TEXT}\n", f"{TEXT.strip()} "])
def test_annotations_of_it_meet_the_article_that_is_there_and_it_is_noted(
    project: Project, tmp_path: Path, text: str
) -> None:
    import_files(project, [plain(tmp_path)], annotator="ann")
    path = doccano(tmp_path, text)
    foreseen = preview(project, [path], choices=ImportChoices(as_annotations=True)).report
    report = import_files(project, [path], annotator="ann", as_annotations=True)
    assert (report.added.articles, report.already_there) == (0, 1)
    (span,) = Workspace(project, "ann").article(1).annotations
    assert (span.label, span.text) == ("LOCATION", "Kutum")
    assert [SAID in note.reason for note in report.notes] == [True]
    assert (foreseen.added.articles, foreseen.notes) == (0, report.notes)
    assert not check(project).problems


@pytest.mark.parametrize("plain_first", [True, False])
def test_in_one_import_too_they_are_one_article(
    project: Project, tmp_path: Path, plain_first: bool
) -> None:
    paths = [plain(tmp_path), doccano(tmp_path, TEXT.strip())]
    paths = paths if plain_first else paths[::-1]
    foreseen = preview(project, paths, choices=ImportChoices()).report
    report = import_files(project, paths, annotator="ann")
    assert (report.added.articles, report.doubled) == (1, 1)
    assert (foreseen.added.articles, foreseen.doubled) == (1, 1)
    assert len(Workspace(project, "ann").article(1).suggestions) == 1
    assert any(SAID in note.reason for note in report.notes)


def test_what_is_there_to_the_sign_gets_its_own_spans(project: Project, tmp_path: Path) -> None:
    made = make_project(tmp_path / "two.annot", [TEXT.strip(), TEXT])
    report = import_files(made, [doccano(tmp_path, TEXT)], annotator="ann")
    workspace = Workspace(made, "ann")
    assert [len(workspace.article(number).suggestions) for number in (1, 2)] == [0, 1]
    assert report.notes == ()
