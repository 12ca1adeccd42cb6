"""doccano's lines: spans as triples or objects, whatever else they hold is kept."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from reading_verbs import kind_of, losses, quotes, read_file

TEXT = "Taliban took Kunduz"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "admin.jsonl"


@pytest.mark.parametrize("key", ["label", "labels"])
def test_triples_are_read(file: Path, key: str) -> None:
    row = {"id": 7, "text": TEXT, key: [[0, 7, "ORG"], [13, 19, "LOC"]], "Comments": [], "x": 1}
    file.write_bytes(orjson.dumps(row) + b"\n")
    (record,), issues = read_file(file)
    assert kind_of(file) == "doccano"
    assert quotes(record) == [("Taliban", "ORG"), ("Kunduz", "LOC")]
    assert (record.article.extra, issues) == ({"id": 7, "x": 1}, [])


def test_objects_are_read_and_relations_and_comments_kept(file: Path) -> None:
    entities = [
        {"id": 10, "label": "ORG", "start_offset": 0, "end_offset": 7},
        {"id": 11, "label": "LOC", "start_offset": 13, "end_offset": 19},
    ]
    relations = [{"id": 1, "from_id": 10, "to_id": 11, "type": "took"}]
    row = {"id": 7, "text": TEXT, "entities": entities, "relations": relations, "Comments": ["?"]}
    file.write_bytes(orjson.dumps(row))
    (record,), issues = read_file(file)
    assert quotes(record) == [("Taliban", "ORG"), ("Kunduz", "LOC")]
    kept = record.article.extra["doccano"]
    assert (kept["relations"], kept["entities"], kept["Comments"]) == (relations, entities, ["?"])
    assert [issue.loss for issue in issues] == [False]


def test_spans_of_several_annotators_are_several_records(file: Path) -> None:
    spans = [
        {"label": 3, "start_offset": 0, "end_offset": 7, "user": 1},
        {"label": 4, "start_offset": 13, "end_offset": 19, "user": 2},
    ]
    file.write_bytes(orjson.dumps({"id": 1, "text": TEXT, "annotations": spans, "meta": {}}))
    records, _ = read_file(file)
    assert [(record.annotator, quotes(record)) for record in records] == [
        ("1", [("Taliban", "3")]),
        ("2", [("Kunduz", "4")]),
    ]


EMOJI = "😀😀 e\u0301 Kunduz fell"


@pytest.mark.parametrize("in_utf16", [True, False])
def test_offsets_of_both_counts_are_found_out_and_said(file: Path, in_utf16: bool) -> None:
    shift = 2 if in_utf16 else 0
    start = EMOJI.index("Kunduz") + shift
    file.write_bytes(orjson.dumps({"id": 1, "text": EMOJI, "label": [[start, start + 6, "LOC"]]}))
    (record,), issues = read_file(file)
    assert quotes(record) == [("Kunduz", "LOC")]
    assert ["UTF-16" in issue.reason for issue in issues] == [in_utf16]


def test_wrong_spans_are_left_out_with_a_reason(file: Path) -> None:
    wrong = [[7, 0, "A"], [0, 99, "A"], [3, 3, "A"], [0, 7, ""], [7, 8, "A"]]
    file.write_bytes(orjson.dumps({"id": 1, "text": TEXT, "label": [*wrong, [13, 19, "LOC"]]}))
    (record,), issues = read_file(file)
    assert quotes(record) == [("Kunduz", "LOC")]
    assert len(losses(issues)) == 5


def test_a_broken_first_line_does_not_hide_what_it_is(file: Path) -> None:
    file.write_bytes(b'{"text": oops}\n' + orjson.dumps({"text": TEXT, "label": [[0, 7, "ORG"]]}))
    (record,), issues = read_file(file)
    assert (quotes(record), len(losses(issues))) == ([("Taliban", "ORG")], 1)


def test_categories_of_whole_texts_are_kept(file: Path) -> None:
    file.write_bytes(orjson.dumps({"id": 1, "text": TEXT, "label": ["war"], "Comments": []}))
    (record,), issues = read_file(file)
    assert (record.article.extra["label"], issues) == (["war"], [])


@pytest.mark.parametrize(
    ("spans", "found", "said"),
    [
        ([[10, 14, "L"]], [("Homs", "L")], "its offsets were read as characters as they are seen"),
        ([[11, 15, "L"]], [("Homs", "L")], None),
    ],
)
def test_offsets_that_count_accents_with_their_letters_are_known(
    file: Path, spans: list[list[object]], found: list[tuple[str, str]], said: str | None
) -> None:
    record = {"id": 1, "text": "Sa\u0308id left Homs.", "label": spans}
    file.write_bytes(orjson.dumps(record))
    (read,), issues = read_file(file)
    told = [issue.reason for issue in issues]
    assert [reason[:48] for reason in told] == ([said[:48]] if said else [])
    assert quotes(read) == found


@pytest.mark.parametrize(
    ("text", "spans", "said"),
    [
        (
            "👨\u200d👩 Sa\u0308id fled for Homs.",
            [[16, 20, "L"]],
            "characters as they are seen",
        ),
        ("🇸🇾 Troops left Homs.", [[14, 18, "L"]], "characters as they are seen"),
        ("🇸🇾 Troops left Homs.", [[17, 21, "L"]], "UTF-16 units"),
        ("🇸🇾 Troops left Homs.", [[15, 19, "L"]], "characters, which"),
    ],
)
def test_of_three_ways_to_count_the_one_is_taken_that_gives_words(
    file: Path, text: str, spans: list[list[object]], said: str
) -> None:
    file.write_bytes(orjson.dumps({"id": 1, "text": text, "label": spans}))
    (record,), issues = read_file(file)
    assert quotes(record) == [("Homs", "L")]
    assert [said in issue.reason for issue in issues] == [True]


def test_blanks_at_the_edges_of_a_span_are_cut_off(file: Path) -> None:
    file.write_bytes(orjson.dumps({"id": 1, "text": TEXT, "label": [[7, 13, "V"]]}))
    (record,), issues = read_file(file)
    assert quotes(record) == [(TEXT[7:13].strip(), "V")]
    assert [i.reason for i in issues] == ["the span 7 to 13 (V) lost the blanks at its edges"]
