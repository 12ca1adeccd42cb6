"""Articles as UIMA CAS XMI, a file each, and the type system they need; cas_xmi.py reads them.

Offsets count UTF-16 units. Source of the format: the chapter on XMI in the reference of the UIMA
Java SDK; the types are those of DKPro Core, as INCEpTION has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias
from xml.parsers import expat
from xml.sax.saxutils import unescape

import orjson

from annotator.domain.figures import Figure
from annotator.domain.offsets import Utf16
from annotator.domain.outgoing import Content, placed_wholes
from annotator.domain.records import Record, RecordSpan
from annotator.domain.tokens import bounds_cut_at
from annotator.formats.peers.cas import FACTS, FIGURE
from annotator.formats.peers.spacy import Adjustment, adjustment
from annotator.formats.peers.webanno_writing import lines_of
from annotator.formats.reader import Source
from annotator.formats.writer import Export, Writer, Written, whole_text

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
_Features: TypeAlias = dict[str, str]
_NAMED_ENTITY = re.compile(
    r'<ner:NamedEntity xmi:id="\d+" sofa="1" begin="(\d+)" end="(\d+)"((?: \w+="[^"]*")*)/>\n'
)
_ATTRIBUTE = re.compile(r' (\w+)="([^"]*)"')
_NO_XML = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f]")
_AROUND = 10  # code points that tell where a character stands
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
_ESCAPED = re.compile(r'[&<"\t\n\r]')
_ENTITIES = {"&quot;": '"', "&#9;": "\t", "&#10;": "\n", "&#13;": "\r"}


def write(record: Record, number: int, part: str) -> Written:
    """The file of an article: lines of its text are its sentences, its spans named entities."""
    text = _shown(record.article.text)
    spans = placed_wholes(record.spans)
    units = Utf16(text)
    features = _features(spans, units)
    xml = "".join(_xml(text, units, spans, features, _facts(record))).encode()
    proof = _seen(text, [(*span[:2], said) for span, said in zip(spans, features, strict=True)])
    return Written({f"{number:06d}.xmi": xml}, len(spans), [proof], list(_adjusted(record)))


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


def _facts(record: Record) -> _Features:
    facts: dict[str, str | None] = {
        name: getattr(record.article, fact) for fact, name in FACTS.items()
    }
    said = {"language": "x-unspecified", "documentId": record.article.uid, **facts}
    return {name: _shown(value) for name, value in said.items() if value is not None}


def _xml(
    text: str,
    units: Utf16,
    spans: Sequence[RecordSpan],
    features: Sequence[_Features],
    facts: _Features,
) -> Iterator[str]:
    """The file in pieces. Structures are numbered, 1 is the text."""
    bounds = bounds_cut_at(text, [edge for span in spans for edge in span[:2]])
    spaces = "".join(f' xmlns:{short}="{name}"' for short, name in _SPACES.items())
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<xmi:XMI{spaces} xmi:version="2.0">\n'
    yield '<cas:NULL xmi:id="0"/>\n'
    lines = lines_of(text, bounds, spans)
    sentences = [(bounds[line.start][0], bounds[line.stop - 1][1]) for line in lines]
    places = [(0, len(text)), *sentences, *bounds, *(span[:2] for span in spans)]
    begins = [
        _begin(_ABOUT),
        *[_begin(_SENTENCE)] * len(sentences),
        *[_begin(_TOKEN)] * len(bounds),
        *[_begin(_NAMED)] * len(spans),
    ]
    ends = [_said(facts), *[""] * (len(sentences) + len(bounds)), *map(_said, features)]
    structures = enumerate(zip(begins, units.places(places), ends, strict=True), 2)
    yield "".join(
        [
            f'{begin} xmi:id="{number}" sofa="1" begin="{start}" end="{end}"{said}/>\n'
            for number, (begin, (start, end), said) in structures
        ]
    )
    yield '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text"'
    yield f' sofaString="{_escaped(text)}"/>\n'
    members = " ".join(map(str, range(2, len(places) + 2)))
    yield f'<cas:View sofa="1" members="{members}"/>\n</xmi:XMI>\n'


def _begin(layer: str) -> str:
    *_, space, _, local = layer.split(".")
    return f"<{space}:{local}"


def _said(features: Mapping[str, str]) -> str:
    return "".join([f' {name}="{_escaped(value)}"' for name, value in features.items()])


def _features(spans: Sequence[RecordSpan], units: Utf16) -> list[_Features]:
    """What is said of each span, by the names of features."""
    told: dict[int, _Features] = {}  # of figures; many spans have the same one
    features: list[_Features] = []
    for span in spans:
        own = {"value": _shown(span.label)}
        if span.entity is not None:
            own["identifier"] = _shown(span.entity)
        if span.note is not None:
            own["note"] = _shown(span.note)
        figure = span.figure
        if figure is not None:
            own |= told.get(id(figure)) or told.setdefault(id(figure), _figure(figure, units))
        features.append(own)
    return features


def _figure(figure: Figure, units: Utf16) -> _Features:
    said = {
        key: str(value).lower() if isinstance(value, bool) else _shown(str(value))
        for key, value in figure.to_json().items()
        if value is not None
    }
    if figure.part_of is not None:
        said["part_of"] = " ".join(str(units.unit(offset)) for offset in figure.part_of)
    return said


def _escaped(value: str) -> str:
    return value.translate(_ESCAPES) if _ESCAPED.search(value) else value


def _seen(text: str, said: Sequence[tuple[int, int, _Features]]) -> bytes:
    return orjson.dumps((text, said))


def _again(source: Source) -> Iterator[bytes]:
    """Proof that a file is XML, by a parser, and of what the elements that matter say."""
    xml = whole_text(source)
    try:
        expat.ParserCreate("UTF-8").Parse(xml, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None
    _, _, rest = xml.partition(' sofaString="')
    text = _unescaped(rest.partition('"')[0])
    units = Utf16(text)
    found = _NAMED_ENTITY.findall(xml)
    places = units.bounds([(int(begin), int(end)) for begin, end, _ in found])
    said = [
        {name: _unescaped(value) for name, value in _ATTRIBUTE.findall(attributes)}
        for _, _, attributes in found
    ]
    yield _seen(text, [(*place, own) for place, own in zip(places, said, strict=True)])


def _unescaped(value: str) -> str:
    return unescape(value, _ENTITIES) if "&" in value else value


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
    again=_again,
    holds=frozenset(
        {Content.FIGURES, Content.ENTITIES, Content.NOTES, Content.METADATA, Content.OVERLAPS}
    ),
    tokens=True,
    beside=_type_system,
)
