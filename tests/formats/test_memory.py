"""Reading a text format takes at most four times the size of its file in memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from annotator.formats.reader import ReadOptions
from annotator.operations import reading

# One sign beyond the basic plane makes Python keep four bytes for each sign of a text.
TEXT = "😀 Taliban fighters took “Kunduz” and fled to Kabul. " * 80


def rows(kind: str) -> Iterator[bytes]:
    span = {"start": 2, "end": 9, "label": "ORG"}
    value = {"start": 2, "end": 9, "labels": ["ORG"]}
    task = {"data": {"text": TEXT}, "annotations": [{"result": [{"value": value}]}]}
    row = {
        "jsonl": orjson.dumps({"text": TEXT, "spans": [span]}) + b"\n",
        "json": orjson.dumps({"text": TEXT, "spans": [span]}) + b",\n",
        "label-studio": orjson.dumps(task) + b",\n",
        "doccano": orjson.dumps({"text": TEXT, "label": [[3, 10, "ORG"]]}) + b"\n",
        "csv": f'1,A,"{TEXT}"\n'.encode(),
        "conll": "".join(f"{token} B-X\n" for token in TEXT.split()).encode() + b"-DOCSTART- O\n",
    }
    start = {"json": b"[", "label-studio": b"[", "csv": b"id,title,text\n"}
    yield start.get(kind, b"")
    for _ in range(100 if kind == "conll" else 500):
        yield row[kind]
    if kind in ("json", "label-studio"):
        yield row[kind].rstrip(b",\n") + b"]"


def webanno() -> Iterator[bytes]:
    yield b"#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Custom|value\n\n\n"
    at = 0
    for sentence in range(1, 8000):
        yield "#Text=Taliban took 😀 today\n".encode()
        for token in ("Taliban", "took", "😀", "today"):
            size = len(token.encode("utf-16-le")) // 2
            value = "ACTOR" if token == "Taliban" else "_"
            yield f"{sentence}-1\t{at}-{at + size}\t{token}\t{value}\t\n".encode()
            at += size + 1
        yield b"\n"


@pytest.mark.parametrize(
    "kind", ["jsonl", "json", "label-studio", "doccano", "csv", "conll", "webanno-tsv"]
)
def test_memory_is_bounded_by_the_size_of_the_file(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "a.dat"
    with file.open("wb") as out:
        out.writelines(webanno() if kind == "webanno-tsv" else rows(kind))
    options = ReadOptions()
    next(reading.read(file, kind=kind, options=options))  # imports are no part of it
    tracemalloc.start()
    found = sum(1 for _ in reading.read(file, kind=kind, options=options))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found > 0
    assert peak < 4 * file.stat().st_size
