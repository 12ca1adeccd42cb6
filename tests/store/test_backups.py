"""Backups are whole, verified and never written over anything by accident."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from making import TEXT, annotation, do, make_project

from annotator.domain.edits import Edit
from annotator.domain.errors import ProjectError
from annotator.operations import projects
from annotator.store.articles.article_rows import article_state
from annotator.store.file.backup import replace_file
from annotator.store.project import open_project

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def annotations(path: Path) -> int:
    with projects.opened(str(path)) as project, project.reading() as connection:
        return len(article_state(connection, 1, annotator="ada").annotations)


pytestmark = pytest.mark.file_only("a backup is a copy of a file; servers have tools of their own")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    project = make_project(tmp_path / "p.annot")
    do(project, Edit("add", (), (annotation(),)))
    project.close()
    return tmp_path / "p.annot"


def test_a_backup_taken_while_the_project_is_open_holds_what_was_saved(path: Path) -> None:
    project = open_project(path)
    do(project, Edit("add", (), (annotation(8, 16, id="two"),)))
    copy = projects.backup(project, folder=path.parent, now=NOON)
    project.close()
    assert copy.name == "p-20261121-120000.annot"
    assert annotations(copy) == 2


def test_a_backup_never_replaces_a_file(path: Path) -> None:
    other = path.with_name("other.annot")
    other.write_text("mine")
    with projects.opened(str(path)) as project, pytest.raises(ProjectError, match="exists already"):
        projects.backup(project, other, folder=path.parent)
    assert other.read_text() == "mine"


def test_a_damaged_project_gives_no_backup(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    copy = path.with_name("copy.annot")
    with pytest.raises(ProjectError):
        projects.restore(path, copy)
    assert not copy.exists()


def test_a_backup_in_a_folder_that_is_not_there_says_so(path: Path) -> None:
    with projects.opened(str(path)) as project, pytest.raises(ProjectError, match="could not be"):
        projects.backup(project, path.parent / "no" / "copy.annot", folder=path.parent)


def test_restoring_makes_the_project_again(path: Path) -> None:
    target = path.with_name("again.annot")
    assert projects.restore(path, target) is None
    assert annotations(target) == 1


def test_restoring_does_not_replace_a_project_unasked(path: Path) -> None:
    target = path.with_name("other.annot")
    make_project(target).close()
    before = target.read_bytes()
    with pytest.raises(ProjectError, match="exists already"):
        projects.restore(path, target)
    assert target.read_bytes() == before


def test_restoring_by_force_keeps_the_older_project(path: Path) -> None:
    target = path.with_name("other.annot")
    make_project(target).close()
    aside = projects.restore(path, target, replace=True, now=NOON)
    assert aside is not None
    assert (annotations(target), annotations(aside)) == (1, 0)


def test_restoring_by_force_twice_in_a_second_keeps_both_older_projects(path: Path) -> None:
    target = path.with_name("other.annot")
    make_project(target).close()
    first = projects.restore(path, target, replace=True, now=NOON)
    second = projects.restore(path, target, replace=True, now=NOON)
    assert first is not None
    assert second is not None
    assert (annotations(first), annotations(second)) == (0, 1)


def test_setting_a_project_aside_replaces_nothing_where_there_are_no_links(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuses)
    backup = path.with_name("backup.annot")
    make_project(backup).close()
    mine, before = path.with_name("mine.annot"), path.read_bytes()
    mine.write_text("mine")
    with pytest.raises(ProjectError, match="cannot be replaced"):
        replace_file(path, backup, mine)
    assert (mine.read_text(), path.read_bytes()) == ("mine", before)


def test_restoring_by_force_from_no_backup_leaves_the_project(path: Path) -> None:
    broken = path.with_name("broken.annot")
    broken.write_bytes(path.read_bytes()[:9000])
    before = path.read_bytes()
    with pytest.raises(ProjectError):
        projects.restore(broken, path, replace=True)
    assert path.read_bytes() == before
    assert sorted(found.name for found in path.parent.iterdir()) == ["broken.annot", "p.annot"]


CRASH = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=1")
connection.execute("PRAGMA cache_spill=1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("DELETE FROM annotation")
connection.execute("CREATE TABLE fill (x)")
connection.executemany("INSERT INTO fill VALUES (?)", [("x" * 4000,)] * 200)
os._exit(9)
"""


def crash(path: Path) -> Path:
    """Leave a project as a writer does that dies in the middle; returns the journal."""
    subprocess.run([sys.executable, "-c", CRASH, str(path)], check=False)
    journal = path.with_name(path.name + "-journal")
    assert journal.stat().st_size > 0
    return journal


@pytest.mark.crash
def test_a_backup_after_a_crash_holds_the_last_saved_state(path: Path) -> None:
    crash(path)
    with projects.opened(str(path)) as project:
        copy = projects.backup(project, folder=path.parent, now=NOON)
    assert annotations(copy) == 1


@pytest.mark.crash
def test_a_crashed_projects_journal_is_not_played_into_the_restored_one(path: Path) -> None:
    backup = path.with_name("backup.annot")
    bigger = make_project(backup, [TEXT, *(f"Article {number}." for number in range(300))])
    bigger.close()
    crash(path)
    aside = projects.restore(backup, path, replace=True, now=NOON)
    assert aside is not None
    with projects.opened(str(path)) as project:
        report = projects.check(project)
    assert (report.articles, report.problems) == (301, ())
    assert annotations(aside) == 1
