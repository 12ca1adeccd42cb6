"""An article that was put back arrives first, with the reason, and nothing diverges by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from merge_verbs import dump, send, take
from sample_project import make_project

from annotator.domain.queueing import QueueView
from annotator.domain.sent_back import BackNote
from annotator.domain.values import Status
from annotator.operations import annotate, articles, people, queue
from annotator.operations.reviewing import sending_back
from annotator.operations.sharing import merging
from annotator.store.articles.article_rows import article_state
from annotator.store.project import Project, open_project
from annotator.workspace import Workspace

pytestmark = pytest.mark.file_only("bundles are files")

WHY = ("new guidelines", "“governor”: an office is no actor")


@pytest.fixture
def ann(tmp_path: Path) -> Iterator[Workspace]:
    """ann at home, through with the second article and at work on the first."""
    make_project(tmp_path / "ann.annot").close()
    space = Workspace(open_project(tmp_path / "ann.annot"), "ann")
    label(space, "governor", 1)
    label(space, "Doha", 2)
    articles.set_status(space, article=2, status=Status.DONE)
    yield space
    space.close()


@pytest.fixture
def lead(tmp_path: Path, ann: Workspace) -> Iterator[Workspace]:
    make_project(tmp_path / "lead.annot").close()
    space = Workspace(open_project(tmp_path / "lead.annot"), "rita")
    merging.merge_files(space, [sent(ann, tmp_path)])
    yield space
    space.close()


def label(space: Workspace, words: str, article: int) -> None:
    start = space.article(article).text.index(words)
    annotate.add(space, article=article, start=start, end=start + len(words), label="ACTOR")


def sent(space: Workspace, folder: Path) -> Path:
    return send(space.project, folder / f"{len(list(folder.iterdir()))}.annwork")


def status_of(project: Project, number: int = 2) -> Status:
    with project.reading() as connection:
        return article_state(connection, number, annotator="ann").status


def put_back(lead: Workspace) -> int:
    return sending_back.send_back(lead, [BackNote(2, "ann", *WHY)], "Back into the queue")


def bring(space: Workspace, file: Path) -> None:
    report = merging.merge_files(space, [file])
    assert not report.incomplete


def test_it_comes_first_with_reason_and_comment(
    lead: Workspace, ann: Workspace, tmp_path: Path
) -> None:
    assert put_back(lead) == 1
    assert status_of(lead.project) is Status.IN_PROGRESS
    bring(ann, sent(lead, tmp_path))
    assert status_of(ann.project) is Status.IN_PROGRESS
    (one,) = sending_back.waiting(ann.project, "ann").values()
    assert (one.article, one.by, one.reason, one.comment) == (2, "rita", *WHY)
    assert queue.numbers(ann, QueueView()) == [2, 1]
    assert articles.next_open(ann, after=None) == 2


def test_work_that_went_on_meanwhile_does_not_diverge(
    lead: Workspace, ann: Workspace, tmp_path: Path
) -> None:
    put_back(lead)
    label(ann, "Taliban", 2)
    bring(lead, sent(ann, tmp_path))
    assert status_of(lead.project) is Status.IN_PROGRESS
    bring(ann, sent(lead, tmp_path))
    assert status_of(ann.project) is Status.IN_PROGRESS
    assert len(ann.article(2).annotations) == 2


def test_being_through_again_answers_it_everywhere(
    lead: Workspace, ann: Workspace, tmp_path: Path
) -> None:
    put_back(lead)
    older = sent(lead, tmp_path)
    bring(ann, older)
    label(ann, "Taliban", 2)
    articles.set_status(ann, article=2, status=Status.DONE)
    assert sending_back.waiting(ann.project, "ann") == {}
    bring(lead, sent(ann, tmp_path))
    assert status_of(lead.project) is Status.DONE
    bring(ann, older)
    assert status_of(ann.project) is Status.DONE
    assert dump(ann.project) == dump(lead.project)


def test_a_file_that_brings_no_work_but_what_was_put_back_has_changed_the_project(
    lead: Workspace, ann: Workspace, tmp_path: Path
) -> None:
    put_back(lead)
    report = merging.merge_files(ann, [sent(lead, tmp_path)])
    assert report.changed
    assert "1 article came back to ann, first in the queue" in report.files[0].notes
    articles.set_status(ann, article=2, status=Status.DONE)
    back = merging.merge_files(lead, [sent(ann, tmp_path)])
    assert "done again of what was put back: 1 article" in back.files[0].notes
    assert not merging.merge_files(lead, [sent(ann, tmp_path)]).changed


def test_the_order_in_which_files_come_changes_nothing(
    lead: Workspace, ann: Workspace, tmp_path: Path
) -> None:
    first = sent(ann, tmp_path)
    put_back(lead)
    back = sent(lead, tmp_path)
    bring(ann, back)
    articles.set_status(ann, article=2, status=Status.DONE)
    answered = sent(ann, tmp_path)
    found = []
    for number, order in enumerate(((first, back, answered), (answered, back, first))):
        project = make_project(tmp_path / f"third{number}.annot")
        take(project, *order)
        found.append(dump(project))
        project.close()
    assert found[0] == found[1]


def test_undo_takes_it_back_and_so_does_the_next_file(
    lead: Workspace, ann: Workspace, tmp_path: Path
) -> None:
    put_back(lead)
    bring(ann, sent(lead, tmp_path))
    lead.undo()
    assert status_of(lead.project) is Status.DONE
    assert sending_back.waiting(lead.project, "ann") == {}
    bring(ann, sent(lead, tmp_path))
    assert status_of(ann.project) is Status.DONE


def test_it_goes_with_a_new_name(lead: Workspace) -> None:
    put_back(lead)
    people.rename(lead, "ann", "Ann Smith")
    assert list(sending_back.waiting(lead.project, "Ann Smith")) == [2]


def test_undone_and_made_again_it_says_what_it_said(lead: Workspace, ann: Workspace) -> None:
    note = BackNote(2, "ann", "slip", "look at “Doha”", 5, 9)
    sending_back.send_back(lead, [note], "Back")
    lead.undo()
    again = Workspace(open_project(lead.project.path), "rita")  # as after a restart
    again.redo()
    (one,) = sending_back.waiting(again.project, "ann").values()
    again.close()
    said = BackNote(one.article, one.annotator, one.reason, one.comment, one.start, one.end)
    assert said == note


@pytest.mark.parametrize("status", [Status.SKIPPED, Status.FLAGGED])
def test_what_was_skipped_or_flagged_comes_back_too(
    lead: Workspace, ann: Workspace, tmp_path: Path, status: Status
) -> None:
    articles.set_status(ann, article=2, status=status, reason="not about the conflict")
    bring(lead, sent(ann, tmp_path))
    sending_back.send_back(lead, [BackNote(2, "ann", "", "it is: see the end", 3, 7)], "Back")
    bring(ann, sent(lead, tmp_path))
    assert queue.numbers(ann, QueueView()) == [2, 1]
    (one,) = sending_back.waiting(ann.project, "ann").values()
    assert (one.comment, one.start, one.end) == ("it is: see the end", 3, 7)
    label(ann, "Taliban", 2)
    bring(lead, sent(ann, tmp_path))
    assert dump(lead.project) == dump(ann.project)
    lead.undo()
    assert status_of(lead.project) is status
    articles.set_status(ann, article=2, status=Status.DONE)
    bring(lead, sent(ann, tmp_path))
    assert status_of(lead.project) is Status.DONE


def test_who_is_not_through_is_passed_over(lead: Workspace) -> None:
    assert sending_back.send_back(lead, [BackNote(1, "ann", *WHY)], "Back") == 0
    assert sending_back.waiting(lead.project, "ann") == {}
