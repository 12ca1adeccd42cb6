"""An import that is cancelled is taken back whole, and one that was killed is taken up again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest
from making import TEXT, annotation, do, make_project, suggest
from project_dump import dump, problems

from annotator.domain.edits import Edit
from annotator.domain.span_content import SpanContent
from annotator.domain.values import ArticleStatus, Status, SuggestedSpan
from annotator.operations.importing import importer
from annotator.operations.importing.importer import ImportChoices, bring_in
from annotator.store.articles.search import matching
from annotator.store.project import Project, open_project
from annotator.tasks import Cancelled, Progress
from annotator.workspace import Workspace

# The log of what happened is never altered, and an annotator who is named in it stays known.
LOG = ("event", "annotator")


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "_BATCH", 50)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with an article that has suggestions, an annotation, and work on it."""
    made = make_project(tmp_path / "p.annot", [TEXT, "Herat is calm."])
    suggest(made, SuggestedSpan(SpanContent(22, 28, "LOCATION"), score=0.5))
    do(made, Edit("all", (), (annotation(), ArticleStatus(1, "ada", Status.DONE))))
    return made


def write(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in records))
    return path


def span(start: int, end: int, label: str = "ACTOR") -> dict[str, Any]:
    return {"start": start, "end": end, "label": label}


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """More than a batch, with an article that is there already and a label that is not."""
    known = {
        "text": TEXT,
        "spans": [span(8, 16), span(64, 69, "LOCATION")],
        "rejected": [span(0, 16) | {"source": "rules@2"}],
        "meta": {"status": "in_progress"},
    }
    more = [
        {"text": f"Article {number}\n\nLEAVE A REPLY", "spans": [span(0, 7, "EVENT")]}
        for number in range(180)
    ]
    return write(tmp_path / "in.jsonl", [*more[:20], known, *more[20:]])


def cancel_at(project: Project, path: Path, count: int, **choices: Any) -> None:
    progress = Progress(lambda done, total: progress.cancel() if done >= count else None)
    with pytest.raises(Cancelled):
        bring_in(
            Workspace(project, "ben"),
            [path],
            choices=ImportChoices(new_labels=True, **choices),
            progress=progress,
            take_back=lambda: True,
        )


@pytest.mark.parametrize("count", [50, 150])
@pytest.mark.parametrize("as_annotations", [False, True])
def test_a_cancelled_import_leaves_the_project_as_it_was(
    project: Project, records: Path, count: int, as_annotations: bool
) -> None:
    before = dump(project, without=LOG)
    cancel_at(project, records, count, as_annotations=as_annotations)
    assert dump(project, without=LOG) == before
    assert problems(project) == []


def test_what_was_taken_back_is_found_by_no_search(project: Project, records: Path) -> None:
    cancel_at(project, records, 150)
    with project.reading() as connection:
        assert matching(connection, "reply") == []
        assert matching(connection, "kunduz") == [1]


def test_what_was_taken_back_can_be_brought_in_again(project: Project, records: Path) -> None:
    cancel_at(project, records, 150)
    choices = ImportChoices(new_labels=True)
    report = bring_in(Workspace(project, "ben"), [records], choices=choices)
    assert (report.added.articles, report.already_there) == (180, 1)
    assert problems(project) == []


def test_without_the_wish_whole_batches_stay(project: Project, records: Path) -> None:
    progress = Progress(lambda done, total: progress.cancel())
    with pytest.raises(Cancelled):
        bring_in(
            Workspace(project, "ben"),
            [records],
            choices=ImportChoices(new_labels=True),
            progress=progress,
        )
    assert len(dump(project)["article"]) == 2 + 49  # of the batch of 50 one is there already


KILLED = """
import os, signal, sys
from pathlib import Path
from annotator.operations.importing import importer
from annotator.store.project import open_project
from annotator.tasks import Progress
from annotator.workspace import Workspace
importer._BATCH = 50
def stop(done, total):
    if done >= int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
importer.bring_in(Workspace(open_project(sys.argv[1]), "ben"), [Path(sys.argv[2])],
                   choices=importer.ImportChoices(new_labels=True), progress=Progress(stop))
"""


@pytest.mark.parametrize("count", [50, 150])
def test_a_killed_import_goes_on_when_it_is_run_again(
    project: Project, records: Path, tmp_path: Path, count: int
) -> None:
    whole = make_project(tmp_path / "whole.annot", [TEXT, "Herat is calm."])
    choices = ImportChoices(new_labels=True)
    bring_in(Workspace(whole, "ben"), [records], choices=choices)
    killed = tmp_path / "killed.annot"
    make_project(killed, [TEXT, "Herat is calm."]).close()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, killed, records, str(count)], env=os.environ, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    again = open_project(killed)
    bring_in(Workspace(again, "ben"), [records], choices=choices)
    drawn = ("event", "project", "muted_range", "article")  # have times or random names in them
    assert dump(again, without=drawn) == dump(whole, without=drawn)
    assert len(dump(again)["muted_range"]) == len(dump(whole)["muted_range"]) == 180
    assert problems(again) == []
