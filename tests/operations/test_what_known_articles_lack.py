"""What a file says beside spans of an article that is there already is not dropped in silence."""

from __future__ import annotations

from pathlib import Path

import orjson
from importing_verbs import import_files
from making import make_project

TEXT = "Syria took Homs."
SPAN = {"start": 0, "end": 5, "label": "ACTOR"}
RELATION = [{"head": 0, "child": 2, "label": "took"}]


def notes(folder: Path, *records: dict[str, object]) -> list[list[str]]:
    """What each of several imports of a record says of what was not added."""
    project = make_project(folder / "p.annot", [])
    said = []
    for number, record in enumerate(records):
        file = folder / f"{number}.jsonl"
        file.write_bytes(orjson.dumps(record))
        report = import_files(project, [file], annotator="ada", as_annotations=True)
        said.append([note.reason for note in report.notes if "was not added" in note.reason])
    return said


def test_relations_of_an_article_that_is_there_are_named(tmp_path: Path) -> None:
    said = notes(tmp_path, {"text": TEXT}, {"text": TEXT, "spans": [SPAN], "relations": RELATION})
    assert said == [
        [],
        [
            "of 1 article already in the project it says more beside spans (“prodigy”), "
            "which was not added"
        ],
    ]


def test_keys_of_spans_are_named_too(tmp_path: Path) -> None:
    (_, (note,)) = notes(tmp_path, {"text": TEXT}, {"text": TEXT, "spans": [SPAN | {"seen": 1}]})
    assert "(keys of spans)" in note


def test_the_same_file_again_has_nothing_to_say(tmp_path: Path) -> None:
    record = {"text": TEXT, "spans": [SPAN | {"seen": 1}], "relations": RELATION, "file": "other"}
    assert notes(tmp_path, record, record, record | {"author": "x"}) == [[], [], []]
