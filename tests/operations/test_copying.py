"""A project goes from a file to a server and back, record by record, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from broken_line import Line
from full_project import make_full
from making import annotation, do
from postgres_server import Address, Server
from project_dump import dump, problems
from sqlalchemy import inspect
from sqlmodel import SQLModel

from annotator.__main__ import start
from annotator.domain.edits import Edit
from annotator.domain.errors import ProjectError
from annotator.operations.copying import copy
from annotator.store.articles import search
from annotator.store.copying import copied
from annotator.store.project import create_project, open_project
from annotator.tasks import Cancelled, Progress
from annotator.workspace import Workspace

NOT_COPIED = {"article_signs"}  # made anew


@pytest.fixture
def empty(postgres: Server) -> Address:
    """The address of an empty database."""
    name = postgres.new_name("copy")
    postgres.make(name)
    place = Address(postgres.url(name))
    place.server, place.database = postgres, name
    return place


def tables(place: Address) -> list[object]:
    return place.server.run(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace",
        database=place.database,
    )


def test_all_goes_to_a_server_and_into_a_file_and_is_the_same(
    tmp_path: Path, empty: Address
) -> None:
    source = make_full(tmp_path)
    before = dump(source, without=NOT_COPIED)
    assert [name for name, rows in before.items() if not rows] == []
    copy(source, empty)
    served = open_project(empty)
    file = Path(tmp_path.as_posix(), "back")
    copy(served, str(file))
    back = open_project(file.with_suffix(".annot"))
    assert dump(served, without=NOT_COPIED) == before == dump(back, without=NOT_COPIED)
    assert (problems(served), problems(back)) == ([], [])
    for project in (source, served, back):
        project.close()


def test_a_copy_is_searched_and_worked_in_as_what_it_is_of(tmp_path: Path, empty: Address) -> None:
    source = make_full(tmp_path)
    copy(source, empty)
    project = open_project(empty)
    workspace = Workspace(project, "ann")
    with project.reading() as connection:
        found = [search.matching(connection, words) for words in ("cafés", "“so”", "kunduz")]
    assert found == [[3], [2], [1]]
    before = workspace.history.undo_step
    do(project, Edit("add", (), (annotation(17, 23, id="new", annotator="ann"),)), annotator="ann")
    assert before is not None
    workspace.undo()
    assert problems(project) == []
    source.close()
    project.close()


@pytest.mark.file_only("the other side is a server")
def test_every_table_of_a_project_is_copied_or_made_anew(tmp_path: Path) -> None:
    project = create_project(Path(tmp_path.as_posix(), "new.annot"))
    there = {*inspect(project.engine).get_table_names()}
    project.close()
    searched = {name for name in there if name.startswith("article_fts")} | NOT_COPIED
    assert there - searched - {"alembic_version"} == {each.name for each in copied()}
    assert {each.name for each in copied()} | NOT_COPIED == set(SQLModel.metadata.tables)


@pytest.mark.file_only("the other side is a server")
def test_nothing_is_copied_over_a_project(
    tmp_path: Path, empty: Address, capsys: pytest.CaptureFixture[str]
) -> None:
    file = Path(tmp_path.as_posix(), "war.annot")
    create_project(file).close()
    create_project(empty).close()
    capsys.readouterr()
    for source, target in ((file, empty), (empty, file), (file, file)):
        assert start(["copy", str(source), str(target)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert [("holds a project already" in line, "exists already" in line) for line in said] == [
        (True, False),
        (False, True),
        (False, True),
    ]


def stops(at: int) -> Progress:
    progress = Progress()

    def listen(done: int, total: int) -> None:
        if done >= at:
            progress.cancel()

    progress.listener = listen
    return progress


@pytest.mark.parametrize("at", [1, 20])
@pytest.mark.file_only("the other side is a server")
def test_a_copy_that_is_cancelled_leaves_nothing(tmp_path: Path, empty: Address, at: int) -> None:
    source = make_full(tmp_path)
    folder = Path(tmp_path.as_posix(), "folder")
    folder.mkdir()
    with pytest.raises(Cancelled):
        copy(source, str(folder / "war.annot"), progress=stops(at))
    with pytest.raises(Cancelled):
        copy(source, empty, progress=stops(at))
    assert (os.listdir(folder), tables(empty)) == ([], [])
    source.close()


@pytest.mark.file_only("the other side is a server")
def test_a_server_lost_amid_a_copy_is_told_and_holds_nothing(
    tmp_path: Path, empty: Address, postgres: Server
) -> None:
    source = make_full(tmp_path)
    with Line(postgres.port) as line:
        progress = Progress(lambda done, total: line.cut())
        with pytest.raises(ProjectError, match="cannot hold a project: the server cannot be reach"):
            copy(source, line.to(empty), progress=progress)
    assert tables(empty) == []
    source.close()


@pytest.mark.file_only("the other side is a server")
def test_the_command_says_what_it_has_copied(
    tmp_path: Path, empty: Address, capsys: pytest.CaptureFixture[str]
) -> None:
    make_full(tmp_path).close()
    capsys.readouterr()
    assert start(["copy", str(tmp_path / "full.annot"), empty]) == 0
    said = capsys.readouterr().out
    assert "Copied 3 articles and 8 annotations to postgresql://postgres:***@" in said
    assert start(["check", empty]) == 0
