"""A DocBin holds every span exactly, whatever spaCy's tokens are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import new_article, texts
from spacy.language import Language
from spacy.tokens import DocBin

from annotator.domain.errors import InputError
from annotator.domain.records import Record, RecordSpan
from annotator.domain.spans import flatten
from annotator.domain.text import normalise
from annotator.formats.peers import docbin_writing
from annotator.formats.peers import spacy as spacy_format


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy_format.blank_english()


def record(text: str, *bounds: tuple[int, int]) -> Record:
    spans = tuple(RecordSpan(start, end, "ACTOR") for start, end in bounds)
    return Record(new_article(text, uid="u"), spans=spans)


def test_spans_that_fit_are_entities_without_a_word(nlp: Language) -> None:
    doc, adjusted = spacy_format.document(
        record("Taliban took Kunduz", (0, 7), (13, 19)), tokenizer=nlp.tokenizer
    )
    assert [entity.text for entity in doc.ents] == ["Taliban", "Kunduz"]
    assert adjusted == []


def test_a_token_is_cut_at_the_edge_of_a_span(nlp: Language) -> None:
    text = "The U.S.-Taliban deal"
    doc, adjusted = spacy_format.document(record(text, (9, 16)), tokenizer=nlp.tokenizer)
    assert (doc.text, [entity.text for entity in doc.ents]) == (text, ["Taliban"])
    assert [(item.text, "cut" in item.done) for item in adjusted] == [("Taliban", True)]


def test_of_overlapping_spans_the_longest_is_the_entity(nlp: Language) -> None:
    doc, adjusted = spacy_format.document(
        record("Afghan security forces fled", (0, 6), (0, 22)), tokenizer=nlp.tokenizer
    )
    assert [entity.text for entity in doc.ents] == ["Afghan security forces"]
    assert sorted(span.text for span in doc.spans["sc"]) == ["Afghan", "Afghan security forces"]
    assert [(item.text, "overlaps" in item.done) for item in adjusted] == [("Afghan", True)]


def test_a_span_across_a_line_break_is_kept_and_said(nlp: Language) -> None:
    doc, adjusted = spacy_format.document(
        record("Khaama Press\nKhaama", (7, 19)), tokenizer=nlp.tokenizer
    )
    assert [entity.text for entity in doc.ents] == ["Press\nKhaama"]
    assert ["line break" in item.done for item in adjusted] == [True]


def test_a_file_is_byte_for_byte_the_one_of_spacy_itself(nlp: Language, tmp_path: Path) -> None:
    texts_ = [
        f"Taliban took Kunduz\u2019s caf\u00e9 {number}\n\n\U0001f600 U.S." for number in range(20)
    ]
    records = [record(text, (0, 7), (13, 19)) for text in texts_] + [record("Nobody.")]
    part = spacy_format.Part(nlp.tokenizer)
    documents = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
    for item in records:
        part.add(item)
        documents.add(spacy_format.document(item, tokenizer=nlp.tokenizer)[0])
    part.write(tmp_path / "t.spacy")
    part.close()
    assert (tmp_path / "t.spacy").read_bytes() == documents.to_bytes()


@pytest.mark.parametrize("kept", [0, 1, -1])
def test_a_file_that_was_not_written_whole_is_no_proof(
    nlp: Language, tmp_path: Path, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(part: docbin_writing.DocBinFile, path: Path) -> None:
        whole(part, path)
        path.write_bytes(path.read_bytes()[:kept])

    whole = docbin_writing.DocBinFile.write
    monkeypatch.setattr(docbin_writing.DocBinFile, "write", cut)
    part = spacy_format.Part(nlp.tokenizer)
    part.add(record("Taliban took Kunduz", (0, 7)))
    with pytest.raises(InputError):
        part.write(tmp_path / "t.spacy")
    part.close()


@given(texts, st.data())
@settings(deadline=None)
def test_every_span_is_exact_on_any_text(nlp: Language, raw: str, data: st.DataObject) -> None:
    text = normalise(raw).text
    places = [place for place, char in enumerate(text) if not char.isspace()]
    if not places:
        return
    pair = st.tuples(st.sampled_from(places), st.sampled_from(places)).map(sorted)
    bounds = data.draw(st.lists(pair, max_size=6, unique_by=tuple))
    made = record(text, *((start, end + 1) for start, end in bounds))
    doc, adjusted = spacy_format.document(made, tokenizer=nlp.tokenizer)
    assert doc.text == text
    found = {(span.start_char, span.end_char) for span in doc.spans["sc"]}
    assert found == {(span.start, span.end) for span in made.spans}
    entities = [(entity.start_char, entity.end_char) for entity in doc.ents]
    assert entities == [(span.start, span.end) for span in flatten(made.spans)[0]]
    assert len(found) - len(entities) == sum("overlaps" in item.done for item in adjusted)


def test_a_file_is_read_again_with_everything_in_it(nlp: Language, tmp_path: Path) -> None:
    part = spacy_format.Part(nlp.tokenizer)
    part.add(record("Afghan security forces fled", (0, 6), (0, 22)))
    part.write(tmp_path / "a.spacy")
    (doc,) = DocBin().from_disk(tmp_path / "a.spacy").get_docs(nlp.vocab)
    assert doc.user_data["uid"] == "u"
    assert ([e.text for e in doc.ents], len(doc.spans["sc"])) == (["Afghan security forces"], 2)


def test_a_file_that_reads_differently_is_refused(
    nlp: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = spacy_format.Part(nlp.tokenizer)
    part.add(record("Taliban took Kunduz", (0, 7)))
    empty = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True).to_bytes()
    monkeypatch.setattr(
        docbin_writing.DocBinFile, "write", lambda self, path: path.write_bytes(empty)
    )
    with pytest.raises(InputError, match="read back"):
        part.write(tmp_path / "a.spacy")


def test_spacy_is_imported_by_calling_not_by_importing() -> None:
    code = "import sys, annotator.operations.exporting.exporter; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
