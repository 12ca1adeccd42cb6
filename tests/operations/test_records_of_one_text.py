"""Several records with one text are one article, which keeps what each of them says."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import orjson
import pytest
from importing_verbs import import_files
from making import make_project
from project_dump import dump

from annotator.domain.values import Status
from annotator.operations.exporting.exporter import Choice, export_jsonl
from annotator.operations.importing import importer
from annotator.operations.importing.importer import ImportChoices, bring_in
from annotator.store.articles.confidential import confidential
from annotator.store.project import Project
from annotator.tasks import Cancelled, Progress
from annotator.workspace import Workspace

HEADLINE = "Fighting near Quxtown kills several"
Row = dict[str, Any]


def event(number: int, day: str, place: str, best: int, headline: str = HEADLINE) -> Row:
    return {
        "id": f"4{number}",
        "type_of_violence": 1,
        "source_office": "Quxia Daily",
        "source_headline": headline,
        "date_start": day,
        "adm_1": place,
        "best": best,
    }


EVENTS = (
    event(1, "2023-04-15", "Quxtown", 12),
    event(2, "2023-04-16", "Marvale", 5),
    event(3, "2023-04-18", "Marvale", 0),
)


def write(path: Path, rows: Sequence[Row]) -> Path:
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        for row in (list(rows[0]), *(list(row.values()) for row in rows)):
            sheet.append(row)
        book.save(path)
    elif path.suffix == ".csv":
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([rows[0].keys(), *(row.values() for row in rows)])
    else:
        path.write_text(json.dumps(rows))
    return path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.annot", [])


def exported(project: Project, folder: Path) -> list[Row]:
    export_jsonl(project, folder / "out.jsonl", Choice("ada", tuple(Status)))
    return [orjson.loads(line) for line in (folder / "out.jsonl").read_bytes().splitlines()]


def told(article: Row) -> list[tuple[str, str, str, int]]:
    """Id, day, place and deaths of each event of an article."""
    return [
        (each["meta"]["id"], each["event_date"], each["adm_1"], each["best"])
        for each in (article, *article["also"])
    ]


ALL = [(e["id"], e["date_start"], e["adm_1"], e["best"]) for e in EVENTS]


@pytest.mark.parametrize("name", ["ged.csv", "ged.xlsx", "ged.json"])
def test_events_of_one_headline_are_all_in_the_export(
    project: Project, tmp_path: Path, name: str
) -> None:
    report = import_files(project, [write(tmp_path / name, EVENTS)], annotator="ada")
    (article,) = exported(project, tmp_path)
    assert told(article) == ALL
    assert any("under “also”" in note.reason for note in report.notes)


def test_events_of_another_batch_are_kept_too(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "_BATCH", 1)
    import_files(project, [write(tmp_path / "ged.csv", EVENTS)], annotator="ada")
    assert told(*exported(project, tmp_path)) == ALL


def test_the_same_file_again_adds_nothing(project: Project, tmp_path: Path) -> None:
    path = write(tmp_path / "ged.csv", EVENTS)
    import_files(project, [path], annotator="ada")
    before = exported(project, tmp_path)
    report = import_files(project, [path], annotator="ada")
    assert exported(project, tmp_path) == before
    assert not any("under “also”" in note.reason for note in report.notes)


def test_a_row_that_says_the_same_twice_is_kept_once(project: Project, tmp_path: Path) -> None:
    path = write(tmp_path / "ged.csv", [EVENTS[0], EVENTS[0]])
    import_files(project, [path], annotator="ada")
    (article,) = exported(project, tmp_path)
    assert "also" not in article


def test_a_second_paper_with_the_text_of_an_agency_is_kept(
    project: Project, tmp_path: Path
) -> None:
    rows = [
        {"text": HEADLINE, "source": paper, "url": f"https://{paper}.test", "date": day}
        for paper, day in (("one", "2024-03-01"), ("two", "2024-03-02"))
    ]
    import_files(project, [write(tmp_path / "a.csv", rows)], annotator="ada")
    (article,) = exported(project, tmp_path)
    (second,) = article["also"]
    assert second["meta"] == {
        "source": "two", "url": "https://two.test", "published": "2024-03-02"
    }  # fmt: skip


def test_a_cancelled_import_takes_back_what_it_kept_with_articles_that_were_there(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_files(project, [write(tmp_path / "a.csv", EVENTS[:1])], annotator="ada")
    before = dump(project, without=("event", "annotator"))
    monkeypatch.setattr(importer, "_BATCH", 1)
    monkeypatch.setattr(importer, "_REPORT", 1)
    progress = Progress(lambda done, total: progress.cancel() if done >= 2 else None)
    with pytest.raises(Cancelled):
        bring_in(
            Workspace(project, "ada"),
            [write(tmp_path / "b.csv", EVENTS)],
            choices=ImportChoices(),
            progress=progress,
            take_back=lambda: True,
        )
    assert dump(project, without=("event", "annotator")) == before


def test_an_export_of_ours_brings_all_events_into_another_project(
    project: Project, tmp_path: Path
) -> None:
    import_files(project, [write(tmp_path / "ged.csv", EVENTS)], annotator="ada")
    before = exported(project, tmp_path)
    other = make_project(tmp_path / "q.annot", [])
    import_files(other, [tmp_path / "out.jsonl"], annotator="ada")
    (tmp_path / "again").mkdir()
    assert exported(other, tmp_path / "again") == before


def test_an_article_is_confidential_where_any_of_its_records_says_so(
    project: Project, tmp_path: Path
) -> None:
    rows = [
        event | {"confidential": said}
        for event, said in zip(EVENTS, ("no", "no", "yes"), strict=True)
    ]
    import_files(project, [write(tmp_path / "ged.csv", rows)], annotator="ada")
    with project.reading() as connection:
        assert confidential(connection) == {1}


def test_an_id_that_two_texts_have_is_kept_with_both(project: Project, tmp_path: Path) -> None:
    rows = [event(1, "2023-04-15", "Quxtown", 1), event(1, "2023-04-15", "Quxtown", 1, "Another")]
    import_files(project, [write(tmp_path / "ged.csv", rows)], annotator="ada")
    first, second = exported(project, tmp_path)
    assert (first["meta"]["id"], second["id"]) == ("41", "41")
    report = import_files(project, [tmp_path / "ged.csv"], annotator="ada")
    assert not any("under “also”" in note.reason for note in report.notes)
