"""A CAS of UIMA, whatever it is written in: its texts and annotations, and what of them is spans.

Its offsets count UTF-16 units.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

import orjson

from annotator.domain.errors import InputError
from annotator.domain.figures import Figure
from annotator.domain.records import Item
from annotator.formats.peers.webanno import KEPT, LINGUISTIC, features_kept
from annotator.formats.peers.webanno_cells import Layer
from annotator.formats.reader import Source
from annotator.formats.record_builder import Metadata, RecordBuilder

_NUMBER = re.compile(r"[0-9]{1,15}")
_IDS = re.compile(r"[0-9]+(?: [0-9]+)*\Z")
_FEW = 2  # features, of which many annotations have the same
_PLACE = frozenset({"sofa", "begin", "end"})
_PARTS = ("segmentation.type.Token", "segmentation.type.Sentence", "segmentation.type.Paragraph")
_ABOUT = ("uima.tcas.DocumentAnnotation", ".metadata.type.", ".clarin.webanno.api.type.")
FACTS = {
    "title": "documentTitle",
    **{fact: fact for fact in ("uid", "source", "url", "published")},
}
"""What is known about an article, by the features that say it; UIMA has one for the title alone."""
FIGURE = (
    *("low", "best", "high", "qualifier", "unit", "counts", "outcome", "of", "parsed"),
    *("confirmed", "part_of"),
)
"""The features of a span that say its figure. All are texts: what is not there would otherwise be 0
in Java.
"""
_AS_TEXT = frozenset({"qualifier", "unit", "counts", "outcome"})


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
class Cas:
    """What a file holds besides its text; ``sofas`` are the numbers of its texts."""

    sofas: list[str] = field(default_factory=list)
    annotations: list[_Annotation] = field(default_factory=list)
    columns: dict[str, dict[str, None]] = field(default_factory=dict)  # of each layer
    plain: set[tuple[str, str]] = field(default_factory=set)  # features that are no references
    ids: set[str] = field(default_factory=set)  # of links and annotations
    passed_over: dict[str, None] = field(default_factory=dict)
    shared: dict[_Features, _Features] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)

    def take(self, layer: str, number: str, features: dict[str, str]) -> None:
        """A structure that is no text: an annotation where it has a place, else what others name
        by its number.
        """
        if layer.endswith(_PARTS):
            return
        self.ids.add(number)
        if features.keys() >= _PLACE:
            if any(part in layer for part in _ABOUT):
                said = {fact: features.get(name) for fact, name in FACTS.items()}
                self.facts = {fact: value for fact, value in said.items() if value} | self.facts
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

    def layers(self) -> dict[str, Layer]:
        """The layers with their features; references are those that hold nothing but numbers of
        links and annotations.
        """
        maybe = {
            layer: {name for name in columns if (layer, name) not in self.plain}
            for layer, columns in self.columns.items()
        }
        for item in self.annotations:
            references = maybe[item.layer]
            for key, value in item.features if references else ():
                if key in references and not self.ids.issuperset(value.split()):
                    references.remove(key)
        return {
            name: Layer(name, True, tuple(columns), frozenset(maybe[name]))
            for name, columns in self.columns.items()
        }


def _number(written: str) -> int | None:
    return int(written) if _NUMBER.fullmatch(written) else None


def _is_read(layer: str, features: Mapping[str, str]) -> bool:
    is_relation = "Governor" in features or "Dependent" in features
    is_chain = layer.endswith("Link") and not features.keys().isdisjoint(
        ("next", "referenceType", "referenceRelation")
    )
    return not is_relation and not is_chain and not any(part in layer for part in LINGUISTIC)


def items(
    source: Source, text: str, cas: Cas, *, encoding: str = "utf-8", note: str | None = None
) -> Iterator[Item]:
    """The article of a file, with its bytes, so that what is not read of it is not lost.

    Raises InputError and OSError.
    """
    if not cas.sofas:
        raise InputError("it has no text")
    builder = RecordBuilder(text, file=source.file)
    if note:
        builder.warn(note)
    if len(cas.sofas) > 1:
        builder.warn(f"it holds {len(cas.sofas)} texts, of which the first was read")
    for layer in cas.passed_over:
        builder.warn(f"the layer “{layer}” is not read; the file itself is kept")
    features = _add(builder, cas)
    extra: dict[str, object] = {"file": source.name}
    if features:
        extra[KEPT] = features
    known = replace(Metadata.of(cas.facts), uid=cas.facts.get("uid"), encoding=encoding)
    yield from builder.items(replace(known, extra=extra, raw=source.bytes))


def _add(builder: RecordBuilder, cas: Cas) -> list[dict[str, object]]:
    """Take the spans in; returns the features of theirs that have no place in a project."""
    builder.count_in_utf16()
    layers = cas.layers()
    kept: list[dict[str, object]] = []
    cas.annotations.reverse()
    while cas.annotations:  # they are let go meanwhile
        item = cas.annotations.pop()
        label, entity, others = layers[item.layer].meaning(dict(item.features))
        if item.sofa != cas.sofas[0]:
            place = f"the span {item.start} to {item.end} ({label})"
            builder.warn_loss(f"{place} was left out: it is about another text")
            continue
        note, figure = others.pop("note", None), _figure(others)
        if builder.add(item.start, item.end, label, entity=entity, note=note, figure=figure):
            kept += features_kept(builder.spans[-1], item.layer, others)
    return kept


def _figure(features: dict[str, str]) -> Figure | None:
    """The figure that features say, which are taken out of them; None where they say none."""
    said = {key: features[key] for key in FIGURE if features.get(key)}
    try:
        known: dict[str, object] = {
            key: value if key in _AS_TEXT else orjson.loads(value)
            for key, value in said.items()
            if key != "part_of"
        }
        if "part_of" in said:
            known["part_of"] = [int(offset) for offset in said["part_of"].split()]
        figure = Figure.from_json(known)
    except ValueError:
        return None
    for key in said:
        del features[key]
    return figure
