"""Gaps that reviewers find come back to the guidelines, and articles to their annotators."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from reviewed_project import make_reviewed

from annotator.domain.adjudication import Why
from annotator.domain.gold import Plan, Reason
from annotator.domain.values import Status
from annotator.operations import guidelines
from annotator.operations.reviewing import review
from annotator.store.articles.article_rows import article_state
from annotator.store.project import Project
from annotator.workspace import Workspace

PLAN = Plan(("ann", "bob"))


@pytest.fixture
def rita(tmp_path: Path) -> Iterator[Workspace]:
    """A reviewer who has found one gap and one slip in the first article."""
    project = make_reviewed(tmp_path / "p.annot")
    workspace = Workspace(project, "rita")
    held = review.case(project, 1, PLAN)
    assert held is not None
    gap, slip = Why(Reason.GUIDELINE_GAP, "how long is a name?"), Why(Reason.SLIP)
    held = review.choose(workspace, held, held.open[0], 1, why=gap)
    review.choose(workspace, held, held.open[0], 0, why=slip)
    yield workspace
    workspace.close()


def status(project: Project, name: str, number: int = 1) -> Status:
    with project.reading() as connection:
        return article_state(connection, number, annotator=name).status


def test_gaps_are_listed_with_their_words(rita: Workspace) -> None:
    (gap,) = guidelines.gaps(rita.project)
    assert (gap.quote, gap.ruling.comment) == ("Taliban fighters", "how long is a name?")
    assert gap.title.startswith("Taliban fighters took")


def test_a_new_version_answers_the_gaps_before_it(rita: Workspace) -> None:
    gaps = guidelines.gaps(rita.project)
    assert guidelines.since(gaps, guidelines.current(rita.project)) == gaps
    written = guidelines.write(Workspace(rita.project, "rita"), "# New")
    assert guidelines.since(gaps, written) == []


def test_articles_go_back_to_those_who_had_them_as_one_step(rita: Workspace) -> None:
    assert guidelines.put_back(rita, guidelines.gaps(rita.project)) == 2
    assert status(rita.project, "ann") is Status.IN_PROGRESS
    assert status(rita.project, "bob") is Status.IN_PROGRESS
    assert status(rita.project, "ann", 2) is Status.DONE
    assert review.case(rita.project, 1, PLAN) is None
    rita.undo()
    assert status(rita.project, "bob") is Status.DONE
    held = review.case(rita.project, 1, PLAN)
    assert held is not None
    assert len(held.gold) == 4
