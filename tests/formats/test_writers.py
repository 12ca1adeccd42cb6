"""Whatever an article holds, each format gives it back, and says what it had to adjust."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import new_article, texts

from annotator.domain.errors import InputError
from annotator.domain.figures import Figure, parse_figure
from annotator.domain.figures.value import Qualifier
from annotator.domain.offsets import Utf16
from annotator.domain.outgoing import Content
from annotator.domain.records import ImportIssue, Record, RecordSpan, flat
from annotator.domain.text import is_blank, normalise
from annotator.formats.peers.brat_settings import stored_label
from annotator.formats.reader import ReadOptions
from annotator.formats.readers import READERS
from annotator.formats.writer import ONE_FILE, tagged
from annotator.formats.writers import WRITERS
from annotator.operations.exporting.made import Proof, prove
from annotator.operations.importing.reading import source_of

labels = st.sampled_from(["ACTOR", "armed group", "a-b", "x|y[1]", "_", "*"])
WIDE = Figure(low=Fraction(1, 3), high=Fraction(10**17 + 1), qualifier=Qualifier.BETWEEN)
FIGURES = [
    *(None, WIDE),
    *map(parse_figure, ("more than 30", "dozens", "a third of 12", "1.5 million dollars", "none")),
]
figures = st.sampled_from(FIGURES)
notes = st.sampled_from([None, "seen\ntwice", "Q7", "Wikidata:Q7", "=1+1"])


@st.composite
def records(draw: st.DrawFn) -> Record:
    text = normalise(draw(texts)).text
    places = [place for place, char in enumerate(text) if not char.isspace()]
    if not places or is_blank(text):
        return Record(new_article("Kunduz", uid="u"))
    pair = st.tuples(st.sampled_from(places), st.sampled_from(places)).map(sorted)
    bounds = draw(st.lists(pair, max_size=6, unique_by=tuple))
    spans = tuple(
        RecordSpan(
            *(start, end + 1, draw(labels), str(place)),
            figure=draw(figures),
            entity=draw(notes),
            note=draw(notes),
            part_of=draw(st.sampled_from([None, "0"])),
        )
        for place, (start, end) in enumerate(bounds)
    )
    return Record(new_article(text, uid="u"), spans=spans)


READ_BY = {
    **{"brat": "brat", "label-studio": "label-studio", "doccano": "doccano", "gliner": "json"},
    **{
        "webanno-tsv": "webanno-tsv",
        "uima-xmi": "cas-xmi",
        "huggingface": "jsonl",
        "huggingface-parquet": "jsonl",
        "parquet": "jsonl",
    },
}
READ_BY |= dict.fromkeys(("conll", "conll-iob1", "conll-bilou"), "conll")
"""The readers of an import that read what is written."""


def imported(name: str, paths: Sequence[Path]) -> list[object]:
    """What an import makes of files, without what the format has no place for."""
    read = READERS[READ_BY[name]].read
    options = ReadOptions(encoding="utf-8")
    items = [item for path in paths for item in read(source_of(path, options), options)]
    assert not [item for item in items if isinstance(item, ImportIssue) and item.loss]
    return [said(name, item) for item in items if isinstance(item, Record)]


def expected(name: str, record: Record) -> object:
    """What an import must make of a record."""
    text = record.article.text
    if name == "webanno-tsv":  # which has no place for what stands before the first word
        text = "\n" * (len(text) - len(text.lstrip())) + text.lstrip()
    if name == "uima-xmi":  # which is XML
        text = re.sub("[\x01-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", text)
    labels_of = stored_label if name == "brat" else str
    spans = tuple(span._replace(label=labels_of(span.label)) for span in record.spans)
    return said(name, replace(record, article=new_article(text), spans=spans))


def said(name: str, record: Record) -> object:
    if READ_BY[name] == "conll":  # which knows no blanks, and no spans that overlap
        text, (spans, _) = record.article.text, flat(record.spans)
        quotes = [(letters(text[span.start : span.end]), span.label) for span in spans]
        return letters(text), [(quote, letters(label, "_")) for quote, label in quotes]
    holds = WRITERS[name].holds if name != "brat" else ()  # it puts names and notes together
    return record.article.text, sorted(
        (
            *span.key,
            (span.entity or "") if Content.ENTITIES in holds else "",
            (span.note or "") if Content.NOTES in holds else "",
            numbers_of(span.figure) if Content.FIGURES in holds else "",
        )
        for span in record.spans
    )


def letters(text: str, blank: str = "") -> str:
    return re.sub(r"\s+", blank, text).replace("\ufeff", "")


def numbers_of(figure: Figure | None) -> str:
    told = figure.to_json() if figure else {}
    return str({key: float(str(told[key])) for key in ("low", "best", "high") if told.get(key)})


@pytest.mark.parametrize("name", WRITERS)
@given(made=st.lists(records(), min_size=1, max_size=3))
@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_is_written_is_read_again(tmp_path: Path, name: str, made: list[Record]) -> None:
    writer = WRITERS[name]
    written = [writer.write(record, number, "train") for number, record in enumerate(made, 1)]
    files: dict[str, list[bytes]] = {}
    proofs: dict[str, list[bytes]] = {}
    for item in written:
        proofs.setdefault(next(iter(item.parts)), []).extend(item.proof)
        for file, data in item.parts.items():
            files.setdefault(file, []).append(data)
    for file, parts in files.items():
        body = writer.between.join(parts)
        path = tmp_path / (file or f"all{writer.suffix}")
        path.write_bytes(writer.start + body + writer.end)
    if name in READ_BY:
        paths = [tmp_path / (file or f"all{writer.suffix}") for file in proofs]
        assert imported(name, paths) == [expected(name, record) for record in made]
    for file, proof in proofs.items():
        path = tmp_path / (file or f"all{writer.suffix}")
        assert list(writer.again(source_of(path, ReadOptions(encoding="utf-8")))) == proof
    spans = sum(len(record.spans) for record in made)
    assert sum(item.spans + len(item.left_out) for item in written) == spans


FORGED = {
    "a letter": [(b"took", b"toot")],
    "a label": [(b"LOCATION", b"LOCATIOM")],
    "a place": [
        *(
            (b" 15 21", b" 15 22"),
            (b"16,22", b"16,23"),
            (b"16-22", b"16-23"),
            (b",15,21", b",15,22"),
        ),
        *((b'end="22" value', b'end="23" value'), (b'"end":21', b'"end":22'), (b"[3,3,", b"[3,4,")),
        (b"LOCATION\n. -X- _ O", b"LOCATION\n. -X- _ I-LOCATION"),
    ],
}


@pytest.mark.parametrize("what", [*FORGED, "its end"])
@pytest.mark.parametrize("name", WRITERS)
def test_no_other_file_is_taken_for_what_was_written(tmp_path: Path, name: str, what: str) -> None:
    writer, proof = WRITERS[name], Proof()
    text = "\U0001f600 Taliban took Kunduz."
    spans = (RecordSpan(2, 9, "ACTOR"), RecordSpan(15, 21, "LOCATION"))
    written = writer.write(Record(new_article(text), spans=spans), 1, "train")
    for piece in written.proof:
        proof.add(piece)
    first = tmp_path / (next(iter(written.parts)) or "all")

    def write(changes: Sequence[tuple[bytes, bytes]]) -> set[str]:
        changed = set()
        for file, data in written.parts.items():
            forged = data
            for old, new in changes:
                forged = forged.replace(old, new)
            changed |= {file} if forged != data else set()
            (tmp_path / (file or "all")).write_bytes(writer.start + forged + writer.end)
        if writer.pack is not None:
            writer.pack(first)
        return changed

    write([])
    prove(writer, first, proof)
    if what == "its end":
        for path in tmp_path.iterdir():
            path.write_bytes(path.read_bytes()[:-12])
    else:
        assert write(FORGED[what])
    with pytest.raises(InputError):
        prove(writer, first, proof)


def data(name: str, text: str, *spans: RecordSpan) -> str:
    written = WRITERS[name].write(Record(new_article(text, uid="u"), spans=spans), 1, "train")
    return "".join(part.decode() for part in written.parts.values())


KUNDUZ = "😀 Taliban\ntook Kunduz."
SPANS = (RecordSpan(2, 9, "ACTOR"), RecordSpan(15, 21, "LOCATION"))


def test_conll_has_four_columns(tmp_path: Path) -> None:
    assert data("conll", KUNDUZ, *SPANS) == (
        "-DOCSTART- -X- O O\n\n😀 -X- _ O\nTaliban -X- _ B-ACTOR\n\n"
        "took -X- _ O\nKunduz -X- _ B-LOCATION\n. -X- _ O\n\n"
    )


def test_brat_counts_code_points() -> None:
    found = data("brat", KUNDUZ, *SPANS)
    assert found == KUNDUZ + "T1\tACTOR 2 9\tTaliban\nT2\tLOCATION 15 21\tKunduz\n"


def test_webanno_counts_utf16_units() -> None:
    found = data("webanno-tsv", KUNDUZ, *SPANS)
    assert "#Text=😀 Taliban\n1-1\t0-2\t😀\t_\t_\t\n1-2\t3-10\tTaliban\t*\tACTOR\t\n\n" in found
    assert "2-2\t16-22\tKunduz\t*\tLOCATION\t\n" in found


def test_doccano_counts_utf16_units() -> None:
    assert '"label":[[3,10,"ACTOR"],[16,22,"LOCATION"]]' in data("doccano", KUNDUZ, *SPANS)


def test_a_spreadsheet_meets_no_formula() -> None:
    text = "=HYPERLINK(1) -5 ＝x"
    spans = (RecordSpan(0, 13, "A", note="@x"), RecordSpan(14, 16, "B"), RecordSpan(17, 19, "C"))
    found = data("csv", text, *spans)
    for guarded in ("'=HYPERLINK(1)", "'@x", "'-5", "'＝x"):
        assert f",{guarded}," in found


def test_overlapping_spans_give_way_in_conll_and_are_named() -> None:
    record = Record(
        new_article("Afghan security forces", uid="u"),
        spans=(RecordSpan(0, 22, "ACTOR"), RecordSpan(0, 6, "LOCATION")),
    )
    written = WRITERS["conll"].write(record, 1, "all")
    assert written.left_out == [(record.spans[1], "it overlaps a longer span")]
    assert b"LOCATION" not in written.parts[ONE_FILE]


@given(texts)
def test_utf16_offsets_go_both_ways(text: str) -> None:
    units = Utf16(text)
    for offset in range(len(text) + 1):
        unit = len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
        assert (units.unit(offset), units.offset(unit)) == (unit, offset)


def test_tags_begin_anew_for_spans_side_by_side() -> None:
    spans = [RecordSpan(0, 1, "X"), RecordSpan(1, 2, "X"), RecordSpan(3, 5, "Y")]
    assert tagged("ab cd", spans) == ([(0, 1), (1, 2), (3, 5)], ["B-X", "B-X", "B-Y"])
