"""Label Studio's exports: each annotation is a record, predictions stay suggestions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from reading_verbs import kind_of, losses, quotes, read_file

from annotator.domain.values import Status

TEXT = "Taliban took Kunduz"


def region(start: int, end: int, label: str, quote: str | None = None, **more: object) -> Any:
    value: dict[str, object] = {"start": start, "end": end, "labels": [label]}
    if quote is not None:
        value["text"] = quote
    return {"value": value, "id": "x", "from_name": "label", "to_name": "text"} | {
        "type": "labels",
        "origin": "manual",
    } | more  # fmt: skip


def task(*results: Any, text: str = TEXT, **more: Any) -> dict[str, Any]:
    annotation = {"id": 5, "completed_by": 3, "result": list(results), "was_cancelled": False}
    return {"id": 1, "data": {"text": text}, "annotations": [annotation], "predictions": []} | more


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "export.json"


def test_a_full_export_is_read(file: Path) -> None:
    made = task(region(0, 7, "ORG", "Taliban"), region(13, 19, "LOC", "Kunduz"))
    made["data"] |= {"title": "Falls", "source": "AP", "rank": 2}
    file.write_bytes(orjson.dumps([made]))
    (record,), issues = read_file(file)
    assert kind_of(file) == "label-studio"
    assert quotes(record) == [("Taliban", "ORG"), ("Kunduz", "LOC")]
    assert (record.annotator, record.status, issues) == ("3", Status.DONE, [])
    assert (record.article.title, record.article.source) == ("Falls", "AP")
    assert record.article.extra["rank"] == 2
    assert record.article.extra["label_studio"]["annotation"]["id"] == 5


def test_each_annotation_is_a_record_of_its_annotator(file: Path) -> None:
    both = [
        {"completed_by": {"id": 1, "email": "ada@example.org"}, "result": [region(0, 7, "A")]},
        {"completed_by": 2, "result": [], "was_cancelled": True},
    ]
    file.write_bytes(orjson.dumps([task(annotations=both)]))
    records, _ = read_file(file)
    assert [record.annotator for record in records] == ["ada@example.org", "2"]
    assert [record.status for record in records] == [Status.DONE, Status.SKIPPED]
    assert len({record.article.text for record in records}) == 1


def test_predictions_are_a_models_suggestions(file: Path) -> None:
    guess = {"model_version": "v2", "score": 0.5, "result": [region(0, 7, "ORG", score=0.9)]}
    file.write_bytes(orjson.dumps([task(annotations=[], predictions=[guess])]))
    (record,), _ = read_file(file)
    assert (record.suggested_by, record.spans[0].score) == ("label-studio@v2", 0.9)
    assert record.annotator is None


EMOJI = "😀 e\u0301 Kunduz 👩\u200d👩\u200d👧 fell to Taliban"


@pytest.mark.parametrize("quoted", [True, False])
@pytest.mark.parametrize("in_utf16", [True, False])
def test_offsets_of_both_counts_are_found_out(file: Path, quoted: bool, in_utf16: bool) -> None:
    def place(offset: int) -> int:
        return len(EMOJI[:offset].encode("utf-16-le")) // 2 if in_utf16 else offset

    spans = []
    for quote in ("Kunduz", "Taliban"):
        start = EMOJI.index(quote)
        bounds = place(start), place(start + len(quote))
        spans.append(region(*bounds, "X", quote if quoted else None))
    file.write_bytes(orjson.dumps([task(*spans, text=EMOJI)]))
    (record,), issues = read_file(file)
    assert [quote for quote, _ in quotes(record)] == ["Kunduz", "Taliban"]
    assert losses(issues) == []


def test_line_ends_in_quotes_are_understood(file: Path) -> None:
    text = "Khaama\nPress said"
    file.write_bytes(orjson.dumps([task(region(0, 12, "X", "Khaama\\nPress"), text=text)]))
    (record,), issues = read_file(file)
    assert (quotes(record), issues) == ([("Khaama\nPress", "X")], [])


def test_wrong_spans_are_left_out_with_a_reason(file: Path) -> None:
    wrong = [region(0, 7, "A", "Kunduz"), region(7, 0, "A"), region(0, 99, "A"), region(3, 3, "A")]
    file.write_bytes(orjson.dumps([task(*wrong, region(13, 19, "LOC"))]))
    (record,), issues = read_file(file)
    assert quotes(record) == [("Kunduz", "LOC")]
    assert len(losses(issues)) == 4


def test_what_is_no_span_is_kept_and_said(file: Path) -> None:
    choice = {"type": "choices", "value": {"choices": ["war"]}, "from_name": "topic"}
    file.write_bytes(orjson.dumps([task(choice, region(0, 7, "ORG"))]))
    (record,), issues = read_file(file)
    assert record.article.extra["label_studio"]["annotation"]["result"] == [choice]
    assert [issue.loss for issue in issues] == [False]


def test_a_task_without_annotations_is_an_article(file: Path) -> None:
    file.write_bytes(orjson.dumps([task(annotations=[])]))
    (record,), _ = read_file(file)
    assert (record.article.text, record.spans, record.status) == (TEXT, (), None)


def test_the_short_form_is_read(file: Path) -> None:
    short = {
        "text": TEXT,
        "id": 1,
        "label": [{"start": 0, "end": 7, "text": "Taliban", "labels": ["ORG", "ACTOR"]}],
        "topic": "war",
        "annotator": 4,
        "annotation_id": 9,
        "lead_time": 1.5,
    }
    file.write_bytes(orjson.dumps([short]))
    (record,), issues = read_file(file)
    assert kind_of(file) == "label-studio"
    assert quotes(record) == [("Taliban", "ORG"), ("Taliban", "ACTOR")]
    assert (record.annotator, record.article.extra["topic"], issues) == ("4", "war", [])


def test_tasks_can_stand_on_lines(tmp_path: Path) -> None:
    file = tmp_path / "tasks.jsonl"
    file.write_bytes(b"\n".join([orjson.dumps(task(region(0, 7, "ORG")))] * 2))
    records, _ = read_file(file)
    assert (kind_of(file), len(records)) == ("label-studio", 2)
