"""How long whom a server lets wait, and what is not even asked of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from broken_line import Line
from making import annotation, do, make_project
from postgres_server import Address, Server

from annotator.domain.edits import Edit
from annotator.domain.errors import NotRead, NotSaved, ProjectError
from annotator.store import reach as waits
from annotator.store.project import Project, create_project, open_project
from annotator.store.reach import Reach

pytestmark = pytest.mark.server_only


@pytest.fixture
def line(postgres: Server) -> Iterator[Line]:
    with Line(postgres.port) as line:
        yield line


@pytest.fixture
def place(tmp_path: Path) -> Address:
    """A project on a server, closed."""
    make_project(tmp_path / "war.annot").close()
    return tmp_path / "war.annot"  # type: ignore[return-value]


def reach_of(project: Project) -> Reach:
    assert project.reach is not None
    return project.reach


def look(project: Project) -> None:
    with project.reading() as connection:
        connection.exec_driver_sql("SELECT 1")


def test_who_is_in_a_hurry_asks_once_and_then_no_more_until_another_has_heard(
    place: Address, line: Line
) -> None:
    project = open_project(line.to(place))
    reach_of(project).hurry()
    line.fall_silent()
    with pytest.raises(NotSaved, match="goes on by itself"):
        do(project, Edit("add", (), (annotation(),)))
    accepted = line.accepted
    with pytest.raises(NotRead, match="goes on by itself"):
        look(project)
    line.mend()
    with pytest.raises(NotRead):  # it is back, and nobody has heard of it yet
        look(project)
    assert line.accepted == accepted
    other = threading.Thread(target=look, args=[project])
    other.start()
    other.join()
    do(project, Edit("add", (), (annotation(),)))
    project.close()


def test_a_program_without_a_window_asks_each_time(place: Address, line: Line) -> None:
    project = open_project(line.to(place))
    line.cut()
    with pytest.raises(NotRead, match="check that it runs and that you are connected"):
        look(project)
    line.mend()
    look(project)
    project.close()


def test_a_long_answer_is_waited_for_by_all_but_a_person(
    place: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waits, "PERSON_S", 0.1)
    project = open_project(place)
    reach = reach_of(project)
    slow = "SELECT pg_sleep(0.6)"
    with project.reading() as connection:
        connection.exec_driver_sql(slow)
    reach.hurry()
    with pytest.raises(NotRead), project.reading() as connection:
        connection.exec_driver_sql(slow)
    reach.try_anew()
    with reach.patience(9.0), project.reading() as connection:
        connection.exec_driver_sql(slow)
    project.close()


def test_a_project_that_is_left_lets_nobody_wait(place: Address) -> None:
    project = open_project(place)
    reach_of(project).leave()
    with pytest.raises(NotRead):
        look(project)
    project.close()


@pytest.mark.parametrize("act", [open_project, create_project])
def test_a_server_of_an_older_kind_is_told_in_one_sentence(
    place: Address, line: Line, act: object
) -> None:
    with open_project(place).reading() as connection:
        said = connection.exec_driver_sql("SHOW server_version").scalar_one().encode()
    line.changed = {b"server_version\0" + said: b"server_version\0" + b"13" + said[2:]}
    with pytest.raises(ProjectError, match="server of PostgreSQL 13; a project needs 15 or newer"):
        act(line.to(place))  # type: ignore[operator]
