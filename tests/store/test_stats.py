"""The numbers of a project are what went into it."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import annotation, do, make_project, suggest

from annotator.domain.edits import Edit
from annotator.domain.label_colours import fresh
from annotator.domain.span_content import SpanContent
from annotator.domain.values import ArticleStatus, Decision, Status, SuggestedSpan, Verdict
from annotator.store.definitions import labels
from annotator.store.stats import Stats, stats
from annotator.store.work.time_spent import add_time


@pytest.fixture
def counted(tmp_path: Path) -> Stats:
    project = make_project(tmp_path / "p.annot", ["Taliban took Kunduz.", "Nothing.", "More."])
    first, second, _ = suggest(
        project,
        SuggestedSpan(SpanContent(0, 7, "ACTOR")),
        SuggestedSpan(SpanContent(8, 12, "ACTOR")),
        SuggestedSpan(SpanContent(13, 19, "LOCATION")),
    )
    made = annotation(suggestion_id=first)
    verdicts = (
        Decision(first, 1, "ada", Verdict.ACCEPTED, made.id),
        Decision(second, 1, "ada", Verdict.REJECTED),
    )
    do(project, Edit("work", (), (made, *verdicts, ArticleStatus(1, "ada", Status.DONE))))
    ben = (
        Decision(first, 1, "ben", Verdict.REJECTED),
        ArticleStatus(2, "ben", Status.FLAGGED, "odd"),
    )
    do(project, Edit("work", (), ben), annotator="ben")
    with project.writing() as connection:
        add_time(connection, 1, annotator="ada", seconds=90)
    with project.reading() as connection:
        found = stats(connection)
    project.close()
    return found


def test_articles_are_counted_by_annotator_and_status(counted: Stats) -> None:
    assert counted.articles == 3
    assert counted.people["ada"].statuses[Status.DONE] == 1
    assert counted.people["ada"].statuses[Status.NEW] == 2
    assert counted.people["ben"].statuses[Status.FLAGGED] == 1


def test_annotations_are_counted_by_annotator_and_label(counted: Stats) -> None:
    assert counted.people["ada"].annotations == {"ACTOR": 1, "LOCATION": 0, "FIGURE": 0}
    assert sum(counted.people["ben"].annotations.values()) == 0


def test_annotations_are_counted_by_label_however_many_labels_there_are(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", ["Taliban took Kunduz."])
    names = [f"LABEL {number}" for number in range(9)]
    with project.writing() as connection:
        there = list(labels.labels(connection))
        for name in names:
            there.append(fresh(there, name))
            labels.add(connection, there[-1])
    rows = [annotation(id=name, label=name, text="Taliban took Kunduz.") for name in names[::2]]
    do(project, Edit("work", (), (*rows, annotation(text="Taliban took Kunduz."))))
    with project.reading() as connection:
        counts = stats(connection).people["ada"].annotations
    assert counts == {label.name: label.name in ("ACTOR", *names[::2]) for label in there}


def test_suggestions_are_counted_by_label_and_verdict(counted: Stats) -> None:
    actor = counted.labels["ACTOR"]
    assert (actor.suggestions, actor.undecided) == (2, 0)
    assert actor.verdicts == {Verdict.ACCEPTED: 1, Verdict.CORRECTED: 0, Verdict.REJECTED: 2}
    assert counted.labels["LOCATION"].undecided == 1


def test_time_is_counted_by_annotator(counted: Stats) -> None:
    assert (counted.people["ada"].seconds, counted.people["ben"].seconds) == (90, 0)
