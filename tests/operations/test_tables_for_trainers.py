"""Parquet tables and GLiNER's training data, read by whom they are written for and by us."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import orjson
import pytest
from importing_verbs import import_files
from making import annotation, do, make_project

from annotator.domain.edits import Edit
from annotator.domain.errors import AnnotatorError
from annotator.domain.gold import Plan
from annotator.domain.records import Record
from annotator.domain.splits import Split
from annotator.domain.values import ArticleStatus, Status
from annotator.formats.json import jsonl
from annotator.formats.reader import ReadOptions
from annotator.formats.tables import parquet
from annotator.operations.exporting.export_formats import export
from annotator.operations.exporting.exporter import Choice
from annotator.operations.importing.importer import ImportReport
from annotator.operations.importing.reading import source_of
from annotator.operations.reviewing import review
from annotator.store.project import Project
from annotator.workspace import Workspace

pytestmark = pytest.mark.file_only(
    "formats are written alike from both; test_exporting.py is for both"
)

TEXT = "😀 Taliban killed more than 30 people in Kabul.\nShare this."
FIGURE = {"low": 30, "best": 30, "qualifier": "more_than", "counts": "people", "outcome": "killed"}
FULL: dict[str, Any] = {
    "text": TEXT,
    "region": {"name": "South", "codes": [1]},
    "meta": {"id": "one", "title": "T", "source": "AFP", "status": "done"},
    "spans": [
        {"start": 2, "end": 9, "label": "armed group", "note": "twice?", "certainty": [1, "a"]},
        {"start": 10, "end": 45, "label": "EVENT"},
        {"start": 17, "end": 29, "label": "FIGURE", "figure": FIGURE},
        {"start": 40, "end": 45, "label": "LOCATION", "entity": "Q5838"},
        {"start": 41, "end": 44, "label": "ODD"},
    ],
    "rejected": [{"start": 30, "end": 36, "label": "ACTOR", "source": "m@1", "score": 0.5}],
}
BARE = {"text": "Nothing happened in Herat."}
ALL = Choice("ada", tuple(Status), keep_muted=True)


def bring_in(project: Project, path: Path) -> ImportReport:
    return import_files(
        *(project, [path]), annotator="ada", as_annotations=True, mute=False, new_labels=True
    )


def written(path: Path, kind: str, *records: dict[str, Any]) -> Path:
    source = path / "in.jsonl"
    source.write_bytes(b"\n".join(map(orjson.dumps, records)))
    project = make_project(path / "p.annot", [])
    bring_in(project, source)
    out = path / f"out.{kind}"
    export(project, out, ALL, kind=kind, split=Split.parse("80:10:10"))
    project.close()
    return out


def test_pandas_reads_spans_as_a_list_of_structs(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_parquet(written(tmp_path, "parquet", FULL, BARE))
    full, bare = frame.to_dict("records")
    assert [span["label"] for span in full["spans"]] == [
        *("armed group", "EVENT", "FIGURE", "LOCATION", "ODD"),
    ]
    assert full["spans"][2]["figure"]["low"] == 30
    assert (len(bare["spans"]), bare["meta"]["source"]) == (0, None)


def test_the_datasets_library_loads_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    file = str(written(tmp_path, "parquet", FULL, BARE))
    data = datasets.load_dataset("parquet", data_files=file, cache_dir=str(tmp_path / "cache"))
    assert [row["text"] for row in data["train"]] == [TEXT, BARE["text"]]
    assert data["train"][0]["spans"][3]["entity"] == "Q5838"


def test_columns_have_their_types_where_nothing_is_known(tmp_path: Path) -> None:
    table = pytest.importorskip("pyarrow.parquet")
    (tmp_path / "bare").mkdir()
    full = table.read_schema(written(tmp_path, "parquet", FULL))
    bare = table.read_schema(written(tmp_path / "bare", "parquet", BARE))
    assert bare == full
    assert str(bare.field("spans").type.value_type.field("figure").type.field("low").type) == (
        "double"
    )


def test_a_table_comes_in_again_with_all_that_was_said(tmp_path: Path) -> None:
    out = written(tmp_path, "parquet", FULL, BARE)
    again = make_project(tmp_path / "again.annot", [])
    assert bring_in(again, out).rejections == ()
    (tmp_path / "second").mkdir()
    export(again, tmp_path / "second" / "out", ALL, kind="jsonl", split=Split.parse("80:10:10"))
    first = orjson.loads((tmp_path / "second" / "out").read_bytes().splitlines()[0])
    for sent, came in zip(FULL["spans"], first["spans"], strict=True):
        figure = {**(came.get("figure") or {}), **sent.get("figure", {})}
        assert came == {**came, **sent, **({"figure": figure} if "figure" in sent else {})}
    assert (first["region"], first["meta"]["status"]) == (FULL["region"], "done")
    assert [span["score"] for span in first["rejected"]] == [0.5]


def test_without_its_library_no_table_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(AnnotatorError, match=r"install annotator\[parquet\], or choose another"):
        written(tmp_path, "parquet", FULL)
    assert list(tmp_path.glob("*out*")) == []


def test_gliner_gets_the_first_and_the_last_token_of_each_span(tmp_path: Path) -> None:
    first, second = orjson.loads(written(tmp_path, "gliner", FULL, BARE).read_bytes())
    tokens = first["tokenized_text"]
    quotes = [(" ".join(tokens[start : end + 1]), label) for start, end, label in first["ner"]]
    assert quotes == [
        ("Taliban", "armed group"),
        ("killed more than 30 people in K abu l", "EVENT"),
        ("more than 30", "FIGURE"),
        ("K abu l", "LOCATION"),
        ("abu", "ODD"),
    ]
    assert second["ner"] == []


def test_gliners_data_is_read_by_its_tokens_alone(tmp_path: Path) -> None:
    rows = orjson.loads(written(tmp_path, "gliner", FULL, BARE).read_bytes())
    bare = [{key: row[key] for key in ("tokenized_text", "ner")} for row in rows]
    (tmp_path / "bare.json").write_bytes(orjson.dumps(bare))
    project = make_project(tmp_path / "again.annot", [])
    report = bring_in(project, tmp_path / "bare.json")
    assert (report.added.articles, report.added.spans, report.rejections) == (2, 5, ())


@pytest.mark.parametrize("kind", ["parquet", "huggingface"])
def test_what_a_review_said_comes_back_in_rows(tmp_path: Path, kind: str) -> None:
    project = make_project(tmp_path / "p.annot", [TEXT])
    for name in ("ada", "ben"):
        span = annotation(2, 9, id=name, annotator=name, text=TEXT)
        done = ArticleStatus(1, name, Status.DONE)
        do(project, Edit("all", (), (span, done)), annotator=name)
    review.make_gold(Workspace(project, "rita"), Plan(("ada", "ben")))
    out = tmp_path / f"out.{kind}"
    gold = Choice("gold", tuple(Status))
    export(project, out, gold, kind=kind, split=Split.parse("100:0:0"))
    path = out / "train.jsonl" if kind == "huggingface" else out
    (record,) = (
        item
        for item in (jsonl if kind == "huggingface" else parquet).READER.read(
            source_of(path, ReadOptions()), ReadOptions()
        )
        if isinstance(item, Record)
    )
    export(project, tmp_path / "out.jsonl", gold, kind="jsonl", split=Split.parse("100:0:0"))
    line = orjson.loads((tmp_path / "out.jsonl").read_bytes())
    assert line["meta"]["gold"]
    assert record.gold == line["meta"]["gold"]
