"""What a file says beyond what the program knows is kept, and written out with the article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from importing_verbs import import_files
from making import make_project

from annotator.domain.values import Status
from annotator.operations import annotate
from annotator.operations.exporting.exporter import Choice, export_jsonl
from annotator.workspace import Workspace

pytestmark = pytest.mark.file_only("records are read alike for both; test_importing.py is for both")

TEXT = "Taliban took Kunduz."
WORDS = {"tags": ["a", "b"], "score": 0.5, "nested": {"deep": [1, {"x": None}]}, "empty": ""}
FILES: dict[str, tuple[str, bytes, dict[str, Any]]] = {
    "jsonl": (".jsonl", orjson.dumps({"text": TEXT} | WORDS), WORDS),
    "meta of jsonl": (".jsonl", orjson.dumps({"text": TEXT, "meta": {"desk": "K"}}), {"desk": "K"}),
    "json": (".json", orjson.dumps([{"text": TEXT} | WORDS]), WORDS),
    "csv": (".csv", f"text,desk,rank\n{TEXT},K,7\n".encode(), {"desk": "K", "rank": 7}),
    "label-studio": (
        ".json",
        orjson.dumps([{"id": 5, "data": {"text": TEXT, "desk": "K"}, "annotations": []}]),
        {"desk": "K"},
    ),
    "doccano": (
        ".jsonl",
        orjson.dumps({"id": 1, "text": TEXT, "label": [[0, 7, "ORG"]], "desk": "K"}),
        {"desk": "K"},
    ),
}


def parts(value: Any) -> list[Any]:
    """Every key with its value anywhere in a JSON value."""
    if isinstance(value, dict):
        return [*value.items(), *(part for item in value.values() for part in parts(item))]
    if isinstance(value, list):
        return [part for item in value for part in parts(item)]
    return []


@pytest.mark.parametrize("name", FILES)
def test_unknown_keys_come_out_again(tmp_path: Path, name: str) -> None:
    suffix, data, expected = FILES[name]
    (tmp_path / f"in{suffix}").write_bytes(data)
    project = make_project(tmp_path / "p.annot", [])
    report = import_files(project, [tmp_path / f"in{suffix}"], annotator="ada")
    assert report.added.articles == 1, [str(issue) for issue in report.issues]
    out = tmp_path / "out.jsonl"
    export_jsonl(project, out, Choice("ada", tuple(Status)))
    record = orjson.loads(out.read_bytes())
    assert record["text"] == TEXT
    found = parts(record)
    for key, value in expected.items():
        assert (key, value) in found, f"{key} is lost"


def test_unknown_keys_of_spans_come_out_with_the_spans_they_came_with(tmp_path: Path) -> None:
    spans = [
        {"start": 0, "end": 7, "label": "ACTOR", "kb_id": "Q42418", "seen": [1, {"by": "x"}]},
        {"start": 13, "end": 19, "label": "LOCATION"},
    ]
    (tmp_path / "in.jsonl").write_bytes(orjson.dumps({"text": TEXT, "spans": spans}))
    project = make_project(tmp_path / "p.annot", [])
    choices = {"annotator": "ada", "as_annotations": True}
    report = import_files(project, [tmp_path / "in.jsonl"], **choices)  # type: ignore[arg-type]
    assert not report.issues
    out = tmp_path / "out.jsonl"
    export_jsonl(project, out, Choice("ada", tuple(Status)))
    record = orjson.loads(out.read_bytes())
    first, second = record["spans"]
    assert (first["kb_id"], first["seen"]) == ("Q42418", [1, {"by": "x"}])
    assert "kb_id" not in second
    assert "annotator:spans" not in out.read_text("utf-8")


def test_keys_move_with_spans_that_a_repair_moves_and_follow_mapped_labels(tmp_path: Path) -> None:
    text = "â€œTalibanâ€\x9d took Kunduz."
    start = text.index("Kunduz")
    span = {"start": start, "end": start + 6, "label": "GPE", "kb_id": "Q5878"}
    (tmp_path / "in.jsonl").write_bytes(orjson.dumps({"text": text, "spans": [span]}))
    project = make_project(tmp_path / "p.annot", [])
    import_files(project, [tmp_path / "in.jsonl"], annotator="ada")
    ada = Workspace(project, "ada")
    annotate.accept_all(ada, article=1)
    out = tmp_path / "out.jsonl"
    export_jsonl(project, out, Choice("ada", tuple(Status)))
    (found,) = orjson.loads(out.read_bytes())["spans"]
    assert (found["text"], found["label"], found["kb_id"]) == ("Kunduz", "LOCATION", "Q5878")


@pytest.mark.parametrize("odd", [5, [[0]], [[0, 7, "ACTOR", None]], {"a": 1}])
def test_a_file_that_has_our_own_key_breaks_nothing(tmp_path: Path, odd: object) -> None:
    spans = [{"start": 0, "end": 7, "label": "ACTOR"}]
    line = {"text": TEXT, "spans": spans, "annotator:spans": odd}
    (tmp_path / "in.jsonl").write_bytes(orjson.dumps(line))
    project = make_project(tmp_path / "p.annot", [])
    choices = {"annotator": "ada", "as_annotations": True}
    import_files(project, [tmp_path / "in.jsonl"], **choices)  # type: ignore[arg-type]
    export_jsonl(project, tmp_path / "out.jsonl", Choice("ada", tuple(Status)))
    assert len(orjson.loads((tmp_path / "out.jsonl").read_bytes())["spans"]) == 1
