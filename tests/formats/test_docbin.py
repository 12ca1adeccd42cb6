"""DocBin files come in with the spans spaCy put there, and can do no harm."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest
import spacy
import srsly
from hypothesis import given, settings
from hypothesis import strategies as st
from making import new_article, texts
from reading_verbs import kind_of, losses, quotes, read_file
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from annotator.domain.records import Record, RecordSpan
from annotator.domain.spans import flatten
from annotator.domain.text import is_blank, normalise
from annotator.formats.peers import docbin, docbin_writing
from annotator.formats.peers import spacy as spacy_format
from annotator.formats.reader import ReadOptions
from annotator.operations.importing.reading import source_of


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("en")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.spacy"


def written(file: Path, *docs: Doc, **more: object) -> Path:
    DocBin(docs=docs, **more).to_disk(file)  # type: ignore[arg-type]
    return file


def test_entities_groups_and_their_entries_are_read(nlp: Language, file: Path) -> None:
    doc = nlp("😀 Taliban fighters took Kunduz e\u0301tat")
    doc.ents = [Span(doc, 1, 2, "ORG", kb_id="Q1"), Span(doc, 4, 5, "PERSON")]
    doc.spans["sc"] = [Span(doc, 1, 3, "ACTOR", kb_id="Q2"), Span(doc, 1, 2, "ORG")]
    doc.spans["other"] = [Span(doc, 5, 6, "LOC")]
    doc.cats = {"war": 1.0}
    doc.user_data["uid"] = "u1"
    doc.user_data[("._.", "rank", None, None)] = 3
    (record,), issues = read_file(written(file, doc, store_user_data=True))
    assert kind_of(file) == "spacy"
    assert record.article.text == doc.text
    assert sorted(quotes(record)) == sorted([
        ("Taliban", "ORG"), ("Kunduz", "PERSON"), ("Taliban fighters", "ACTOR"),
        ("e\u0301tat", "LOC"),
    ])  # fmt: skip
    assert {span.entity for span in record.spans} == {"Q1", "Q2", None}
    kept = record.article.extra["spacy"]
    assert (record.article.uid, kept["cats"], kept["user_data"]) == (
        *("u1", {"war": 1.0}, {"._. rank": 3}),
    )
    assert losses(issues) == []


def test_entities_side_by_side_stay_two(nlp: Language, file: Path) -> None:
    doc = nlp("London Paris fell")
    doc.ents = [Span(doc, 0, 1, "LOC"), Span(doc, 1, 2, "LOC")]
    (record,), _ = read_file(written(file, doc))
    assert quotes(record) == [("London", "LOC"), ("Paris", "LOC")]


def test_each_document_is_an_article(nlp: Language, file: Path) -> None:
    records, _ = read_file(written(file, nlp("One."), nlp("Two.\n\nThree  words.")))
    assert [record.article.text for record in records] == ["One.", "Two.\n\nThree  words."]


def test_a_document_without_words_is_named(nlp: Language, file: Path) -> None:
    records, issues = read_file(written(file, nlp(""), nlp("Two.")))
    assert [record.article.text for record in records] == ["Two."]
    assert losses(issues) == ["document 1: it has no text"]


@given(texts, st.data())
@settings(deadline=None, max_examples=50)
def test_what_is_exported_is_read_again(
    nlp: Language, tmp_path_factory: pytest.TempPathFactory, raw: str, data: st.DataObject
) -> None:
    text = normalise(raw).text
    places = [place for place, char in enumerate(text) if not char.isspace()]
    if not places or is_blank(text):
        return
    pair = st.tuples(st.sampled_from(places), st.sampled_from(places)).map(sorted)
    bounds = data.draw(st.lists(pair, max_size=6, unique_by=tuple))
    spans = tuple(RecordSpan(start, end + 1, "ACTOR") for start, end in bounds)
    part = spacy_format.Part(nlp.tokenizer)
    part.add(Record(new_article(text, uid="u"), spans=spans))
    file = tmp_path_factory.mktemp("bin") / "a.spacy"
    part.write(file)
    (record,), _ = read_file(file)
    assert record.article.text == text
    assert {span[:3] for span in record.spans} == {span[:3] for span in spans}
    assert len(flatten(spans)[0]) <= len(record.spans)


def test_a_bomb_is_refused_before_it_is_unpacked(file: Path) -> None:
    file.write_bytes(zlib.compress(b"\0" * 300_000_000))
    _, issues = read_file(file, kind="spacy")
    assert "when unpacked" in losses(issues)[0]


def test_a_file_that_fills_more_than_200_mb_is_read_document_by_document(
    nlp: Language, file: Path
) -> None:
    documents = docbin_writing.DocBinFile()
    for number in range(26):
        doc = nlp(f"Taliban took Kunduz {number}.")
        doc.user_data["note"] = "".join(os.urandom(500).hex() * 20 for _ in range(400))
        documents.add(doc)
    documents.write(file)
    documents.close()
    source = source_of(file, ReadOptions())
    sizes = [
        len(item.article.extra["spacy"]["user_data"]["note"])
        for item in docbin.read(source, ReadOptions())
        if isinstance(item, Record)
    ]
    assert (sizes, sum(sizes) > 200_000_000) == ([8_000_000] * 26, True)


BASE = {
    "version": "0.1",
    "attrs": [65],
    "tokens": b"",
    "spaces": b"",
    "lengths": b"",
    "strings": [],
}
DAMAGED: dict[str, object] = {
    "no map": [1, 2],
    "no tokens": {"version": "0.1", "attrs": [65]},
    "no attributes": BASE | {"attrs": []},
    "lengths below zero": BASE | {"lengths": b"\xff" * 4},
    "too many tokens said": BASE | {"lengths": b"\x05\0\0\0"},
    "strings that are none": BASE | {"strings": [1, {}]},
}


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_file_is_refused_in_a_sentence(file: Path, what: str) -> None:
    file.write_bytes(zlib.compress(srsly.msgpack_dumps(DAMAGED[what])))
    records, issues = read_file(file, kind="spacy")
    assert (records, losses(issues)) == (
        [],
        ["it is not a DocBin file, or it is damaged; write it again with spaCy"],
    )


@pytest.mark.parametrize(
    "data", [b"\xdd\xff\xff\xff\xff", b"\x91" * 100_000, b"\xc9\xff\xff\xff\xff\x01"]
)
def test_a_list_that_claims_to_be_huge_is_refused(file: Path, data: bytes) -> None:
    file.write_bytes(zlib.compress(data))
    assert len(losses(read_file(file, kind="spacy")[1])) == 1
