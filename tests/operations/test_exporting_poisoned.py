"""A project that was damaged from outside goes out but for what is damaged, which is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import annotation, do, make_project
from spoiling import spoil

from annotator.domain.edits import Edit
from annotator.domain.splits import Split
from annotator.domain.values import ArticleStatus, Status
from annotator.operations import projects
from annotator.operations.agreement.agreement_measures import AgreementReport, measure_agreement
from annotator.operations.agreement.agreement_report import remarks
from annotator.operations.exporting.choice import Choice
from annotator.operations.exporting.export_formats import export
from annotator.operations.exporting.export_report import ExportReport
from annotator.operations.exporting.preflight import check
from annotator.store.project import open_project

pytestmark = pytest.mark.file_only("damages rows as only a file lets anybody")

TEXT = "Taliban killed 30 people in Kabul."
TITLE = "Kabul"
SPLIT = Split.parse("80:10:10", seed=0)
FORMATS = ["jsonl", "conll", "spacy", "csv"]
SPANS = {
    "UPDATE annotation SET \"end\" = 9999 WHERE id = 'b'": "says something else",
    "UPDATE annotation SET note = x'4142' WHERE id = 'b'": "stored as bytes",
    "UPDATE annotation SET entity = x'4142' WHERE id = 'b'": "stored as bytes",
    "UPDATE annotation SET text = x'4142' WHERE id = 'b'": "says something else",
}
_TEXTS = {
    "UPDATE article_text SET text = text || ' Added by hand.' WHERE article_id = 1": "imported",
    "UPDATE article_text SET text = 'tampered ' || text WHERE article_id = 1": "imported",
    "UPDATE article_text SET text = CAST(x'fffe41' AS TEXT) WHERE article_id = 1": "a text in it",
    "UPDATE article_text SET text = x'4142' WHERE article_id = 1": "wrong kind",
}
ARTICLES = _TEXTS | {
    "UPDATE article_text SET extra = '{broken' WHERE article_id = 1": "further keys",
    "UPDATE article SET source = x'4142' WHERE id = 1": "wrong kind",
    "UPDATE work SET reason = x'4142' WHERE article_id = 1": "wrong kind",
    "UPDATE annotation SET origin = x'4142' WHERE id = 'b'": "wrong kind",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two articles that two people have finished: the first with two spans each, the last one."""
    project = make_project(tmp_path / "p.annot", [TEXT, f"{TEXT} Again."])
    rows = [
        annotation(0, 7, id="a", text=TEXT),
        annotation(28, 34, id="b", label="LOCATION", text=TEXT),
        annotation(0, 7, id="c", article=2, text=TEXT),
        annotation(0, 7, id="d", annotator="bob", text=TEXT),
        annotation(28, 34, id="e", annotator="bob", label="LOCATION", text=TEXT),
        annotation(0, 7, id="f", annotator="bob", article=2, text=TEXT),
        *(ArticleStatus(n, who, Status.DONE) for n in (1, 2) for who in ("ada", "bob")),
    ]
    do(project, Edit("all", (), tuple(rows)))
    project.close()
    spoil(tmp_path / "p.annot", f"UPDATE article SET title = '{TITLE}' WHERE id = 1")
    return tmp_path / "p.annot"


def exported(path: Path, out: Path, kind: str) -> ExportReport:
    project = open_project(path)
    try:
        report = export(project, out, Choice("ada"), kind=kind, split=SPLIT)
        ahead = check(project, Choice("ada"), kind=kind, split=SPLIT).report
    finally:
        project.close()
    assert ahead.left_out == report.left_out
    return report


def agreed(path: Path) -> AgreementReport:
    project = open_project(path)
    try:
        return measure_agreement(project)
    finally:
        project.close()


@pytest.mark.parametrize("damage", SPANS)
@pytest.mark.parametrize("kind", FORMATS)
def test_a_damaged_span_stays_out_and_is_named(
    path: Path, tmp_path: Path, kind: str, damage: str
) -> None:
    spoil(path, damage)
    report = exported(path, tmp_path / "out", kind)
    (left_out,) = report.left_out
    assert (report.articles, report.spans, left_out.title) == (2, 2, TITLE)
    assert left_out.span is not None
    assert left_out.span.label == "LOCATION"
    assert SPANS[damage] in left_out.reason


@pytest.mark.parametrize("damage", ARTICLES)
@pytest.mark.parametrize("kind", FORMATS)
def test_a_damaged_article_stays_out_and_is_named_with_its_title(
    path: Path, tmp_path: Path, kind: str, damage: str
) -> None:
    spoil(path, damage)
    report = exported(path, tmp_path / "out", kind)
    (left_out,) = report.left_out
    assert (report.articles, report.spans, left_out.span) == (1, 1, None)
    assert left_out.title == TITLE
    assert ARTICLES[damage] in left_out.reason


def test_a_damaged_title_does_not_keep_the_rest(path: Path, tmp_path: Path) -> None:
    spoil(path, "UPDATE article SET title = CAST(x'ff' AS TEXT) WHERE id = 1")
    report = exported(path, tmp_path / "out", "jsonl")
    assert (report.articles, [left.article for left in report.left_out]) == (1, ["number 1"])


def test_agreement_counts_without_a_span_beyond_its_text(path: Path) -> None:
    spoil(path, "UPDATE annotation SET \"end\" = 9999 WHERE id = 'b'")
    report = agreed(path)
    assert (len(report.agreement.articles), report.damaged) == (2, 1)
    assert "not counted: 1" in remarks(report)


@pytest.mark.parametrize("damage", _TEXTS)
def test_agreement_counts_without_an_article_that_is_damaged(path: Path, damage: str) -> None:
    spoil(path, damage)
    report = agreed(path)
    assert (len(report.agreement.articles), report.damaged) == (1, 1)


@pytest.mark.parametrize("damage", SPANS)
def test_check_lists_a_damaged_span(path: Path, damage: str) -> None:
    spoil(path, damage)
    project = open_project(path)
    assert [problem for problem in projects.check(project).problems if "annotation b" in problem]
    project.close()
