"""Records of tokens come in as texts, with the spans that tags or numbers of tokens say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from reading_verbs import Found, kind_of, losses, quotes, read_file

TEXT = "Troops of Syria entered “New Homs”."
TOKENS = ["Troops", "of", "Syria", "entered", "“", "New", "Homs", "”", "."]
TAGS = ["O", "O", "B-LOC", "O", "O", "B-LOC", "I-LOC", "O", "O"]
NUMBERS = [0, 0, 5, 0, 0, 5, 6, 0, 0]
NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
BOTH = [("Syria", "LOC"), ("New Homs", "LOC")]
FEATURE = {"feature": {"names": NAMES, "_type": "ClassLabel"}, "_type": "Sequence"}
GLINER = {"tokenized_text": TOKENS, "ner": [[2, 2, "LOC"], [5, 6, "LOC"]]}
CARD = """\
---
dataset_info:
  features:
  - name: id
    dtype: string
  - name: ner_tags
    sequence:
      class_label:
        names:
          '0': O
          '1': B-PER
          '2': I-PER
          '3': B-ORG
          '4': I-ORG
          '5': B-LOC
          '6': I-LOC
  splits:
  - name: train
---
"""


def read_records(tmp_path: Path, *records: Any, name: str = "a.jsonl") -> Found:
    file = tmp_path / name
    if name == "a.json":
        file.write_bytes(orjson.dumps(list(records)))
    else:
        file.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in records))
    return read_file(file)


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
@pytest.mark.parametrize(
    "record",
    [
        {"tokens": TOKENS, "ner_tags": TAGS},
        {"words": TOKENS, "labels": TAGS},
        {"text": TOKENS, "tags": TAGS},
        {"tokens": TOKENS, "pos_tags": [1] * 9, "tags": [t.replace("B-", "I-") for t in TAGS]},
        {"tokens": TOKENS, "tags": ["O", "O", "U-LOC", "O", "O", "B-LOC", "L-LOC", "O", "O"]},
        {"text": TEXT, "tokens": TOKENS, "ner_tags": TAGS},
        GLINER,
        GLINER | {"text": TEXT},
    ],
)
def test_tokens_become_a_text_with_their_spans(
    tmp_path: Path, record: dict[str, Any], name: str
) -> None:
    (found,), issues = read_records(tmp_path, record, name=name)
    assert (found.article.text, quotes(found), losses(issues)) == (TEXT, BOTH, [])
    assert kind_of(tmp_path / name) == Path(name).suffix[1:]


def test_that_spaces_are_a_guess_is_said_once(tmp_path: Path) -> None:
    _, issues = read_records(tmp_path, GLINER, {"tokenized_text": ["Homs", "fell"], "ner": []})
    assert [issue.reason for issue in issues] == [
        "its texts were put together from tokens, so their spaces are a guess"
    ]


def test_a_text_beside_the_tokens_keeps_its_spaces(tmp_path: Path) -> None:
    text = TEXT.replace(" of ", "\n  of ")
    (found,), issues = read_records(tmp_path, {"text": text, "tokens": TOKENS, "tags": TAGS})
    assert (found.article.text, quotes(found), issues) == (text, BOTH, [])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("dataset_info.json", orjson.dumps({"features": {"ner_tags": FEATURE}})),
        ("dataset_infos.json", orjson.dumps({"default": {"features": {"ner_tags": FEATURE}}})),
        ("README.md", CARD.encode()),
    ],
)
def test_numbers_of_tags_mean_what_the_data_set_says(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    (found,), issues = read_records(tmp_path, {"tokens": TOKENS, "ner_tags": NUMBERS})
    assert (quotes(found), losses(issues)) == (BOTH, [])
    records, issues = read_file(tmp_path / name)
    assert (records, losses(issues)) == ([], [])


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"tokens": TOKENS, "ner_tags": NUMBERS}, "its tags are numbers; put the dataset_info"),
        ({"tokens": TOKENS, "ner_tags": [9] * 9}, "its tags are numbers; put the dataset_info"),
        (GLINER | {"ner": [[2, 9, "LOC"]]}, "number 1 is not the first and the last"),
        (GLINER | {"ner": [[2, 2, "LOC"], [6, 5, "LOC"]]}, "number 2 is not the first"),
        (GLINER | {"ner": {"LOC": [2]}}, "it is not a list"),
        (
            {"tokens": TOKENS, "entities": [{"type": "LOC", "start": 2, "end": 3}]},
            "it has “tokens”",
        ),
    ],
)
def test_what_cannot_be_told_is_refused(
    tmp_path: Path, record: dict[str, Any], reason: str
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(orjson.dumps(record) + b"\n")
    records, issues = read_file(file, kind="jsonl")
    assert records == []
    assert [reason in lost for lost in losses(issues)] == [True]


def test_numbers_beyond_the_names_are_refused(tmp_path: Path) -> None:
    info = {"features": {"ner_tags": FEATURE}}
    (tmp_path / "dataset_info.json").write_bytes(orjson.dumps(info))
    records, issues = read_records(tmp_path, {"tokens": TOKENS, "ner_tags": [7] * 9})
    assert (records, len(losses(issues))) == ([], 1)


def test_empty_tokens_move_nothing(tmp_path: Path) -> None:
    record = {"tokens": ["", "Homs", "", "fell"], "ner_tags": ["O", "B-LOC", "I-LOC", "O"]}
    (found,), issues = read_records(tmp_path, record)
    assert (found.article.text, quotes(found)) == ("Homs fell", [("Homs", "LOC")])
    assert losses(issues) == []


def test_a_parquet_table_says_itself_what_its_numbers_mean(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = pyarrow.table({"tokens": [TOKENS], "ner_tags": [NUMBERS]})
    info = orjson.dumps({"info": {"features": {"ner_tags": FEATURE}}})
    parquet.write_table(
        table.replace_schema_metadata({b"huggingface": info}), tmp_path / "a.parquet"
    )
    (found,), issues = read_file(tmp_path / "a.parquet")
    assert (quotes(found), losses(issues)) == (BOTH, [])
