"""Small files of other tools that once came in wrong, each with what it must give."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_verbs import losses, quotes, read_file

FILES = Path(__file__).parent.parent / "data" / "interop"

SYRIA, HOMS = ("Syria", "LOCATION"), ("Homs", "LOCATION")


@pytest.mark.parametrize(
    ("name", "spans"),
    [
        ("trailing_blank.jsonl", [SYRIA]),
        ("entities_objects.jsonl", [SYRIA, HOMS]),
        ("spacy_to_json.json", [SYRIA]),
        ("doccano_grapheme.jsonl", [HOMS]),
        ("doccano_nan.jsonl", [HOMS, ("Aleppo", "LOCATION")]),
        ("pipe.jsonl", [HOMS]),
        ("prodigy_relations.jsonl", [("Syria", "ACTOR"), HOMS]),
        ("prodigy_accept_empty.jsonl", []),
        ("spacy_sentence_per_line.iob", [("Sebastian Thrun", "PERSON")]),
        ("cas_json.json", [("اختبار", "Annotation"), ("هذا", "Annotation")]),
        ("brat_relation/a.txt", [("Syria", "ACTOR"), HOMS]),
        (
            "tsv3_stacked_slots.tsv",
            [("This", "val1"), ("This", "val2"), ("a", "SimpleSpan"), ("is", "SimpleSpan")],
        ),
        (
            "xmi_slot_feature.xmi",
            [("This", "SimpleLinkHost"), ("a", "SimpleSpan"), ("is", "SimpleSpan")],
        ),
    ],
)
def test_the_spans_of_a_file_come_in_as_they_are_meant(
    name: str, spans: list[tuple[str, str]]
) -> None:
    records, issues = read_file(FILES / name)
    assert sorted(quote for record in records for quote in quotes(record)) == sorted(spans)
    assert losses(issues) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("trailing_blank.jsonl", "the span 10 to 16 (LOCATION) lost the blanks at its edges"),
        ("doccano_grapheme.jsonl", "characters as they are seen"),
        ("prodigy_relations.jsonl", "1 relation is kept with the article"),
        ("brat_relation/a.txt", "relations, events and attributes of a.ann are kept"),
    ],
)
def test_what_is_read_otherwise_than_it_stands_is_told(name: str, said: str) -> None:
    _, issues = read_file(FILES / name)
    assert [said in issue.reason for issue in issues] == [True]


def test_a_sentence_a_line_is_told_from_a_token_a_line() -> None:
    (record,), _ = read_file(FILES / "spacy_sentence_per_line.iob")
    assert record.article.text == "When Sebastian Thrun left.\n“I can."


def test_our_own_table_of_spans_is_known_as_one() -> None:
    records, issues = read_file(FILES / "span_table.csv")
    assert records == []
    assert ["this program’s table of spans" in lost for lost in losses(issues)] == [True]
