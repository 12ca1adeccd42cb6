"""Merging a label is one step: undo gives everything its own label again, also after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from full_project import PLAN, make_full
from project_dump import Dump, dump, problems

from annotator.domain.errors import StaleEdit
from annotator.domain.gold import Rule
from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.operations import annotate, labels, overlaps
from annotator.operations.reviewing import review
from annotator.operations.sharing import merging
from annotator.store.definitions.former_labels import former_labels
from annotator.store.merging.conflicting_versions import entries, labels_used
from annotator.store.project import Project
from annotator.workspace import Workspace

# The log says what has happened, and a version of somebody's work that it has been changed.
GOES_ON = ("event", "undo_step", "work_version")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """With all that can have a label, two spans in one place among it, and rules by label."""
    project = make_full(tmp_path)
    ann = Workspace(project, "ann")
    overlaps.choose(ann, OverlapRule(Overlaps.ANY))
    first = next(span for span in ann.article(1).annotations if span.label == "LOCATION")
    annotate.add(ann, article=1, start=first.start, end=first.end, label="ACTOR")
    annotate.add(ann, article=2, start=0, end=5, label="ACTOR")
    overlaps.choose(ann, OverlapRule(Overlaps.ANY, (("LOCATION", Overlaps.NESTED),)))
    rules = {"LOCATION": Rule.MAJORITY, "FIGURE": Rule.UNANIMOUS}
    review.keep_plan(ann, replace(PLAN, label_rules=rules))
    yield project
    project.close()


def rows(project: Project) -> Dump:
    return dump(project, without=GOES_ON)


def differing(one: Dump, other: Dump) -> list[str]:
    """The tables that differ; that no label has become another may be noted or not."""
    dumps = [dict(dump) for dump in (one, other)]
    for own in dumps:
        own["project"] = [row for row in own["project"] if row != ("former_labels", "{}")]
    return [table for table in one if dumps[0][table] != dumps[1][table]]


@pytest.mark.parametrize(("name", "into"), [("LOCATION", "ACTOR"), ("ACTOR", "LOCATION")])
def test_undo_gives_everything_its_own_label_again(project: Project, name: str, into: str) -> None:
    before = rows(project)
    labels.merge(Workspace(project, "ann"), name, into)
    merged = rows(project)
    assert len(merged["annotation"]) < len(before["annotation"])
    assert problems(project) == []
    again = Workspace(project, "ann")
    edit = again.undo()
    assert edit is not None
    assert edit.title == f"Merge the label {name} into {into}"
    assert differing(rows(project), before) == []
    with project.reading() as connection:
        assert former_labels(connection) == {}
    assert [label.name for label in again.labels] == ["ACTOR", "LOCATION", "FIGURE"]
    assert problems(project) == []
    assert Workspace(project, "ann").redo() is not None
    assert differing(rows(project), merged) == []


def test_what_was_done_before_can_be_taken_back_behind_it(project: Project) -> None:
    before = rows(project)
    ann = Workspace(project, "ann")
    annotate.add(ann, article=2, start=6, end=8, label="LOCATION")
    labels.merge(ann, "LOCATION", "ACTOR")
    ann.undo()
    ann.undo()
    assert differing(rows(project), before) == []


def test_a_version_kept_aside_has_its_labels_again(project: Project) -> None:
    with project.reading() as connection:
        (aside,) = entries(connection)
    merging.restore(Workspace(project, "ann"), aside.key)
    before = rows(project)
    with project.reading() as connection:
        assert "LOCATION" in labels_used(connection)
    ann = Workspace(project, "ann")
    labels.merge(ann, "LOCATION", "ACTOR")
    with project.reading() as connection:
        assert "LOCATION" not in labels_used(connection)
    ann.undo()
    assert differing(rows(project), before) == []


def test_what_somebody_has_changed_since_stays_as_it_is(project: Project) -> None:
    ann, bob = Workspace(project, "ann"), Workspace(project, "bob")
    own = [span for span in bob.article(1).annotations if span.label == "LOCATION"]
    labels.merge(ann, "LOCATION", "ACTOR")
    bob = Workspace(project, "bob")
    ids = {span.id for span in own}
    mine = [span for span in bob.article(1).annotations if span.id in ids]
    annotate.relabel(bob, article=1, annotation=mine[0], label="FIGURE")
    annotate.delete(bob, article=1, annotation=mine[1])
    ann.undo()
    state = Workspace(project, "bob").article(1)
    labelled = {span.id: span.label for span in state.annotations}
    assert labelled[own[0].id] == "FIGURE"
    assert own[1].id not in labelled
    assert problems(project) == []


def test_a_step_of_somebody_else_that_no_longer_fits_is_refused(project: Project) -> None:
    bob = Workspace(project, "bob")
    annotate.add(bob, article=2, start=6, end=8, label="LOCATION")
    labels.merge(Workspace(project, "ann"), "LOCATION", "ACTOR")
    with pytest.raises(StaleEdit, match="no longer fits"):
        Workspace(project, "bob").undo()


def test_undo_is_refused_where_there_is_another_label_of_the_name_by_now(
    project: Project,
) -> None:
    ann = Workspace(project, "ann")
    labels.merge(ann, "LOCATION", "ACTOR")
    labels.add(Workspace(project, "bob"), "Location")
    before = rows(project)
    with pytest.raises(StaleEdit, match="there is a label Location by now"):
        ann.undo()
    assert rows(project) == before


def test_work_that_comes_in_under_the_label_is_again_of_it(project: Project) -> None:
    ann = Workspace(project, "ann")
    labels.merge(ann, "LOCATION", "ACTOR")
    with project.reading() as connection:
        assert former_labels(connection) == {"LOCATION": "ACTOR"}
    assert labels.undo(ann) == "Merge the label LOCATION into ACTOR"
    with project.reading() as connection:
        assert former_labels(connection) == {}
