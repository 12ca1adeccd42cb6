"""GLiNER's training data: a list of texts as tokens, each span by its first and its last token."""

from __future__ import annotations

from typing import Any

import orjson

from annotator.domain.outgoing import Content
from annotator.domain.records import Record
from annotator.domain.tokens import split_at, tokenise
from annotator.formats.json import json_list
from annotator.formats.writer import ONE_FILE, Writer, Written, by_reader, fingerprint


def write(record: Record, number: int, part: str) -> Written:
    """A text as tokens, cut wherever a span begins or ends, and the text itself, which GLiNER
    passes over.
    """
    text = record.article.text
    tokens = split_at(tokenise(text), {edge for span in record.spans for edge in span[:2]})
    starts = {token.start: place for place, token in enumerate(tokens)}
    ends = {token.end: place for place, token in enumerate(tokens)}
    row: dict[str, Any] = {
        "tokenized_text": [text[token.start : token.end] for token in tokens],
        "ner": [[starts[span.start], ends[span.end], span.label] for span in record.spans],
        "text": text,
    }
    proof = [fingerprint(text, record.spans)]
    return Written({ONE_FILE: orjson.dumps(row)}, len(record.spans), proof)


WRITER = Writer(
    name="gliner",
    title="GLiNER (JSON)",
    suffix=".json",
    write=write,
    again=by_reader(json_list.READER),
    holds=frozenset({Content.OVERLAPS}),
    tokens=True,
    start=b"[\n",
    between=b",\n",
    end=b"\n]\n",
)
