"""Agreement in a project: who is compared over what, and what the reports say."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from making import make_project

from annotator.domain.errors import InputError
from annotator.domain.values import Status
from annotator.operations import agreement_report, annotate, articles
from annotator.operations.agreement import article_agreement, measure_agreement
from annotator.store.project import Project
from annotator.workspace import Workspace

BODIES = tuple(f"The Taliban took Kunduz on day {n}." for n in range(3))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Both have finished articles 1 and 2; ann alone 3. In article 2 bob says less."""
    project = make_project(tmp_path / "p.annot", BODIES)
    ann, bob = Workspace(project, "ann"), Workspace(project, "bob")
    for number in (1, 2, 3):
        work(ann, number, (4, 11, "ACTOR"), (17, 23, "LOCATION"))
    work(bob, 1, (4, 11, "ACTOR"), (17, 23, "LOCATION"))
    work(bob, 2, (4, 11, "ACTOR"))
    yield project
    project.close()


def work(workspace: Workspace, article: int, *spans: tuple[int, int, str]) -> None:
    for start, end, label in spans:
        annotate.add(workspace, article=article, start=start, end=end, label=label)
    articles.set_status(workspace, article=article, status=Status.DONE)


def test_articles_both_have_finished_are_compared(project: Project) -> None:
    report = measure_agreement(project)
    assert report.agreement.annotators == ("ann", "bob")
    assert (len(report.agreement.articles), report.left_out) == (2, 1)
    every = report.agreement.pairs[0].labels[0]
    assert (every.one, every.other) == (4, 3)
    assert every.strict_f1.value == pytest.approx(6 / 7)


def test_a_label_nobody_uses_has_no_value(project: Project) -> None:
    *_, figure = measure_agreement(project).agreement.pairs[0].labels
    assert (figure.label, figure.strict_f1.value, figure.kappa.value) == ("FIGURE", None, None)
    assert figure.strict_f1.why


def test_who_has_finished_nothing_is_named(project: Project) -> None:
    with pytest.raises(InputError, match="“cem” has finished no article"):
        measure_agreement(project, annotators=["ann", "cem"])


def test_one_alone_agrees_with_nobody(project: Project) -> None:
    with pytest.raises(InputError, match="two annotators"):
        measure_agreement(project, annotators=["ann"])


def test_one_article_can_be_asked_for(project: Project) -> None:
    found = article_agreement(project, article=2, annotators=["ann", "bob"])
    assert found is not None
    assert found.pairs[("ann", "bob")][0].strict_f1.value == pytest.approx(2 / 3)


def test_the_page_is_whole_and_harmless(project: Project, tmp_path: Path) -> None:
    with project.writing() as connection:
        connection.exec_driver_sql("UPDATE annotator SET name = '<b>ann' WHERE name = 'ann'")
    agreement_report.write_html(measure_agreement(project), tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "&lt;b&gt;ann" in page
    assert "<b>" not in page
    assert "src=" not in page
    assert "0.86" in page


def test_the_table_has_a_row_a_measure_and_no_formulas(project: Project, tmp_path: Path) -> None:
    with project.writing() as connection:
        connection.exec_driver_sql("UPDATE annotator SET name = '=ann' WHERE name = 'ann'")
    agreement_report.write_csv(measure_agreement(project), tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["measure"] == "mean exact F1 of the pairs"
    assert float(rows[0]["value"]) == pytest.approx(6 / 7)
    assert {row["annotator"] for row in rows} == {"", "'=ann"}
    assert {row["value"] for row in rows if row["label"] == "FIGURE"} == {""}


def test_the_report_can_be_written_as_json(project: Project) -> None:
    found = json.loads(orjson.dumps(agreement_report.to_json(measure_agreement(project))))
    every = found["pairs"][0]["labels"][0]
    assert every["strict_f1"]["value"] == pytest.approx(6 / 7)
    assert found["mean_strict_f1"]["value"] == pytest.approx(6 / 7)
    assert found["left_out"] == 1


def test_each_two_are_compared_over_what_both_have_finished(project: Project) -> None:
    work(Workspace(project, "cem"), 3, (4, 11, "ACTOR"), (17, 23, "LOCATION"))
    report = measure_agreement(project)
    assert {pair.pair: pair.articles for pair in report.agreement.pairs} == {
        ("ann", "bob"): 2,
        ("ann", "cem"): 1,
        ("bob", "cem"): 0,
    }
    (nothing,) = (p for p in report.agreement.pairs if not p.articles)
    assert nothing.labels[0].strict_f1.value is None
    assert report.left_out == 0
    assert report.agreement.fleiss.why


def test_the_row_of_all_labels_does_not_take_one_label_for_another(project: Project) -> None:
    work(Workspace(project, "dan"), 1, (4, 11, "LOCATION"), (17, 23, "ACTOR"))
    (pair,) = measure_agreement(project, annotators=["ann", "dan"]).agreement.pairs
    assert pair.labels[0].strict_f1.value == 0.0
    assert pair.labels[0].alpha_u.value is not None
    assert pair.labels[0].alpha_u.value < 0.5
