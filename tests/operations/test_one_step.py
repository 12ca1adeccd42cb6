"""What is done as one step is one edit, and nothing of it is committed before it is done."""

from __future__ import annotations

from pathlib import Path

from sample_project import make_project

from annotator.operations import annotate
from annotator.operations.one_step import OneStep
from annotator.workspace import Workspace


def opened(folder: Path) -> Workspace:
    return Workspace(make_project(folder / "one.annot"), "ann")


def test_nothing_is_committed_or_shown_before(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    step = OneStep(workspace)
    annotate.add(step, article=1, start=0, end=7, label="ACTOR")
    assert (workspace.article(1).annotations, workspace.history.undo_edit) == ((), None)
    workspace.close()


def test_what_follows_sees_what_was_done_before_it(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    step = OneStep(workspace)
    for _ in range(2):
        annotate.add(step, article=1, start=0, end=7, label="ACTOR")
    assert len(step.article(1).annotations) == 1
    workspace.close()


def test_an_article_that_was_put_away_is_still_as_it_was_left(tmp_path: Path) -> None:
    folder = tmp_path / "many.annot"
    texts = [f"Taliban {word}." for word in ("one", "two", "three", "four", "five")]
    workspace = Workspace(make_project(folder, texts=texts, suggested={}), "ann")
    step = OneStep(workspace)
    annotate.add(step, article=1, start=0, end=7, label="ACTOR")
    for number in (2, 3, 4, 5):
        step.article(number)
    assert len(step.article(1).annotations) == 1
    workspace.close()


def test_what_comes_and_goes_within_it_leaves_nothing(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    step = OneStep(workspace)
    made = annotate.add(step, article=1, start=0, end=3, label="ACTOR")
    annotate.delete(step, article=1, annotation=made)
    edit = step.edit("nothing")
    assert [row for row in (*edit.before, *edit.after) if hasattr(row, "span")] == []
    workspace.close()


def test_all_of_it_is_one_step_of_undo(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    before = workspace.article(1)
    step = OneStep(workspace)
    for suggestion in before.waiting[:2]:
        annotate.accept(step, article=1, suggestion=suggestion)
    workspace.do(step.edit("Two at once"), step.named)
    assert len(workspace.article(1).annotations) == 2
    workspace.undo()
    assert workspace.article(1) == before
    workspace.close()
