"""Labels divided among annotators: that one has no span of a label is no disagreement then."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import make_project
from reviewed_project import work_on

from annotator.domain.conflicts import Kind
from annotator.domain.gold import Plan, Rule
from annotator.operations.agreement.agreement_measures import measure_agreement
from annotator.operations.agreement.agreement_report import warnings_of
from annotator.operations.reviewing import review
from annotator.store.project import Project
from annotator.store.review.reviewing import signed
from annotator.workspace import Workspace

TEXT = "Rebels took Quxtown on Monday and 12 soldiers died."
ACTOR, PLACE, FIGURE = ("Rebels", "ACTOR"), ("Quxtown", "LOCATION"), ("12", "FIGURE")
BOTH = Plan(("ann", "bob"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.annot", [TEXT])


def gold(project: Project, plan: Plan = BOTH) -> dict[str, tuple[str, ...]]:
    """Whose the gold is that a rule lets by, by its words."""
    review.make_gold(Workspace(project, "rita"), plan)
    case = review.case(project, 1, plan)
    assert case is not None
    return {span.text: span.chosen_from for span in case.gold}


def test_what_each_alone_marks_goes_to_gold_as_theirs(project: Project) -> None:
    work_on(project, "ann", 1, TEXT, [ACTOR])
    work_on(project, "bob", 1, TEXT, [PLACE, FIGURE])
    assert gold(project) == {"Rebels": ("ann",), "Quxtown": ("bob",), "12": ("bob",)}
    with project.reading() as connection:
        assert signed(connection) == [1]


def test_that_labels_were_taken_for_divided_is_said(project: Project) -> None:
    work_on(project, "ann", 1, TEXT, [ACTOR])
    work_on(project, "bob", 1, TEXT, [PLACE, FIGURE])
    (note,) = review.notes(project, BOTH)
    assert note.startswith("Ann marks no FIGURE and no LOCATION; bob marks no ACTOR: each label is")


def test_all_labels_can_be_compared_all_the_same(project: Project) -> None:
    work_on(project, "ann", 1, TEXT, [ACTOR])
    work_on(project, "bob", 1, TEXT, [PLACE, FIGURE])
    assert gold(project, Plan(("ann", "bob"), by_label=False)) == {}


def test_other_labels_on_the_same_words_are_a_conflict(project: Project) -> None:
    work_on(project, "ann", 1, TEXT, [ACTOR])
    work_on(project, "bob", 1, TEXT, [("Rebels", "LOCATION")])
    case = review.case(project, 1, BOTH)
    assert case is not None
    assert [item.kind for item in case.open] == [Kind.LABEL]


def test_labels_that_some_share_are_divided_only_where_a_person_says_so(project: Project) -> None:
    work_on(project, "ann", 1, TEXT, [ACTOR, PLACE])
    work_on(project, "bob", 1, TEXT, [PLACE, FIGURE])
    assert gold(project) == {"Quxtown": ("ann", "bob")}
    (note,) = review.notes(project, BOTH)
    assert note == (
        "Ann marks no FIGURE; bob marks no ACTOR: where labels are divided among them, that is no "
        "disagreement."
    )
    divided = Plan(("ann", "bob"), by_label=True)
    assert gold(project, divided) == {
        "Rebels": ("ann",),
        "Quxtown": ("ann", "bob"),
        "12": ("bob",),
    }


def test_the_majority_is_one_of_those_who_mark_the_label(project: Project) -> None:
    work_on(project, "ann", 1, TEXT, [ACTOR])
    work_on(project, "bob", 1, TEXT, [ACTOR])
    work_on(project, "cyd", 1, TEXT, [("soldiers", "ACTOR")])
    work_on(project, "eve", 1, TEXT, [FIGURE])
    plan = Plan(("ann", "bob", "cyd", "eve"), Rule.MAJORITY, by_label=True)
    assert gold(project, plan) == {"Rebels": ("ann", "bob"), "12": ("eve",)}


def test_somebody_who_marks_a_label_elsewhere_says_something_in_having_none(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", [TEXT, "Rebels left Baztown."])
    work_on(project, "ann", 1, TEXT, [ACTOR])
    work_on(project, "bob", 1, TEXT, [PLACE])
    work_on(project, "bob", 2, "Rebels left Baztown.", [ACTOR])
    assert gold(project) == {}


def test_agreement_says_that_somebody_marks_no_span_of_a_label(project: Project) -> None:
    work_on(project, "ann", 1, TEXT, [ACTOR, PLACE])
    work_on(project, "bob", 1, TEXT, [PLACE])
    first = warnings_of(measure_agreement(project).agreement)[0]
    assert first.startswith("Bob marks no ACTOR: where labels are divided among them, that is no")


def test_agreement_says_that_two_may_be_one_person(project: Project) -> None:
    work_on(project, "Ann", 1, TEXT, [ACTOR])
    work_on(project, "ann", 1, TEXT, [ACTOR])
    first = warnings_of(measure_agreement(project).agreement)[0]
    assert first.startswith("“Ann” and “ann” may be spellings of one person")
    assert review.notes(project, Plan(("Ann", "ann")))[0] == first
