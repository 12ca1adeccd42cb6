"""Rulings are committed edits that undo takes back; nothing of a review touches annotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from reviewed_project import FIRST, WORKS, make_reviewed, work_on

from annotator.domain.adjudication import Why
from annotator.domain.conflicts import Kind
from annotator.domain.errors import InputError, ProjectError
from annotator.domain.gold import Coverage, Plan, Reason, ReviewStatus, Rule
from annotator.domain.review_case import Case
from annotator.domain.span_content import SpanContent
from annotator.operations import labels, projects
from annotator.operations.reviewing import review
from annotator.store.articles.article_rows import article_state
from annotator.store.project import Project
from annotator.store.review import reviewing
from annotator.workspace import Workspace

PLAN = Plan(("ann", "bob"))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = make_reviewed(tmp_path / "p.annot")
    yield project
    project.close()


@pytest.fixture
def rita(project: Project) -> Workspace:
    return Workspace(project, "rita")


def case(project: Project, number: int = 1, plan: Plan = PLAN) -> Case:
    found = review.case(project, number, plan)
    assert found is not None
    return found


def test_at_first_the_two_who_finished_most_are_reviewed(project: Project) -> None:
    work_on(project, "eve", 1, FIRST, [])
    assert review.plan(project) == PLAN


def test_the_plan_is_remembered(project: Project) -> None:
    chosen = Plan(("bob", "ann"), Rule.MAJORITY, blind=True, coverage=Coverage.ANY)
    review.keep_plan(Workspace(project, "ann"), chosen)
    assert review.plan(project) == chosen


def test_one_alone_is_no_review(project: Project) -> None:
    with pytest.raises(InputError, match="two or more"):
        review.keep_plan(Workspace(project, "ann"), Plan(("ann",)))


def test_the_queue_has_the_hardest_article_first(project: Project) -> None:
    queue = review.queue(project, PLAN)
    assert [(e.article.id, e.open, e.settled) for e in queue] == [(1, 2, 2), (2, 0, 2)]
    assert queue[0].f1 == pytest.approx(2 * 2 / 7)


def test_an_article_somebody_has_not_finished_waits(tmp_path: Path) -> None:
    project = make_reviewed(tmp_path / "q.annot", {**WORKS, "eve": {1: []}})
    three = Plan(("ann", "bob", "eve"))
    assert [e.article.id for e in review.queue(project, three)] == [1]
    either = Plan(three.annotators, coverage=Coverage.ANY)
    assert [e.annotators for e in review.queue(project, either)] == [
        ("ann", "bob", "eve"),
        ("ann", "bob"),
    ]
    project.close()


def test_looking_changes_nothing(project: Project) -> None:
    case(project)
    with project.reading() as connection:
        assert reviewing.reviews_of(connection, [1]) == {}


def test_a_ruling_is_on_the_disk_with_what_all_agree_on(project: Project, rita: Workspace) -> None:
    held = case(project)
    after = review.choose(rita, held, held.open[0], 1, why=Why(Reason.SLIP, "the whole name"))
    assert case(project) == after
    assert [(s.text, s.source.value) for s in after.gold] == [
        ("Taliban fighters", "chosen"),
        ("Kunduz", "unanimous"),
        ("30", "unanimous"),
    ]
    assert after.gold[2].figure is not None


def test_undo_takes_a_ruling_back_and_then_what_was_agreed_on(
    project: Project, rita: Workspace
) -> None:
    held = case(project)
    review.choose(rita, held, held.open[0], 1)
    rita.undo()
    assert [s.text for s in case(project).gold] == ["Kunduz", "30"]
    rita.undo()
    assert case(project) == held
    rita.redo()
    rita.redo()
    assert [s.text for s in case(project).gold] == ["Taliban fighters", "Kunduz", "30"]


def test_gold_and_rulings_follow_a_label_and_undo_takes_all_back(
    project: Project, rita: Workspace
) -> None:
    held = case(project)
    after = review.choose(rita, held, held.open[0], 1)
    place = rita.labels[1]
    labels.change(rita, "LOCATION", replace(place, name="PLACE"))
    renamed = case(project)
    assert [span.label for span in renamed.gold] == ["ACTOR", "PLACE", "FIGURE"]
    assert projects.check(project).problems == ()
    rita.undo()
    assert case(project) == after
    rita.undo()
    rita.undo()
    assert case(project) == held
    assert projects.check(project).problems == ()


def test_no_annotation_is_touched(project: Project, rita: Workspace) -> None:
    def annotations() -> list[object]:
        with project.reading() as connection:
            return [article_state(connection, 1, annotator=n).annotations for n in ("ann", "bob")]

    before = annotations()
    held = review.reject(rita, case(project), case(project).open[0])
    held = review.rewrite(rita, held, held.open[0], [SpanContent(68, 73, "ACTOR")])
    review.sign(rita, held)
    assert annotations() == before


def test_signing_off_needs_no_conflict_and_is_apart_from_annotating(
    project: Project, rita: Workspace
) -> None:
    held = review.sign(rita, case(project, 2))
    assert held.is_gold
    assert len(held.gold) == 2
    assert rita.article(2).article_status is None
    assert case(project, 2).review == held.review
    assert review.reopen(rita, held).review is not None
    assert not case(project, 2).is_gold


def test_later_work_opens_what_is_new_alone(project: Project, rita: Workspace) -> None:
    held = case(project)
    held = review.choose(rita, held, held.open[0], 1)
    held = review.choose(rita, held, held.open[0], 0)
    review.sign(rita, held)
    work_on(project, "eve", 1, FIRST, [("fighters", "ACTOR"), ("Kunduz", "LOCATION")])
    later = case(project, plan=Plan(("ann", "bob", "eve")))
    assert [(i.kind, i.start) for i in later.open] == [(Kind.BOUNDARY, 0), (Kind.MISSING, 50)]
    assert later.gold == case(project).gold
    assert later.is_gold


def test_renaming_a_label_leaves_rulings_as_they_are(project: Project, rita: Workspace) -> None:

    held = case(project)
    review.choose(rita, held, held.open[0], 1)
    actor = next(label for label in rita.labels if label.name == "ACTOR")
    labels.change(rita, "ACTOR", type(actor)("WHO", actor.key, actor.light, actor.dark))
    again = case(project)
    assert len(again.open) == 1
    assert again.gold[0].label == "WHO"


def test_merging_labels_keeps_one_gold_span_of_two(project: Project, rita: Workspace) -> None:

    held = case(project)
    review.choose(rita, held, held.open[0], 1)
    labels.merge(rita, "LOCATION", "ACTOR")
    assert [s.label for s in case(project).gold] == ["ACTOR", "ACTOR", "FIGURE"]
    assert projects.check(project).problems == ()


def test_a_label_that_gold_alone_has_is_not_deleted(project: Project, rita: Workspace) -> None:

    labels.add(rita, "EVENT")
    held = case(project)
    review.rewrite(rita, held, held.open[0], [SpanContent(8, 16, "EVENT")])
    with pytest.raises(InputError, match="1 gold span"):
        labels.remove(rita, "EVENT")


# Without a person


def test_gold_by_rule_signs_off_what_has_no_conflict(project: Project) -> None:
    report = review.make_gold(Workspace(project, "rita"), PLAN)
    assert (report.articles, report.signed, report.conflicts) == (2, 1, 2)
    assert report.spans == {"unanimous": 4}
    with project.reading() as connection:
        stands = reviewing.reviews_of(connection, [1, 2])
    assert stands[1].status is ReviewStatus.IN_REVIEW
    assert stands[2].status is ReviewStatus.GOLD


def test_gold_by_rule_twice_changes_nothing(project: Project) -> None:
    review.make_gold(Workspace(project, "rita"), PLAN)
    first = [case(project, number) for number in (1, 2)]
    report = review.make_gold(Workspace(project, "rita"), PLAN)
    assert (report.signed, report.untouched, report.spans) == (0, 1, {})
    assert [case(project, number) for number in (1, 2)] == first


def test_three_decide_by_majority(project: Project) -> None:
    work_on(project, "eve", 1, FIRST, [("Taliban", "ACTOR"), ("30", "FIGURE")])
    plan = Plan(("ann", "bob", "eve"), Rule.MAJORITY)
    report = review.make_gold(Workspace(project, "rita"), plan)
    assert (report.signed, report.spans) == (1, {"unanimous": 1, "majority": 2})
    assert [s.text for s in case(project, plan=plan).gold] == ["Taliban", "Kunduz", "30"]


def test_a_stranger_is_refused(project: Project) -> None:
    with pytest.raises(InputError, match="“zoe” has finished no article"):
        review.make_gold(Workspace(project, "rita"), Plan(("ann", "zoe")))


def test_a_refusal_says_who_have_finished(project: Project) -> None:
    with pytest.raises(InputError, match=r"; “ann” and “bob” have\.$"):
        review.check_plan(project, Plan(("ann", "zoe")))


# What must hold


def test_a_reviewed_project_is_sound(project: Project, rita: Workspace) -> None:
    held = case(project)
    review.choose(rita, held, held.open[0], 0)
    assert projects.check(project).problems == ()


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE gold_span SET text = 'x'", "gold span .* its quote is not"),
        ('UPDATE gold_span SET "end" = 5000', "gold span .* must lie inside"),
        ("UPDATE gold_span SET figure = '{}' WHERE text = '30'", "its figure cannot be read"),
        ("UPDATE ruling SET versions = 'x'", "ruling .* versions cannot be read"),
        ("UPDATE ruling SET chosen = 7", "a version that is not there"),
    ],
)
def test_spoilt_gold_is_found(
    project: Project, rita: Workspace, statement: str, problem: str
) -> None:
    import re

    held = case(project)
    review.choose(rita, held, held.open[0], 0)
    with project.writing() as connection:
        connection.exec_driver_sql(statement)
    assert any(re.search(problem, found) for found in projects.check(project).problems)


def test_stats_count_gold(project: Project, rita: Workspace) -> None:
    held = case(project)
    review.choose(rita, held, held.open[0], 0)
    review.sign(rita, case(project, 2))
    gold = projects.stats(project).gold
    assert (gold.signed, gold.in_review) == (1, 1)
    assert gold.labels == {"ACTOR": 2, "LOCATION": 2, "FIGURE": 1}
    assert {source: n for source, n in gold.sources.items() if n} == {"unanimous": 4, "chosen": 1}


@pytest.mark.parametrize("name", ["gold", "Best"])
def test_nobody_is_called_gold_or_best(project: Project, name: str) -> None:
    with pytest.raises(ProjectError, match="choose another"):
        Workspace(project, name)
