"""What leaves as UIMA CAS XMI is what dkpro-cassis reads, and what comes in again."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from cassis import load_cas_from_xmi, load_typesystem
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importing_verbs import import_files
from making import annotation, do, make_project, new_article, texts
from reading_verbs import read_file

from annotator.domain.edits import Edit
from annotator.domain.figures import parse_figure
from annotator.domain.figures.value import Figure
from annotator.domain.outgoing import Content
from annotator.domain.records import Record, RecordSpan
from annotator.domain.splits import Split
from annotator.domain.text import is_blank, normalise
from annotator.domain.values import ArticleStatus, Status
from annotator.formats.writer import Export
from annotator.formats.writers import WRITERS
from annotator.operations.exporting.export_formats import export_peer
from annotator.operations.exporting.exporter import Choice
from annotator.store.articles.article_rows import article_state
from annotator.store.project import Project

NAMED = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
PARTS = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"
TEXT = (
    '😀 Taliban & “allies” <took> 30 men,\n\n 12 of them 👩\u200d👧 children,\tin "Kunduz".\n\n'
    "They left.\n"
)
WRITER = WRITERS["uima-xmi"]


def cas_of(folder: Path, text: str, *spans: RecordSpan) -> Any:
    """What dkpro-cassis reads of an article."""
    written = WRITER.write(Record(new_article(text, uid="u"), spans=spans), 1, "all")
    beside = WRITER.beside(Export(["X"], ["X"], [], []))
    for name, data in (*written.parts.items(), *beside.items()):
        (folder / name).write_bytes(data)
    types = load_typesystem(folder / "TypeSystem.xml")
    return load_cas_from_xmi(folder / "000001.xmi", types)


def at(quote: str, label: str, **more: Any) -> RecordSpan:
    return RecordSpan(TEXT.index(quote), TEXT.index(quote) + len(quote), label, **more)


def test_cassis_reads_text_spans_and_what_is_said_of_them(tmp_path: Path) -> None:
    figure = parse_figure("30 men")
    spans = (
        at("Taliban & “allies” <took", "ACTOR", entity="Wikidata:Q1", note="a\n“b” & <c>"),
        at("Taliban", "X"),
        at("30 men", "FIGURE", id="w", figure=figure),
        at("12", "FIGURE", figure=parse_figure("12"), part_of="w"),
        at('"Kunduz".\n\nThey', "LOCATION"),
    )
    cas = cas_of(tmp_path, TEXT, *spans)
    assert cas.sofa_string == TEXT
    named = {item.get_covered_text(): item for item in cas.select(NAMED)}
    assert {words: item.value for words, item in named.items()} == {
        TEXT[span.start : span.end]: span.label for span in spans
    }
    actor = named["Taliban & “allies” <took"]
    assert (actor.identifier, actor.note) == ("Wikidata:Q1", "a\n“b” & <c>")
    men = named["30 men"]
    assert (men.low, men.best, men.high, men.counts) == ("30", "30", "30", figure.counts)
    # Behind 😀, which is two units in UIMA.
    assert named["12"].part_of == f"{men.begin + 1} {men.end + 1}"
    first, *rest, last = TEXT.strip().split("\n\n")
    lines = [item.get_covered_text() for item in cas.select(f"{PARTS}.Sentence")]
    assert lines == [first, "\n\n".join((*rest, last)).strip()]  # a span goes over a line end
    words = {item.get_covered_text() for item in cas.select(f"{PARTS}.Token")}
    assert {"Taliban", "Kunduz", "children", "12"} <= words


@given(text=texts, cuts=st.lists(st.integers(0, 60), min_size=2, max_size=6))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
def test_cassis_reads_the_same_words_whatever_the_text_holds(
    tmp_path: Path, text: str, cuts: list[int]
) -> None:
    text = normalise(text).text
    places = [place for place, char in enumerate(text) if not char.isspace()]
    if is_blank(text):
        return
    bounds = [sorted(places[i % len(places)] for i in pair) for pair in pairwise(cuts)]
    spans = [RecordSpan(a, b + 1, "X") for a, b in dict.fromkeys(map(tuple, bounds))]
    cas = cas_of(tmp_path, text, *spans)
    shown = text.replace("\x1c", "\ufffd")  # which XML cannot hold
    assert cas.sofa_string == shown
    quotes = sorted(item.get_covered_text() for item in cas.select(NAMED))
    assert quotes == sorted(shown[span.start : span.end] for span in spans)


def test_a_character_that_xml_cannot_hold_is_named() -> None:
    spans = (RecordSpan(0, 1, "X", note="\x02"),)
    written = WRITER.write(Record(new_article(f"{'a' * 20}\x1bb", uid="u"), spans=spans), 1, "all")
    assert [(item.start, item.text, item.done) for item in written.adjusted] == [
        (10, f"{'a' * 10}\x1bb", "a character that XML cannot hold is written as �"),
        (0, "a", "characters that XML cannot hold are written as �"),
    ]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = make_project(tmp_path / "p.annot", [TEXT])
    start = TEXT.index("30 men")
    whole = Figure.from_json({**parse_figure("30 men").to_json(), "confirmed": True})
    part = Figure.from_json({**parse_figure("12").to_json(), "part_of": [start, start + 6]})
    at = TEXT.index("12")
    rows = (
        annotation(2, 9, id="a", text=TEXT, note="who?", entity="Q1"),
        annotation(start, start + 6, id="b", label="FIGURE", text=TEXT, figure=whole),
        annotation(at, at + 2, id="c", label="FIGURE", text=TEXT, figure=part),
        ArticleStatus(1, "ada", Status.DONE),
    )
    do(made, Edit("all", (), rows))
    return made


@pytest.mark.file_only("written alike from both")
def test_a_folder_comes_in_again_with_entities_notes_and_figures(
    project: Project, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    split = Split.parse("1:0:0", seed=0)
    report = export_peer(project, out, Choice("ada"), kind="uima-xmi", split=split)
    assert (report.spans, report.left_out) == (3, ())
    assert set(report.dropped) == {Content.ORIGINS, Content.ANNOTATORS}
    again = make_project(tmp_path / "again.annot", [])
    import_files(again, [out], annotator="ada", as_annotations=True, mute=False)
    states = []
    for source in (project, again):
        with source.reading() as connection:
            states.append(article_state(connection, 1, annotator="ada"))
    one, other = ({item.span for item in state.annotations} for state in states)
    assert one == other
    assert states[0].text == states[1].text


def test_features_that_are_no_figure_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.xmi"
    span = RecordSpan(0, 1, "X", figure=parse_figure("30"))
    written = WRITER.write(Record(new_article("a b", uid="u"), spans=(span,)), 1, "all")
    xml = written.parts["000001.xmi"].decode()
    file.write_text(xml.replace('qualifier="exact"', 'qualifier="perhaps"'))
    (record,), _ = read_file(file)
    assert record.spans[0].figure is None
    assert record.article.extra["webanno"][0]["features"]["qualifier"] == "perhaps"
