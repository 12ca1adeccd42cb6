"""What is written of each kind of row is read again as it was, found by its key and taken away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from making import annotation, make_project, suggest

from annotator.domain.conflicts import Kind, Option
from annotator.domain.edits import Row
from annotator.domain.figures import parse_figure
from annotator.domain.gold import (
    Comment,
    GoldSource,
    GoldSpan,
    Outcome,
    Reason,
    Review,
    ReviewStatus,
    Rule,
    Ruling,
)
from annotator.domain.names import NONE, ProjectName
from annotator.domain.span_content import SpanContent
from annotator.domain.values import (
    ArticleStatus,
    Decision,
    MutedRange,
    Status,
    SuggestedSpan,
    UnmutedRange,
    Verdict,
)
from annotator.store.project import Project
from annotator.store.row_mapper import MAPPERS, add, fetch_same, remove

SPAN = SpanContent(35, 40, "FIGURE", parse_figure("more than 3,000"), "army", "why")
OPTIONS = (Option((SpanContent(35, 40, "FIGURE", SPAN.figure, "army"),), ("ada",)), Option(()))
ROWS: list[Row] = [
    annotation(35, 40, label="FIGURE", figure=SPAN.figure, entity="army", note="why"),
    Decision(1, 1, "ada", Verdict.REJECTED),
    ArticleStatus(1, "ada", Status.FLAGGED, "torn"),
    MutedRange("m", 1, 0, 7, "byline"),
    UnmutedRange("u", 1, 0, 7, "byline"),
    ProjectName("ANA", "ACTOR", "", ("Afghan army", "the army"), "ada", "2026-01-01"),
    ProjectName("Reuters", NONE, "", (), "ada", "2026-01-01"),
    ProjectName("rebels", "", "roles", (), "ada", "2026-01-01"),
    Ruling(
        *("r", 1, 35, 40, Kind.VALUE, OPTIONS, Outcome.CHOSEN, "rita", "2026-01-02"),
        *(0, Rule.MAJORITY, Reason.SLIP, "so"),
    ),
    GoldSpan("g", 1, SPAN, "3,000", GoldSource.CHOSEN, ("ada", "bob"), "rita", "2026-01-02"),
    Review(1, ReviewStatus.GOLD, ("ada", "bob"), Rule.UNANIMOUS, "rita", "2026-01-02"),
    Comment("c", 1, "r", "bob", "why", "2026-01-03"),
]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = make_project(tmp_path / "rows.annot")
    suggest(project, SuggestedSpan(SpanContent(0, 7, "ACTOR")))
    yield project
    project.close()


def test_every_kind_of_row_is_tried() -> None:
    assert {type(row) for row in ROWS} == set(MAPPERS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: type(row).__name__)
def test_a_row_comes_back_as_it_was_written_and_goes_by_its_key(project: Project, row: Row) -> None:
    with project.writing() as connection:
        add(connection, type(row), [row])
        assert fetch_same(connection, type(row), [row]) == [row]
        remove(connection, type(row), [row])
        assert fetch_same(connection, type(row), [row]) == []
