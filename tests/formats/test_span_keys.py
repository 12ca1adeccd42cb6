"""Spans of other tools are read where it is plain what they say; where it is not, that is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from making import new_article
from reading_verbs import losses, quotes, read_file

from annotator.domain.records import ImportIssue, Record, RecordSpan
from annotator.formats.tables import span_table

TEXT = "Troops of Syria entered Homs."
BOTH = [("Syria", "LOC"), ("Homs", "LOC")]
OBJECTS = [{"start": 10, "end": 15, "label": "LOC"}, {"start": 24, "end": 28, "label": "LOC"}]
TRIPLES = [[10, 15, "LOC"], [24, 28, "LOC"]]
TOKENS = ["Troops", "of", "Syria", "entered", "Homs", "."]


def lines(tmp_path: Path, *records: Any) -> tuple[list[Record], list[ImportIssue]]:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in records))
    return read_file(file, kind="jsonl")


@pytest.mark.parametrize(
    "key",
    [
        *("entities", "ents", "annotations", "annotation", "ner", "named_entities", "mentions"),
        *("label", "labels", "entity_mentions", "denotations", "tags", "highlights", "spans"),
    ],
)
@pytest.mark.parametrize("value", [OBJECTS, TRIPLES], ids=["objects", "triples"])
def test_spans_are_read_under_other_keys(tmp_path: Path, key: str, value: object) -> None:
    (record,), issues = lines(tmp_path, {"text": TEXT, key: value})
    assert (quotes(record), losses(issues)) == (BOTH, [])
    assert record.article.extra == {}


@pytest.mark.parametrize(
    "member",
    [
        {"start_offset": 10, "end_offset": 15, "label": "LOC"},
        {"startOffset": 10, "endOffset": 15, "type": "LOC"},
        {"begin": 10, "end": 15, "category": "LOC", "text": "Syria"},
        {"start_char": 10, "end_char": 15, "entity_type": "LOC"},
        {"start": 10, "end": 15, "entity_group": "LOC", "word": "Syria"},
        {"from": 10, "to": 15, "tag": "LOC"},
        {"offset": 10, "length": 5, "category": "LOC"},
        {"start": 10, "end": 15, "labels": ["LOC"]},
        {"id": "T1", "span": {"begin": 10, "end": 15}, "obj": "LOC"},
        {"offsets": [[10, 15]], "type": "LOC"},
        {"name": "Syria", "type": "LOC", "pos": [10, 15]},
        {"value": {"start": 10, "end": 15, "labels": ["LOC"]}},
        {"label": ["LOC"], "points": [{"start": 10, "end": 15, "text": "Syria"}]},
        {"title": "LOC", "data": {"location": {"start": 10, "end": 15}}},
        {"startOffset": 10, "endOffset": 15, "className": "LOC"},
        ["LOC", 10, 15],
    ],
)
def test_spans_may_say_in_their_own_words_where_they_are(tmp_path: Path, member: object) -> None:
    (record,), issues = lines(tmp_path, {"text": TEXT, "entities": [member]})
    assert (quotes(record), losses(issues)) == ([("Syria", "LOC")], [])


@pytest.mark.parametrize(
    "value", [[TEXT, {"entities": TRIPLES}], {"text": TEXT, "annotation": {"entities": TRIPLES}}]
)
def test_training_data_of_spacy_is_read(tmp_path: Path, value: object) -> None:
    (record,), issues = lines(tmp_path, value)
    assert (quotes(record), losses(issues)) == (BOTH, [])


def test_a_list_of_pairs_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(orjson.dumps([[TEXT, {"entities": TRIPLES}]]))
    (record,), issues = read_file(tmp_path / "a.json")
    assert (quotes(record), losses(issues)) == (BOTH, [])


def test_what_spacy_makes_of_a_document_is_read(tmp_path: Path) -> None:
    made = {"text": TEXT, "ents": OBJECTS, "sents": [{"start": 0, "end": 29}]}
    (tmp_path / "a.json").write_bytes(orjson.dumps(made | {"tokens": [{"id": 0, "start": 0}]}))
    (record,), issues = read_file(tmp_path / "a.json")
    assert (quotes(record), losses(issues)) == (BOTH, [])


def test_entities_and_groups_of_a_document_of_spacy_are_one_set_of_spans(tmp_path: Path) -> None:
    groups = {"sc": [OBJECTS[0], OBJECTS[1]], "other": [OBJECTS[1] | {"label": "CITY"}]}
    (record,), issues = lines(tmp_path, {"text": TEXT, "ents": OBJECTS[:1], "spans": groups})
    assert (quotes(record), losses(issues)) == ([*BOTH, ("Homs", "CITY")], [])


@pytest.mark.parametrize(
    ("record", "key", "why"),
    [
        ({"tokens": TOKENS, "tags": [0, 0, 3, 0, 0, 0]}, "tags", "its tags are numbers; put the"),
        (
            {"tokens": ["Other"] * 6, "tags": ["O", "O", "B-LOC", "O", "O", "O"]},
            "tags",
            "its tokens are not what its text says",
        ),
        (
            {"tokens": TOKENS, "entities": [[2, 3, "LOC"]]},
            "entities",
            "its numbers may count tokens",
        ),
        ({"predictions": OBJECTS}, "predictions", "it does not say for certain what they are"),
        ({"results": TRIPLES}, "results", "it does not say for certain what they are"),
        (
            {"result": [{"value": OBJECTS[0]}]},
            "result",
            "it does not say for certain what they are",
        ),
        (
            {"annotations": [{"result": [OBJECTS[0]]}]},
            "annotations",
            "number 1 says in another way",
        ),
        ({"entities": [[10, 14, "LOC"], [24, 27, "LOC"]]}, "entities", "they end inside words"),
        ({"entities": [*TRIPLES, ["24", "28", "LOC"]]}, "entities", "number 3 says in"),
        ({"entities": [{"text": "Syria", "label": "LOC"}]}, "entities", "number 1 says in another"),
        (
            {"entities": {"LOC": [[10, 15]]}},
            "entities",
            "it does not say for certain what they are",
        ),
        ({"entities": [[10, 15, "B-LOC"]]}, "entities", "number 1 says in"),
        ({"spans": [*TRIPLES, ["LOC"]]}, "spans", "number 3 says in"),
    ],
)
def test_what_is_not_plain_is_not_read_and_said(
    tmp_path: Path, record: dict[str, Any], key: str, why: str
) -> None:
    (found,), (issue,) = lines(tmp_path, {"text": TEXT} | record)
    assert (found.spans, issue.line, issue.loss) == ((), 1, True)
    assert issue.reason.startswith(f"“{key}” looks like spans (")
    assert f") and was not read: {why}" in issue.reason


def test_of_two_keys_that_look_like_spans_none_is_read(tmp_path: Path) -> None:
    (record,), issues = lines(tmp_path, {"text": TEXT, "entities": OBJECTS, "ents": OBJECTS})
    assert record.spans == ()
    assert [reason[:26] for reason in losses(issues)] == [
        *("“entities” looks like span", "“ents” looks like spans (2")
    ]


@pytest.mark.parametrize("record", [{"spans": OBJECTS, "entities": OBJECTS}, {"events": OBJECTS}])
def test_what_may_be_spans_besides_is_kept_and_said_once(
    tmp_path: Path, record: dict[str, Any]
) -> None:
    _, issues = lines(tmp_path, {"text": TEXT} | record, {"text": "Of Troops " + TEXT} | record)
    (key,) = record.keys() - {"spans"}
    said = f"“{key}” may hold spans (4); it is kept with its articles as it is"
    assert [issue.reason for issue in issues if key in issue.reason] == [said]
    assert losses(issues) == []


@pytest.mark.parametrize(
    "record",
    [
        *({"entities": ["Syria", "Homs"]}, {"labels": ["war"]}, {"label": "war"}, {"label": 3}),
        *({"tags": ["war", "peace"]}, {"annotations": []}, {"entities": {}}, {"ner": None}),
        {"tokens": TOKENS, "ner_tags": ["O"] * 6},
        {"sents": [{"start": 0, "end": 29}]},
    ],
)
def test_what_is_no_span_is_kept_without_a_word(tmp_path: Path, record: dict[str, Any]) -> None:
    (found,), issues = lines(tmp_path, {"text": TEXT} | record)
    assert issues == []
    assert found.article.extra == {k: v for k, v in record.items() if k != "tokens"}


def test_a_span_that_does_not_fit_is_named_by_its_key(tmp_path: Path) -> None:
    (record,), issues = lines(tmp_path, {"text": TEXT, "entities": [*TRIPLES, [20, 99, "LOC"]]})
    assert quotes(record) == BOTH
    assert [reason[:34] for reason in losses(issues)] == ["number 3 of “entities” was left ou"]


def test_our_table_of_spans_is_refused(tmp_path: Path) -> None:
    spans = (RecordSpan(10, 15, "LOC"), RecordSpan(24, 28, "LOC"))
    (made,) = span_table.write(Record(new_article(TEXT), spans), 1, "").parts.values()
    for name, sign in (("a.csv", b","), ("b.csv", b";"), ("c.txt", b",")):
        data = (span_table.WRITER.start + made).replace(b",", sign)
        (tmp_path / name).write_bytes(data)
        records, issues = read_file(tmp_path / name)
        assert records == []
        assert [reason[:40] for reason in losses(issues)] == [
            "it is this program’s table of spans, whi"
        ]


def test_a_table_of_spans_of_others_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "doc,begin,end,type,text\n1,10,15,LOC,Syria\n1,24,28,LOC,Homs\n"
    )
    records, issues = read_file(tmp_path / "a.csv")
    assert records == []
    assert [reason[:36] for reason in losses(issues)] == ["its rows are spans and not articles,"]


def test_a_table_of_articles_may_have_numbers_beside_them(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"start,end,text\n2010,2015,{TEXT}\n2011,2012,{TEXT} Again.\n")
    records, issues = read_file(tmp_path / "a.csv")
    assert (len(records), losses(issues)) == (2, [])


@pytest.mark.parametrize(
    "cell", ["[{'start': 10, 'end': 15, 'label': 'LOC'}]", "[[10, 15, 'LOC']]", "[(10, 15, 'LOC')]"]
)
def test_spans_in_a_cell_are_kept_and_said_once(tmp_path: Path, cell: str) -> None:
    row = f'"{cell}"\n'
    (tmp_path / "a.csv").write_text(f"text,entities\n{TEXT},{row}{TEXT} Again.,{row}")
    records, issues = read_file(tmp_path / "a.csv")
    assert [record.article.extra for record in records] == [{"entities": cell}] * 2
    assert [reason[:32] for reason in losses(issues)] == ["the column “entities” holds span"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.json", '{\n "_context" : { },\n "_views" : { "_InitialView" : { } } }', "CAS JSON"),
        ("a.json", '{"annotatable": {"parts": ["s1v1"]}, "anncomplete": false}', "tagtog"),
        ("a.json", '[{"@context": "http://www.w3.org/ns/anno.jsonld"}]', "web annotation"),
        ("a.txt", "<?xml version='1.0'?>\n<GateDocument version='3'>", "GATE"),
    ],
)
@pytest.mark.parametrize("kind", ["auto", "conll"])
def test_annotation_that_is_known_and_not_read_is_refused(
    tmp_path: Path, name: str, data: str, reason: str, kind: str
) -> None:
    (tmp_path / name).write_text(data)
    records, issues = read_file(tmp_path / name, kind=kind)
    assert records == []
    assert [reason in said for said in losses(issues)] == [True]


@pytest.mark.parametrize("kind", ["auto", "jsonl", "brat"])
def test_what_lies_beside_an_export_is_no_article(tmp_path: Path, kind: str) -> None:
    (tmp_path / "README.md").write_text(
        "---\ntask_categories:\n  - token-classification\n---\n# X\n"
    )
    records, issues = read_file(tmp_path / "README.md", kind=kind)
    assert (records, losses(issues)) == ([], [])
    assert len(read_file(tmp_path / "README.md", kind="markdown")[0]) == 1


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"meta": {"spans": OBJECTS}}, "meta.spans"),
        ({"meta": {"entities": TRIPLES}}, "meta.entities"),
        ({"entities": orjson.dumps(OBJECTS).decode()}, "entities"),
    ],
)
def test_spans_in_other_places_are_named(tmp_path: Path, more: dict[str, object], key: str) -> None:
    (record,), issues = lines(tmp_path, {"text": TEXT, **more})
    assert quotes(record) == []
    assert [f"“{key}” looks like spans" in loss for loss in losses(issues)] == [True]


@pytest.mark.parametrize("ner", [[[0, 2, "ACTOR"], [3, 7, "LOC"]], [[2, 3, "LOC"], [4, 5, "LOC"]]])
def test_numbers_that_count_tokens_make_no_spans(tmp_path: Path, ner: object) -> None:
    (record,), issues = lines(tmp_path, {"text": TEXT, "ner": ner})
    assert quotes(record) == []
    assert ["“ner” looks like spans" in loss for loss in losses(issues)] == [True]


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (
            {"highlight": [{"start": 0, "end": 5, "text": "x"}] * 7},
            "“highlight” may hold spans (7)",
        ),
        ({"a": {"b": [{"begin": 0, "end": 5}] * 12}}, "“a” may hold spans (12)"),
        (
            {"meta": {"seen": [{"start": 0, "end": 5, "label": "X"}]}},
            "“meta.seen” may hold spans (1)",
        ),
        ({"spans": OBJECTS, "meta": {"entities": TRIPLES}}, "“meta.entities” may hold spans (2)"),
        ({"ents": OBJECTS, "events": [[1, 4, "X"]]}, "“events” may hold spans (1)"),
        ({"label": TRIPLES, "events": [[1, 4, "X"]]}, "“events” may hold spans (1)"),
        ({"entities": [[10, 14, "LOC"], [24, 27, "LOC"]]}, "“entities” looks like spans (2)"),
        ({"tokens": TOKENS, "tags": [0, 0, 3, 0, 5, 0]}, "“tags” looks like spans (2)"),
        (
            {"entities": [{"start": "10", "end": "15", "label": "X"}]},
            "“entities” looks like spans (1)",
        ),
    ],
)
def test_keys_that_look_like_spans_are_named_with_how_many(
    tmp_path: Path, record: dict[str, Any], said: str
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(orjson.dumps({"text": TEXT} | record) + b"\n")
    _, issues = read_file(file)
    assert [said in issue.reason for issue in issues] == [True]


def test_pages_and_times_are_no_spans(tmp_path: Path) -> None:
    record = {"page": {"from": 1, "to": 20}, "video": [{"start": 0.5, "end": 1.5}], "views": [1, 2]}
    assert lines(tmp_path, {"text": TEXT} | record)[1] == []


def test_spans_in_the_data_of_a_task_are_named(tmp_path: Path) -> None:
    task = {"data": {"text": TEXT, "seen": OBJECTS}, "annotations": [{"result": []}]}
    (tmp_path / "a.json").write_bytes(orjson.dumps([task, task]))
    _, issues = read_file(tmp_path / "a.json")
    assert [issue.reason for issue in issues] == [
        "“seen” may hold spans (4); it is kept with its articles as it is"
    ]
