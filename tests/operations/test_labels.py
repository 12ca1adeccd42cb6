"""Changing the labels of a project keeps every span or refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from project_places import put_nothing

from annotator.domain.errors import InputError, StaleEdit
from annotator.domain.figures import POLICIES
from annotator.domain.span_content import SpanContent
from annotator.domain.values import NewArticle, SuggestedSpan
from annotator.operations import annotate, guidelines, labels, projects
from annotator.operations.figures import choose_policy
from annotator.store.articles.article_rows import add_articles
from annotator.store.project import create_project, open_project
from annotator.workspace import Workspace

TEXT = "Taliban fighters attacked Kandahar on Friday."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    project = create_project(put_nothing(tmp_path / "labels.annot"))
    with project.writing() as connection:
        add_articles(connection, [NewArticle(TEXT, "title")])
    workspace = Workspace(project, "ann")
    workspace.add_suggestions(
        {1: [SuggestedSpan(SpanContent(0, 16, "ACTOR"))]}, source="rules", version="1"
    )
    yield workspace
    workspace.close()


def names(desk: Workspace) -> list[str]:
    return [label.name for label in desk.labels]


def test_new_label_gets_a_free_key_and_a_colour_of_its_own(desk: Workspace) -> None:
    made = labels.add(desk, "WEAPON")
    assert made.key == "4"
    assert made.light not in {label.light for label in desk.labels if label.name != "WEAPON"}
    assert names(desk) == ["ACTOR", "LOCATION", "FIGURE", "WEAPON"]


@pytest.mark.parametrize("name", ["", "  ", "actor", "A" * 41, "A\u202eB"])
def test_bad_or_taken_name_is_refused(desk: Workspace, name: str) -> None:
    with pytest.raises(InputError):
        labels.add(desk, name)
    assert names(desk) == ["ACTOR", "LOCATION", "FIGURE"]


def test_renamed_label_keeps_its_spans(desk: Workspace) -> None:
    annotate.add(desk, article=1, start=26, end=34, label="LOCATION")
    labels.change(desk, "LOCATION", replace(desk.labels[1], name="PLACE"))
    assert [a.label for a in desk.article(1).annotations] == ["PLACE"]


def test_key_of_another_label_is_refused(desk: Workspace) -> None:
    with pytest.raises(InputError, match="belongs to LOCATION"):
        labels.change(desk, "ACTOR", replace(desk.labels[0], key="2"))


def test_used_label_cannot_be_deleted(desk: Workspace) -> None:
    with pytest.raises(InputError, match=r"used \(1 suggestion\)"):
        labels.remove(desk, "ACTOR")


def test_unused_label_is_deleted(desk: Workspace) -> None:
    labels.remove(desk, "FIGURE")
    assert names(desk) == ["ACTOR", "LOCATION"]


def test_merge_moves_spans_and_suggestions(desk: Workspace) -> None:
    annotate.add(desk, article=1, start=26, end=34, label="LOCATION")
    labels.merge(desk, "LOCATION", "ACTOR")
    state = desk.article(1)
    assert names(desk) == ["ACTOR", "FIGURE"]
    assert [a.label for a in state.annotations] == ["ACTOR"]
    assert [s.label for s in state.waiting] == ["ACTOR"]


def test_merge_leaves_one_of_two_spans_in_the_same_place(desk: Workspace) -> None:
    suggestion = desk.article(1).waiting[0]
    annotate.accept(desk, article=1, suggestion=suggestion)
    annotate.add(desk, article=1, start=0, end=16, label="LOCATION")
    labels.merge(desk, "ACTOR", "LOCATION")
    state = desk.article(1)
    assert [(a.start, a.end, a.label) for a in state.annotations] == [(0, 16, "LOCATION")]
    assert state.decisions[0].annotation_id == state.annotations[0].id


def test_history_goes_on_behind_a_label_that_is_merged(desk: Workspace) -> None:
    annotate.add(desk, article=1, start=26, end=34, label="LOCATION")
    labels.merge(desk, "LOCATION", "ACTOR")
    desk.undo()
    assert [span.label for span in desk.article(1).annotations] == ["LOCATION"]
    desk.undo()
    assert list(desk.article(1).annotations) == []


CHANGES: dict[str, Callable[[Workspace], object]] = {
    "add": lambda desk: labels.add(desk, "WEAPON"),
    "rename": lambda desk: labels.change(desk, "LOCATION", replace(desk.labels[1], name="PLACE")),
    "key": lambda desk: labels.change(desk, "LOCATION", replace(desk.labels[1], key="7")),
    "colour": lambda desk: labels.change(
        desk, "LOCATION", replace(desk.labels[1], light="#78F0FF", dark="#480000")
    ),
    "meaning": lambda desk: labels.change(
        desk, "LOCATION", replace(desk.labels[1], description="where")
    ),
    "place": lambda desk: labels.move(desk, "LOCATION", 2),
    "delete": lambda desk: labels.remove(desk, "FIGURE"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_labels_is_one_step_of_the_history(
    desk: Workspace, change: Callable[[Workspace], object]
) -> None:
    """What was done before can be taken back behind it, and all be made again."""
    annotate.add(desk, article=1, start=26, end=34, label="LOCATION")
    before, spans = desk.labels, desk.article(1).annotations
    change(desk)
    after, changed = desk.labels, desk.article(1).annotations
    assert after != before
    desk.undo()
    assert (desk.labels, desk.article(1).annotations) == (before, spans)
    desk.undo()
    assert desk.article(1).annotations == ()
    desk.redo()
    desk.redo()
    assert (desk.labels, desk.article(1).annotations) == (after, changed)
    assert desk.redo() is None
    assert projects.check(desk.project).problems == ()


def test_a_span_labelled_under_a_new_name_is_taken_back_before_the_name(desk: Workspace) -> None:
    labels.change(desk, "LOCATION", replace(desk.labels[1], name="PLACE"))
    annotate.add(desk, article=1, start=26, end=34, label="PLACE")
    desk.undo()
    desk.undo()
    assert names(desk) == ["ACTOR", "LOCATION", "FIGURE"]
    desk.redo()
    desk.redo()
    assert [a.label for a in desk.article(1).annotations] == ["PLACE"]


def test_an_added_label_that_others_use_by_now_stays_and_undo_goes_on(desk: Workspace) -> None:
    annotate.add(desk, article=1, start=26, end=34, label="LOCATION")
    labels.add(desk, "WEAPON")
    bea = Workspace(desk.project, "bea")
    annotate.add(bea, article=1, start=0, end=7, label="WEAPON")
    with pytest.raises(StaleEdit, match="WEAPON stays"):
        desk.undo()
    assert "WEAPON" in names(desk)
    desk.undo()
    assert desk.article(1).annotations == ()


def test_a_label_somebody_else_has_changed_since_is_not_taken_back(desk: Workspace) -> None:
    labels.change(desk, "LOCATION", replace(desk.labels[1], key="7"))
    bea = Workspace(desk.project, "bea")
    labels.change(bea, "LOCATION", replace(bea.labels[1], name="PLACE"))
    with pytest.raises(StaleEdit, match="LOCATION has changed since"):
        desk.undo()


def test_a_label_can_be_written_otherwise(desk: Workspace) -> None:
    labels.change(desk, "LOCATION", replace(desk.labels[1], name="Location"))
    assert names(desk) == ["ACTOR", "Location", "FIGURE"]


def test_a_key_is_the_same_in_capitals(desk: Workspace) -> None:
    labels.change(desk, "ACTOR", replace(desk.labels[0], key="q"))
    with pytest.raises(InputError, match="belongs to ACTOR"):
        labels.change(desk, "LOCATION", replace(desk.labels[1], key="Q"))


def test_the_label_that_has_values_keeps_its_name(desk: Workspace) -> None:
    with pytest.raises(InputError, match="FIGURE keeps its name"):
        labels.change(desk, "FIGURE", replace(desk.labels[2], name="NUMBER"))


def test_suggestions_follow_a_label_that_is_renamed_or_merged(desk: Workspace) -> None:
    labels.change(desk, "LOCATION", replace(desk.labels[1], name="PLACE"))
    found = {
        1: [
            SuggestedSpan(SpanContent(26, 34, "LOCATION")),
            SuggestedSpan(SpanContent(0, 7, "ACTOR")),
        ]
    }
    desk.add_suggestions(found, source="rules", version="2")
    assert [s.label for s in desk.article(1).waiting if s.start == 26] == ["PLACE"]
    labels.merge(desk, "PLACE", "ACTOR")
    desk.add_suggestions(found, source="rules", version="3")
    assert {s.label for s in desk.article(1).waiting} == {"ACTOR"}


def test_suggestions_of_a_deleted_label_are_left_out_until_it_is_back(desk: Workspace) -> None:
    labels.remove(desk, "FIGURE")
    found = {
        1: [SuggestedSpan(SpanContent(38, 44, "FIGURE")), SuggestedSpan(SpanContent(0, 7, "ACTOR"))]
    }
    assert desk.add_suggestions(found, source="rules", version="2") == 1
    desk.undo()
    assert desk.add_suggestions(found, source="rules", version="3") >= 1
    assert "FIGURE" in {s.label for s in desk.article(1).waiting}


def test_what_has_a_label_is_counted(desk: Workspace) -> None:
    bea = Workspace(desk.project, "bea")
    annotate.accept(desk, article=1, suggestion=desk.article(1).waiting[0])
    annotate.add(bea, article=1, start=0, end=7, label="ACTOR")
    annotate.add(bea, article=1, start=26, end=34, label="ACTOR")
    used = labels.uses(desk, "ACTOR")
    assert (used.annotations, used.annotators, used.suggestions) == (3, 2, 1)
    assert str(used) == "3 annotations of 2 annotators and 1 suggestion"
    assert not labels.uses(desk, "FIGURE")


def test_guidelines_begin_with_those_of_the_program(desk: Workspace) -> None:
    held = guidelines.current(desk.project)
    assert held.version == 0
    assert "ACTOR" in held.text


def test_written_guidelines_are_a_new_version_and_older_ones_stay(desk: Workspace) -> None:
    guidelines.write(desk, "# One")
    second = guidelines.write(Workspace(desk.project, "bea"), "# Two")
    assert (second.version, second.text, second.annotator) == (2, "# Two", "bea")
    assert [item.text for item in guidelines.versions(desk.project)] == ["# Two", "# One"]


def test_unchanged_guidelines_make_no_version(desk: Workspace) -> None:
    guidelines.write(desk, "# One")
    assert guidelines.write(desk, "# One\n").version == 1


def test_project_reads_vague_words_by_the_policy_it_was_made_with(tmp_path: Path) -> None:
    path = projects.new(str(tmp_path / "vague"), vague="acled")
    project = open_project(path)
    with project.writing() as connection:
        add_articles(connection, [NewArticle("Dozens of civilians fled.", "title")])
    workspace = Workspace(project, "ann")
    made = annotate.add(workspace, article=1, start=0, end=6, label="FIGURE")
    assert made.figure is not None
    assert made.figure.best == 12
    workspace.close()


def test_changed_policy_holds_for_what_is_read_from_then_on(desk: Workspace) -> None:
    choose_policy(desk, POLICIES["ucdp"])
    assert Workspace(desk.project, "bea").policy.name == "ucdp"
