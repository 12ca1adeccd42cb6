"""Many articles are done at once: what waits is said first, and one undo takes it back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from making import TEXT, annotation, do, make_project, suggest

from annotator.cli.app import run
from annotator.domain.edits import Edit
from annotator.domain.errors import InputError
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Status, SuggestedSpan
from annotator.operations import articles, finishing
from annotator.store.project import Project
from annotator.workspace import Workspace

BODIES = (TEXT, "Herat is calm.", "Doha talks go on.")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.annot", BODIES)


@pytest.fixture
def workspace(project: Project) -> Workspace:
    return Workspace(project, "ada")


def statuses(workspace: Workspace) -> list[Status]:
    fresh = Workspace(workspace.project, workspace.annotator)
    return [fresh.article(number).status for number in (1, 2, 3)]


def test_all_are_done_in_one_step(workspace: Workspace) -> None:
    finishing.finish(workspace, finishing.look(workspace.project, [1, 3], annotator="ada"))
    assert statuses(workspace) == [Status.DONE, Status.NEW, Status.DONE]
    workspace.undo()
    assert statuses(workspace) == [Status.NEW] * 3


def test_looking_changes_nothing(workspace: Workspace) -> None:
    assert finishing.look(workspace.project, [1, 2, 3], annotator="ada").articles == 3
    assert statuses(workspace) == [Status.NEW] * 3


def test_what_is_done_already_is_counted_and_left(workspace: Workspace) -> None:
    articles.set_status(workspace, article=1, status=Status.DONE)
    looked = finishing.look(workspace.project, [1, 2], annotator="ada")
    assert (looked.articles, looked.already) == (1, 1)


def test_a_flag_stays_with_its_reason(workspace: Workspace) -> None:
    articles.flag(workspace, article=1, reason="Odd.")
    finishing.finish(workspace, finishing.look(workspace.project, [1], annotator="ada"))
    state = workspace.article(1)
    assert (state.status, state.article_status and state.article_status.reason) == (
        Status.DONE,
        "Odd.",
    )


def test_what_waits_is_said(project: Project, workspace: Workspace) -> None:
    suggest(project, SuggestedSpan(SpanContent(34, 39, "FIGURE")))
    rows = (
        annotation(id="a"),
        annotation(0, 16, id="b", label="LOCATION"),
        annotation(8, 16, id="c", label="FIGURE"),
    )
    do(project, Edit("Spans", after=rows))
    assert finishing.look(workspace.project, [1, 2], annotator="ada").waits == [
        "2 pairs of spans may not overlap",
        "1 suggestion waits in 1 article",
        "1 figure without a value",
    ]


def test_an_article_that_is_not_there_is_named(project: Project) -> None:
    with pytest.raises(InputError, match="no article with the id “zz”"):
        finishing.numbers_of(project, ["zz"])


def call(project: Project, *arguments: str) -> int:
    name = project.path if project.path is not None else project.name
    return run(["finish", str(name), "--annotator", "ada", *arguments])


@pytest.mark.file_only("the command line is one for both")
def test_the_command_marks_done_what_is_begun(
    project: Project, workspace: Workspace, capfd: pytest.CaptureFixture[str]
) -> None:
    articles.set_status(workspace, article=2, status=Status.IN_PROGRESS)
    assert call(project, "--begun", "--json") == 0
    assert json.loads(capfd.readouterr().out)["done"] == 1
    assert statuses(workspace) == [Status.NEW, Status.DONE, Status.NEW]


@pytest.mark.file_only("the command line is one for both")
def test_the_command_does_nothing_where_something_waits_unless_told_to(
    project: Project, workspace: Workspace, capfd: pytest.CaptureFixture[str]
) -> None:
    suggest(project, SuggestedSpan(SpanContent(0, 7, "ACTOR")))
    with project.reading() as connection:
        from annotator.store.articles.article_rows import document

        uid = document(connection, 1).article.uid
    assert call(project, uid) == 1
    assert "--anyway" in capfd.readouterr().err
    assert statuses(workspace)[0] is Status.NEW
    assert call(project, uid, "--anyway") == 0
    assert statuses(workspace)[0] is Status.DONE
