"""What is no project, or not this program's, is refused in one sentence and left untouched."""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from making import annotation, do, make_project

from annotator.domain.edits import Edit
from annotator.domain.errors import ProjectError, SaveError
from annotator.store.file import file_format
from annotator.store.project import create_project, open_project

pytestmark = pytest.mark.file_only("what stands at a path; test_servers.py is about addresses")


def good(path: Path) -> None:
    make_project(path).close()


def zero_bytes(path: Path) -> None:
    path.touch()


def text_file(path: Path) -> None:
    path.write_text("no database at all\n" * 50)


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")


def bare_header(path: Path) -> None:
    good(path)
    path.write_bytes(path.read_bytes()[:100])


def cut_in_half(path: Path) -> None:
    good(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def garbled_header(path: Path) -> None:
    good(path)
    path.write_bytes(b"SQLite f0rmat 3\x00" + path.read_bytes()[16:])


def from_the_future(path: Path) -> None:
    good(path)
    data = bytearray(path.read_bytes())
    struct.pack_into(">I", data, 60, 99)
    path.write_bytes(data)


def empty_but_marked(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={file_format.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={file_format.SCHEMA}")
        connection.execute("CREATE TABLE other (x)")


REFUSED: dict[Callable[[Path], None], str] = {
    zero_bytes: "is empty",
    text_file: "is no annotation project",
    other_database: "database of another program",
    bare_header: "cannot be opened",
    cut_in_half: "cannot be opened",
    garbled_header: "is no annotation project",
    from_the_future: "newer version of the program .project format 99",
    empty_but_marked: "holds no annotation project",
}


@pytest.mark.parametrize("spoil", REFUSED, ids=lambda spoil: spoil.__name__)
def test_it_is_refused_and_left_as_it_was(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    path = tmp_path / "p.annot"
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(ProjectError, match=REFUSED[spoil]) as refused:
        open_project(path).close()
    assert path.read_bytes() == before
    assert str(path) in str(refused.value)


def test_a_missing_project_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="There is no project"):
        open_project(tmp_path / "p.annot")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="cannot be opened"):
        open_project(tmp_path)


def test_an_open_project_knows_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good(tmp_path / "p.annot")
    monkeypatch.chdir(tmp_path)
    project = open_project("p.annot")
    project.close()
    assert project.path == tmp_path / "p.annot"


def test_making_a_project_never_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    path.write_text("mine")
    with pytest.raises(ProjectError, match="exists already"):
        create_project(path)
    assert path.read_text() == "mine"


def test_making_a_project_leaves_nothing_but_the_project(tmp_path: Path) -> None:
    create_project(tmp_path / "p.annot").close()
    assert [path.name for path in tmp_path.iterdir()] == ["p.annot"]


def test_a_project_that_may_not_be_written_opens_for_reading(tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    good(path)
    path.chmod(0o444)
    before = path.read_bytes()
    project = open_project(path)
    assert project.read_only
    with pytest.raises(SaveError, match="read-only"):
        do(project, Edit("add", (), (annotation(),)))
    project.close()
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("busy_timeout", 5000),
    ],
)
def test_every_connection_is_opened_the_safe_way(
    tmp_path: Path, pragma: str, value: object
) -> None:
    project = make_project(tmp_path / "p.annot")
    with project.engine.connect() as one, project.engine.connect() as other:
        for connection in (one, other):
            found = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
            assert (found or 0) == value
    project.close()


def test_a_writer_that_meets_another_says_so(tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    make_project(path).close()
    project = open_project(path, wait_ms=10)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(SaveError, match="another program holds the project"):
            do(project, Edit("add", (), (annotation(),)))
    do(project, Edit("add", (), (annotation(),)))
    project.close()


@pytest.mark.skipif(os.name == "nt", reason="pipes are files on POSIX alone")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.annot")
    with pytest.raises(ProjectError, match="is no file"):
        file_format.inspect(tmp_path / "p.annot")
