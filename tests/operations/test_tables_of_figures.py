"""Beside the table of spans lies one of figures: a row for each, with all that is known of it."""

from __future__ import annotations

import csv
from pathlib import Path

import orjson
import pytest
from importing_verbs import import_files
from making import annotation, do, make_project

from annotator.domain.edits import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.figures import parse_figure
from annotator.domain.splits import Split
from annotator.domain.values import ArticleStatus, Status
from annotator.formats.tables.span_table import FIGURE_COLUMNS
from annotator.operations.exporting import side_by_side
from annotator.operations.exporting.export_formats import export
from annotator.operations.exporting.exporter import Choice
from annotator.store.project import Project

pytestmark = pytest.mark.file_only(
    "formats are written alike from both; test_exporting.py is for both"
)

TEXT = "Taliban killed more than 30 people, 12 of them in Kabul, and many fled."
WHOLE = TEXT.index("more than 30")
ALL = Choice("ada", tuple(Status))
SPLIT = Split.parse("80:10:10")


def at(quote: str, label: str, id: str, **more: object) -> object:
    start = TEXT.index(quote)
    return annotation(start, start + len(quote), id=id, label=label, text=TEXT, **more)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = make_project(tmp_path / "p.annot", [TEXT, "Nothing happened."])
    toll = parse_figure("more than 30", after=" people", start=WHOLE)
    part = parse_figure("12")
    rows = (
        at("Taliban", "ACTOR", "a"),
        at("more than 30", "FIGURE", "b", figure=toll, note="=twice?"),
        at("12", "FIGURE", "c", figure=part),
        at("many", "FIGURE", "d"),
    )
    do(made, Edit("all", (), rows))  # type: ignore[arg-type]
    return made


def figures(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_each_figure_is_a_row_with_its_value(project: Project, tmp_path: Path) -> None:
    export(project, tmp_path / "out.csv", ALL, kind="csv", split=SPLIT)
    rows = figures(tmp_path / "out.csv.figures.csv")
    assert tuple(rows[0]) == FIGURE_COLUMNS
    assert [(row["text"], row["low"], row["qualifier"], row["id"]) for row in rows] == [
        ("more than 30", "30", "more_than", "b"),
        ("12", "12", "exact", "c"),
        ("many", "", "", "d"),
    ]
    assert (rows[0]["note"], rows[0]["counts"]) == ("'=twice?", "people")


def test_a_part_names_the_place_and_the_words_of_its_whole(tmp_path: Path) -> None:
    part = {"low": 12, "best": 12, "high": 12, "qualifier": "exact", "part_of": "b"}
    toll = {"low": 30, "best": 30, "qualifier": "more_than"}
    start = TEXT.index("12")
    spans = [
        {"start": WHOLE, "end": WHOLE + 12, "label": "FIGURE", "id": "b", "figure": toll},
        {"start": start, "end": start + 2, "label": "FIGURE", "id": "c", "figure": part},
    ]
    (tmp_path / "in.jsonl").write_bytes(orjson.dumps({"text": TEXT, "spans": spans}))
    project = make_project(tmp_path / "p.annot", [])
    import_files(project, [tmp_path / "in.jsonl"], annotator="ada", as_annotations=True)
    export(project, tmp_path / "out.csv", ALL, kind="csv", split=SPLIT)
    told = [(row["part_of"], row["whole"]) for row in figures(tmp_path / "out.csv.figures.csv")]
    assert told == [("", ""), (str(WHOLE), "more than 30")]


def test_a_table_of_figures_is_there_where_there_is_no_figure(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p.annot", ["Nothing happened."])
    export(project, tmp_path / "out.csv", ALL, kind="csv", split=SPLIT)
    assert figures(tmp_path / "out.csv.figures.csv") == []


def test_several_processes_write_the_table_that_one_does(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(side_by_side, "_BATCH", 1)
    monkeypatch.setattr(side_by_side, "_FEWEST", 2)
    monkeypatch.setattr(side_by_side, "_FEWEST_FORKED", 2)
    done = (ArticleStatus(number, "ada", Status.DONE) for number in (1, 2))
    do(project, Edit("done", (), tuple(done)))
    for jobs, name in ((1, "one"), (2, "two")):
        export(project, tmp_path / name, Choice("ada"), kind="csv", split=SPLIT, jobs=jobs)
    one, two = (tmp_path / f"{name}.figures.csv" for name in ("one", "two"))
    assert two.read_bytes() == one.read_bytes()
    assert len(figures(two)) == 3


def test_it_takes_the_place_of_its_own_kind_and_of_nothing_else(
    project: Project, tmp_path: Path
) -> None:
    for _ in range(2):
        export(project, tmp_path / "out.csv", ALL, kind="csv", split=SPLIT)
    beside = tmp_path / "out.csv.figures.csv"
    beside.write_text("mine")
    with pytest.raises(AnnotatorError, match="not written by an export"):
        export(project, tmp_path / "out.csv", ALL, kind="csv", split=SPLIT)
    assert beside.read_text() == "mine"


def test_it_is_no_table_of_articles(project: Project, tmp_path: Path) -> None:
    export(project, tmp_path / "out.csv", ALL, kind="csv", split=SPLIT)
    again = make_project(tmp_path / "again.annot", [])
    report = import_files(again, [tmp_path / "out.csv.figures.csv"], annotator="ada")
    assert (report.added.articles, len(report.rejections)) == (0, 1)


def test_what_reads_differently_is_given_up(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotator.formats.tables import span_table

    row = span_table._csv
    monkeypatch.setattr(
        span_table, "_csv", lambda table: row([r for r in table if len(r) != len(FIGURE_COLUMNS)])
    )
    with pytest.raises(AnnotatorError, match="given up"):
        export(project, tmp_path / "out.csv", ALL, kind="csv", split=SPLIT)
    assert list(tmp_path.glob("out*")) == []
