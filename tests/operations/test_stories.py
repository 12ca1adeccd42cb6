"""Stories in a project: grouped, noted on import, kept together in splits, spans carried."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from importing_verbs import import_files
from making import annotation, do, make_project, new_article
from story_texts import article, changed

from annotator.domain.edits import Edit
from annotator.domain.queueing import QueueView, Sort
from annotator.domain.span_content import SpanContent
from annotator.domain.splits import Split
from annotator.domain.state import StoryPlace
from annotator.domain.values import MutedRange, SuggestedSpan
from annotator.operations import annotate, queue
from annotator.operations import stories as operation
from annotator.operations.exporting import exporter
from annotator.operations.stories import (
    CopyReport,
    copy_to_duplicates,
    group_stories,
    prepare_copies,
    story_of,
)
from annotator.store.articles import article_rows, stories
from annotator.store.project import Project
from annotator.store.work import suggestions
from annotator.tasks import Cancelled, Progress
from annotator.workspace import Workspace

RANDOM = random.Random(11)
FIRST, OTHER, THIRD = (article(RANDOM) for _ in range(3))
SECOND = f"KABUL (AP) - {changed(FIRST, 0.05, RANDOM)}"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Articles 1 and 3 tell one story."""
    project = make_project(tmp_path / "p.annot", bodies=(FIRST, OTHER, SECOND))
    yield project
    project.close()


@pytest.fixture
def grouped(project: Project) -> Workspace:
    group_stories(Workspace(project, "ann"))
    return Workspace(project, "ada")


def add(project: Project, *bodies: str) -> None:
    with project.writing() as connection:
        article_rows.add_articles(connection, [new_article(body) for body in bodies])


def test_articles_that_tell_the_same_are_one_story(project: Project) -> None:
    report = group_stories(Workspace(project, "ann"))
    assert (report.articles, report.compared, report.stories, report.grouped) == (3, 3, 1, 2)


def test_many_articles_that_come_again_are_named_up_to_twenty(project: Project) -> None:
    add(project, *(changed(FIRST, 0.02, random.Random(seed)) for seed in range(23)))
    workspace = Workspace(project, "ann")
    notes = operation.note_near_duplicates(workspace, after=3, progress=Progress())
    assert len(notes) == 21
    assert "3 more articles tell nearly the same as others" in str(notes[-1])


def test_a_story_is_found_from_each_of_its_articles(grouped: Workspace) -> None:
    assert [story_of(grouped, article=number) for number in (1, 2, 3)] == [[1, 3], [2], [1, 3]]


def test_an_article_that_was_never_compared_stands_alone(project: Project) -> None:
    assert story_of(Workspace(project, "ada"), article=1) == [1]


def test_the_queue_can_ask_how_large_stories_are(grouped: Workspace) -> None:
    with grouped.project.reading() as connection:
        assert stories.places(connection, [1, 2, 3]) == {
            1: StoryPlace(1, 1, 2),
            3: StoryPlace(1, 2, 2),
        }


def test_only_new_articles_are_compared_again(grouped: Workspace) -> None:
    add(grouped.project, changed(FIRST, 0.05, RANDOM), THIRD)
    report = group_stories(grouped)
    assert (report.compared, story_of(grouped, article=4)) == (2, [1, 3, 4])


def test_grouping_anew_comes_to_the_same(grouped: Workspace) -> None:
    report = group_stories(grouped, again=True)
    assert (report.compared, story_of(grouped, article=1)) == (3, [1, 3])


def test_a_stopped_run_is_taken_up_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def cancelled(*arguments: object, **options: object) -> None:
        raise Cancelled

    with monkeypatch.context() as patched:
        patched.setattr(operation, "candidates", cancelled)
        with pytest.raises(Cancelled):
            group_stories(Workspace(project, "ann"))
    assert group_stories(Workspace(project, "ann")).stories == 1


def test_cancelling_leaves_the_stories_as_they_were(grouped: Workspace) -> None:
    add(grouped.project, THIRD)
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        group_stories(grouped, progress=progress)
    assert story_of(grouped, article=1) == [1, 3]


def test_import_notes_what_tells_the_same_as_an_article_there(
    project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "new.txt"
    path.write_text(changed(OTHER, 0.05, RANDOM), "utf-8")
    report = import_files(project, [path], annotator="ada")
    told = f"({Workspace(project, 'ada').article(2).document.article.uid})"
    assert [note.reason.endswith(told) for note in report.notes] == [True]


def test_import_puts_off_what_would_take_long(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operation, "AT_ONCE", 3)
    path = tmp_path / "new.txt"
    path.write_text(changed(OTHER, 0.05, RANDOM), "utf-8")
    report = import_files(project, [path], annotator="ada")
    assert [note.file for note in report.notes] == ["4 articles"]


def test_an_import_of_nothing_new_notes_nothing(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "new.txt"
    path.write_text(OTHER, "utf-8")
    assert import_files(project, [path], annotator="ada").notes == ()


def parts_of(project: Project, folder: Path, seed: int) -> dict[str, int]:
    choice = exporter.Choice("ada", statuses=())
    report = exporter.export_spacy(project, folder, choice, split=Split.parse("1:1:1", seed=seed))
    return {name: part.articles for name, part in report.parts.items() if part.articles}


@pytest.mark.parametrize("seed", range(4))
def test_a_story_is_never_in_two_parts(tmp_path: Path, seed: int) -> None:
    versions = [changed(FIRST, 0.05, RANDOM) for _ in range(8)]
    project = make_project(tmp_path / "p.annot", bodies=versions)
    group_stories(Workspace(project, "ann"))
    assert list(parts_of(project, tmp_path / "out", seed).values()) == [8]


def test_later_versions_move_a_story_to_no_other_part(grouped: Workspace) -> None:
    with grouped.project.reading() as connection:
        before = stories.first_hashes(connection, [1, 2, 3])
    add(grouped.project, changed(FIRST, 0.05, RANDOM))
    group_stories(grouped)
    with grouped.project.reading() as connection:
        assert stories.first_hashes(connection, [1, 2, 3]) == before


def common_word() -> tuple[int, int]:
    """A place of the first text that the second text has too, in the same surroundings."""
    start = next(at for at in range(60, len(FIRST)) if FIRST[at : at + 60] in SECOND)
    start = FIRST.index(" ", start + 20) + 1
    return start, FIRST.index(" ", start)


def carry(workspace: Workspace) -> CopyReport:
    """Offer the spans of the first article to the others of its story."""
    return copy_to_duplicates(workspace, prepare_copies(workspace, article=1))


def annotate_first(workspace: Workspace) -> str:
    start, end = common_word()
    return annotate.add(workspace, article=1, start=start, end=end, label="ACTOR").text


def test_annotations_are_offered_to_the_other_articles_of_the_story(grouped: Workspace) -> None:
    words = annotate_first(grouped)
    report = carry(grouped)
    waiting = grouped.article(3).waiting
    assert (report.articles, report.offered, report.lost) == (1, 1, 0)
    assert [(SECOND[s.start : s.end], s.label, s.source) for s in waiting] == [
        (words, "ACTOR", "story")
    ]


def test_what_has_been_offered_is_not_offered_twice(grouped: Workspace) -> None:
    annotate_first(grouped)
    carry(grouped)
    assert carry(grouped).offered == 0


def test_what_is_annotated_there_is_not_offered(grouped: Workspace) -> None:
    annotate_first(grouped)
    carry(grouped)
    annotate.accept_all(grouped, article=3)
    assert carry(grouped).offered == 0


def test_muted_text_is_offered_nothing(grouped: Workspace) -> None:
    annotate_first(grouped)
    do(grouped.project, Edit("mute", (), (MutedRange("m", 3, 0, len(SECOND), "manual"),)))
    assert carry(grouped).offered == 0


def test_articles_spans_were_carried_to_still_get_suggestions(grouped: Workspace) -> None:
    annotate_first(grouped)
    carry(grouped)
    with grouped.project.reading() as connection:
        assert suggestions.articles_without_run(connection) == [1, 2, 3]


def test_a_colleagues_annotations_are_not_carried(grouped: Workspace) -> None:
    do(
        grouped.project,
        Edit("add", (), (annotation(annotator="bob", text=FIRST),)),
        annotator="bob",
    )
    assert carry(grouped).offered == 0


def test_undo_takes_carried_spans_back_and_redo_offers_them_again(grouped: Workspace) -> None:
    annotate_first(grouped)
    carry(grouped)
    offered = [(s.start, s.end, s.source) for s in grouped.article(3).suggestions]
    assert len(offered) == 1
    undone = grouped.undo()
    assert undone is not None
    assert (undone.title, grouped.article(3).suggestions) == (
        *("Copy 1 suggestion to 1 duplicate", ()),
    )
    grouped.redo()
    assert [(s.start, s.end, s.source) for s in grouped.article(3).suggestions] == offered


def test_undo_leaves_what_somebody_has_decided_on(grouped: Workspace) -> None:
    annotate_first(grouped)
    carry(grouped)
    other = Workspace(grouped.project, "bob")
    annotate.accept_all(other, article=3)
    grouped.undo()
    assert len(grouped.article(3).suggestions) == 1
    assert len(other.article(3).annotations) == 1


def test_undo_leaves_what_a_suggester_has_found_there_itself(grouped: Workspace) -> None:
    annotate_first(grouped)
    carry(grouped)
    (carried,) = grouped.article(3).suggestions
    grouped.undo()
    found = {3: [SuggestedSpan(SpanContent(carried.start, carried.end, carried.label))]}
    grouped.add_suggestions(found, source="rules", version="1")
    carry(grouped)
    grouped.undo()
    assert [s.source for s in grouped.article(3).suggestions] == ["rules"]


def test_the_queue_says_how_many_versions_there_are(grouped: Workspace) -> None:
    shown = queue.entries(grouped, [1, 2, 3])
    places = [shown[number].story for number in (1, 2, 3)]
    assert places == [StoryPlace(1, 1, 2), None, StoryPlace(1, 2, 2)]


def test_the_queue_can_show_one_version_of_each_story(grouped: Workspace) -> None:
    assert queue.numbers(grouped, QueueView(one_a_story=True)) == [1, 2]


def test_the_queue_can_put_versions_behind_each_other(grouped: Workspace) -> None:
    assert queue.numbers(grouped, QueueView(sort=Sort.STORY)) == [1, 3, 2]
