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
from annotator.domain.overlap_rule import OverlapRule, Overlaps
from annotator.domain.values import Status
from annotator.operations import annotate, articles, overlaps
from annotator.operations.agreement import agreement_page, agreement_report
from annotator.operations.agreement.agreement_measures import article_agreement, measure_agreement
from annotator.store.project import Project
from annotator.tasks import Cancelled, Progress
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


def test_the_page_has_every_measure_of_every_article(project: Project, tmp_path: Path) -> None:
    agreement_page.write_html(measure_agreement(project), tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text("utf-8")
    rows = page.partition("By article")[2].split("<tr>")[2:]
    assert len(rows) == 2
    assert all("<td>ann, bob</td>" in row for row in rows)
    assert sum("<td class='n'>0.67</td>" in row for row in rows) == 1


def test_who_has_finished_nothing_is_named(project: Project) -> None:
    with pytest.raises(InputError, match="“cem” has finished no article"):
        measure_agreement(project, annotators=["ann", "cem"])


def test_several_who_have_finished_nothing_are_spoken_of_as_several(project: Project) -> None:
    with pytest.raises(InputError, match="“cem” and “dia” have finished no article"):
        measure_agreement(project, annotators=["ann", "cem", "dia"])


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
    agreement_page.write_html(measure_agreement(project), tmp_path / "a.html")
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


def test_every_report_says_why_a_value_has_no_interval(project: Project, tmp_path: Path) -> None:
    report = measure_agreement(project)
    why = "too few articles for an interval (needs 15)"
    found = json.loads(orjson.dumps(agreement_report.to_json(report)))
    assert found["mean_strict_f1"]["why"] == why
    assert found["pairs"][0]["unit_alphas"]["u_alpha"]["why"] == why
    agreement_report.write_csv(report, tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["value"] and not row["article"]]
    shares = {row["measure"] for row in rows if row["measure"].startswith("share")}
    assert {row["why"] for row in rows if row["measure"] not in shares} == {why}
    agreement_page.write_html(report, tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text("utf-8")
    assert f"Values without an interval: {why}." in page
    assert f"<td class='n' title='{why}'>0.86</td>" in page


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


def test_the_alphas_of_2016_are_in_every_report(project: Project, tmp_path: Path) -> None:
    report = measure_agreement(project)
    (pair,) = report.agreement.pairs
    assert pair.unit_alphas is not None
    assert pair.unit_alphas.coding.value == 1
    assert pair.unit_alphas.labels["FIGURE"].why == "nobody has a span of this label"
    found = json.loads(orjson.dumps(agreement_report.to_json(report)))
    family = found["pairs"][0]["unit_alphas"]
    assert family["u_alpha"]["value"] == pytest.approx(pair.unit_alphas.units.value)
    # Of 2 x 2 x 32 characters, ann and bob both marked 13 in the one article and 7 in the other.
    assert family["cu_alpha"]["covered"] == pytest.approx(20 * 2 / (4 * len(BODIES[0])))
    assert {row["label"] for row in family["ku_alpha"]} == {"ACTOR", "LOCATION", "FIGURE"}
    assert found["unit_alphas"] is None
    agreement_report.write_csv(report, tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = {(row["measure"], row["label"]): row["value"] for row in csv.DictReader(file)}
    assert float(rows["(k)uα", "LOCATION"]) == 1
    assert float(rows["share (k)uα speaks of", "LOCATION"]) == pytest.approx(12 / 18)
    agreement_page.write_html(report, tmp_path / "a.html")
    assert "<td>cuα</td><td>all</td><td class='n'>1.00</td>" in (tmp_path / "a.html").read_text(
        "utf-8"
    )


def test_three_have_the_alphas_of_2016_together(project: Project, tmp_path: Path) -> None:
    work(Workspace(project, "cem"), 1, (4, 11, "LOCATION"), (17, 23, "LOCATION"))
    report = measure_agreement(project)
    together = report.agreement.unit_alphas
    assert together is not None
    assert together.places.value == 1
    assert together.units.value is not None
    assert together.units.value < 1
    agreement_page.write_html(report, tmp_path / "a.html")
    assert "All together" in (tmp_path / "a.html").read_text("utf-8")
    found = agreement_report.to_json(report)
    assert found["unit_alphas"]


def test_gamma_is_measured_where_it_is_asked_for(project: Project, tmp_path: Path) -> None:
    plain = measure_agreement(project)
    assert "gamma" not in agreement_report.to_json(plain)["pairs"][0]["labels"][0]
    heard: list[tuple[int, int]] = []
    report = measure_agreement(
        project, gamma=True, progress=Progress(lambda done, total: heard.append((done, total)))
    )
    (pair,) = report.agreement.pairs
    every, actor, location, _ = pair.labels
    assert actor.gamma.value == 1
    assert every.gamma.value is not None
    assert location.gamma.value is not None
    assert location.gamma.value < every.gamma.value < 1
    assert heard[0] == (0, 6)
    assert heard == sorted(heard)
    found = json.loads(orjson.dumps(agreement_report.to_json(report)))
    assert found["pairs"][0]["labels"][0]["gamma"]["value"] == every.gamma.value
    assert found["pairs"][0]["gamma_samples"] >= 30
    assert found["by_article"][0]["pairs"][0]["labels"][0]["gamma"]["value"] == 1
    agreement_report.write_csv(report, tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["measure"] == "γ"]
    assert len(rows) == 4 * 3
    agreement_page.write_html(report, tmp_path / "a.html")
    assert "<th>γ</th>" in (tmp_path / "a.html").read_text("utf-8")


def test_gamma_can_be_stopped(project: Project) -> None:
    def stop(done: int, total: int) -> None:
        if done == 4:
            progress.cancel()

    progress = Progress(stop)
    with pytest.raises(Cancelled):
        measure_agreement(project, gamma=True, progress=progress)


def test_who_differs_from_the_others_is_in_every_report(tmp_path: Path) -> None:
    texts = [f"The Taliban took Kunduz on day {n}." for n in range(5)]
    project = make_project(tmp_path / "d.annot", texts)
    for name in ("ann", "bob", "cem"):
        for number in range(1, 6):
            spans = [(4, 11, "ACTOR"), (17, 23, "LOCATION")][: 1 if name == "bob" else 2]
            work(Workspace(project, name), number, *spans)
    report = measure_agreement(project)
    said = "bob marks no LOCATION in 5 of 5 articles in which the others have one."
    assert [str(one) for one in report.differences] == [said]
    (one,) = agreement_report.to_json(report)["differences"]
    assert (one["annotator"], one["label"], one["count"], one["of"]) == ("bob", "LOCATION", 5, 5)
    assert one["says"] == said
    agreement_page.write_html(report, tmp_path / "a.html")
    assert f"<li>{said}</li>" in (tmp_path / "a.html").read_text("utf-8")
    agreement_report.write_csv(report, tmp_path / "a.csv")
    assert said in (tmp_path / "a.csv").read_text("utf-8-sig")
    blind = measure_agreement(project, called={"ann": "B", "bob": "A", "cem": "C"})
    assert str(blind.differences[0]).startswith("A marks no LOCATION")


def test_each_article_has_the_alpha_of_all_who_finished_it(project: Project) -> None:
    work(Workspace(project, "cem"), 1, (4, 11, "LOCATION"), (17, 23, "LOCATION"))
    report = measure_agreement(project)
    first, second = report.agreement.articles
    assert report.agreement.unit_alphas is not None
    assert first.unit_alpha.value == report.agreement.unit_alphas.units.value
    assert first.unit_alpha.value is not None
    (pair,) = measure_agreement(project, annotators=["ann", "bob"]).agreement.articles[1:]
    assert second.unit_alpha == pair.unit_alpha
    found = agreement_report.to_json(report)["by_article"]
    assert found[0]["u_alpha"]["value"] == first.unit_alpha.value


def test_overlaps_are_counted_and_said_how_they_count(project: Project) -> None:
    overlaps.choose(Workspace(project, "ann"), OverlapRule(Overlaps.ANY))
    annotate.add(Workspace(project, "bob"), article=2, start=4, end=23, label="LOCATION")
    report = measure_agreement(project)
    assert report.overlapping == 1
    assert "the longest counts, for F1 and γ each" in agreement_report.remarks(report)
