"""What GATE, Argilla, LightTag, BioC and PubTator write comes in: its spans and their people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from reading_verbs import Found, kind_of, losses, quotes, read_file

from annotator.domain.values import Status

TEXT = "😀 Troops of Syria entered Homs."
AT = TEXT.index("Syria"), TEXT.index("Homs")
SYRIA = {"start": AT[0], "end": AT[0] + 5, "label": "LOC"}
HOMS = {"start": AT[1], "end": AT[1] + 4, "label": "LOC"}
BOTH = [("Homs", "LOC"), ("Syria", "LOC")]


def read(tmp_path: Path, value: Any, kind: str) -> Found:
    file = tmp_path / "a.json"
    file.write_bytes(value if isinstance(value, bytes) else orjson.dumps(value))
    assert kind_of(file) == kind
    return read_file(file)


@pytest.mark.parametrize(("counted", "more"), [("p", 0), ("j", 1)])
def test_annotations_of_gate_are_read_as_their_document_counts(
    tmp_path: Path, counted: str, more: int
) -> None:
    def annotation(kind: str, start: int, end: int, **features: object) -> dict[str, object]:
        place = {"start": start + more, "end": end + more}
        return {"type": kind, **place, "id": 1, "features": features}

    sets = {
        "": {"annotations": [annotation("Token", 2, 8), annotation("LOC", AT[0], AT[0] + 5)]},
        "Key": {"annotations": [annotation("LOC", AT[1], AT[1] + 4, rank="city")]},
    }
    document = {"annotation_sets": sets, "text": TEXT, "offset_type": counted, "name": "d1"}
    (record,), issues = read(tmp_path, document, "gate")
    assert (sorted(quotes(record)), record.article.uid) == (BOTH, "d1")
    assert [issue.reason for issue in issues] == [
        "its annotation sets “”, “Key” are one set of spans here",
        "annotations that say how a text is written are not read: 1 Token",
    ]
    (kept,) = record.article.extra["gate"]["annotation_sets"]["Key"]
    assert kept["features"] == {"rank": "city"}


FIRST = {
    **{"text": TEXT, "tokens": TEXT.split(), "prediction": [SYRIA | {"score": 0.9}], "id": "a"},
    **{"prediction_agent": "m", "annotation": [HOMS], "annotation_agent": "ada"},
    **{"status": "Validated", "metadata": {"k": 1}},
}
SECOND = {
    **{"id": "a", "fields": {"text": TEXT}, "metadata": {"k": 1}, "status": "completed"},
    "suggestions": {
        "q": {"value": [SYRIA], "score": None, "agent": "m"},
        "topic": {"value": "war"},
    },
    "responses": {"q": [{"value": [HOMS], "user_id": "ada", "status": "submitted"}]},
}
FLAT = {
    **{"id": "a", "text": TEXT, "q.responses": [[HOMS]], "q.responses.users": ["ada"]},
    **{"q.responses.status": ["submitted"], "q.suggestion": [SYRIA], "q.suggestion.agent": "m"},
}


FEEDBACK = {
    **{"id": "a", "fields": {"text": TEXT}, "metadata": {"k": 1}},
    "responses": [{"values": {"q": {"value": [HOMS]}}, "user_id": "ada", "status": "submitted"}],
    "suggestions": [{"question_name": "q", "value": [SYRIA], "agent": "m"}],
}


@pytest.mark.parametrize("record", [FIRST, SECOND, FLAT, FEEDBACK])
def test_what_people_and_programs_said_in_argilla_stays_apart(
    tmp_path: Path, record: dict[str, Any]
) -> None:
    (person, program), issues = read(tmp_path, [record], "argilla")
    assert (quotes(person), person.annotator, person.status) == (
        [("Homs", "LOC")],
        "ada",
        Status.DONE,
    )
    assert (quotes(program), program.suggested_by) == ([("Syria", "LOC")], "m")
    assert (person.article.uid, issues) == ("a", [])


def test_a_record_that_nobody_answered_is_nobodys_work(tmp_path: Path) -> None:
    records, _ = read(tmp_path, [SECOND | {"responses": {}, "suggestions": {}}], "argilla")
    assert [record.untouched for record in records] == [True]
    records, _ = read(tmp_path, [SECOND], "argilla")
    assert [(record.untouched, record.reader) for record in records] == [(False, "argilla")] * 2


def test_answers_that_are_no_spans_are_kept(tmp_path: Path) -> None:
    (person, _), _ = read(tmp_path, [SECOND], "argilla")
    assert person.article.extra["argilla"]["suggestions"] == {"topic": {"value": "war"}}


def dataturks(*places: tuple[list[str] | str, int, str]) -> dict[str, Any]:
    """An item; the end of a place is its last character, counted as browsers do."""
    annotation = [
        {"label": label, "points": [{"start": start, "end": start + len(words) - 1, "text": words}]}
        for label, start, words in places
    ]
    more = {"extras": None, "metadata": {"status": "done"}}
    return {"content": TEXT, "annotation": annotation, **more}


@pytest.mark.parametrize("more", [0, 1])  # as it counts, and as files made for it do
def test_the_places_of_dataturks_end_with_their_last_character(tmp_path: Path, more: int) -> None:
    item = dataturks((["LOC"], AT[0] + more, "Syria"), ("LOC", AT[1] + more, "Homs"))
    (record,), issues = read(tmp_path, item, "dataturks")
    assert losses(issues) == []
    assert sorted(quotes(record)) == BOTH
    assert record.article.extra["metadata"] == {"status": "done"}


def test_items_of_dataturks_come_a_line_and_in_lists(tmp_path: Path) -> None:
    item, bare = dataturks((["LOC", "GPE"], AT[1], "Homs")), dataturks() | {"annotation": None}
    lines = b"\n".join(map(orjson.dumps, (item, bare)))
    for value in (lines, [item, bare]):
        (record, untouched), _ = read(tmp_path, value, "dataturks")
        assert sorted(quotes(record)) == [("Homs", "GPE"), ("Homs", "LOC")]
        assert (untouched.spans, untouched.untouched) == ((), True)


def test_places_of_dataturks_without_a_label_are_named(tmp_path: Path) -> None:
    item = dataturks(([], AT[0], "Syria"), (["LOC"], AT[1], "Homs"))
    (record,), issues = read(tmp_path, item, "dataturks")
    assert quotes(record) == [("Homs", "LOC")]
    assert "1 of its places were left out: they have no label" in losses(issues)[0]


def test_each_annotator_of_lighttag_has_a_record(tmp_path: Path) -> None:
    def annotation(place: dict[str, Any], *people: str, **more: object) -> dict[str, object]:
        who = [{"annotator": name, "timestamp": "2020"} for name in people]
        at = {key: place[key] for key in ("start", "end")}
        quote = TEXT[place["start"] : place["end"]]
        return {**at, "value": quote, "tag": "LOC", "annotated_by": who, **more}

    annotations = [
        annotation(SYRIA, "ada", "bo"),
        annotation(HOMS, "bo", correct=True),
        annotation(HOMS, "ada", correct=False),
    ]
    example = {"example_id": "e", "content": TEXT, "annotations": annotations}
    (ada, bo), issues = read(tmp_path, {"examples": [example]}, "lighttag")
    assert (ada.annotator, quotes(ada)) == ("ada", [("Syria", "LOC")])
    assert (bo.annotator, sorted(quotes(bo))) == ("bo", BOTH)
    assert losses(issues) == [
        "record 1: 1 annotation that its review has called wrong was left out"
    ]


def bioc(start: int, words: str, **infons: str) -> dict[str, Any]:
    place = {"offset": start, "length": len(words)}
    return {"id": "1", "infons": {"type": "LOC", **infons}, "text": words, "locations": [place]}


PASSAGES = [
    {"offset": 0, "text": TEXT, "annotations": [bioc(AT[0], "Syria", identifier="Q858")]},
    {
        "offset": len(TEXT) + 1,
        "sentences": [
            {
                "offset": len(TEXT) + 1,
                "text": "Homs fell.",
                "annotations": [bioc(len(TEXT) + 1, "Homs")],
            }
        ],
        "relations": [{"id": "R1", "infons": {}, "nodes": []}],
    },
]


def as_xml() -> bytes:
    def annotation(item: dict[str, Any]) -> str:
        infons = "".join(f"<infon key='{k}'>{v}</infon>" for k, v in item["infons"].items())
        place = item["locations"][0]
        location = f"<location offset='{place['offset']}' length='{place['length']}'/>"
        return f"<annotation id='1'>{infons}{location}<text>{item['text']}</text></annotation>"

    first, second = PASSAGES
    sentence = second["sentences"][0]
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE collection SYSTEM 'BioC.dtd'>\n"
        f"<collection><source>x</source><document><id>d</id><passage><offset>0</offset><text>"
        f"{TEXT}</text>{annotation(first['annotations'][0])}</passage><passage><offset>"
        f"{second['offset']}</offset><sentence><offset>{sentence['offset']}</offset><text>"
        f"{sentence['text']}</text>{annotation(sentence['annotations'][0])}</sentence>"
        "<relation id='R1'><node refid='1' role='in'/></relation></passage></document></collection>"
    ).encode()


@pytest.mark.parametrize("kind", ["bioc-json", "bioc-xml"])
def test_passages_of_bioc_stand_at_their_offsets(tmp_path: Path, kind: str) -> None:
    value = as_xml() if kind == "bioc-xml" else {"documents": [{"id": "d", "passages": PASSAGES}]}
    (record,), issues = read(tmp_path, value, kind)
    assert (record.article.text, record.article.uid) == (f"{TEXT}\nHoms fell.", "d")
    assert sorted(quotes(record)) == BOTH
    assert [span.entity for span in record.spans] == ["Q858", None]
    assert ["1 relation is kept" in issue.reason for issue in issues] == [True]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"'BioC.dtd'>", b"'BioC.dtd' [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"),
        (b"'BioC.dtd'>", b"'BioC.dtd' [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>"),
        (b"</collection>", b""),
        (b"<offset>0<", b"<offset>-4<"),
    ],
)
def test_damaged_or_declaring_xml_is_refused(tmp_path: Path, old: bytes, new: bytes) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes(as_xml().replace(old, new))
    records, issues = read_file(file, kind="bioc-xml")
    assert (records, len(losses(issues))) == ([], 1)


def test_articles_of_pubtator_have_their_annotations(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    start = len(TEXT) + 1
    file.write_text(
        f"1|t|{TEXT}\n1|a|Homs fell.\n1\t{AT[0]}\t{AT[0] + 5}\tSyria\tLOC\tQ858\n"
        f"1\t{start}\t{start + 4}\tHoms\tLOC\t-\n1\tCID\tD1\tD2\n\n"
        "2|t|In Homs\n2|a|\n2\t3\t7\tHama\tLOC\tQ1\n"
    )
    (first, second), issues = read_file(file)
    assert kind_of(file) == "pubtator"
    assert (first.article.text, first.article.title) == (f"{TEXT}\nHoms fell.", TEXT)
    assert (sorted(quotes(first)), first.article.uid) == (BOTH, "1")
    assert first.article.extra["pubtator"] == ["1\tCID\tD1\tD2"]
    assert second.spans == ()
    assert ["is not the text of the span" in lost for lost in losses(issues)] == [True]


def test_the_tracks_of_pubannotation_are_one_set_of_spans(tmp_path: Path) -> None:
    def track(project: str, place: dict[str, Any]) -> dict[str, Any]:
        span = {"begin": place["start"], "end": place["end"]}
        return {"project": project, "denotations": [{"id": "T1", "span": span, "obj": "LOC"}]}

    value = {"text": TEXT, "sourcedb": "x", "tracks": [track("p", SYRIA), track("q", HOMS)]}
    (record,), issues = read(tmp_path, value, "jsonl")
    assert (sorted(quotes(record)), issues) == (BOTH, [])


def test_tokens_of_spacy_2_stand_in_their_paragraphs(tmp_path: Path) -> None:
    def sentence(*tokens: tuple[str, str]) -> dict[str, Any]:
        return {"tokens": [{"orth": word, "ner": tag} for word, tag in tokens]}

    first = sentence(("In", "O"), ("New", "B-LOC"), ("Homs", "L-LOC"), (",", "O"), ("he", "-"))
    paragraphs = [
        {"raw": "In New  Homs, he", "sentences": [first]},
        {"sentences": [sentence(("Homs", "U-LOC"), (".", "O")), sentence(("Then", "?"))]},
    ]
    value = [{"id": 7, "paragraphs": paragraphs}]
    (record,), issues = read(tmp_path, value, "spacy-json")
    assert (record.article.text, record.article.uid) == ("In New  Homs, he\nHoms. Then", "7")
    assert quotes(record) == [("New  Homs", "LOC"), ("Homs", "LOC")]
    assert losses(issues) == ["record 1: a tag was left out: “?” is not a tag of BILUO"]


def test_a_list_of_spans_is_no_list_of_articles(tmp_path: Path) -> None:
    rows = [{"doc": 1, "text": "Syria", "start": 10, "end": 15, "label": "LOC"}] * 2
    records, issues = read(tmp_path, rows, "json")
    assert records == []
    assert ["it is a span and not an article" in lost for lost in losses(issues)] == [True, True]


WIDE = {"start": AT[0] - 1, "end": AT[0] + 6, "label": "LOC"}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("jsonl", {"text": TEXT, "spans": [WIDE]}),
        ("jsonl", {"text": TEXT, "entities": [[WIDE["start"], WIDE["end"], "LOC"]]}),
        ("argilla", [FIRST | {"annotation": [WIDE], "prediction": None}]),
        (
            "gate",
            {"text": TEXT, "annotation_sets": {"": {"annotations": [WIDE | {"type": "LOC"}]}}},
        ),
        ("lighttag", [{"content": TEXT, "annotations": [WIDE | {"tag": "LOC", "correct": True}]}]),
        (
            "label-studio",
            [
                {
                    "data": {"text": TEXT},
                    "annotations": [{"result": [{"value": WIDE | {"labels": ["LOC"]}}]}],
                }
            ],
        ),
        (
            "bioc-json",
            [
                {
                    "passages": [
                        {
                            "offset": 0,
                            "text": TEXT,
                            "annotations": [bioc(WIDE["start"], " Syria ")],
                        }
                    ]
                }
            ],
        ),
    ],
)
def test_blanks_at_the_edges_of_a_span_are_cut_off_and_told(
    tmp_path: Path, kind: str, value: object
) -> None:
    (record,), issues = read(tmp_path, value, kind)
    assert quotes(record) == [("Syria", "LOC")]
    assert ["lost the blanks at its edges" in issue.reason for issue in issues] == [True]
