"""Exports of INCEpTION as CAS JSON come in as those in XMI do. dkpro-cassis makes the files."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from cassis import Cas, TypeSystem
from reading_verbs import kind_of, losses, quotes, read_file

NAMED = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
POS = "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS"
HOST, LINK = "webanno.custom.Host", "webanno.custom.Link"
TEXT = "😀 Taliban & “allies” took\nKunduz"


def made() -> Cas:
    types = TypeSystem()
    named = types.create_type(NAMED, "uima.tcas.Annotation")
    for name in ("value", "identifier"):
        types.create_feature(named, name, "uima.cas.String")
    pos = types.create_type(POS, "uima.tcas.Annotation")
    types.create_feature(pos, "PosValue", "uima.cas.String")
    host = types.create_type(HOST, "uima.tcas.Annotation")
    types.create_feature(host, "target", NAMED)
    cas = Cas(types)
    cas.sofa_string = TEXT
    kunduz = named(begin=TEXT.index("Kunduz"), end=len(TEXT), value="LOC")
    cas.add_all(
        [
            named(begin=2, end=9, value="ORG", identifier="http://e/Q1"),
            kunduz,
            pos(begin=2, end=9, PosValue="NNP"),
            host(begin=12, end=20, target=kunduz),
        ]
    )
    return cas


@pytest.mark.parametrize("kind", ["json", "xmi"])
def test_both_give_the_same(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"a.{kind}"
    (made().to_json if kind == "json" else made().to_xmi)(file)
    (record,), issues = read_file(file)
    assert kind_of(file) == f"cas-{kind}"
    assert sorted(quotes(record)) == [("Kunduz", "LOC"), ("Taliban", "ORG"), ("“allies”", "Host")]
    assert [span.entity for span in record.spans if span.entity] == ["http://e/Q1"]
    assert (record.article.text, record.article.raw) == (TEXT, file.read_bytes())
    assert [issue.reason for issue in issues] == [
        f"the layer “{POS}” is not read; the file itself is kept"
    ]


def test_structures_may_be_named_by_their_numbers(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    cas = orjson.loads(made().to_json())
    listed = cas["%FEATURE_STRUCTURES"]
    named = {str(member.pop("%ID")): member for member in listed}
    file.write_bytes(orjson.dumps({"%TYPES": {}, "%FEATURE_STRUCTURES": named}))
    (record,), _ = read_file(file)
    assert len(record.spans) == 3


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"%TYPES": {}}, "it is CAS JSON without"),
        ({"%TYPES": {}, "%FEATURE_STRUCTURES": [3, None, {"%TYPE": 3}]}, "it has no text"),
        (
            {
                "%TYPES": {},
                "%FEATURE_STRUCTURES": [
                    {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": "Homs"},
                    {"%ID": 2, "%TYPE": "a.B", "@sofa": 1, "begin": -1, "end": 4},
                ],
            },
            "its start and end are not whole numbers",
        ),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, value: object, reason: str) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(orjson.dumps(value))
    assert [reason in lost for lost in losses(read_file(file)[1])] == [True]
