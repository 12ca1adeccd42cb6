"""The sample project, and how a person may name a project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator import resources
from annotator.domain.errors import AnnotatorError, ProjectError
from annotator.domain.queueing import QueueView
from annotator.domain.values import Document
from annotator.operations import projects
from annotator.operations.importing import importer
from annotator.store.articles.article_rows import document
from annotator.store.file import file_format
from annotator.store.project import open_project
from annotator.store.queue import queue_listing


def articles(path: Path) -> list[Document]:
    project = open_project(path)
    with project.reading() as connection:
        numbers = queue_listing.numbers(connection, QueueView(), annotator="ada")
        found = [document(connection, number) for number in numbers]
    project.close()
    return found


@pytest.mark.file_only("the sample is a file")
def test_the_sample_holds_the_seed_articles_unchanged(tmp_path: Path) -> None:
    projects.make_sample(tmp_path / "Sample.annot")
    seeds = [path.read_bytes() for path in sorted(resources.seeds().glob("*.txt"))]
    assert [found.text.encode() for found in articles(tmp_path / "Sample.annot")] == seeds
    assert len(seeds) == 5


@pytest.mark.file_only("the sample is a file")
def test_the_sample_has_headlines_for_titles(tmp_path: Path) -> None:
    projects.make_sample(tmp_path / "Sample.annot")
    titles = [found.article.title[:24] for found in articles(tmp_path / "Sample.annot")]
    assert titles == [
        "Taliban protects US base",
        "Taliban launch massive o",
        "Amid increasing Taliban ",
        "Afghanistan Update",
        "The Taliban boast of adv",
    ]


@pytest.mark.file_only("the sample is a file")
def test_making_the_sample_leaves_nothing_else(tmp_path: Path) -> None:
    projects.make_sample(tmp_path / "Sample.annot")
    assert os.listdir(tmp_path) == ["Sample.annot"]


@pytest.mark.file_only("the sample is a file")
def test_the_sample_never_replaces_a_project(tmp_path: Path) -> None:
    (tmp_path / "Sample.annot").write_text("mine")
    with pytest.raises(ProjectError, match="exists already"):
        projects.make_sample(tmp_path / "Sample.annot")
    assert (tmp_path / "Sample.annot").read_text() == "mine"


@pytest.mark.file_only("the sample is a file")
def test_a_sample_that_fails_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise AnnotatorError("The disk is full.")

    monkeypatch.setattr(importer, "add_records", fails)
    with pytest.raises(AnnotatorError):
        projects.make_sample(tmp_path / "Sample.annot")
    assert os.listdir(tmp_path) == []


@pytest.mark.file_only("an address has no suffix")
def test_a_new_project_gets_its_suffix_and_is_found_without_it(tmp_path: Path) -> None:
    made = projects.new(str(tmp_path / "war"))
    assert Path(made) == tmp_path / "war.annot"
    assert file_format.locate(str(tmp_path / "war")) == tmp_path / "war.annot"


def test_a_url_is_left_as_it_is() -> None:
    url = "postgresql+psycopg://host/war"
    assert file_format.locate(url) == url
