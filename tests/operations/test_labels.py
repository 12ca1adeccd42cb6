"""Changing the labels of a project keeps every span or refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.domain.errors import InputError
from annotator.domain.figures import POLICIES
from annotator.domain.values import NewArticle, SuggestedSpan
from annotator.operations import annotate, guidelines, labels, projects
from annotator.store.articles import add_articles
from annotator.store.project import create_project, open_project
from annotator.workspace import Workspace

TEXT = "Taliban fighters attacked Kandahar on Friday."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    project = create_project(tmp_path / "labels.annot")
    with project.writing() as connection:
        add_articles(connection, [NewArticle(TEXT, "title")])
    workspace = Workspace(project, "ann")
    workspace.add_suggestions({1: [SuggestedSpan(0, 16, "ACTOR")]}, source="rules", version="1")
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
    with pytest.raises(InputError, match="0 annotations and 1 suggestions"):
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


def test_history_ends_where_labels_change(desk: Workspace) -> None:
    annotate.add(desk, article=1, start=26, end=34, label="LOCATION")
    labels.merge(desk, "LOCATION", "ACTOR")
    assert desk.undo() is None


def test_guidelines_begin_with_those_of_the_program(desk: Workspace) -> None:
    held = guidelines.current(desk.project)
    assert held.version == 0
    assert "ACTOR" in held.text


def test_written_guidelines_are_a_new_version_and_older_ones_stay(desk: Workspace) -> None:
    guidelines.write(desk.project, "# One", annotator="ann")
    second = guidelines.write(desk.project, "# Two", annotator="bea")
    assert (second.version, second.text, second.annotator) == (2, "# Two", "bea")
    assert [item.text for item in guidelines.versions(desk.project)] == ["# Two", "# One"]


def test_unchanged_guidelines_make_no_version(desk: Workspace) -> None:
    guidelines.write(desk.project, "# One", annotator="ann")
    assert guidelines.write(desk.project, "# One\n", annotator="ann").version == 1


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
    desk.set_policy(POLICIES["ucdp"])
    assert Workspace(desk.project, "bea").policy.name == "ucdp"
