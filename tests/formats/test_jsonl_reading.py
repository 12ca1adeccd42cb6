"""A line of JSON gives a record and an issue for everything in it that is not sound."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import texts

from annotator.domain.records import ImportIssue, Record
from annotator.domain.values import Origin, Status
from annotator.formats.json import json_values, jsonl
from annotator.formats.reader import ReadOptions
from annotator.operations.importing.reading import source_of

TEXT = "Taliban took Kunduz"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "in.jsonl"


def read(file: Path, *lines: object) -> tuple[list[Record], list[ImportIssue]]:
    rows = [line if isinstance(line, bytes) else orjson.dumps(line) for line in lines]
    file.write_bytes(b"\n".join(rows))
    items = list(jsonl.read(source_of(file, ReadOptions()), ReadOptions()))
    records = [item for item in items if isinstance(item, Record)]
    return records, [item for item in items if isinstance(item, ImportIssue)]


def one(file: Path, **line: Any) -> tuple[Record, list[ImportIssue]]:
    (record,), issues = read(file, {"text": TEXT} | line)
    return record, issues


def span(start: object = 0, end: object = 7, label: object = "ACTOR", **more: object) -> Any:
    return {"start": start, "end": end, "label": label} | more


def test_text_alone_is_enough(file: Path) -> None:
    record, issues = one(file)
    assert (record.article.text, record.article.title, record.line) == (TEXT, TEXT, 1)
    assert (record.spans, issues) == ((), [])


def test_a_prodigy_record_is_read(file: Path) -> None:
    record, issues = one(
        file,
        spans=[span(token_start=0, token_end=0, source="en_core_web_sm")],
        tokens=[{"text": "Taliban", "start": 0, "end": 7, "id": 0, "ws": True}],
        _input_hash=-5,
        _task_hash=7,
        meta={"source": "Reuters", "score": 0.5},
        answer="accept",
    )
    assert [(found.start, found.end, found.label) for found in record.spans] == [(0, 7, "ACTOR")]
    assert record.article.source == "Reuters"
    assert record.article.extra == {"_input_hash": -5, "_task_hash": 7, "meta": {"score": 0.5}}
    assert [str(issue) for issue in issues if issue.loss] == []


def test_everything_our_own_record_says_is_kept(file: Path) -> None:
    figure = {"low": 3, "best": 3, "high": None, "qualifier": "at_least"}
    record, issues = one(
        file,
        spans=[span(id="x1", origin="corrected", note="n", entity="Q1", figure=figure)],
        rejected=[span(13, 19, "LOCATION", source="rules@1")],
        muted=[{"start": 8, "end": 12, "rule": "manual"}],
        meta={"id": "u", "title": "T", "url": "h", "published": "2021", "status": "flagged"}
        | {"reason": "odd"},
    )
    (found,) = record.spans
    assert (found.id, found.origin, found.note, found.entity) == (
        *("x1", Origin.CORRECTED, "n", "Q1"),
    )
    assert found.figure is not None
    assert found.figure.best == 3
    assert record.rejected[0].source == "rules@1"
    assert record.muted[0].rule == "manual"
    assert (record.status, record.reason) == (Status.FLAGGED, "odd")
    assert (record.article.uid, record.article.title) == ("u", "T")
    assert issues == []


WRONG_SPANS = {
    "beyond the text": (span(13, 20), "inside its text"),
    "before the text": (span(-1, 3), "inside its text"),
    "end before start": (span(7, 0), "start before it ends"),
    "empty": (span(3, 3), "start before it ends"),
    "a blank alone": (span(7, 8), "begin or end with a space"),
    "other words": (span(text="Taleban"), "not what the article says"),
    "no start": ({"end": 7, "label": "ACTOR"}, "“start” is not a whole number"),
    "a real number": (span(0.0, 7), "“start” is not a whole number"),
    "a truth value": (span(False, 7), "“start” is not a whole number"),
    "a text": (span("0", 7), "“start” is not a whole number"),
    "no label": ({"start": 0, "end": 7}, "no label"),
    "an empty label": (span(label=""), "no label"),
    "a number for a label": (span(label=5), "no label"),
    "no object": ([0, 7, "ACTOR"], "not a JSON object"),
}


@pytest.mark.parametrize(
    ("key", "what"),
    [
        (key, what)
        for key in ("spans", "rejected")
        for what in WRONG_SPANS
        if (key, what) != ("rejected", "other words")  # rejected suggestions carry no text
    ],
)
def test_a_wrong_span_is_left_out_and_the_rest_comes_in(file: Path, key: str, what: str) -> None:
    wrong, reason = WRONG_SPANS[what]
    record, issues = one(file, **{key: [span(13, 19), wrong, span(8, 12)]})
    assert [found.start for found in getattr(record, key)] == [13, 8]
    (issue,) = issues
    assert issue.loss
    assert str(issue).startswith(f"{file}, line 1: number 2 of “{key}” was left out: ")
    assert reason in issue.reason


WRONG_LINES = {
    b"{": "not JSON",
    b"[]": "not a JSON object",
    b'"text"': "not a JSON object",
    b"{}": "no “text”",
    b'{"text": 5}': "no “text”",
    b'{"text": ""}': "no text",
    b'{"text": " \\n\\u00a0"}': "no text",
    b'{"text": "a", "meta": 5}': "“meta” is not a JSON object",
    b'{"text": "a", "meta": {"offsets": "utf16"}}': "“utf16”",
    b'{"text": "\\ud83d"}': "half a character",
    b'\xef\xbb\xbf{"text": "a"}': "not JSON",
    b'{"text": "\xe9"}': "not UTF-8",
}


@pytest.mark.parametrize("line", WRONG_LINES)
def test_a_wrong_line_is_refused_and_the_next_goes_on(file: Path, line: bytes) -> None:
    records, issues = read(file, {"text": "before"}, line, {"text": "after"})
    assert [record.article.text for record in records] == ["before", "after"]
    (issue,) = issues
    assert (issue.line, issue.loss) == (2, True)
    assert WRONG_LINES[line] in issue.reason


WRONG_FIELDS = {
    "spans": (5, "“spans” was left out"),
    "rejected": ({}, "“rejected” was left out"),
    "muted": ([{"start": 5, "end": 99}], "number 1 of “muted”"),
    "meta": ({"status": "finished"}, "“finished” is not a status that the program knows"),
}


@pytest.mark.parametrize("key", WRONG_FIELDS)
def test_a_wrong_field_is_left_out_and_said(file: Path, key: str) -> None:
    value, reason = WRONG_FIELDS[key]
    record, issues = one(file, **{key: value})
    assert record.article.text == TEXT
    assert reason in issues[0].reason
    assert issues[0].loss


def test_a_figure_that_cannot_be_read_does_not_cost_the_span(file: Path) -> None:
    record, issues = one(file, spans=[span(figure={"best": "many"})])
    assert (len(record.spans), record.spans[0].figure) == (1, None)
    assert "the figure of a span was left out" in issues[0].reason


@pytest.mark.parametrize(("answer", "status"), [("ignore", Status.SKIPPED), ("accept", None)])
def test_an_ignored_answer_is_a_skipped_article(
    file: Path, answer: str, status: Status | None
) -> None:
    assert one(file, answer=answer)[0].status is status


def test_the_spans_of_a_rejected_answer_are_left_out_and_said(file: Path) -> None:
    record, issues = one(file, answer="reject", spans=[span()])
    assert record.spans == ()
    assert "1 span was left out" in issues[0].reason


def test_blank_lines_and_a_mark_at_the_start_do_not_matter(file: Path) -> None:
    file.write_bytes(b'\xef\xbb\xbf{"text": "a"}\r\n\r\n  \n{"text": "b"}')
    items = list(jsonl.read(source_of(file, ReadOptions()), ReadOptions()))
    assert [item.line for item in items if isinstance(item, Record)] == [1, 4]
    assert len(items) == 2


def test_utf16_is_refused_once_and_not_line_by_line(file: Path) -> None:
    file.write_bytes('{"text": "a"}\n{"text": "b"}\n'.encode("utf-16"))
    (issue,) = jsonl.read(source_of(file, ReadOptions()), ReadOptions())
    assert isinstance(issue, ImportIssue)
    assert "not UTF-8" in issue.reason


def test_a_line_beyond_the_limit_is_refused_and_the_next_goes_on(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_values, "LIMIT_BYTES", 100)
    records, issues = read(file, {"text": "x" * 350}, {"text": "after"})
    assert [record.article.text for record in records] == ["after"]
    assert (issues[0].line, "longer than" in issues[0].reason) == (1, True)


def test_blanks_at_the_edges_of_a_rejected_suggestion_are_cut_off_and_told(file: Path) -> None:
    record, issues = one(file, text=TEXT, rejected=[span(7, 13, "LOC", source="rules@1")])
    assert [(item.span.start, item.span.end) for item in record.rejected] == [(8, 12)]
    assert ["lost the blanks" in issue.reason for issue in issues] == [True]


def test_keys_of_spans_that_cannot_be_kept_are_said_once(file: Path) -> None:
    line = {"text": TEXT, "spans": [span(gold={"by": "lee"}), span(8, 12, gold={"by": "lee"})]}
    _, issues = read(file, line, line | {"text": "Taliban took Herat"})
    assert [(issue.loss, "“gold”" in issue.reason) for issue in issues] == [(False, True)]


def test_other_unknown_keys_of_spans_are_kept_with_them(file: Path) -> None:
    record, issues = one(file, text=TEXT, spans=[span(weight=1), span(8, 12)])
    assert [span.extra for span in record.spans] == [{"weight": 1}, None]
    assert not issues


def test_the_original_text_is_kept_where_it_was_changed(file: Path) -> None:
    record, _ = one(file, text="a\r\nb", spans=[span(3, 4)])
    assert (record.article.text, record.article.raw) == ("a\nb", b"a\r\nb")
    assert (record.spans[0].start, record.spans[0].end) == (2, 3)


@given(texts, st.integers(0, 40), st.integers(0, 40))
def test_a_span_that_comes_in_says_what_the_line_said(
    tmp_path_factory: pytest.TempPathFactory, text: str, start: int, end: int
) -> None:
    file = tmp_path_factory.mktemp("in") / "in.jsonl"
    records, issues = read(file, {"text": text, "spans": [span(start, end)]})
    spans = [item for record in records for item in record.spans]
    assert len(spans) + sum(issue.loss for issue in issues) == 1
    for item in spans:
        said = text[start:end].replace("\r\n", "\n").replace("\x00", "\ufffd").lstrip("\ufeff")
        stored = records[0].article.text[item.start : item.end]
        for odd in "\r\u0085\u2028\u2029":
            said = said.replace(odd, "\n")
        # Blanks at its edges are cut off, and told.
        assert stored.replace("\ufeff", "").strip() == said.replace("\ufeff", "").strip()


@given(st.binary(max_size=200))
def test_no_file_crashes_it(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("in") / "in.jsonl"
    file.write_bytes(data)
    assert all(
        isinstance(item, Record | ImportIssue)
        for item in jsonl.read(source_of(file, ReadOptions()), ReadOptions())
    )


TOKENS = [
    {"text": "Taliban", "start": 0, "end": 7, "id": 0, "ws": True},
    {"text": "took", "start": 8, "end": 12, "id": 1, "ws": True},
    {"text": "Kunduz", "start": 13, "end": 19, "id": 2, "ws": False},
]


def test_spans_may_say_their_tokens_alone(file: Path) -> None:
    spans = [{"token_start": 0, "token_end": 1, "label": "X"}]
    record, issues = one(file, tokens=TOKENS, spans=spans)
    assert [tuple(found[:3]) for found in record.spans] == [(0, 12, "X")]
    assert issues == []


@pytest.mark.parametrize("bounds", [(0, 3), (-1, 1), (2, 0), ("0", 1)])
def test_tokens_that_are_not_there_cost_the_span_alone(file: Path, bounds: tuple[Any, Any]) -> None:
    wrong = {"token_start": bounds[0], "token_end": bounds[1], "label": "X"}
    record, issues = one(file, tokens=TOKENS, spans=[wrong, span(13, 19)])
    assert ([found.start for found in record.spans], len(issues)) == ([13], 1)


def test_a_text_is_put_together_from_tokens_with_a_note(file: Path) -> None:
    spans = [{"token_start": 2, "token_end": 2, "label": "LOC"}]
    (record,), issues = read(file, {"tokens": TOKENS, "spans": spans, "_input_hash": 7})
    assert (record.article.text, [found.start for found in record.spans]) == (TEXT, [13])
    assert record.article.extra == {"_input_hash": 7}
    assert [issue.loss for issue in issues] == [False]


def test_keys_named_as_facts_are_found(file: Path) -> None:
    line = {"body": TEXT, "headline": "Falls", "link": "h", "date": "2021", "rank": 3}
    (record,), _ = read(file, line)
    found = record.article
    assert (found.text, found.title, found.url, found.published) == (TEXT, "Falls", "h", "2021")
    assert found.extra["rank"] == 3


def test_a_span_with_blanks_at_its_edges_comes_in_without_them_and_is_told(file: Path) -> None:
    record, issues = one(file, spans=[{"start": 7, "end": 13, "label": "X", "text": " took "}])
    assert [(found.start, found.end) for found in record.spans] == [(8, 12)]
    assert [(issue.loss, issue.reason) for issue in issues] == [
        (False, "the span 7 to 13 (X) lost the blanks at its edges")
    ]


def test_relations_are_kept_with_the_article(file: Path) -> None:
    spans = [{"start": 0, "end": 7, "label": "A"}, {"start": 13, "end": 19, "label": "B"}]
    relations = [{"head": 0, "child": 1, "label": "r"}]
    record, issues = one(file, spans=spans, relations=relations)
    assert record.article.extra["prodigy"] == {"relations": relations, "spans": spans}
    assert [(issue.loss, issue.reason) for issue in issues] == [
        (False, "1 relation is kept with the article alone: projects have none")
    ]


@pytest.mark.parametrize(
    ("meta", "facts"),
    [
        (
            {"date": "29 April 2023", "link": "https://x.example/1", "outlet": "Radio Gao"},
            ("2023-04-29", "https://x.example/1", "Radio Gao"),
        ),
        ({"date": "29 April 2023", "published": "2023-04-30"}, ("2023-04-30", None, None)),
        ({"date": "02/03/2023"}, (None, None, None)),
        ({"date": "2023-04-29", "sha256": None}, (None, None, None)),
    ],
)
def test_what_the_metadata_of_others_calls_otherwise_is_known(
    file: Path, meta: dict[str, Any], facts: tuple[str | None, ...]
) -> None:
    record, _ = one(file, meta=meta)
    article = record.article
    assert (article.published, article.url, article.source) == facts
    kept = {key: value for key, value in meta.items() if key in ("date", "link", "outlet")}
    assert article.extra["meta"] == kept


def test_the_reason_of_what_is_not_flagged_is_named(file: Path) -> None:
    meta = {"status": "skipped", "flagged": False, "status_reason": "camp unclear"}
    record, issues = one(file, meta=meta)
    assert (record.status, record.reason) == (Status.SKIPPED, None)
    (issue,) = issues
    assert issue.loss
    assert "“camp unclear” was left out" in issue.reason
    record, issues = one(file, meta=meta | {"flagged": True})
    assert (record.status, record.reason, issues) == (Status.SKIPPED, "camp unclear", [])
