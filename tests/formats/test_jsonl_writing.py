"""A written line says exactly what the record says, in the form the contract gives."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import new_article, texts

from annotator.domain.errors import InputError
from annotator.domain.figures import Figure, Qualifier
from annotator.domain.records import Record, RecordSpan, RejectedSpan
from annotator.domain.span_content import SpanContent
from annotator.domain.text import is_blank, normalise
from annotator.domain.values import Origin, Status, TextRange
from annotator.formats.json import jsonl
from annotator.formats.reader import ReadOptions
from annotator.operations.importing.reading import source_of

TEXT = "More than 3,000 Afghan civilians fled."
FIGURE = Figure(low=Fraction(3000), best=Fraction(3000), qualifier=Qualifier.MORE_THAN)
SPANS = (
    RecordSpan(0, 15, "FIGURE", "f", Origin.ACCEPTED, FIGURE),
    RecordSpan(16, 32, "ACTOR", "a", Origin.MANUAL, note="n", entity="Q"),
)
RECORD = Record(
    new_article(TEXT, uid="u", source="s", url="h", published="2021"),
    spans=SPANS,
    rejected=(RejectedSpan(SpanContent(16, 22, "ACTOR"), "rules@1"),),
    status=Status.DONE,
    annotator="ada",
)


def written(record: Record = RECORD) -> dict[str, Any]:
    line = jsonl.line(record)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    found: dict[str, Any] = orjson.loads(line)
    return found


def test_the_keys_are_those_of_the_contract_in_their_order() -> None:
    assert list(written()) == [
        *("text", "spans", "tokens", "rejected", "meta", "relations"),
        *("_annotator_id", "_session_id", "_view_id", "answer"),
    ]
    assert list(written()["meta"]) == [
        *("id", "title", "source", "url", "published", "status", "flagged", "status_reason"),
        *("sha256", "offsets"),
    ]
    assert list(written()["spans"][0]) == [
        *("start", "end", "label", "text", "token_start", "token_end", "id", "origin"),
        *("figure", "entity", "note"),
    ]


def test_only_figures_have_a_figure() -> None:
    first, second = written()["spans"]
    assert first["figure"] == FIGURE.to_json()
    assert "figure" not in second


def test_tokens_of_a_span_are_counted_inclusively() -> None:
    first, second = written()["spans"]
    tokens = [token["text"] for token in written()["tokens"]]
    assert tokens == ["More", "than", "3,000", "Afghan", "civilians", "fled", "."]
    assert [(s["token_start"], s["token_end"]) for s in (first, second)] == [(0, 2), (3, 4)]


def test_a_token_says_whether_a_space_follows() -> None:
    assert [token["ws"] for token in written()["tokens"]] == [True] * 5 + [False] * 2


def test_overlapping_spans_are_said_to_be_so() -> None:
    assert written()["_view_id"] == "ner_manual"
    nested = replace(RECORD, spans=(*SPANS, RecordSpan(16, 22, "ACTOR", "b")))
    assert written(nested)["_view_id"] == "spans_manual"


@pytest.mark.parametrize("status", Status)
def test_a_skipped_article_is_ignored(status: Status) -> None:
    answer = "ignore" if status is Status.SKIPPED else "accept"
    assert written(replace(RECORD, status=status))["answer"] == answer


def test_unknown_keys_are_written_again_but_never_over_our_own() -> None:
    extra = {"_task_hash": 5, "text": "forged", "meta": {"score": 1, "id": "forged"}}
    found = written(replace(RECORD, article=replace(RECORD.article, extra=extra)))
    assert (found["_task_hash"], found["text"]) == (5, TEXT)
    assert (found["meta"]["score"], found["meta"]["id"]) == (1, "u")


def spans_of(text: str) -> st.SearchStrategy[tuple[RecordSpan, ...]]:
    places = [place for place, char in enumerate(text) if not char.isspace()]
    if not places:
        return st.just(())
    pair = st.tuples(st.sampled_from(places), st.sampled_from(places))
    return st.lists(pair, max_size=6, unique_by=lambda p: (min(p), max(p))).map(
        lambda pairs: tuple(
            RecordSpan(min(pair), max(pair) + 1, "ACTOR", f"id{number}", Origin.MANUAL)
            for number, pair in enumerate(pairs)
        )
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    text = normalise(draw(texts.filter(lambda text: not is_blank(text)))).text
    spans = draw(spans_of(text))
    muted = [TextRange(span.start, span.end, "manual") for span in draw(spans_of(text))]
    unmuted = [TextRange(span.start, span.end, "share bar") for span in draw(spans_of(text))]
    return Record(
        new_article(text, uid="u"),
        spans=spans,
        rejected=tuple(
            RejectedSpan(SpanContent(s.start, s.end, "FIGURE"), "r@1") for s in draw(spans_of(text))
        ),
        muted=tuple(muted),
        unmuted=tuple(unmuted),
        status=draw(st.sampled_from([status for status in Status if status is not Status.FLAGGED])),
        annotator="ada",
    )


@given(records())
def test_reading_a_written_record_gives_the_same_record(
    tmp_path_factory: pytest.TempPathFactory, record: Record
) -> None:
    file = tmp_path_factory.mktemp("w") / "w.jsonl"
    file.write_bytes(jsonl.line(record))
    (found,) = jsonl.read(source_of(file, ReadOptions()), ReadOptions())
    assert isinstance(found, Record)
    title = " ".join(record.article.title.split()) or found.article.title
    wanted = replace(record, article=replace(record.article, title=title), file=str(file), line=1)
    assert found == wanted


@given(records())
def test_a_written_record_proves_itself(record: Record) -> None:
    assert jsonl.prove(jsonl.line(record)) == len(record.spans)


FORGED = {
    "other text": lambda found: found | {"text": found["text"].replace("fled", "came")},
    "moved span": lambda found: found | {"spans": [found["spans"][0] | {"start": 1}]},
    "moved token": lambda found: found | {"tokens": [{"start": 0, "end": 4, "text": "Less"}]},
    "wrong token": lambda found: found | {"spans": [found["spans"][0] | {"token_end": 1}]},
}


@pytest.mark.parametrize("what", FORGED)
def test_a_line_that_is_not_right_proves_wrong(what: str) -> None:
    forged = orjson.dumps(FORGED[what](written()))  # type: ignore[no-untyped-call]
    with pytest.raises(InputError):
        jsonl.prove(forged)


def test_half_a_line_proves_wrong_and_names_its_number(tmp_path: Path) -> None:
    line = jsonl.line(RECORD)
    (tmp_path / "w.jsonl").write_bytes(line + line[:50])
    with pytest.raises(InputError, match="line 2: the line is not whole"):
        jsonl.prove_file(tmp_path / "w.jsonl")
