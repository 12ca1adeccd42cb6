"""Lists of articles in JSON come in one record at a time, whatever their keys are called."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import orjson
import pytest
from reading_verbs import kind_of, losses, quotes, read_file

TEXT = "Taliban took Kunduz"


def test_a_list_of_records_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    span = {"start": 0, "end": 7, "label": "ACTOR"}
    file.write_bytes(orjson.dumps([{"text": TEXT, "spans": [span]}, {"text": "Other."}]))
    records, issues = read_file(file)
    assert [record.article.text for record in records] == [TEXT, "Other."]
    assert (quotes(records[0]), issues) == ([("Taliban", "ACTOR")], [])


def test_the_answer_of_a_news_service_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    article = {
        "source": {"id": "ap", "name": "AP"},
        "title": "Kunduz falls",
        "url": "https://example.org/1",
        "publishedAt": "2021-08-08",
        "content": TEXT,
        "views": 3,
    }
    answer = {"status": "ok", "totalResults": 1, "articles": [article]}
    file.write_bytes(orjson.dumps(answer, option=orjson.OPT_INDENT_2))
    (record,), issues = read_file(file)
    found = record.article
    assert (found.text, found.title, found.source) == (TEXT, "Kunduz falls", "AP")
    assert (found.url, found.published) == ("https://example.org/1", "2021-08-08")
    assert found.extra["views"] == 3
    assert ["totalResults" in issue.reason for issue in issues] == [True]


def test_a_single_record_over_many_lines_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(orjson.dumps({"body": TEXT, "tags": ["a"]}, option=orjson.OPT_INDENT_2))
    (record,), _ = read_file(file)
    assert (record.article.text, record.article.extra) == (TEXT, {"tags": ["a"]})


def test_a_key_can_be_told(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(orjson.dumps([{"text": "short", "long": TEXT, "wire": "AP"}]))
    (record,), _ = read_file(file, columns={"text": "long", "source": "wire"})
    assert (record.article.text, record.article.source) == (TEXT, "AP")
    assert record.article.extra["text_before"] == "short"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b'{"text": NaN}', "NaN is not a number that JSON knows"),
        (b'{"text": "a", "n": 1e999}', "too large"),
        (b'{"text": "a", "text": "b"}', "twice"),
        (b'{"text": "a", "n": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
        (b'{"text": "\\ud800"}', "half a character"),
        (b"7", "not a JSON object"),
        (b"oops", "not JSON"),
    ],
)
def test_a_bad_record_is_named_and_the_others_come_in(
    tmp_path: Path, bad: bytes, reason: str
) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b'[\n{"text": "One."},\n' + bad + b',\n{"text": "Three."}]')
    records, issues = read_file(file)
    assert [record.article.text for record in records] == ["One.", "Three."]
    (issue,) = [issue for issue in issues if issue.loss]
    assert (issue.line, issue.reason.startswith("record 2: ")) == (3, True)
    assert reason in issue.reason


def test_a_list_that_is_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b'[{"text": "One."}, {"text": "Two')
    records, issues = read_file(file)
    assert [record.article.text for record in records] == ["One."]
    assert losses(issues) == ["it ends in the middle of record 2"]


def test_strings_and_brackets_across_blocks_are_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    texts = ['“[{]}",\\ ' * 30_000 + str(number) for number in range(5)]
    file.write_bytes(orjson.dumps([{"text": text} for text in texts]))
    records, issues = read_file(file)
    assert [record.article.text for record in records] == texts
    assert issues == []


def test_a_large_list_is_not_held(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    row = orjson.dumps({"text": "Taliban took Kunduz. " * 200, "id": 1})
    file.write_bytes(b'{"articles": [' + b",".join([row] * 3000) + b"]}")
    from annotator.formats.json import json_list
    from annotator.formats.reader import ReadOptions
    from annotator.operations.importing.reading import source_of

    source = source_of(file, ReadOptions())
    tracemalloc.start()
    count = sum(1 for _ in json_list.read(source, ReadOptions()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3000
    assert peak < file.stat().st_size


@pytest.mark.parametrize("name", ["a.json", "a.txt", "a.dat"])
def test_it_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b'\xef\xbb\xbf [ {"headline": "A", "body": "B"} ]')
    assert kind_of(file) == "json"


def test_lines_are_known_by_their_content(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b'{"text": "One."}\n{"text": "Two."}\n')
    assert kind_of(file) == "jsonl"
    assert len(read_file(file)[0]) == 2


def test_a_text_that_begins_with_a_bracket_stays_a_text(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("{Kunduz} fell.\n[1] It is said.\n")
    assert kind_of(file) == "text"
