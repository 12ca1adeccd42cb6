"""Annotators are listed, called otherwise and joined; undo gives each their own again."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import make_project, suggest
from project_dump import Dump, dump
from reviewed_project import FIRST, SECOND, work_on

from annotator.domain.errors import AnnotatorError
from annotator.domain.gold import Plan
from annotator.domain.span_content import SpanContent
from annotator.domain.values import Status, SuggestedSpan
from annotator.operations import annotate, people
from annotator.operations.queue import listing
from annotator.operations.reviewing import review
from annotator.store.check import article_numbers, article_problems, database_problems
from annotator.store.project import Project
from annotator.workspace import Workspace

TALIBAN, KUNDUZ, KABUL = ("Taliban", "ACTOR"), ("Kunduz", "LOCATION"), ("Kabul", "LOCATION")
# Grows with every edit, or is none of anybody's work.
_GROWS = {"event", "undo_step", "work_version", "project"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = make_project(tmp_path / "p.annot", [FIRST, SECOND])
    work_on(project, "ann", 1, FIRST, [TALIBAN, KUNDUZ])
    work_on(project, "Ann", 1, FIRST, [TALIBAN, KABUL])
    work_on(project, "Ann", 2, SECOND, [TALIBAN])
    work_on(project, "bob", 2, SECOND, [TALIBAN])
    return project


@pytest.fixture
def workspace(project: Project) -> Workspace:
    workspace = Workspace(project, "lead")
    workspace.add_time(1, 5.0)
    Workspace(project, "Ann").add_time(1, 30.0)
    Workspace(project, "ann").add_time(1, 10.0)
    return workspace


def spans(project: Project, name: str, article: int = 1) -> list[str]:
    return [item.text for item in Workspace(project, name).article(article).annotations]


def facts(project: Project) -> Dump:
    return {name: rows for name, rows in dump(project).items() if name not in _GROWS}


def sound(project: Project) -> bool:
    with project.reading() as connection:
        numbers = article_numbers(connection)
        return not [*database_problems(connection), *article_problems(connection, numbers)]


def test_everybody_is_listed_with_their_work_and_who_may_be_the_same(
    project: Project, workspace: Workspace
) -> None:
    listed = {one.person.name: one for one in people.people(project)}
    assert listed["Ann"].person.spans == 3
    assert listed["Ann"].person.done == 2
    assert listed["Ann"].alike == ("ann",)
    assert listed["bob"].alike == ()
    first, last = listed["Ann"].person.first, listed["Ann"].person.last
    assert first is not None
    assert last is not None
    assert first <= last


def test_a_person_can_be_called_otherwise(project: Project, workspace: Workspace) -> None:
    people.rename(workspace, "bob", "Bob Smith")
    assert spans(project, "Bob Smith", 2) == ["Taliban"]
    assert "bob" not in [one.person.name for one in people.people(project)]
    assert sound(project)


def test_undo_takes_another_name_back(project: Project, workspace: Workspace) -> None:
    before = facts(project)
    people.rename(workspace, "bob", "Bob Smith")
    workspace.undo()
    assert facts(project) == before


def test_gold_and_the_plan_name_a_person_as_they_are_called(
    project: Project, workspace: Workspace
) -> None:
    plan = Plan(("Ann", "bob"))
    review.keep_plan(workspace, plan)
    review.make_gold(workspace, plan)
    people.rename(workspace, "bob", "Bob Smith")
    renamed = review.plan(project)
    assert renamed.annotators == ("Ann", "Bob Smith")
    case = review.case(project, 2, renamed)
    assert case is not None
    assert case.gold[0].chosen_from == ("Ann", "Bob Smith")
    workspace.undo()
    assert review.plan(project).annotators == ("Ann", "bob")


def test_gold_names_a_person_whatever_signs_are_in_the_name(
    project: Project, workspace: Workspace
) -> None:
    plan = Plan(("Ann", "bob"))
    review.make_gold(workspace, plan)
    people.rename(workspace, "bob", 'Bob "B" \\ 50%')
    people.rename(workspace, 'Bob "B" \\ 50%', "Robert")
    case = review.case(project, 2, Plan(("Ann", "Robert")))
    assert case is not None
    assert case.gold[0].chosen_from == ("Ann", "Robert")


def test_two_spellings_are_joined_and_what_both_say_stays_once(
    project: Project, workspace: Workspace
) -> None:
    people.join(workspace, "Ann", "ann")
    assert sorted(spans(project, "ann")) == ["Kabul", "Kunduz", "Taliban"]
    assert spans(project, "ann", 2) == ["Taliban"]
    assert Workspace(project, "ann").article(2).status is Status.DONE
    assert "Ann" not in [one.person.name for one in people.people(project)]
    assert "Ann" not in listing(workspace, None).people
    assert sound(project)


def test_a_joined_persons_time_is_the_others(project: Project, workspace: Workspace) -> None:
    people.join(workspace, "Ann", "ann")
    seconds = [row[-1] for row in dump(project)["time_spent"]]
    assert sorted(seconds) == [5.0, 40.0]


def test_undo_gives_each_their_own_and_redo_joins_again(
    project: Project, workspace: Workspace
) -> None:
    before = facts(project)
    people.join(workspace, "Ann", "ann")
    joined = facts(project)
    workspace.undo()
    assert facts(project) == before
    assert sound(project)
    workspace.redo()
    assert facts(project) == joined


def test_a_join_is_undone_after_a_restart(project: Project, workspace: Workspace) -> None:
    before = facts(project)
    people.join(workspace, "Ann", "ann")
    Workspace(project, "lead").undo()
    assert facts(project) == before


def test_a_join_that_was_worked_on_is_not_taken_apart(
    project: Project, workspace: Workspace
) -> None:
    people.join(workspace, "Ann", "ann")
    ann = Workspace(project, "ann")
    kabul = next(item for item in ann.article(1).annotations if item.text == "Kabul")
    annotate.delete(ann, article=1, annotation=kabul)
    before = facts(project)
    with pytest.raises(AnnotatorError, match="has changed since"):
        workspace.undo()
    assert facts(project) == before


def test_verdicts_go_with_the_person_and_come_back(project: Project, workspace: Workspace) -> None:
    kunduz = FIRST.index("Kunduz")
    suggested = (
        SuggestedSpan(SpanContent(kunduz, kunduz + 6, "LOCATION")),
        SuggestedSpan(SpanContent(FIRST.index("30"), FIRST.index("30") + 2, "FIGURE")),
    )
    suggest(project, *suggested)
    for suggestion in Workspace(project, "Ann").article(1).waiting:
        annotate.accept(Workspace(project, "Ann"), article=1, suggestion=suggestion)
    before = facts(project)
    people.join(workspace, "Ann", "ann")
    assert sorted(spans(project, "ann")) == ["30", "Kabul", "Kunduz", "Taliban"]
    assert len(Workspace(project, "ann").article(1).decisions) == 2
    assert sound(project)
    workspace.undo()
    assert facts(project) == before
    assert sound(project)


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        ("eve", "zoe", "No annotator of this project is called “eve”"),
        ("bob", "ann", "There is an annotator ann already"),
        ("bob", "gold", "no annotator can have this name"),
        ("bob", "  ", "cannot be the name"),
        ("lead", "boss", "who is working here"),
    ],
)
def test_a_name_that_cannot_be_is_refused_and_nothing_changes(
    project: Project, workspace: Workspace, was: str, now: str, why: str
) -> None:
    before = facts(project)
    with pytest.raises(AnnotatorError, match=why):
        people.rename(workspace, was, now)
    assert facts(project) == before
