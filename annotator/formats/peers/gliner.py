"""GLiNER's training data: a list of texts as tokens, each span by its first and its last token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from annotator.domain.outgoing import Content
from annotator.domain.records import Record
from annotator.domain.tokens import bounds_cut_at
from annotator.formats.peers.token_records import placed
from annotator.formats.reader import Source
from annotator.formats.writer import (
    BETWEEN,
    ONE_FILE,
    Writer,
    Written,
    fingerprint,
    members,
    places_of,
)

_START, _END = b"[\n", b"\n]\n"


def write(record: Record, number: int, part: str) -> Written:
    """A text as tokens, cut wherever a span begins or ends, and the text itself, which GLiNER
    passes over.
    """
    text, places = record.article.text, places_of(record.spans)
    bounds = bounds_cut_at(text, [edge for start, end, _ in places for edge in (start, end)])
    starts = {start: place for place, (start, _) in enumerate(bounds)}
    ends = {end: place for place, (_, end) in enumerate(bounds)}
    row: dict[str, Any] = {
        "tokenized_text": [text[start:end] for start, end in bounds],
        "ner": [[starts[start], ends[end], label] for start, end, label in places],
        "text": text,
    }
    proof = [fingerprint(text, places)]
    return Written({ONE_FILE: orjson.dumps(row)}, len(places), proof)


def _again(source: Source) -> Iterator[bytes]:
    for row in members(source, _START, _END):
        bounds = placed(row["tokenized_text"], row["text"])
        places = [(bounds[first][0], bounds[last][1], label) for first, last, label in row["ner"]]
        yield fingerprint(row["text"], places)


WRITER = Writer(
    name="gliner",
    title="GLiNER (JSON)",
    suffix=".json",
    write=write,
    again=_again,
    holds=frozenset({Content.OVERLAPS}),
    tokens=True,
    start=_START,
    between=BETWEEN,
    end=_END,
)
