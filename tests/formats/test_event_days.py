# ruff: noqa: E501 (rows are easier to compare in long lines)
"""The day of an event is kept as the event's; the article's own day is its source's."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from reading_verbs import losses, read_file

NOTES = "Red Front fighters attacked an army post near Quxtown. 12 soldiers were killed."
# A row, the article's day, the event's.
EVENTS: dict[str, tuple[dict[str, Any], str | None, str]] = {
    "ACLED": ({"event_id_cnty": "BFO1", "event_date": "25 February 2024", "notes": NOTES}, None, "2024-02-25"),
    "ACLED, as its site exports it": ({"event_id_cnty": "BFO1", "event_date": "2024-02-25", "notes": NOTES, "timestamp": "1714412345"}, None, "2024-02-25"),
    "UCDP GED": ({"id": "7", "type_of_violence": "1", "source_headline": NOTES, "source_date": "2023-04-16", "date_start": "2023-04-15 00:00:00.000"}, "2023-04-16", "2023-04-15"),
    "UCDP GED, one day twice": ({"id": "7", "type_of_violence": "1", "source_headline": NOTES, "source_date": "2023-04-16;2023-04-16", "date_start": "2023-04-15"}, "2023-04-16", "2023-04-15"),
    "UCDP GED, several articles": ({"id": "7", "type_of_violence": "1", "source_headline": NOTES, "source_date": "2023-04-16;2023-04-18", "date_start": "2023-04-15"}, "2023-04-16;2023-04-18", "2023-04-15"),
    "GTD": ({"eventid": "1", "iyear": "2014", "imonth": "3", "iday": "9", "summary": NOTES}, None, "2014-03-09"),
    "GTD, day unknown": ({"eventid": "1", "iyear": "2014", "imonth": "3", "iday": "0", "summary": NOTES}, None, "2014-03"),
    "GTD, month unknown": ({"eventid": "1", "iyear": "1994", "imonth": "0", "iday": "0", "summary": NOTES}, None, "1994"),
    "SCAD": ({"eventid": "1", "etype": "8", "startdate": "16-Feb-2014", "issuenote": NOTES}, None, "2014-02-16"),
    "POLECAT": ({"Event ID": "1", "Event Date": "2024-02-16", "Event Type": "ASSAULT", "Headline": NOTES, "Publication Date": "2024-02-17"}, "2024-02-17", "2024-02-16"),
    "AWSD": ({"Incident ID": "1", "Year": "2014", "Month": "3", "Day": "9", "Total affected": "3", "Details": NOTES}, None, "2014-03-09"),
}  # fmt: skip


def as_csv(row: dict[str, Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([row.keys(), row.values()])
    return out.getvalue()


@pytest.mark.parametrize("name", EVENTS)
@pytest.mark.parametrize("form", ["a.csv", "a.json"])
def test_an_event_has_its_day_and_its_article_the_day_of_its_source(
    tmp_path: Path, form: str, name: str
) -> None:
    row, published, event = EVENTS[name]
    (tmp_path / form).write_text(as_csv(row) if form == "a.csv" else json.dumps([row]))
    (record,), issues = read_file(tmp_path / form)
    assert losses(issues) == []
    kept = {key.casefold().replace(" ", "_"): value for key, value in record.article.extra.items()}
    assert (record.article.published, kept["event_date"]) == (published, event)


def of_scad(*days: str) -> str:
    row = EVENTS["SCAD"][0]
    return json.dumps([row | {"startdate": day, "eventid": str(n)} for n, day in enumerate(days)])


def test_the_days_of_events_in_json_tell_each_other_how_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(of_scad("01/02/2014", "13/02/2014"))
    records, _ = read_file(tmp_path / "a.json")
    assert [r.article.extra["event_date"] for r in records] == ["2014-02-01", "2014-02-13"]


def test_doubtful_days_of_events_in_json_are_named_once(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(of_scad("01/02/2014", "03/02/2014"))
    said = [issue.reason for issue in read_file(tmp_path / "a.json")[1]][1:]
    assert said == [
        "its event_date “01/02/2014” is not a date that can be read with certainty: it stays as it is; so is 1 more"
    ]


def test_the_day_of_an_event_may_be_chosen_to_sort_by(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(as_csv(EVENTS["ACLED"][0]))
    (record,), issues = read_file(tmp_path / "a.csv", columns={"published": "event_date"})
    assert (record.article.published, record.article.extra["event_date"]) == ("2024-02-25",) * 2
    assert "choose it" not in issues[0].reason
