"""The data set that leaves loads in Hugging Face's library, whatever some articles lack."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import orjson
import pytest
from importing_verbs import import_files
from making import make_project

from annotator.domain.splits import Split
from annotator.domain.text import text_hash
from annotator.domain.values import Status
from annotator.operations.exporting.export_formats import export_peer
from annotator.operations.exporting.exporter import Choice, export_jsonl
from annotator.operations.importing.importer import ImportReport
from annotator.store.project import Project

pytestmark = pytest.mark.file_only(
    "formats are written alike from both; test_exporting.py is for both"
)

TEXT = "😀 Taliban killed more than 30 people in Kabul.\nShare this."
FIGURE = {"low": 30, "best": 30, "qualifier": "more_than", "counts": "people", "outcome": "killed"}
SPANS: list[dict[str, Any]] = [
    {"start": 2, "end": 9, "label": "armed group", "note": "twice?", "certainty": [1, "a"]},
    {"start": 10, "end": 45, "label": "EVENT"},
    {"start": 17, "end": 29, "label": "FIGURE", "figure": FIGURE},
    {"start": 40, "end": 45, "label": "LOCATION", "entity": "Q5838"},
]
FULL = {
    "text": TEXT,
    "region": {"name": "South", "codes": [1]},
    "meta": {"id": "one", "title": "T", "source": "AFP", "status": "flagged", "reason": "odd"},
    "spans": SPANS,
    "rejected": [{"start": 30, "end": 36, "label": "ACTOR", "source": "m@1", "score": 0.5}],
}
BARE = [{"text": f"Nothing happened in Herat on day {day}."} for day in range(30)]
ALL = Choice("ada", tuple(Status), keep_muted=True)


def project_of(path: Path, records: list[Any]) -> Project:
    source = path / "in.jsonl"
    source.write_bytes(b"\n".join(map(orjson.dumps, records)))
    project = make_project(path / "p.annot", [])
    bring_in(project, source)
    return project


KINDS = ("huggingface", "huggingface-parquet")


def bring_in(project: Project, path: Path) -> ImportReport:
    return import_files(
        *(project, [path]), annotator="ada", as_annotations=True, mute=False, new_labels=True
    )


def written(
    path: Path, records: list[Any], split: str = "80:10:10", kind: str = "huggingface"
) -> Path:
    folder = path / "out"
    # Types are guessed from the first file, so what is full lies in another.
    seeds = (Split.parse(split, seed=seed) for seed in count())
    shares = next(made for made in seeds if made.part(text_hash(TEXT)) != "train" or ":0" in split)
    export_peer(project_of(path, records), folder, ALL, kind=kind, split=shares)
    return folder


def loaded(folder: Path, config: str | None, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    cache = str(folder.parent / "cache")
    return datasets.load_dataset(str(folder), config, cache_dir=cache)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("config", [None, "articles", "tokens"])
@pytest.mark.parametrize("records", [[FULL, *BARE], [*BARE], [FULL]], ids=["both", "bare", "full"])
def test_both_configurations_load_whatever_some_articles_lack(
    tmp_path: Path,
    config: str | None,
    records: list[Any],
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = loaded(written(tmp_path, records, kind=kind), config, monkeypatch)
    assert sum(map(len, data.values())) == len(records)
    assert all(map(len, data.values()))


@pytest.mark.parametrize("kind", KINDS)
def test_tags_of_tokens_are_class_labels_with_names(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = loaded(written(tmp_path, [FULL], "100:0:0", kind), "tokens", monkeypatch)["train"]
    (row,) = data
    named = data.features["ner_tags"].feature
    tags = [named.int2str(tag) for tag in row["ner_tags"]]
    assert named.names[:3] == ["O", "B-EVENT", "I-EVENT"]
    assert list(zip(row["tokens"], tags, strict=True))[1:4] == [
        ("Taliban", "B-armed_group"),
        ("killed", "B-EVENT"),
        ("more", "I-EVENT"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_person_said_of_spans_stands_in_typed_columns(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = loaded(written(tmp_path, [FULL], "100:0:0", kind), "articles", monkeypatch)["train"]
    assert [span["label"] for span in row["spans"]] == [
        *("armed group", "EVENT", "FIGURE", "LOCATION"),
    ]
    assert row["spans"][2]["figure"]["outcome"] == "killed"
    assert (row["spans"][0]["figure"], row["spans"][3]["entity"]) == (None, "Q5838")
    assert orjson.loads(row["extra_json"])["region"] == FULL["region"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_day_is_a_text_in_parquet_and_a_time_in_json(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dated = {**FULL, "meta": {**FULL.get("meta", {}), "published": "2019-05-03"}}
    (row,) = loaded(written(tmp_path, [dated], "100:0:0", kind), None, monkeypatch)["train"]
    is_text = kind == "huggingface-parquet"
    assert row["meta"]["published"] == ("2019-05-03" if is_text else "2019-05-03 00:00:00")


@pytest.mark.parametrize("kind", KINDS)
def test_its_own_folder_comes_in_without_a_word_on_spans_and_makes_the_same_again(
    tmp_path: Path, kind: str
) -> None:
    folder = written(tmp_path, [FULL, *BARE], "100:0:0", kind)
    again = make_project(tmp_path / "again.annot", [])
    report = bring_in(again, folder)
    assert not [str(note) for note in report.issues if "may hold spans" in str(note)]
    assert [str(note) for note in report.issues if "tokens-train" in str(note)] != []
    assert report.added.articles == 1 + len(BARE)
    export_jsonl(again, tmp_path / "again.jsonl", ALL)
    for line in (tmp_path / "again.jsonl").read_bytes().splitlines():
        record = orjson.loads(line)
        assert {"id", "ner_tags", "extra_json"}.isdisjoint(record)
        assert "uid" not in record["meta"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_folder_comes_in_again_with_everything_that_is_known(tmp_path: Path, kind: str) -> None:
    folder = written(tmp_path, [FULL, BARE[0]], "100:0:0", kind)
    again = make_project(tmp_path / "again.annot", [])
    report = bring_in(again, folder)
    assert (report.added.articles, report.rejections) == (2, ())
    export_jsonl(again, tmp_path / "again.jsonl", ALL)
    (first, *_) = map(orjson.loads, (tmp_path / "again.jsonl").read_bytes().splitlines())
    for sent, came in zip(SPANS, first["spans"], strict=True):
        figure = {**(came.get("figure") or {}), **sent.get("figure", {})}
        assert came == {**came, **sent, **({"figure": figure} if "figure" in sent else {})}
    assert first["region"] == FULL["region"]
    assert [span["label"] for span in first["rejected"]] == ["ACTOR"]
    assert (first["meta"]["status"], first["meta"]["status_reason"]) == ("flagged", "odd")
