"""Projects of every earlier format come up to date with everything that was in them."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.store.articles import search
from annotator.store.check import article_problems, database_problems
from annotator.store.file import file_format
from annotator.store.project import Project, open_project

pytestmark = pytest.mark.file_only("files that older versions have made")

OLD = sorted((Path(__file__).parents[1] / "data" / "projects").glob("format-*.annot.gz"))
KEPT = ("article", "article_text", "annotation", "suggestion", "decision", "work", "event", "label")


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as db:
        return {name: sorted(db.execute(f"SELECT * FROM {name}"), key=repr) for name in KEPT}


@pytest.fixture(params=OLD, ids=lambda path: path.name.partition(".")[0])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "old.annot"
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    return path


@pytest.fixture
def project(old: Path) -> Iterator[Project]:
    project = open_project(old)
    yield project
    project.close()


def test_there_is_one_of_every_earlier_format() -> None:
    assert len(OLD) >= 1


def test_nothing_that_was_there_is_lost(old: Path) -> None:
    before = rows(old)
    open_project(old).close()
    after = rows(old)
    for name, held in before.items():
        width = len(held[0]) if held else 0
        assert [row[:width] for row in after[name]] == held, name


def test_the_older_file_stays_beside_it(old: Path) -> None:
    before = rows(old)
    open_project(old).close()
    copy = old.with_name(f"old.before-format-{file_format.SCHEMA}.annot")
    assert rows(copy) == before


def test_the_older_file_replaces_nothing_that_is_beside_it(old: Path) -> None:
    before = rows(old)
    mine = old.with_name(f"old.before-format-{file_format.SCHEMA}.annot")
    mine.write_text("mine")
    open_project(old).close()
    assert mine.read_text() == "mine"
    assert rows(old.with_name(f"old.before-format-{file_format.SCHEMA}-2.annot")) == before


def test_the_same_older_file_is_not_kept_twice(old: Path) -> None:
    content = old.read_bytes()
    open_project(old).close()
    old.write_bytes(content)
    open_project(old).close()
    kept = [path.name for path in old.parent.iterdir() if path != old]
    assert kept == [f"old.before-format-{file_format.SCHEMA}.annot"]


def test_it_passes_its_check(project: Project) -> None:
    with project.reading() as connection:
        assert list(database_problems(connection)) == []
        assert list(article_problems(connection, [1, 2, 3])) == []


def test_its_signs_can_be_searched(project: Project) -> None:
    with project.reading() as connection:
        assert search.matching(connection, "posts %") == [3]
