"""What a file says beyond what the program knows is kept, and written out with the article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from making import make_project

from annotator.domain.values import Status
from annotator.operations.exporting import Choice, export_jsonl
from annotator.operations.importing import import_files

TEXT = "Taliban took Kunduz."
WORDS = {"tags": ["a", "b"], "score": 0.5, "nested": {"deep": [1, {"x": None}]}, "empty": ""}
FILES: dict[str, tuple[str, bytes, dict[str, Any]]] = {
    "jsonl": (".jsonl", orjson.dumps({"text": TEXT} | WORDS), WORDS),
    "meta of jsonl": (".jsonl", orjson.dumps({"text": TEXT, "meta": {"desk": "K"}}), {"desk": "K"}),
    "json": (".json", orjson.dumps([{"text": TEXT} | WORDS]), WORDS),
    "csv": (".csv", f"text,desk,rank\n{TEXT},K,7\n".encode(), {"desk": "K", "rank": "7"}),
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
    assert report.added.articles == 1, [str(remark) for remark in report.remarks]
    out = tmp_path / "out.jsonl"
    export_jsonl(project, out, Choice("ada", tuple(Status)))
    record = orjson.loads(out.read_bytes())
    assert record["text"] == TEXT
    found = parts(record)
    for key, value in expected.items():
        assert (key, value) in found, f"{key} is lost"
