"""Suggestions for whole projects: stopped at any time, taken up where they were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from making import make_project

from annotator.domain.figures import ACLED
from annotator.operations.prelabel import prelabel
from annotator.store import suggestions
from annotator.store.facts import VAGUE_POLICY, set_fact
from annotator.store.project import Project
from annotator.tasks import Cancelled, Progress

OBEDIENT = "fake_suggesters:obedient"
# Each fills a batch of its own.
LONG = [letter * 70_000 for letter in "abc"]


def without_run(project: Project) -> list[int]:
    with project.reading() as connection:
        return suggestions.articles_without_run(connection)


def cancel_after_first(progress: Progress) -> Callable[[Sequence[int]], None]:
    return lambda numbers: progress.cancel()


def test_a_cancelled_run_keeps_the_batches_it_has_stored(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", LONG)
    progress = Progress()
    with pytest.raises(Cancelled):
        prelabel(project, pipeline=OBEDIENT, progress=progress, stored=cancel_after_first(progress))
    assert without_run(project) == [2, 3]


def test_the_next_run_does_only_what_is_left(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", LONG)
    progress = Progress()
    with pytest.raises(Cancelled):
        prelabel(project, pipeline=OBEDIENT, progress=progress, stored=cancel_after_first(progress))
    heard: list[int] = []
    report = prelabel(project, pipeline=OBEDIENT, stored=heard.extend)
    assert (report.articles, heard) == (2, [2, 3])


def test_progress_counts_articles(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", LONG)
    heard: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: heard.append((done, total)))
    prelabel(project, pipeline=OBEDIENT, progress=progress)
    assert heard == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_project_without_articles_needs_no_suggester(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", [])
    assert prelabel(project, pipeline="no such pipeline").source is None


def test_vague_words_get_what_the_policy_of_the_project_gives_them(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", ["Dozens of people fled."])
    with project.writing() as connection:
        set_fact(connection, VAGUE_POLICY, ACLED.name)
    prelabel(project, pipeline="rules")
    with project.reading() as connection:
        (found,) = suggestions.suggestions_of(connection, 1)
    assert found.figure is not None
    assert found.figure.best == 12
