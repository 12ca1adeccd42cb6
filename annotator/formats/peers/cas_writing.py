"""Articles as UIMA CAS XMI, a file each, and the type system they need; cas_xmi.py reads them.

Offsets count UTF-16 units. Source of the format: the chapter on XMI in the reference of the UIMA
Java SDK; the types are those of DKPro Core, as INCEpTION has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from annotator.domain.figures import Figure
from annotator.domain.offsets import Utf16
from annotator.domain.outgoing import Content, placed_wholes
from annotator.domain.records import Record, RecordSpan
from annotator.domain.tokens import split_at, tokenise
from annotator.formats.peers.cas import FACTS, FIGURE
from annotator.formats.peers.cas_xmi import READER
from annotator.formats.peers.spacy import Adjustment, adjustment
from annotator.formats.peers.webanno_writing import lines_of
from annotator.formats.writer import Export, Writer, Written, all_said, by_reader

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api"
_SENTENCE = f"{_DKPRO}.segmentation.type.Sentence"
_TOKEN = f"{_DKPRO}.segmentation.type.Token"
_NAMED = f"{_DKPRO}.ner.type.NamedEntity"
_ABOUT = f"{_DKPRO}.metadata.type.DocumentMetaData"
_TYPES = {
    _ABOUT: ("uima.tcas.DocumentAnnotation", (*FACTS.values(), "documentId")),
    _SENTENCE: ("uima.tcas.Annotation", ()),
    _TOKEN: ("uima.tcas.Annotation", ()),
    _NAMED: ("uima.tcas.Annotation", ("value", "identifier", "note", *FIGURE)),
}
_SPACES = {"xmi": "http://www.omg.org/XMI", "cas": "http:///uima/cas.ecore"} | {
    name.split(".")[-3]: f"http:///{name.rpartition('.')[0].replace('.', '/')}.ecore"
    for name in _TYPES
}
_NO_XML = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f]")
_AROUND = 10  # code points that tell where a character stands
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def write(record: Record, number: int, part: str) -> Written:
    """The file of an article: lines of its text are its sentences, its spans named entities."""
    text = _shown(record.article.text)
    spans = [
        span._replace(
            label=_shown(span.label),
            entity=span.entity and _shown(span.entity),
            note=span.note and _shown(span.note),
        )
        for span in placed_wholes(record.spans)
    ]
    xml = "".join(_xml(text, spans, _facts(record))).encode()
    proof = [all_said(text, spans)]
    return Written({f"{number:06d}.xmi": xml}, len(spans), proof, list(_adjusted(record)))


def _shown(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _adjusted(record: Record) -> Iterator[Adjustment]:
    for match in _NO_XML.finditer(record.article.text):
        around = max(0, match.start() - _AROUND), match.end() + _AROUND
        place = RecordSpan(*around, "")
        yield adjustment(record, place, "a character that XML cannot hold is written as �")
    for span in record.spans:
        if _NO_XML.search("".join(filter(None, (span.label, span.note, span.entity)))):
            yield adjustment(record, span, "characters that XML cannot hold are written as �")


def _facts(record: Record) -> dict[str, str | None]:
    facts: dict[str, str | None] = {
        name: getattr(record.article, fact) for fact, name in FACTS.items()
    }
    return {"language": "x-unspecified", "documentId": record.article.uid, **facts}


def _xml(text: str, spans: Sequence[RecordSpan], facts: Mapping[str, str | None]) -> Iterator[str]:
    """The file in pieces. Structures are numbered, 1 is the text."""
    units = Utf16(text)
    tokens = split_at(tokenise(text), {edge for span in spans for edge in span[:2]})
    structures: list[tuple[str, int, int, Mapping[str, str | None]]] = [
        (_ABOUT, 0, len(text), facts),
        *(
            (_SENTENCE, tokens[line.start].start, tokens[line.stop - 1].end, {})
            for line in lines_of(text, tokens, spans)
        ),
        *((_TOKEN, token.start, token.end, {}) for token in tokens),
        *((_NAMED, span.start, span.end, _features(span, units)) for span in spans),
    ]
    spaces = "".join(f' xmlns:{short}="{name}"' for short, name in _SPACES.items())
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<xmi:XMI{spaces} xmi:version="2.0">\n'
    yield '<cas:NULL xmi:id="0"/>\n'
    for number, (layer, start, end, features) in enumerate(structures, 2):
        *_, space, _, local = layer.split(".")
        said = "".join(
            f' {name}="{_escaped(value)}"' for name, value in features.items() if value is not None
        )
        place = f'sofa="1" begin="{units.unit(start)}" end="{units.unit(end)}"'
        yield f'<{space}:{local} xmi:id="{number}" {place}{said}/>\n'
    yield '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text"'
    yield f' sofaString="{_escaped(text)}"/>\n'
    members = " ".join(map(str, range(2, len(structures) + 2)))
    yield f'<cas:View sofa="1" members="{members}"/>\n</xmi:XMI>\n'


def _features(span: RecordSpan, units: Utf16) -> dict[str, str | None]:
    features = {"value": span.label, "identifier": span.entity, "note": span.note}
    return features | (_figure(span.figure, units) if span.figure else {})


def _figure(figure: Figure, units: Utf16) -> dict[str, str | None]:
    said: dict[str, str | None] = {
        key: str(value).lower() if isinstance(value, bool) else str(value)
        for key, value in figure.to_json().items()
        if value is not None
    }
    if figure.part_of is not None:
        said["part_of"] = " ".join(str(units.unit(offset)) for offset in figure.part_of)
    return said


def _escaped(value: str) -> str:
    return _shown(value).translate(_ESCAPES)


def _type_system(export: Export) -> Mapping[str, bytes]:
    def feature(name: str) -> str:
        kind = "<rangeTypeName>uima.cas.String</rangeTypeName>"
        said = f"<name>{name}</name><description/>{kind}"
        return f"        <featureDescription>{said}</featureDescription>\n"

    types = "".join(
        f"    <typeDescription>\n      <name>{name}</name>\n      <description/>\n"
        f"      <supertypeName>{above}</supertypeName>\n      <features>\n"
        f"{''.join(map(feature, features))}      </features>\n    </typeDescription>\n"
        for name, (above, features) in _TYPES.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<typeSystemDescription xmlns='
    space = '"http://uima.apache.org/resourceSpecifier"'
    whole = f"{head}{space}>\n  <types>\n{types}  </types>\n</typeSystemDescription>\n"
    return {"TypeSystem.xml": whole.encode()}


WRITER = Writer(
    name="uima-xmi",
    title="UIMA CAS XMI (INCEpTION)",
    write=write,
    again=by_reader(READER, all_said),
    holds=frozenset(
        {Content.FIGURES, Content.ENTITIES, Content.NOTES, Content.METADATA, Content.OVERLAPS}
    ),
    tokens=True,
    beside=_type_system,
)
