"""Gold and the best work leave the project with where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from importing_verbs import import_files
from reviewed_project import FIRST, SECOND, make_reviewed, work_on
from spoiling import spoil

from annotator.domain.gold import Plan, Rule
from annotator.domain.span_content import SpanContent
from annotator.domain.splits import Split
from annotator.domain.values import Status
from annotator.operations.exporting import exporter
from annotator.operations.exporting.exporter import Choice, export_jsonl, export_spacy
from annotator.operations.reviewing import review
from annotator.store.project import Project
from annotator.workspace import Workspace

PLAN = Plan(("ann", "bob"))
THIRD = "Nothing but Herat was quiet."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """The first article is in gold, the second under review, the third has bob's work alone."""
    project = make_reviewed(tmp_path / "p.annot", texts=(FIRST, SECOND, THIRD))
    work_on(project, "bob", 3, THIRD, [("Herat", "LOCATION")])
    rita = Workspace(project, "rita")
    held = review.case(project, 1, PLAN)
    assert held is not None
    held = review.choose(rita, held, held.open[0], 1)
    held = review.rewrite(rita, held, held.open[0], [SpanContent(63, 73, "LOCATION")])
    review.sign(rita, held)
    second = review.case(project, 2, PLAN)
    assert second is not None
    review.reopen(rita, review.sign(rita, second))
    yield project
    project.close()


def exported(project: Project, out: Path, whose: str, **wishes: Any) -> list[dict[str, Any]]:
    export_jsonl(project, out, Choice(whose, **wishes))
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_gold_is_what_was_signed_off_and_says_how_it_came_to_be(
    project: Project, tmp_path: Path
) -> None:
    (record,) = exported(project, tmp_path / "gold.jsonl", "gold")
    assert record["_annotator_id"] == "gold"
    assert record["meta"]["status"] == "done"
    assert [(s["text"], s["gold"]["source"], s["gold"]["from"]) for s in record["spans"]] == [
        ("Taliban fighters", "chosen", ["bob"]),
        ("Kunduz", "unanimous", ["ann", "bob"]),
        ("30", "unanimous", ["ann", "bob"]),
        ("near Kabul", "edited", []),
    ]
    assert all(s["gold"]["reviewer"] == "rita" and s["gold"]["at"] for s in record["spans"])
    told = record["meta"]["gold"]
    assert told["sources"] == {"chosen": 1, "edited": 1, "unanimous": 2}
    assert (told["annotators"], told["rule"]) == (["ann", "bob"], Rule.UNANIMOUS.value)
    assert record["spans"][2]["figure"]["best"] == 30


def test_all_of_gold_has_what_is_under_review_too(project: Project, tmp_path: Path) -> None:
    found = exported(project, tmp_path / "gold.jsonl", "gold", statuses=tuple(Status))
    assert [record["meta"]["status"] for record in found] == ["done", "in_progress"]


def test_best_is_gold_where_there_is_gold_else_one_annotators(
    project: Project, tmp_path: Path
) -> None:
    found = exported(project, tmp_path / "best.jsonl", "best")
    assert [record["_annotator_id"] for record in found] == ["gold", "ann", "bob"]
    assert "gold" not in found[1]["meta"]
    assert "gold" not in found[1]["spans"][0]


def test_of_several_annotators_the_first_of_the_review_is_best(
    project: Project, tmp_path: Path
) -> None:
    review.keep_plan(Workspace(project, "ann"), Plan(("bob", "ann")))
    found = exported(project, tmp_path / "best.jsonl", "best")
    assert [record["_annotator_id"] for record in found] == ["gold", "bob", "bob"]


def test_spacy_files_say_it_as_well(project: Project, tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    export_spacy(project, tmp_path / "out", Choice("best"), split=Split.parse("100:0:0"))
    found = DocBin().from_disk(tmp_path / "out" / "train.spacy").get_docs(spacy.blank("en").vocab)
    docs = {doc.user_data["annotator"]: doc for doc in found}
    assert set(docs) == {"gold", "ann", "bob"}
    told = docs["gold"].user_data["gold"]
    assert told["sources"] == {"chosen": 1, "edited": 1, "unanimous": 2}
    assert next(span["source"] for span in told["spans"]) == "chosen"
    assert "gold" not in docs["ann"].user_data


def test_gold_read_again_is_somebodys_annotations_without_a_trace_of_the_review(
    project: Project, tmp_path: Path
) -> None:
    exported(project, tmp_path / "gold.jsonl", "gold")
    other = make_reviewed(tmp_path / "other.annot", {}, texts=(THIRD,))
    report = import_files(other, [tmp_path / "gold.jsonl"], annotator="zoe", as_annotations=True)
    assert not report.rejections
    (record,) = exported(other, tmp_path / "again.jsonl", "zoe")
    assert "gold" not in record["meta"]
    assert len(record["spans"]) == 4
    other.close()


def test_without_gold_the_export_is_empty(tmp_path: Path) -> None:
    project = make_reviewed(tmp_path / "none.annot")
    assert exporter.export_jsonl(project, tmp_path / "x.jsonl", Choice("gold")).articles == 0
    project.close()


@pytest.mark.file_only("damages rows as only a file lets anybody")
@pytest.mark.parametrize("damage", ["\"end\" = 9999, text = 'near Kabul.'", "note = x'4142'"])
def test_a_damaged_span_of_gold_stays_out_and_is_named(
    project: Project, tmp_path: Path, damage: str
) -> None:
    assert project.path is not None
    spoil(project.path, f"UPDATE gold_span SET {damage} WHERE start = 63")
    report = export_jsonl(project, tmp_path / "gold.jsonl", Choice("gold"))
    assert (report.articles, report.spans) == (1, 3)
    assert ["damaged" in left_out.reason for left_out in report.left_out] == [True]
