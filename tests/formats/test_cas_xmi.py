"""Exports of INCEpTION as CAS XMI come in with their spans. The files are made by dkpro-cassis."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from cassis import Cas, TypeSystem
from document_samples import archive
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_verbs import kind_of, losses, quotes, read_file

from annotator.domain.text import normalise
from annotator.formats.peers.cas_text import Sofas
from annotator.formats.reader import ReadOptions
from annotator.operations.importing import reading

NAMED = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
POS = "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS"
ABOUT = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
ACTOR = "webanno.custom.Actor"
SIDE = "webanno.custom.Side"
LINK = "webanno.custom.Fights"
TEXT = "😀 Taliban & “allies” took\r\nKunduz <2021> \t👩\u200d👧 from Kabul's army\n"


def types() -> TypeSystem:
    found = TypeSystem()
    for name, features in {
        NAMED: ("value", "identifier"),
        ACTOR: ("kind", "comment"),
        SIDE: ("side",),
        POS: ("PosValue",),
        TOKEN: (),
        ABOUT: ("documentTitle",),
        LINK: ("Governor", "Dependent"),
    }.items():
        made = found.create_type(name=name, supertypeName="uima.tcas.Annotation")
        for feature in features:
            found.create_feature(made, feature, "uima.cas.String")
    return found


def cas(text: str, *spans: tuple[str, str, dict[str, Any]]) -> Cas:
    """A CAS in which each span is the first place where the text says its words."""
    made = Cas(types())
    made.sofa_string = text
    made.sofa_mime = "text/plain"
    for name, words, features in spans:
        start = text.index(words)
        kind = made.typesystem.get_type(name)
        made.add(kind(begin=start, end=start + len(words), **features))
    return made


SPANS = (
    (NAMED, "Taliban", {"value": "ORG", "identifier": "http://www.wikidata.org/entity/Q1"}),
    (NAMED, "“allies” took\r\nKunduz", {"value": "X & <Y>"}),
    (NAMED, "👩\u200d👧", {}),
    (ACTOR, "army", {"kind": "state"}),
    (ACTOR, "Kabul's", {"kind": "state", "comment": "seat\nof it"}),
    (SIDE, "Kunduz", {"side": "LOC"}),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "article.xmi"


@pytest.mark.parametrize("pretty", [True, False])
def test_the_same_spans_come_in(file: Path, pretty: bool) -> None:
    cas(TEXT, *SPANS).to_xmi(file, pretty_print=pretty)
    (record,), issues = read_file(file)
    assert kind_of(file) == "cas-xmi"
    assert record.article.text == TEXT.replace("\r\n", "\n")
    assert sorted(quotes(record)) == sorted(
        [
            ("Taliban", "ORG"),
            ("“allies” took\nKunduz", "X & <Y>"),
            ("👩\u200d👧", "NamedEntity"),
            ("army", "Actor"),
            ("Kabul's", "Actor"),
            ("Kunduz", "LOC"),
        ]
    )
    assert [span.entity for span in record.spans if span.label == "ORG"] == [
        "http://www.wikidata.org/entity/Q1"
    ]
    kept = sorted(record.article.extra["webanno"], key=lambda item: int(item["start"]))
    assert [item["features"] for item in kept] == [
        {"kind": "state", "comment": "seat\nof it"},
        {"kind": "state"},
    ]
    assert (issues, record.article.raw) == ([], file.read_bytes())


texts = st.text(
    st.sampled_from("a“😀é&<>\"'\t\n ;#") | st.characters(codec="utf-8", exclude_categories="C"),
    min_size=1,
    max_size=40,
).filter(lambda text: any(char.isalpha() for char in text))


@given(texts, st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_the_text_each_span_covers_the_same(
    tmp_path: Path, text: str, data: st.DataObject
) -> None:
    places = [place for place, char in enumerate(text) if not char.isspace()]
    ends = st.tuples(st.sampled_from(places), st.sampled_from(places)).map(sorted)
    bounds = data.draw(st.lists(ends, max_size=4, unique_by=tuple))
    made = cas(text)
    kind = made.typesystem.get_type(NAMED)
    for start, end in bounds:
        made.add(kind(begin=start, end=end + 1, value="X"))
    path = tmp_path / "a.xmi"
    made.to_xmi(path)
    (record,), issues = read_file(path)
    assert losses(issues) == []
    expected = sorted(text[start : end + 1] for start, end in bounds)
    assert sorted(quote for quote, _ in quotes(record)) == sorted(
        normalise("x" + quote).text[1:] for quote in expected
    )


def test_what_is_not_read_is_said(file: Path) -> None:
    cas(TEXT, (POS, "took", {"PosValue": "V"}), (TOKEN, "took", {})).to_xmi(file)
    (record,), issues = read_file(file)
    assert record.spans == ()
    assert [issue.reason for issue in issues] == [
        f"the layer “{POS}” is not read; the file itself is kept"
    ]


def test_relations_are_not_read(file: Path) -> None:
    cas(TEXT, (LINK, "took", {"Governor": "1", "Dependent": "2"})).to_xmi(file)
    (record,), (issue,) = read_file(file)
    assert (record.spans, LINK in issue.reason, issue.loss) == ((), True, False)


def test_the_title_comes_from_what_is_said_about_the_document(file: Path) -> None:
    cas(TEXT, (ABOUT, TEXT, {"documentTitle": "Kunduz falls"})).to_xmi(file)
    (record,), issues = read_file(file)
    assert (record.article.title, record.spans, issues) == ("Kunduz falls", (), [])


def test_of_several_texts_the_first_is_read(file: Path) -> None:
    made = cas(TEXT, SPANS[0])
    other = made.create_view("other")
    other.sofa_string = "Kabul"
    other.add(made.typesystem.get_type(NAMED)(begin=0, end=5, value="LOC"))
    made.to_xmi(file)
    (record,), issues = read_file(file)
    assert quotes(record) == [("Taliban", "ORG")]
    assert [issue.reason for issue in issues] == [
        "it holds 2 texts, of which the first was read",
        "the span 0 to 5 (LOC) was left out: it is about another text",
    ]


def test_an_export_in_an_archive_is_read_with_its_types_passed_over(tmp_path: Path) -> None:
    made = cas(TEXT, *SPANS)
    members = ("a.xmi", made.to_xmi().encode()), ("TypeSystem.xml", types().to_xml().encode())
    path = tmp_path / "a.zip"
    path.write_bytes(archive(*members))
    (record,), issues = read_file(path)
    assert (len(record.spans), issues) == (len(SPANS), [])


def edited(file: Path, old: str, new: str) -> list[str]:
    """What is lost of a sound file in which something is written otherwise."""
    cas(TEXT, SPANS[0]).to_xmi(file)
    content = file.read_text()
    assert old in content
    file.write_text(content.replace(old, new, 1), newline="")
    return losses(read_file(file)[1])


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('begin="3"', 'begin="x"', "not whole numbers"),
        ('begin="3"', 'begin="1"', "lies inside a character"),
        ('end="10"', 'end="999"', "was left out"),
        ('end="10"', 'end="2"', "was left out"),
        ("</xmi:XMI>", "", "it is damaged XML"),
        ("&lt;2021", "&#xZ;2021", "there is no character named “&#xZ;”"),
        ("&lt;2021", "&bomb;2021", "there is no character named “&bomb;”"),
        ("&lt;2021", "&#1114112;2021", "there is no character"),
        ("<xmi:XMI", '<!DOCTYPE x [<!ENTITY a "b">]><xmi:XMI', "it declares entities"),
        ("sofaString", "sofaURI", "it has no text"),
        ("<cas:Sofa ", "<cas:Other ", "it has no text"),
    ],
)
def test_what_is_wrong_is_said(file: Path, old: str, new: str, reason: str) -> None:
    assert [reason in lost for lost in edited(file, old, new)] == [True]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version='1.0'", "version='1.1'"),
        ("&lt;2021", "&#x3C;2021"),
        ("Taliban &amp;", "Taliban &#38;"),
    ],
)
def test_what_is_written_otherwise_means_the_same(file: Path, old: str, new: str) -> None:
    assert edited(file, old, new) == []
    (record,), _ = read_file(file)
    assert record.article.text == TEXT.replace("\r\n", "\n")


@given(st.integers(1, 200))
def test_the_text_is_the_same_in_pieces_of_any_size(size: int) -> None:
    xml = cas(TEXT, *SPANS).to_xmi()
    left: list[str] = []
    pieces = (xml[at : at + size] for at in range(0, len(xml), size))
    text = "".join(Sofas().text(pieces, lambda piece, _: left.append(piece)))
    assert text == TEXT
    assert 'sofaString=""' in "".join(left)


@pytest.mark.parametrize("spans", [1, 10_000])
def test_reading_takes_at_most_four_times_the_size_of_the_file(file: Path, spans: int) -> None:
    made = cas("Taliban fighters took “Kunduz”, he said.\n" * 40_000)
    kind = made.typesystem.get_type(NAMED)
    made.add_all(kind(begin=41 * at, end=41 * at + 7, value="ORG") for at in range(spans))
    made.to_xmi(file)
    next(reading.read(file, kind="cas-xmi", options=ReadOptions()))
    tracemalloc.start()
    assert len(list(reading.read(file, kind="cas-xmi", options=ReadOptions()))) == 1
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * file.stat().st_size
