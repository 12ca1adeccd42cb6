"""Articles sent back on the command line, and the list of what annotators have set aside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from reviewed_project import make_reviewed

from annotator.cli.app import run
from annotator.domain.values import Status
from annotator.operations import articles
from annotator.operations.reviewing import sending_back
from annotator.store.project import open_project
from annotator.workspace import Workspace

pytestmark = pytest.mark.file_only("the command line is one for both")


@pytest.fixture
def path(tmp_path: Path) -> str:
    path = tmp_path / "p.annot"
    make_reviewed(path).close()
    bob = Workspace(open_project(path), "bob")
    articles.flag(bob, article=1, reason="which Kunduz?")
    articles.set_status(bob, article=2, status=Status.SKIPPED)
    bob.close()
    return str(path)


@pytest.fixture
def uids(path: str) -> list[str]:
    project = open_project(Path(path))
    space = Workspace(project, "rita")
    ids = [space.article(number).document.article.uid for number in (1, 2)]
    space.close()
    return ids


def reported(
    path: str, capfd: pytest.CaptureFixture[str], *words: str, status: int = 0
) -> dict[str, Any]:
    capfd.readouterr()
    assert run(["send-back", path, *words, "--annotator", "rita", "--json"]) == status
    told: dict[str, Any] = json.loads(capfd.readouterr().out)
    return told


def test_what_is_flagged_and_skipped_is_listed(
    path: str, uids: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    told = reported(path, capfd)
    rows = [
        (row["id"], row["annotator"], row["status"], row["reason"]) for row in told["set_aside"]
    ]
    assert rows == [(uids[0], "bob", "done", "which Kunduz?"), (uids[1], "bob", "skipped", None)]
    assert run(["send-back", path]) == 0
    assert "bob – done, flagged: which Kunduz?" in capfd.readouterr().out


def test_it_is_sent_back_with_a_word_and_a_passage(
    path: str, uids: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    words = ("--to", "ann,bob", "--comment", "see the list", "--passage", "Kunduz")
    assert reported(path, capfd, uids[0], *words) == {"sent": 2, "passed_over": []}
    project = open_project(Path(path))
    (one,) = sending_back.waiting(project, "ann").values()
    project.close()
    assert (one.by, one.comment, one.start, one.end) == ("rita", "see the list", 22, 28)
    told = reported(path, capfd)
    assert [row["annotator"] for row in told["set_aside"]] == ["bob"]  # of the other article
    waiting = [(row["id"], row["annotator"], row["start"]) for row in told["waiting"]]
    assert sorted(waiting) == [(uids[0], "ann", 22), (uids[0], "bob", 22)]


def test_who_is_not_through_is_named(
    path: str, uids: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert reported(path, capfd, *uids, "--to", "bob") == {"sent": 2, "passed_over": []}
    told = reported(path, capfd, uids[0], "--to", "bob", "--to", "ann", status=1)
    passed = {"id": uids[0], "annotator": "bob", "status": "in_progress"}
    assert told == {"sent": 1, "passed_over": [passed]}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--to", "eve"), "Nobody named “eve” has worked in this project."),
        (("--to", "ann", "--passage", "Herat"), "“Herat” are not there"),
        (("--to", "ann", "--passage", "n"), "times"),
        (("--to", "rita"), "Nobody"),
        ((), "Nobody named “rita” has worked in this project."),
    ],
)
def test_what_cannot_be_sent_changes_nothing(
    path: str,
    uids: list[str],
    capfd: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    said: str,
) -> None:
    capfd.readouterr()
    assert run(["send-back", path, uids[0], *words, "--annotator", "rita"]) == 2
    assert said in capfd.readouterr().err.replace("\n", " ")
    assert reported(path, capfd)["waiting"] == []
