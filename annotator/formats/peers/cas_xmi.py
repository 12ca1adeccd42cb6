"""UIMA CAS XMI, as INCEpTION exports it: the text and its annotations as elements of XML. Its
offsets count UTF-16 units.

Source of the format: the chapter on XMI in the reference of the UIMA Java SDK.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias
from xml.parsers import expat

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.domain.text import gathered
from annotator.formats.peers.cas_text import Sofas
from annotator.formats.peers.webanno import KEPT, LINGUISTIC, features_kept
from annotator.formats.peers.webanno_cells import Layer
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder
from annotator.formats.text_stream import stream
from annotator.formats.web.html import declared_in

_XMI = b"http://www.omg.org/XMI"
_CAS = b"http:///uima/cas.ecore"
_TYPES = b"<typeSystemDescription"
_NUMBER = re.compile(r"[0-9]{1,15}")
_FEW = 2  # features, of which many annotations have the same
_BETWEEN = " "  # a namespace and a name
_PLACE = frozenset({"sofa", "begin", "end"})
_PARTS = ("segmentation.type.Token", "segmentation.type.Sentence", "segmentation.type.Paragraph")
_ABOUT = ("uima.tcas.DocumentAnnotation", ".metadata.type.", ".clarin.webanno.api.type.")
_TITLE = "documentTitle"
_ID = f"{_XMI.decode()}{_BETWEEN}id"
_IDS = re.compile(r"[0-9]+(?: [0-9]+)*\Z")


_Features: TypeAlias = tuple[tuple[str, str], ...]


class _Annotation(NamedTuple):
    """An annotation; its bounds are UTF-16 offsets, None where they are no numbers. A tuple, and
    what many have in common is there once, since large files have many."""

    layer: str
    sofa: str
    start: int | None
    end: int | None
    features: _Features


@dataclass(slots=True)
class _Cas:
    """What a file holds besides its text."""

    sofas: list[str] = field(default_factory=list)
    annotations: list[_Annotation] = field(default_factory=list)
    columns: dict[str, dict[str, None]] = field(default_factory=dict)  # of each layer
    plain: set[tuple[str, str]] = field(default_factory=set)  # features that are no references
    ids: set[str] = field(default_factory=set)  # of links and annotations
    passed_over: dict[str, None] = field(default_factory=dict)
    shared: dict[_Features, _Features] = field(default_factory=dict)
    title: str | None = None

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element has begun."""
        space, _, local = name.rpartition(_BETWEEN)
        features = {key: value for key, value in attributes.items() if _BETWEEN not in key}
        if space == _CAS.decode() and local == "Sofa":
            if "sofaString" in features:
                self.sofas.append(attributes.get(_ID, ""))
        elif not features.keys() >= _PLACE:
            self.ids.add(attributes.get(_ID, ""))
        else:
            layer = _type_of(space, local)
            if layer.endswith(_PARTS):
                return
            self.ids.add(attributes.get(_ID, ""))
            if any(part in layer for part in _ABOUT):
                self.title = self.title or features.get(_TITLE)
            elif not _is_read(layer, features):
                self.passed_over[layer] = None
            else:
                self._take(layer, features)

    def _take(self, layer: str, features: dict[str, str]) -> None:
        sofa, start, end = (features.pop(key) for key in ("sofa", "begin", "end"))
        self.columns.setdefault(layer, {}).update(dict.fromkeys(features))
        self.plain.update((layer, key) for key, value in features.items() if not _IDS.match(value))
        own = tuple(features.items())
        own = self.shared.setdefault(own, own) if len(own) < _FEW else own
        bounds = _number(start), _number(end)
        self.annotations.append(_Annotation(sys.intern(layer), sys.intern(sofa), *bounds, own))

    def references(self, layer: str, columns: Iterable[str]) -> frozenset[str]:
        """The features of a layer that hold nothing but numbers of links and annotations."""
        maybe = {name for name in columns if (layer, name) not in self.plain}
        for item in self.annotations if maybe else ():
            if item.layer == layer:
                maybe -= {key for key, value in item.features if not self.ids >= {*value.split()}}
        return frozenset(maybe)


def _number(written: str) -> int | None:
    return int(written) if _NUMBER.fullmatch(written) else None


def looks_like(source: Source) -> bool:
    """Whether it begins as such files do, or describes their types. Raises OSError."""
    return (_XMI in source.head and _CAS in source.head) or _is_type_system(source)


def _is_type_system(source: Source) -> bool:
    return source.suffix == ".xml" and _TYPES in source.head


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a file. Raises InputError and OSError."""
    text_stream = stream(source, declared=declared_in(source.head))
    sofas, cas = Sofas(), _Cas()
    text = gathered(sofas.text(text_stream.pieces(), _parser(cas)))
    if not cas.sofas:
        raise InputError("it has no text")
    builder = RecordBuilder(text, file=source.file)
    if text_stream.note:
        builder.warn(text_stream.note)
    if len(cas.sofas) > 1:
        builder.warn(f"it holds {len(cas.sofas)} texts, of which the first was read")
    for layer in cas.passed_over:
        builder.warn(f"the layer “{layer}” is not read; the file itself is kept")
    features = _add(builder, cas)
    extra: dict[str, object] = {"file": source.name}
    if features:
        extra[KEPT] = features
    # The file itself is kept, so that what is not read of it is not lost.
    metadata = Metadata(
        title=cas.title, encoding=text_stream.encoding, extra=extra, raw=source.bytes
    )
    yield from builder.items(metadata)


def _parser(cas: _Cas) -> Callable[[str, bool], None]:
    """What is to be fed with the XML, piece by piece and then with its end."""
    parser = expat.ParserCreate(namespace_separator=_BETWEEN)
    parser.StartElementHandler = cas.begin
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse

    def feed(piece: str, is_end: bool) -> None:
        try:
            parser.Parse(piece, is_end)
        except expat.ExpatError as error:
            raise InputError(f"it is damaged XML (line {error.lineno})") from None

    return feed


def _refuse(*_: object) -> None:
    raise InputError("it declares entities, as no export of annotations does")


def _type_of(space: str, local: str) -> str:
    """The name of a type: “http:///a/b.ecore” and “C” are “a.b.C”."""
    package = space.removeprefix("http:///").removesuffix(".ecore").replace("/", ".")
    return local if package == "uima.noNamespace" else f"{package}.{local}"


def _is_read(layer: str, features: Mapping[str, str]) -> bool:
    is_relation = "Governor" in features or "Dependent" in features
    is_chain = layer.endswith("Link") and not features.keys().isdisjoint(
        ("next", "referenceType", "referenceRelation")
    )
    return not is_relation and not is_chain and not any(part in layer for part in LINGUISTIC)


def _add(builder: RecordBuilder, cas: _Cas) -> list[dict[str, object]]:
    """Take the spans in; returns the features of theirs that have no place in a project."""
    builder.count_in_utf16()
    layers = {
        name: Layer(name, True, tuple(columns), cas.references(name, columns))
        for name, columns in cas.columns.items()
    }
    kept: list[dict[str, object]] = []
    cas.annotations.reverse()
    while cas.annotations:  # they are let go meanwhile
        item = cas.annotations.pop()
        label, entity, others = layers[item.layer].meaning(dict(item.features))
        if item.sofa != cas.sofas[0]:
            place = f"the span {item.start} to {item.end} ({label})"
            builder.warn_loss(f"{place} was left out: it is about another text")
        elif builder.add(item.start, item.end, label, entity=entity):
            kept += features_kept(builder.spans[-1], item.layer, others)
    return kept


READER = Reader(
    name="cas-xmi",
    title="CAS XMI (INCEpTION)",
    suffixes=frozenset({".xmi"}),
    read=read,
    looks_like=looks_like,
    is_companion=_is_type_system,
    holds_work=True,
)
