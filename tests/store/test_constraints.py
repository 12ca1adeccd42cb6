"""The database refuses what the domain's rules forbid, whoever writes to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from making import annotation, do, make_project, suggest
from sqlalchemy import insert, update

from annotator.domain.edits import Edit
from annotator.domain.errors import SaveError
from annotator.domain.span_content import SpanContent
from annotator.domain.values import SuggestedSpan
from annotator.store.project import Project
from annotator.store.tables import SQLModel

ANNOTATION = {
    "id": "x",
    "article_id": 1,
    "annotator_id": 1,
    "label_id": 1,
    "start": 0,
    "end": 7,
    "text": "Taliban",
    "origin": "manual",
}
SUGGESTION = {"article_id": 1, "source_id": 1, "label_id": 1, "start": 0, "end": 3}
DECISION = {"suggestion_id": 1, "annotator_id": 1, "article_id": 1, "verdict": "rejected"}
MUTED = {"id": "m", "article_id": 1, "start": 0, "end": 3, "rule": "manual"}
WORK = {"article_id": 1, "annotator_id": 1, "status": "done"}
TIME = {"article_id": 1, "annotator_id": 1, "seconds": 1.0}

RULING = {
    "id": "r",
    "article_id": 1,
    "start": 0,
    "end": 7,
    "kind": "missing",
    "versions": "[]",
    "outcome": "neither",
    "reviewer_id": 1,
    "at": "now",
}
GOLD = {
    "id": "g",
    "article_id": 1,
    "label_id": 1,
    "start": 0,
    "end": 7,
    "text": "Taliban",
    "source": "unanimous",
    "chosen_from": "[]",
    "reviewer_id": 1,
    "at": "now",
}
REVIEW = {
    "article_id": 1,
    "status": "gold",
    "annotators": "[]",
    "rule": "never",
    "reviewer_id": 1,
    "at": "now",
}

GOOD = {
    "ruling": RULING,
    "gold_span": GOLD,
    "review": REVIEW,
    "annotation": ANNOTATION,
    "suggestion": SUGGESTION,
    "decision": DECISION,
    "muted_range": MUTED,
    "work": WORK,
    "time_spent": TIME,
}
BAD = [
    ("ruling", {"end": 0}),
    ("ruling", {"kind": "odd"}),
    ("ruling", {"outcome": "chosen"}),
    ("ruling", {"chosen": 0}),
    ("ruling", {"reason": "odd"}),
    ("ruling", {"rule": "odd"}),
    ("ruling", {"reviewer_id": 99}),
    ("gold_span", {"start": 7}),
    ("gold_span", {"source": "guessed"}),
    ("gold_span", {"label_id": 99}),
    ("gold_span", {"article_id": 99}),
    ("gold_span", {"ruling_id": "none"}),
    ("review", {"status": "done"}),
    ("review", {"rule": "odd"}),
    ("review", {"article_id": 99}),
    ("annotation", {"start": -1}),
    ("annotation", {"start": 7}),
    ("annotation", {"end": 0}),
    ("annotation", {"origin": "guessed"}),
    ("annotation", {"label_id": 99}),
    ("annotation", {"label_id": None}),
    ("annotation", {"article_id": 99}),
    ("annotation", {"annotator_id": 99}),
    ("annotation", {"suggestion_id": 99}),
    ("annotation", {"id": "one"}),
    ("suggestion", {"start": -1}),
    ("suggestion", {"end": 0}),
    ("suggestion", {"score": 1.5}),
    ("suggestion", {"score": -0.5}),
    ("suggestion", {"label_id": 99}),
    ("suggestion", {"source_id": 99}),
    ("suggestion", {"article_id": 99}),
    ("decision", {"verdict": "maybe"}),
    ("decision", {"annotation_id": "one"}),
    ("decision", {"verdict": "accepted", "annotation_id": "nobody"}),
    ("decision", {"suggestion_id": 99}),
    ("muted_range", {"start": 3}),
    ("muted_range", {"article_id": 99}),
    ("work", {"status": "perhaps"}),
    ("work", {"status": "new", "reason": "why"}),
    ("work", {"annotator_id": 99}),
    ("time_spent", {"seconds": -1.0}),
]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = make_project(tmp_path / "p.annot")
    suggest(made, SuggestedSpan(SpanContent(8, 16, "ACTOR")))
    do(made, Edit("add", (), (annotation(22, 28, label="LOCATION"),)))
    yield made
    made.close()


def write(project: Project, table: str, values: dict[str, Any]) -> None:
    with project.writing() as connection:
        connection.execute(insert(SQLModel.metadata.tables[table]).values(values))


@pytest.mark.parametrize("table", GOOD)
def test_a_sound_row_is_taken(project: Project, table: str) -> None:
    write(project, table, GOOD[table])


@pytest.mark.parametrize(("table", "wrong"), BAD, ids=str)
def test_a_row_against_the_rules_is_refused(
    project: Project, table: str, wrong: dict[str, Any]
) -> None:
    with pytest.raises(SaveError):
        write(project, table, GOOD[table] | wrong)


def test_a_label_in_use_cannot_be_deleted(project: Project) -> None:
    with pytest.raises(SaveError), project.writing() as connection:
        connection.exec_driver_sql("DELETE FROM label WHERE name = 'LOCATION'")


def test_the_same_text_cannot_come_in_twice(project: Project) -> None:
    articles = SQLModel.metadata.tables["article"]
    with project.reading() as connection:
        row = dict(connection.exec_driver_sql("SELECT * FROM article").mappings().one())
    with pytest.raises(SaveError):
        write(project, "article", row | {"id": 2, "uid": "other"})
    with pytest.raises(SaveError), project.writing() as connection:
        connection.execute(update(articles).values(length=-1))
