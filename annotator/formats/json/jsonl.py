"""JSON lines: one article a line, in the form Prodigy's ``db-in`` takes. Streams both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

import orjson

from annotator.domain.errors import InputError
from annotator.domain.labels import FIGURE
from annotator.domain.records import Item, Record, RecordSpan, RejectedSpan
from annotator.domain.spans import has_overlap
from annotator.domain.text import text_hash
from annotator.domain.tokens import Token, split_at, token_bounds
from annotator.domain.values import Origin, Status, TextRange
from annotator.formats import fields
from annotator.formats.json import json_records, json_values, nested
from annotator.formats.reader import Reader, ReadOptions, Source

_BUFFER = 1 << 20
_id, _part_of = itemgetter(3), itemgetter(12)
_NOTHING_MORE = RecordSpan(0, 0, "")[9:]
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The records of a file. What is wrong in a line comes as an issue; the next line goes on.

    Raises OSError alone.
    """
    if options.encoding is not None and options.encoding.lower() not in ("utf-8", "utf8"):
        yield source.issue("JSON lines are always UTF-8; choose no encoding")
        return
    if source.head.startswith(_WIDE_MARKS):
        yield source.issue("it is not UTF-8, as JSON lines must be")
        return
    told = options.columns.get(fields.TEXT)
    records = nested.unfolded(source, json_values.line_values(source), told)
    yield from json_records.items(source, options, records)


def looks_like(source: Source) -> bool:
    """Whether it is one JSON object a line, with a text in the first. Raises OSError."""
    if not json_values.has_lines(source):
        return False
    record = json_values.first(source)
    return record is not None and fields.has_text(record)


def count(source: Source) -> int:
    """How many lines a file has. Raises OSError."""
    lines = 0
    with source.open() as file:
        while block := file.read(1 << 20):
            lines += block.count(b"\n")
    return lines + 1


def line(record: Record, *, with_tokens: bool = True) -> bytes:
    """The record as one line, with its line end."""
    article, text = record.article, record.article.text
    tokens = _Tokens(text, record.spans) if with_tokens else None
    more = dict(article.extra)
    more_meta = more.pop("meta", {})
    meta: dict[str, object] = {
        "id": article.uid,
        **record.about(),
        "sha256": text_hash(text),
        "offsets": "codepoint",
    }
    if record.reason:
        meta["reason"] = record.reason  # as older readers know it
    if record.gold is not None:
        meta["gold"] = record.gold
    if record.seconds:
        meta["seconds"] = record.seconds
    known: dict[str, Any] = {
        "text": text,
        "spans": _spans(record.spans, text, tokens),
        **({} if tokens is None else {"tokens": tokens.said(text)}),
        "rejected": [_rejected(span) for span in record.rejected],
        "meta": meta | {key: value for key, value in more_meta.items() if key not in meta},
    }
    if record.muted:
        known["muted"] = [_part(part) for part in record.muted]
    if record.unmuted:
        known["unmuted"] = [_part(part) for part in record.unmuted]
    known |= {
        "relations": [],
        "_annotator_id": record.annotator,
        "_session_id": record.annotator,
        "_view_id": "spans_manual" if has_overlap(record.spans) else "ner_manual",
        "answer": "ignore" if record.status is Status.SKIPPED else "accept",
    }
    known |= {key: value for key, value in more.items() if key not in known}
    return orjson.dumps(known, option=orjson.OPT_APPEND_NEWLINE)


def prove(written: bytes) -> int:
    """Read a written line again; returns how many spans it holds.

    Raises InputError unless all of its spans and tokens are what its text says there.
    """
    try:
        record = orjson.loads(written)
    except ValueError:
        raise InputError("the line is not whole") from None
    for problem in _problems(record):
        raise InputError(problem)
    return len(record["spans"])


def prove_file(path: Path) -> tuple[int, int]:
    """Read a written file again; returns how many records and spans it holds.

    Raises InputError naming the first line that is not as it should be, and OSError.
    """
    records = spans = 0
    with path.open("rb", _BUFFER) as file:
        for number, written in enumerate(file, 1):
            try:
                spans += prove(written)
            except InputError as error:
                raise InputError(f"line {number}: {error}") from None
            records += 1
    return records, spans


def _problems(record: dict[str, Any]) -> Iterator[str]:
    text, tokens = record["text"], record.get("tokens")
    if text_hash(text) != record["meta"]["sha256"]:
        yield "the text has changed"
    for token in tokens or ():
        if text[token["start"] : token["end"]] != token["text"]:
            yield "a token is not what the text says there"
    for span in record["spans"]:
        start, end = span["start"], span["end"]
        if text[start:end] != span["text"] or (
            tokens is not None
            and (start, end)
            != (tokens[span["token_start"]]["start"], tokens[span["token_end"]]["end"])
        ):
            yield f"the span {start} to {end} is not what the text says there"


class _Tokens:
    """The tokens of a text, cut where a span begins or ends inside one; which token begins, and
    which ends, at a place.
    """

    def __init__(self, text: str, spans: Sequence[RecordSpan]) -> None:
        self._bounds: Sequence[tuple[int, int]] = token_bounds(text)
        self._number()
        if any(span[0] not in self.first or span[1] not in self.last for span in spans):
            edges = {edge for span in spans for edge in span[:2]}
            self._bounds = split_at([Token(*place) for place in self._bounds], edges)
            self._number()

    def _number(self) -> None:
        self.first = {start: index for index, (start, _) in enumerate(self._bounds)}
        self.last = {end: index for index, (_, end) in enumerate(self._bounds)}

    def said(self, text: str) -> list[dict[str, Any]]:
        """As Prodigy has them."""
        return [
            {
                "text": text[start:end],
                "start": start,
                "end": end,
                "id": index,
                "ws": text[end : end + 1] == " ",
            }
            for index, (start, end) in enumerate(self._bounds)
        ]


def _spans(spans: Sequence[RecordSpan], text: str, tokens: _Tokens | None) -> list[dict[str, Any]]:
    ids = {*map(_id, spans)} - {None} if any(map(_part_of, spans)) else ()
    told: dict[int, dict[str, Any]] = {}  # what figures say; many spans have the same one
    written: list[dict[str, Any]] = []
    for span in spans:
        start, end, label, key, origin, figure, entity, note = span[:8]
        said: dict[str, Any] = {"start": start, "end": end, "label": label, "text": text[start:end]}
        if tokens is not None:
            said["token_start"] = tokens.first[start]
            said["token_end"] = tokens.last[end]
        said["id"] = key
        said["origin"] = origin or Origin.IMPORTED
        if figure is not None:
            value = told.get(id(figure)) or told.setdefault(id(figure), figure.to_json())
            whole = span.part_of
            said["figure"] = value | {"part_of": whole} if whole in ids else value
        elif label == FIGURE:
            said["figure"] = None
        said["entity"] = entity
        said["note"] = note
        written.append(said if span[9:] == _NOTHING_MORE else _with_more(said, span))
    return written


def _with_more(said: dict[str, Any], span: RecordSpan) -> dict[str, Any]:
    """What is said of a span with what few have."""
    if span.score is not None:
        said["score"] = span.score
    if span.gold is not None:
        said["gold"] = span.gold.to_json()
    return {**(span.extra or {}), **said, **span.answered_json()}


def _rejected(span: RejectedSpan) -> dict[str, Any]:
    said: dict[str, Any]
    said = {"start": span.start, "end": span.end, "label": span.label, "source": span.source}
    if span.score is not None:
        said["score"] = span.score
    if span.rule is not None:
        said["rule"] = span.rule
    if span.span.figure is not None:
        said["figure"] = span.span.figure.to_json()
    return said


def _part(part: TextRange) -> dict[str, Any]:
    return {"start": part.start, "end": part.end, "rule": part.rule}


READER = Reader(
    name="jsonl",
    title="JSON lines",
    suffixes=frozenset({".jsonl", ".ndjson"}),
    read=read,
    looks_like=looks_like,
    count=count,
    holds_work=True,
)
