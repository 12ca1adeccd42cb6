"""Whatever an article holds, each format gives it back, and says what it had to adjust."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import new_article, texts

from annotator.domain.figures import Figure, parse_figure
from annotator.domain.figures.value import Qualifier
from annotator.domain.offsets import Utf16
from annotator.domain.records import Record, RecordSpan
from annotator.domain.text import is_blank, normalise
from annotator.formats.reader import ReadOptions
from annotator.formats.writer import ONE_FILE, tagged
from annotator.formats.writers import WRITERS
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
    for file, proof in proofs.items():
        path = tmp_path / (file or f"all{writer.suffix}")
        assert list(writer.again(source_of(path, ReadOptions(encoding="utf-8")))) == proof
    spans = sum(len(record.spans) for record in made)
    assert sum(item.spans + len(item.left_out) for item in written) == spans


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
    found = tagged("ab cd", [RecordSpan(0, 1, "X"), RecordSpan(1, 2, "X"), RecordSpan(3, 5, "Y")])
    assert [tag for _, tag in found] == ["B-X", "B-X", "B-Y"]
