"""When articles were finished: by the log here, by bundles elsewhere; what reports make of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import make_project
from merge_verbs import send, take
from sqlalchemy import update

from annotator.domain.errors import InputError
from annotator.domain.values import Status
from annotator.operations import annotate, articles
from annotator.operations.agreement import agreement_page, agreement_report, over_time_report
from annotator.operations.agreement.agreement_measures import measure_agreement
from annotator.operations.projects import check
from annotator.store.events import EVENT
from annotator.store.merging.finished_section import FinishedSection
from annotator.store.project import Project
from annotator.store.review import finishing
from annotator.workspace import Workspace

TEXTS = [f"The Taliban took Kunduz on day {n}." for n in range(12)]


def finish(project: Project, name: str, number: int, day: str, *, is_whole: bool = True) -> None:
    """Finish an article on a day."""
    who = Workspace(project, name)
    annotate.add(who, article=number, start=4, end=11, label="ACTOR")
    if is_whole:
        annotate.add(who, article=number, start=17, end=23, label="LOCATION")
    articles.set_status(who, article=number, status=Status.DONE)
    with project.writing() as connection:
        last = EVENT.c.after.contains('"status": "done"') & (EVENT.c.at > "2026-11-29")
        connection.execute(update(EVENT).where(last).values(at=f"{day}T10:00:00.000+00:00"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """ann has finished all in one week; bob half of them then, and a week later the rest better."""
    project = make_project(tmp_path / "p.annot", TEXTS)
    for number in range(1, 13):
        finish(project, "ann", number, "2026-11-03")
        later = number > 6
        finish(project, "bob", number, "2026-11-10" if later else "2026-11-04", is_whole=later)
    return project


def test_the_course_is_in_every_report(project: Project, tmp_path: Path) -> None:
    report = measure_agreement(project)
    assert report.curve is not None
    assert [step.name for step in report.curve.steps] == ["2026-11-02", "2026-11-09"]
    assert [step.strict_f1.value for step in report.curve.steps] == pytest.approx([2 / 3, 1])
    assert "Exact F1 went from 0.67 in the first to 1.00" in over_time_report.note(report.curve)
    found = agreement_report.to_json(report)["over_time"]
    assert [step["articles"] for step in found["steps"]] == [6, 6]
    agreement_page.write_html(report, tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "week of 2026-11-09" in page
    assert page.count("<polyline") == 2
    agreement_report.write_csv(report, tmp_path / "a.csv")
    assert '"exact F1, 2026-11-02"' in (tmp_path / "a.csv").read_text("utf-8-sig")


def test_days_travel_in_bundles_whatever_the_order(project: Project, tmp_path: Path) -> None:
    sent = [send(project, tmp_path / f"{name}.annwork", name) for name in ("ann", "bob")]
    days = []
    for order in (sent, sent[::-1], [*sent, *sent]):
        lead = make_project(tmp_path / f"lead{len(days)}.annot", TEXTS)
        for file in order:
            take(lead, file)
        with lead.reading() as connection:
            days.append(finishing.days(connection))
        assert check(lead).problems == ()
        curve = measure_agreement(lead).curve
        assert curve is not None
        assert [step.name for step in curve.steps] == ["2026-11-02", "2026-11-09"]
        again = send(lead, tmp_path / f"again{len(days)}.annwork")
        other = make_project(tmp_path / f"other{len(days)}.annot", TEXTS)
        take(other, again)
        with other.reading() as connection:
            assert finishing.days(connection) == days[-1]
    assert days[0] == days[1] == days[2]
    assert len(days[0]) == 24


def test_a_line_that_is_no_day_is_refused(project: Project) -> None:
    line = {"annotator": "ann", "day": "2026-13-01", "sha256": []}
    with pytest.raises(InputError, match="is damaged"), project.writing() as connection:
        FinishedSection().read(connection, [line], annotator="ann")
