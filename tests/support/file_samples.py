"""A small sound file of each kind, and ways of damaging one."""

from __future__ import annotations

from pathlib import Path

import orjson
import spacy
from cassis import Cas, TypeSystem
from document_samples import SAMPLES as DOCUMENTS
from hypothesis import strategies as st
from ods_files import workbook
from spacy.tokens import DocBin, Span

TEXT = "😀 Taliban took Kunduz e\u0301tat"


def docbin() -> bytes:
    doc = spacy.blank("en")(TEXT)
    doc.ents = [Span(doc, 1, 2, "ORG", kb_id="Q1")]
    doc.spans["sc"] = [Span(doc, 1, 3, "ACTOR")]
    doc.user_data["uid"] = "u1"
    return DocBin(docs=[doc], store_user_data=True).to_bytes()


def cas() -> Cas:
    types = TypeSystem()
    kind = types.create_type("x.ner.type.NamedEntity", "uima.tcas.Annotation")
    for feature in ("value", "identifier"):
        types.create_feature(kind, feature, "uima.cas.String")
    made = Cas(types)
    made.sofa_string = f"{TEXT}\n&"
    made.add(kind(begin=2, end=9, value="ORG", identifier="Q1"))
    return made


def region(start: int, end: int) -> dict[str, object]:
    value = {"start": start, "end": end, "labels": ["ORG"], "text": TEXT[start:end]}
    return {"type": "labels", "value": value, "score": 0.5}


BIOC = {"infons": {"type": "A"}, "text": "Taliban", "locations": [{"offset": 2, "length": 7}]}
MARKED = Path(__file__).parent.parent / "data" / "interop" / "marked"
MARKED_FILES = {
    "inline-tags": "muc.sgm",
    "tagged-words": "stanford_slash.txt",
    "tei": "letter.tei.xml",
    "news-xml": "agency.nitf.xml",
    "ground-truth": "ner.manifest",
    "kili": "kili.json",
    "datasaur": "datasaur_schema.json",
    "corenlp": "corenlp.json",
}
SAMPLES: dict[str, bytes] = {
    "jsonl": orjson.dumps(
        {
            "tokens": [{"text": "Taliban", "ws": True}, {"text": "fell"}],
            "spans": [{"token_start": 0, "token_end": 1, "label": "ORG"}],
            "meta": {"id": "u", "offsets": "codepoint"},
        }
    )
    + b"\n"
    + orjson.dumps({"text": TEXT, "spans": [{"start": 2, "end": 9, "label": "ORG"}]}),
    "json": orjson.dumps({"status": 1, "articles": [{"body": TEXT, "url": "x"}, {"text": "B"}]}),
    "label-studio": orjson.dumps(
        [
            {
                "id": 1,
                "data": {"text": TEXT, "n": 1},
                "annotations": [{"completed_by": {"id": 3}, "result": [region(2, 9)]}],
                "predictions": [{"model_version": "1", "result": [region(15, 21)]}],
            }
        ]
    ),
    "doccano": orjson.dumps(
        {
            "id": 1,
            "text": TEXT,
            "label": [[3, 10, "ORG"]],
            "entities": [{"id": 1, "start_offset": 2, "end_offset": 9, "label": "A", "user": 1}],
            "relations": [{"from_id": 1}],
            "Comments": ["?"],
        }
    ),
    "gate": orjson.dumps(
        {
            "annotation_sets": {
                "": {"annotations": [{"type": "ORG", "start": 3, "end": 10, "features": {"a": 1}}]},
                "Key": {"annotations": [{"type": "Token", "start": 0, "end": 2}]},
            },
            "text": TEXT,
            "offset_type": "j",
        }
    ),
    "argilla": orjson.dumps(
        [
            {
                "id": "r",
                "fields": {"text": TEXT},
                "suggestions": {"q": {"value": [{"start": 2, "end": 9, "label": "A"}]}},
                "responses": {
                    "q": [{"value": [{"start": 2, "end": 9, "label": "A"}], "user_id": "u"}],
                    "topic": [{"value": "war", "user_id": "u"}],
                },
            }
        ]
    ),
    "dataturks": orjson.dumps(
        {
            "content": TEXT,
            "annotation": [
                {"label": ["A"], "points": [{"start": 2, "end": 8, "text": "Taliban"}]},
                {"label": ["A", "B"], "points": [{"start": 2, "end": 8, "text": "Taliban"}]},
            ],
            "extras": None,
        }
    ),
    "lighttag": orjson.dumps(
        {
            "examples": [
                {
                    "content": TEXT,
                    "annotations": [
                        {"start": 2, "end": 9, "value": "Taliban", "tag": "A", "correct": True},
                        {"start": 2, "end": 9, "tag": "A", "annotated_by": [{"annotator": "a"}]},
                    ],
                }
            ]
        }
    ),
    "spacy-json": orjson.dumps(
        [
            {
                "id": 0,
                "paragraphs": [
                    {"sentences": [{"tokens": [{"orth": "In", "ner": "O"}]}]},
                    {"raw": "Homs", "sentences": [{"tokens": [{"orth": "Homs", "ner": "U-A"}]}]},
                ],
            }
        ]
    ),
    "bioc-json": orjson.dumps(
        {
            "documents": [
                {
                    "id": "1",
                    "passages": [
                        {"offset": 0, "text": TEXT, "annotations": [BIOC], "relations": []}
                    ],
                }
            ]
        }
    ),
    "bioc-xml": (
        "<?xml version='1.0'?><!DOCTYPE collection SYSTEM 'BioC.dtd'><collection><document>"
        f"<id>1</id><passage><offset>0</offset><text>{TEXT}</text><annotation id='1'>"
        "<infon key='type'>A</infon><location offset='2' length='7'/><text>Taliban</text>"
        "</annotation><relation id='R1'><node refid='1' role='x'/></relation></passage>"
        "</document></collection>"
    ).encode(),
    "pubtator": f"1|t|{TEXT}\n1|a|They left.\n1\t2\t9\tTaliban\tA\tQ1\n1\tX\tA\tB\n".encode(),
    "csv": f'id,title,text,tags\r\n1,A,"{TEXT}, he ""said""",x\r\n2,B,"Other\n text",\r\n'.encode(),
    "conll": b'-DOCSTART- -X- O O\n\nEU NNP B-NP B-ORG\n( ( O O\n" " O O\nfell VB O I-X\n\nb O\n',
    "webanno-tsv": (
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.NamedEntity|identifier|value\n"
        "#T_SP=x.Frame|ROLE_x:y_z|uima.tcas.Annotation\n#T_RL=x.Rel|kind|BT_x.NamedEntity\n\n\n"
        "#Text=😀 Taliban\\t fell\n1-1\t0-2\t😀\t*[1]|\\_[2]\tA[1]|B[2]\ta;b\t1-1;1-2\t_\t_\t\n"
        "1-2\t3-10\tTaliban\t*[1]\tA[1]\t_\t_\tk\t1-1\t\n1-2.1\t4-4\t\t*\tC\t_\t_\t_\t_\t\n"
    ).encode(),
    "cas-xmi": cas().to_xmi().encode(),
    "cas-json": cas().to_json().encode(),
    "spacy": docbin(),
    **{name: (MARKED / file).read_bytes() for name, file in MARKED_FILES.items()},
    "ods": workbook(["date", "coder", "text"], [["2024-03-01", "Ann", TEXT]], hide=True),
    "text": TEXT.encode(),
    **DOCUMENTS,
}
# Of kinds that are read as JSON lines are, whatever they are called.
RECORDS: dict[str, bytes] = {
    "tags": orjson.dumps({"tokens": ["In", "New", "Homs"], "ner_tags": ["O", "B-LOC", "I-LOC"]}),
    "numbers": orjson.dumps({"text": "In Homs", "tokens": ["In", "Homs"], "ner_tags": [0, 1]}),
    "gliner": orjson.dumps({"tokenized_text": ["In", "Homs"], "ner": [[1, 1, "LOC"]]}),
    "spans": orjson.dumps({"text": TEXT, "entities": [{"start": 2, "end": 9, "label": "A"}]}),
    "pairs": orjson.dumps([[TEXT, {"entities": [[2, 9, "A"]]}]]),
    "groups": orjson.dumps(
        {
            "text": TEXT,
            "ents": [{"start": 2, "end": 9, "label": "A"}],
            "spans": {"sc": [{"start": 2, "end": 9, "label": "B"}]},
        }
    ),
    "feedback": orjson.dumps(
        [
            {
                "fields": {"text": TEXT},
                "responses": [{"values": {"q": {"value": [{"start": 2, "end": 9, "label": "A"}]}}}],
                "suggestions": [{"question_name": "q", "value": [], "agent": "m"}],
            }
        ]
    ),
    "tracks": orjson.dumps(
        {
            "text": TEXT,
            "tracks": [{"denotations": [{"span": {"begin": 2, "end": 9}, "obj": "A"}]}],
        }
    ),
}
ANN = (
    "T1\tORG 2 9\tTaliban\nT2\tLOC 2 9;15 21\tTaliban Kunduz\nN1\tReference T1 W:Q1\tx\n"
    "#1\tAnnotatorNotes T1\tn\nR1\tx Arg1:T1 Arg2:T2\n"
)

edges = st.integers(0, 10_000)
SIGNS = b'" \\ { } [ ] , \n \t \r \x00 \xff : | -1 9999999999 1e999 NaN null 0.5 "" \\ud800 _ * O'
WORDS = b"[7] B- I-X #Text= true \xef\xbb\xbf \xff\xfe \xf0\x9f\x98\x80"
PIECES = (b"", *SIGNS.split(b" "), *WORDS.split(b" "))
pieces = st.sampled_from(PIECES) | st.binary(max_size=6)
changes = st.lists(st.tuples(edges, st.integers(0, 12), pieces), max_size=6)


def changed(data: bytes, places: list[tuple[int, int, bytes]]) -> bytes:
    for place, gone, piece in places:
        at = place % (len(data) + 1)
        data = data[:at] + piece + data[at + gone :]
    return data
