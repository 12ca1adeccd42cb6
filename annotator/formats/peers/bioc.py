"""BioC, as XML and as JSON: documents of passages, each with its annotations at offsets of the
document.

Source of the format: the BioC DTD and the JSON of PubTator and BioC's own converters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from annotator.domain.errors import InputError
from annotator.domain.records import Item
from annotator.formats.json import json_values
from annotator.formats.peers.works import Work, WorkSpan, items_of, read_json
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import list_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

KEPT = "bioc"
"""The key under which relations are kept, and what is said of documents and annotations."""
_BEGIN = re.compile(
    rb"(?s)\A(?:\xef\xbb\xbf)?\s*+(?>(?:<\?[^>]*\?>|<!DOCTYPE[^>\[]*>)\s*)*+<collection\b"
)
_MOST_GAP = 10_000
_ENTITY = ("identifier", "concept_id", "NCBI Gene", "MESH")


def looks_like_json(source: Source) -> bool:
    """Whether it is JSON whose first object holds passages at offsets. Raises OSError."""
    record = json_values.first(source)
    passages = list_of(record.get("passages")) if record else []
    return bool(passages) and all(isinstance(p, dict) and "offset" in p for p in passages)


def looks_like_xml(source: Source) -> bool:
    """Whether it begins as a collection does, with documents of passages. Raises OSError."""
    return _BEGIN.match(source.head) is not None and b"<passage" in source.head


def works(document: Mapping[str, Any]) -> Iterator[Work]:
    """A document as the work of one. What lies between its passages becomes line ends."""
    work = Work("", uid=text_of(document.get("id")))
    kept: dict[str, Any] = {}
    text = ""
    relations = list_of(document.get("relations"))
    for passage in list_of(document.get("passages")):
        if not isinstance(passage, dict):
            work.losses.append("a passage was left out: it is not a JSON object")
            continue
        sentences = [part for part in list_of(passage.get("sentences")) if isinstance(part, dict)]
        for part in (passage, *sentences):
            if part is passage or not passage.get("text"):
                text = _placed(text, part)
            work.spans += _spans(part, kept, work)
            relations = relations + list_of(part.get("relations"))
    if relations:
        kept["relations"] = relations
        what = "1 relation is" if len(relations) == 1 else f"{len(relations):,} relations are"
        work.notes.append(f"{what} kept with the article alone: projects have none")
    if document.get("infons"):
        kept["infons"] = document["infons"]
    work.text, work.extra = text, {KEPT: kept} if kept else {}
    yield work


def _placed(text: str, part: Mapping[str, Any]) -> str:
    """The text with a part at its offset."""
    words = part.get("text")
    if not isinstance(words, str) or not words:
        return text
    offset = _number(part.get("offset"))
    gap = None if offset is None else offset - len(text)
    if gap is None or not 0 <= gap <= _MOST_GAP:
        raise InputError(
            f"it has a passage that cannot begin at {part.get('offset')}, behind {len(text)}"
        )
    return text + "\n" * gap + words


def _spans(part: Mapping[str, Any], kept: dict[str, Any], work: Work) -> Iterator[WorkSpan]:
    for item in list_of(part.get("annotations")):
        infons = item.get("infons") if isinstance(item, dict) else None
        if not isinstance(item, dict) or not isinstance(infons, dict):
            work.losses.append("an annotation was left out: it does not say its type")
            continue
        places = [place for place in list_of(item.get("locations")) if isinstance(place, dict)]
        if not places:
            work.losses.append("an annotation was left out: it does not say its place")
        elif len(places) > 1:
            work.notes.append(f"an annotation of {len(places)} pieces: each is a span by itself")
        entity = next((said for key in _ENTITY if (said := text_of(infons.get(key)))), None)
        quote = item.get("text") if len(places) == 1 else None
        for place in places:
            start, length = _number(place.get("offset")), _number(place.get("length"))
            end = None if start is None or length is None else start + length
            yield WorkSpan(start, end, infons.get("type"), quote, entity)
        if part.get("relations") or len(places) > 1 or infons.keys() - {"type", *_ENTITY}:
            kept.setdefault("annotations", []).append(item)


def _number(value: object) -> int | None:
    """A whole number, also written as a text, as some converters do."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,15}", value):
        return int(value)
    return value if type(value) is int else None


def _read_xml(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The documents of a collection. Raises InputError and OSError."""
    for document in _root(source.bytes()).iterfind("document"):
        line = document.sourceline
        try:
            for work in works(_document(document)):
                yield from items_of(source, work, line=line)
        except InputError as error:
            yield source.issue(str(error), line=line)


def _root(data: bytes) -> _Element:
    from lxml import etree

    if b"<!ENTITY" in data:
        raise InputError("it declares entities, as no export of annotations does")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"it is damaged XML ({error})") from None


def _document(element: _Element) -> dict[str, Any]:
    """An element as the same thing in JSON has it."""
    return {
        "id": element.findtext("id") or element.get("id"),
        "text": element.findtext("text"),
        "offset": element.findtext("offset"),
        "infons": {i.get("key", ""): i.text or "" for i in element.findall("infon")},
        "passages": [_document(part) for part in element.findall("passage")],
        "sentences": [_document(part) for part in element.findall("sentence")],
        "annotations": [_document(part) for part in element.findall("annotation")],
        "locations": [dict(place.attrib) for place in element.findall("location")],
        "relations": [
            {
                "id": part.get("id"),
                "infons": {i.get("key", ""): i.text or "" for i in part.findall("infon")},
                "nodes": [dict(node.attrib) for node in part.findall("node")],
            }
            for part in element.findall("relation")
        ],
    }


JSON_READER = Reader(
    name="bioc-json",
    title="BioC (JSON)",
    suffixes=frozenset(),
    read=partial(read_json, works),
    looks_like=looks_like_json,
    holds_work=True,
)
XML_READER = Reader(
    name="bioc-xml",
    title="BioC (XML)",
    suffixes=frozenset(),
    read=_read_xml,
    looks_like=looks_like_xml,
    holds_work=True,
)
