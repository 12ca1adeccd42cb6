"""The log says of every kind of row what it has always said: nothing in it is ever rewritten."""

from __future__ import annotations

import json

import pytest

from annotator.domain.conflicts import Kind, Option
from annotator.domain.edits import Row
from annotator.domain.figures import Figure
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
from annotator.domain.names import ProjectName
from annotator.domain.span_content import SpanContent
from annotator.domain.values import (
    Annotation,
    ArticleStatus,
    Decision,
    MutedRange,
    Origin,
    Status,
    UnmutedRange,
    Verdict,
)
from annotator.store.event_rows import event_rows
from annotator.store.mapping import event_text

FIGURE = {"best": 12, "qualifier": "exact", "unit": "person", "parsed": True}


def figure() -> Figure:
    return Figure.from_json(FIGURE)


STORED_FIGURE = {
    "low": None,
    "best": 12,
    "high": None,
    "qualifier": "exact",
    "unit": "person",
    "counts": None,
    "outcome": None,
    "of": None,
    "parsed": True,
    "confirmed": False,
}


ROWS: list[tuple[Row, dict[str, object]]] = [
    (
        Annotation(
            "a1",
            7,
            "ada",
            SpanContent(3, 9, "FIGURE", figure(), note="?"),
            "twelve",
            Origin.CORRECTED,
        ),
        {
            "kind": "Annotation",
            "id": "a1",
            "article_id": 7,
            "annotator": "ada",
            "start": 3,
            "end": 9,
            "label": "FIGURE",
            "text": "twelve",
            "origin": "corrected",
            "figure": STORED_FIGURE,
            "note": "?",
        },
    ),
    (
        Annotation(
            "a2", 7, "ada", SpanContent(0, 2, "ACTOR", None, "army"), "ANA", Origin.MANUAL, 4
        ),
        {
            "kind": "Annotation",
            "id": "a2",
            "article_id": 7,
            "annotator": "ada",
            "start": 0,
            "end": 2,
            "label": "ACTOR",
            "text": "ANA",
            "origin": "manual",
            "entity": "army",
            "suggestion_id": 4,
        },
    ),
    (
        Decision(4, 7, "ada", Verdict.ACCEPTED, "a2"),
        {
            "kind": "Decision",
            "suggestion_id": 4,
            "article_id": 7,
            "annotator": "ada",
            "verdict": "accepted",
            "annotation_id": "a2",
        },
    ),
    (
        ArticleStatus(7, "ada", Status.FLAGGED, "torn"),
        {
            "kind": "Work",
            "article_id": 7,
            "annotator": "ada",
            "status": "flagged",
            "reason": "torn",
        },
    ),
    (
        MutedRange("m1", 7, 10, 20, "byline"),
        {
            "kind": "MutedRange",
            "id": "m1",
            "article_id": 7,
            "start": 10,
            "end": 20,
            "rule": "byline",
        },
    ),
    (
        UnmutedRange("m2", 7, 30, 40, "byline"),
        {
            "kind": "UnmutedRange",
            "id": "m2",
            "article_id": 7,
            "start": 30,
            "end": 40,
            "rule": "byline",
        },
    ),
    (
        ProjectName("ANA", "ACTOR", "", ("Afghan army",), "ada", "2026-01-01"),
        {
            "kind": "ProjectName",
            "spelling": "ANA",
            "label": "ACTOR",
            "word_list": "",
            "variants": ["Afghan army"],
            "annotator": "ada",
            "at": "2026-01-01",
        },
    ),
    (
        Ruling(
            *("r1", 7, 3, 9, Kind.VALUE),
            (
                Option((SpanContent(3, 9, "FIGURE", figure(), "x", "n"),), ("ada",)),
                Option((), ("bob",)),
            ),
            *(Outcome.CHOSEN, "rita", "2026-01-02", 0, Rule.MAJORITY, Reason.SLIP, "so"),
        ),
        {
            "kind": "Ruling",
            "id": "r1",
            "article_id": 7,
            "start": 3,
            "end": 9,
            "conflict": "value",
            "versions": [
                {
                    "claims": [
                        {
                            "start": 3,
                            "end": 9,
                            "label": "FIGURE",
                            "figure": STORED_FIGURE,
                            "entity": "x",
                            "note": "n",
                        }
                    ],
                    "holders": ["ada"],
                },
                {"claims": [], "holders": ["bob"]},
            ],
            "outcome": "chosen",
            "reviewer": "rita",
            "at": "2026-01-02",
            "chosen": 0,
            "rule": "majority",
            "reason": "slip",
            "comment": "so",
        },
    ),
    (
        GoldSpan(
            *("g1", 7, SpanContent(3, 9, "FIGURE", figure(), "army", "see"), "twelve"),
            *(GoldSource.CHOSEN, ("ada",), "rita", "2026-01-02", "r1"),
        ),
        {
            "kind": "GoldSpan",
            "id": "g1",
            "article_id": 7,
            "start": 3,
            "end": 9,
            "label": "FIGURE",
            "text": "twelve",
            "source": "chosen",
            "chosen_from": ["ada"],
            "reviewer": "rita",
            "at": "2026-01-02",
            "figure": STORED_FIGURE,
            "entity": "army",
            "note": "see",
            "ruling_id": "r1",
        },
    ),
    (
        Review(7, ReviewStatus.GOLD, ("ada", "bob"), Rule.UNANIMOUS, "rita", "2026-01-02"),
        {
            "kind": "Review",
            "article_id": 7,
            "status": "gold",
            "annotators": ["ada", "bob"],
            "rule": "unanimous",
            "reviewer": "rita",
            "at": "2026-01-02",
        },
    ),
    (
        Comment("c1", 7, "r1", "bob", "why", "2026-01-03"),
        {
            "kind": "Comment",
            "id": "c1",
            "article_id": 7,
            "ruling_id": "r1",
            "author": "bob",
            "text": "why",
            "at": "2026-01-03",
        },
    ),
]


@pytest.mark.parametrize(("row", "stored"), ROWS, ids=lambda value: type(value).__name__)
def test_a_row_is_logged_under_the_keys_it_has_always_had(
    row: Row, stored: dict[str, object]
) -> None:
    assert json.loads(event_text((row,))) == [stored]


@pytest.mark.parametrize("row", [row for row, _ in ROWS], ids=lambda row: type(row).__name__)
def test_a_logged_row_is_read_again_as_it_was(row: Row) -> None:
    assert event_rows(event_text((row, row))) == (row, row)
