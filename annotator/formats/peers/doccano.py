"""doccano: JSON lines (or a list) with spans as triples or as objects with start_offset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import orjson

from annotator.domain.errors import InputError
from annotator.domain.offsets import Utf16
from annotator.domain.outgoing import Content
from annotator.domain.records import Item, Record
from annotator.domain.wording import counted_do
from annotator.formats import fields
from annotator.formats.json import json_values
from annotator.formats.json.json_values import Value
from annotator.formats.peers.spacy import adjustment
from annotator.formats.peers.span_keys import MayHold
from annotator.formats.reader import Reader, ReadOptions, Source
from annotator.formats.record_builder import Metadata, RecordBuilder, list_of, text_of
from annotator.formats.units import are_utf16, count_graphemes, graphemes, has_pairs
from annotator.formats.writer import (
    ONE_FILE,
    Writer,
    Written,
    fingerprint,
    json_lines,
    metadata_of,
    places_of,
)

_SPANS = ("label", "labels", "entities", "annotations")
_OBJECTS = ("entities", "annotations")
_COMMENTS = ("Comments", "comments")
_APPROVED = (
    *("annotation_approver", "is_confirmed", "confirmed", "is_approved", "approved"),
    *("approved_by", "confirmed_by"),
)
_UTF16 = "utf-16"
KEPT = "doccano"
"""The key under which is kept what has no place in a project."""


class _Span(NamedTuple):
    start: object
    end: object
    label: object
    user: str | None


def looks_like(source: Source) -> bool:
    """Whether it is JSON whose first object has a text and spans as doccano writes them."""
    record = json_values.first(source)
    if record is None or "spans" in record or not isinstance(record.get("text"), str):
        return False
    if any(isinstance(record.get(key), list) for key in _COMMENTS):
        return True
    span_lists = [record[key] for key in _SPANS if isinstance(record.get(key), list)]
    if not span_lists:
        return False
    members = [member for members in span_lists for member in members]
    others = [record[key] for key in _OBJECTS if isinstance(record.get(key), list)]
    if any(isinstance(member, list) for members in others for member in members):
        return False  # triples under these keys are spaCy's, say
    return all(_span(member) is not None for member in members) and (
        bool(members) or "id" in record
    )


def _span(member: object) -> _Span | None:
    if isinstance(member, list):
        is_span = len(member) == 3 and isinstance(member[0], int)
        return _Span(member[0], member[1], member[2], None) if is_span else None
    if not isinstance(member, dict) or "start_offset" not in member:
        return None
    label = member.get("label")
    label = str(label) if type(label) is int else label  # old files give the number of a label
    return _Span(member["start_offset"], member.get("end_offset"), label, _user(member))


def _user(member: Mapping[str, Any]) -> str | None:
    return text_of(member.get("user", member.get("username")))


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The records of a file; where its spans say whose they are, one for each annotator.

    Raises InputError and OSError.
    """
    may_hold = MayHold()
    yield from json_values.items(source, options, partial(_article, may_hold))
    for sentence in may_hold.sentences():
        yield source.issue(sentence, loss=False)


def _article(
    may_hold: MayHold, source: Source, item: Value, columns: Mapping[str, str]
) -> Iterator[Item]:
    if not isinstance(item.value, dict):
        raise InputError("it is not a JSON object")
    may_hold.look(item.value, apart=_SPANS)
    record = fields.as_record(item.value, columns)
    spans, others = _spans(record)
    users: list[str | None] = list(dict.fromkeys(span.user for span in spans)) or [None]
    for user in users:
        builder = RecordBuilder(
            record.get("text"), file=source.file, line=item.line, place=item.place
        )
        if user is users[0]:
            for what in others:
                builder.warn_loss(f"a span was left out: {what} does not say start, end and label")
        _add(builder, [span for span in spans if span.user == user], item.value.get("offsets"))
        yield from builder.items(_metadata(builder, item.value, record, user))


def _spans(record: Mapping[str, Any]) -> tuple[list[_Span], list[str]]:
    spans: list[_Span] = []
    others: list[str] = []
    for key in _SPANS:
        for member in list_of(record.get(key)):
            span = _span(member)
            if span is not None:
                spans.append(span)
            elif not isinstance(member, str):  # which is a category of the whole text
                others.append(str(member)[:80])
    return spans, others


def _add(builder: RecordBuilder, spans: list[_Span], said: object) -> None:
    """Take spans in; ``said`` is how their offsets count, where the file is this program's."""
    offsets = [(s.start, s.end, None) for s in spans if type(s.start) is int and type(s.end) is int]
    in_pairs = has_pairs(builder.text)
    seen: bool | None = False
    if offsets and said is None:
        seen = count_graphemes(builder.text, [(start, end) for start, end, _ in offsets])
    places = graphemes(builder.text) if seen else None
    if seen:
        builder.warn("its offsets were read as characters as they are seen, accents with letters")
    elif said == _UTF16 or are_utf16(builder.text, offsets, otherwise=True):
        builder.count_in_utf16()
        if offsets and said != _UTF16 and in_pairs:
            builder.warn("its offsets were read as UTF-16 units, which doccano's files do not say")
    elif in_pairs:
        builder.warn("its offsets were read as characters, which doccano's files do not say")
    if seen is None and not in_pairs:
        builder.warn("its offsets may count accents with their letters; look at its spans")
    for span in spans:
        start, end = span.start, span.end
        if places is not None and type(start) is int and type(end) is int:
            is_inside = 0 <= start < len(places) and 0 <= end < len(places)
            start, end = (places[start], places[end]) if is_inside else (start, end)
        builder.add(start, end, span.label)


def _metadata(
    builder: RecordBuilder, foreign: Mapping[str, Any], record: Mapping[str, Any], user: str | None
) -> Metadata:
    meta = record.get("meta")
    meta = meta if isinstance(meta, dict) else {}
    extra = {
        key: value
        for key, value in foreign.items()
        if value is not None  # only there so that every line has the same keys
        and value is not record["text"]
        and key not in ("relations", *_COMMENTS)
        and not (key == "offsets" and value == _UTF16)
        and not (key in _SPANS and isinstance(value, list) and not _are_categories(value))
    }
    kept = {key: record[key] for key in ("relations", *_COMMENTS) if record.get(key)}
    if kept.get("relations"):
        # Relations name spans by their numbers, so these are kept with them.
        kept["entities"] = record.get("entities", [])
        count = len(kept["relations"]) if isinstance(kept["relations"], list) else 1
        are = counted_do(count, "relation", "is", "are")
        builder.warn(f"{are} kept with the article alone: projects have none")
    if kept:
        extra[KEPT] = kept
    known = Metadata.of({need: text_of(value) for need, value in meta.items()})
    return replace(known, annotator=user, extra=extra, finished=_is_finished(foreign))


def _is_finished(foreign: Mapping[str, Any]) -> bool:
    """Whether somebody has approved or confirmed it; which is not who annotated it."""
    return any(foreign.get(key) not in (None, "", False) for key in _APPROVED)


def _are_categories(value: list[Any]) -> bool:
    return bool(value) and all(isinstance(member, str) for member in value)


READER = Reader(
    name="doccano",
    title="doccano",
    suffixes=frozenset(),
    read=read,
    looks_like=looks_like,
    holds_work=True,
)


def write(record: Record, number: int, part: str) -> Written:
    """A line with its spans as triples; offsets are UTF-16 units, as doccano shows them."""
    text = record.article.text
    places = places_of(record.spans)
    units = Utf16(text)
    spans = [(units.unit(start), units.unit(end), label) for start, end, label in places]
    row = {"id": number, "text": text, "label": spans, "offsets": _UTF16, **metadata_of(record)}
    done = "its offsets are written as UTF-16 units, as doccano counts"
    adjusted = [
        adjustment(record, span, done)
        for span, place, written in zip(record.spans, places, spans, strict=True)
        if place != written
    ]
    data = orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
    return Written({ONE_FILE: data}, len(spans), [fingerprint(text, places)], adjusted)


def _again(source: Source) -> Iterator[bytes]:
    for row in json_lines(source):
        offset = Utf16(row["text"]).offset
        places = [(offset(start), offset(end), label) for start, end, label in row["label"]]
        yield fingerprint(row["text"], places)


WRITER = Writer(
    name="doccano",
    title="doccano (JSON lines)",
    suffix=".jsonl",
    write=write,
    again=_again,
    holds=frozenset({Content.METADATA, Content.OVERLAPS}),
)
