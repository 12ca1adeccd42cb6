"""What an annotator means to do with whole articles: finish, reopen, flag, skip, mute, go on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from importing_verbs import import_files
from project_places import put_empty_project
from sample_project import FIRST, SECOND, MakeProject, make_project, place

from annotator.domain.changes import Change, Part
from annotator.domain.errors import AnnotatorError
from annotator.domain.queueing import QueueView, Sort
from annotator.domain.state import ArticleState
from annotator.domain.values import ArticleStatus, Status
from annotator.operations import annotate, articles
from annotator.operations.exporting.exporter import Choice, export_jsonl
from annotator.operations.sharing import bundling, merging
from annotator.store.project import open_project
from annotator.store.queue import queue_listing
from annotator.store.stats import stats
from annotator.workspace import Workspace

ONE, TWO = 1, 2


def on_disk(workspace: Workspace, article: int = ONE) -> ArticleState:
    return Workspace(workspace.project, workspace.annotator).article(article)


@pytest.mark.parametrize("status", list(Status))
def test_a_status_is_kept_and_undo_takes_it_back(workspace: Workspace, status: Status) -> None:
    articles.set_status(workspace, article=ONE, status=status)
    assert on_disk(workspace).status is status
    workspace.undo()
    assert on_disk(workspace).article_status is None


def test_one_status_follows_the_other(workspace: Workspace) -> None:
    for status in (Status.DONE, Status.IN_PROGRESS, Status.SKIPPED):
        articles.set_status(workspace, article=ONE, status=status)
        assert on_disk(workspace).status is status


@pytest.mark.parametrize("status", [Status.DONE, Status.SKIPPED, Status.IN_PROGRESS])
def test_a_flag_stays_with_its_reason_whatever_becomes_of_the_article(
    workspace: Workspace, status: Status
) -> None:
    articles.flag(workspace, article=ONE, reason="damaged")
    articles.set_status(workspace, article=ONE, status=status)
    assert on_disk(workspace).article_status == ArticleStatus(ONE, "ann", status, "damaged")


def test_a_flag_without_a_reason_stays_as_well(workspace: Workspace) -> None:
    articles.set_status(workspace, article=ONE, status=Status.FLAGGED)
    articles.set_status(workspace, article=ONE, status=Status.DONE)
    row = on_disk(workspace).article_status
    assert row is not None
    assert (row.status, row.flagged) == (Status.DONE, True)


@pytest.mark.parametrize("status", [Status.DONE, Status.SKIPPED])
def test_what_is_done_or_skipped_stays_so_when_it_is_flagged_and_when_the_flag_is_removed(
    workspace: Workspace, status: Status
) -> None:
    articles.set_status(workspace, article=ONE, status=status)
    articles.flag(workspace, article=ONE, reason="odd")
    assert on_disk(workspace).article_status == ArticleStatus(ONE, "ann", status, "odd")
    articles.unflag(workspace, article=ONE)
    assert on_disk(workspace).article_status == ArticleStatus(ONE, "ann", status)


def test_without_its_flag_an_article_is_in_progress(workspace: Workspace) -> None:
    articles.flag(workspace, article=ONE, reason="odd")
    assert on_disk(workspace).status is Status.FLAGGED
    articles.unflag(workspace, article=ONE)
    assert on_disk(workspace).article_status == ArticleStatus(ONE, "ann", Status.IN_PROGRESS)


def test_what_is_done_and_flagged_is_found_as_either_and_counted_as_both(
    workspace: Workspace,
) -> None:
    articles.flag(workspace, article=ONE, reason="odd")
    articles.set_status(workspace, article=ONE, status=Status.DONE)
    with workspace.project.reading() as connection:
        for view in (
            QueueView(statuses=(Status.DONE,)),
            QueueView(statuses=(Status.FLAGGED,)),
            QueueView(reasons=("odd",)),
        ):
            assert queue_listing.numbers(connection, view, annotator="ann") == [ONE]
        new = QueueView(statuses=(Status.NEW, Status.FLAGGED))
        assert queue_listing.numbers(connection, new, annotator="ann") == [ONE, TWO]
        by_status = QueueView(sort=Sort.STATUS)
        assert queue_listing.numbers(connection, by_status, annotator="ann") == [ONE, TWO]
        person = stats(connection).people["ann"]
    assert (person.statuses[Status.DONE], person.flagged) == (1, 1)


def test_what_is_done_and_flagged_comes_back_from_an_export_as_it_was(
    workspace: Workspace, tmp_path: Path
) -> None:
    articles.flag(workspace, article=ONE, reason="odd")
    articles.set_status(workspace, article=ONE, status=Status.DONE)
    out = tmp_path / "out.jsonl"
    export_jsonl(workspace.project, out, choice=Choice("ann"))
    meta = json.loads(out.read_text())["meta"]
    assert (meta["status"], meta["flagged"], meta["status_reason"]) == ("done", True, "odd")
    put_empty_project(tmp_path / "again.annot")
    again = Workspace(open_project(tmp_path / "again.annot"), "ann")
    import_files(again.project, [out], annotator="ann", as_annotations=True)
    assert on_disk(again).article_status == ArticleStatus(1, "ann", Status.DONE, "odd")


def test_what_is_done_and_flagged_travels_in_a_bundle(workspace: Workspace, tmp_path: Path) -> None:
    articles.flag(workspace, article=ONE, reason="odd")
    articles.set_status(workspace, article=ONE, status=Status.DONE)
    bundle = tmp_path / "ann.annwork"
    bundling.write_bundle(workspace.project, bundle, made_by="ann")
    make_project(tmp_path / "other.annot").close()
    other = Workspace(open_project(tmp_path / "other.annot"), "rita")
    merging.merge_files(other, [bundle])
    ann = Workspace(other.project, "ann")
    assert on_disk(ann).article_status == ArticleStatus(ONE, "ann", Status.DONE, "odd")


def test_the_status_is_each_annotators_own(workspace: Workspace, colleague: Workspace) -> None:
    articles.set_status(workspace, article=ONE, status=Status.DONE)
    assert on_disk(colleague).status is Status.NEW


@pytest.mark.parametrize("offset", [31, 60, 110])
def test_a_paragraph_is_muted_whole_and_unmuted_from_anywhere_in_it(
    workspace: Workspace, offset: int
) -> None:
    assert articles.toggle_muted(workspace, article=ONE, offset=offset) is True
    (muted,) = on_disk(workspace).muted
    assert FIRST[muted.start : muted.end] == FIRST.split("\n")[2]
    assert articles.toggle_muted(workspace, article=ONE, offset=100) is False
    assert on_disk(workspace).muted == ()


def test_the_text_of_a_muted_article_stays_as_it_is(workspace: Workspace) -> None:
    articles.toggle_muted(workspace, article=ONE, offset=0)
    assert on_disk(workspace).text == FIRST


def test_a_blank_paragraph_cannot_be_muted(workspace: Workspace) -> None:
    blank = FIRST.index("\n\n") + 1
    assert articles.toggle_muted(workspace, article=ONE, offset=blank) is None
    assert on_disk(workspace).muted == ()


def test_muting_is_taken_back_by_undo_and_made_again_by_redo(workspace: Workspace) -> None:
    articles.toggle_muted(workspace, article=ONE, offset=0)
    muted = on_disk(workspace).muted
    workspace.undo()
    assert on_disk(workspace).muted == ()
    workspace.redo()
    assert on_disk(workspace).muted == muted


def five(new_project: MakeProject) -> Workspace:
    """Five articles: 2 is done, 4 flagged, the others need work."""
    project = new_project(texts=[f"Article {number}." for number in range(1, 6)])
    workspace = Workspace(project, "ann")
    articles.set_status(workspace, article=2, status=Status.DONE)
    articles.set_status(workspace, article=4, status=Status.FLAGGED, reason="why")
    return workspace


@pytest.mark.parametrize(("after", "following"), [(None, 1), (1, 3), (2, 3), (3, 5), (5, 1)])
def test_the_next_open_article_is_the_next_in_the_queue_and_then_the_first(
    new_project: MakeProject, after: int | None, following: int
) -> None:
    assert articles.next_open(five(new_project), after=after) == following


def test_an_article_in_progress_still_needs_work(new_project: MakeProject) -> None:
    workspace = five(new_project)
    articles.set_status(workspace, article=2, status=Status.IN_PROGRESS)
    assert articles.next_open(workspace, after=1) == 2


def test_there_is_no_next_article_when_only_the_one_in_view_is_open(
    new_project: MakeProject,
) -> None:
    workspace = five(new_project)
    for number in (1, 3):
        articles.set_status(workspace, article=number, status=Status.SKIPPED)
    assert articles.next_open(workspace, after=5) is None
    assert articles.next_open(workspace, after=1) == 5


def test_an_empty_project_has_no_next_article(new_project: MakeProject) -> None:
    assert articles.next_open(Workspace(new_project(texts=()), "ann"), after=None) is None


def test_an_article_that_is_not_there_is_named_in_one_sentence(workspace: Workspace) -> None:
    with pytest.raises(AnnotatorError, match="Article 99"):
        articles.set_status(workspace, article=99, status=Status.DONE)


def test_undo_goes_back_through_the_articles_in_the_order_of_the_work(
    workspace: Workspace,
) -> None:
    start, end = place(FIRST, "12")
    annotate.add(workspace, article=ONE, start=start, end=end, label="FIGURE")
    start, end = place(SECOND, "Envoys")
    annotate.add(workspace, article=TWO, start=start, end=end, label="ACTOR")
    articles.set_status(workspace, article=ONE, status=Status.DONE)
    undone = [workspace.undo() for _ in range(4)]
    assert [edit.articles if edit else None for edit in undone] == [(ONE,), (TWO,), (ONE,), None]
    assert on_disk(workspace, ONE).annotations == on_disk(workspace, TWO).annotations == ()


def test_redo_goes_forward_through_the_articles_again(workspace: Workspace) -> None:
    for article, text in ((ONE, FIRST), (TWO, SECOND)):
        start, end = place(text, "Taliban")
        annotate.add(workspace, article=article, start=start, end=end, label="ACTOR")
    before = on_disk(workspace, ONE), on_disk(workspace, TWO)
    workspace.undo()
    workspace.undo()
    redone = [workspace.redo() for _ in range(3)]
    assert [edit.articles if edit else None for edit in redone] == [(ONE,), (TWO,), None]
    assert (on_disk(workspace, ONE), on_disk(workspace, TWO)) == before


def test_something_new_after_an_undo_leaves_nothing_to_redo(workspace: Workspace) -> None:
    articles.toggle_muted(workspace, article=ONE, offset=0)
    workspace.undo()
    articles.set_status(workspace, article=TWO, status=Status.DONE)
    assert workspace.redo() is None


def test_every_change_is_told_once_with_its_articles_and_its_title(workspace: Workspace) -> None:
    heard: list[Change] = []
    workspace.listen(heard.append)
    articles.set_status(workspace, article=TWO, status=Status.SKIPPED)
    articles.toggle_muted(workspace, article=ONE, offset=0)
    workspace.undo()
    title = "Skip: Talks in Doha go on"
    assert [(change.articles, change.title, change.parts) for change in heard] == [
        ((TWO,), title, Part.STATUS),
        ((ONE,), "Mute a paragraph", Part.MUTED),
        ((ONE,), "Mute a paragraph", Part.MUTED),
    ]
