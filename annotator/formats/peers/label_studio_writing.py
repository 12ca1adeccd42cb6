"""Label Studio's tasks, written, and the labelling configuration beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from annotator.domain.outgoing import Content
from annotator.domain.records import Record, RecordSpan
from annotator.domain.values import Status
from annotator.formats.peers.label_studio_controls import (
    labelling,
    read_again,
    results,
    said_of,
)
from annotator.formats.reader import Source
from annotator.formats.writer import (
    BETWEEN,
    ONE_FILE,
    Place,
    Writer,
    Written,
    members,
    metadata_of,
    places_of,
)

_START, _END = b"[", b"]\n"


def write(record: Record, number: int, part: str) -> Written:
    """A task with one annotation; offsets are code points, as newer versions count them."""
    text = record.article.text
    names = [span.id or str(place) for place, span in enumerate(record.spans)]
    said = said_of(record.spans, names)
    annotation: dict[str, Any] = {
        "result": [
            result
            for span, name, own in zip(record.spans, names, said, strict=True)
            for result in (_region(text, span, name), *results(span, name, own))
        ],
        "was_cancelled": record.status is Status.SKIPPED,
        "ground_truth": False,
    }
    if record.annotator and "@" in record.annotator:
        annotation["completed_by"] = {"email": record.annotator}
    known = {key: value for key, value in metadata_of(record).items() if value is not None}
    task = {"id": number, "data": {"text": text} | known, "annotations": [annotation]}
    proof = _seen(text, zip(places_of(record.spans), said, strict=True))
    return Written({ONE_FILE: orjson.dumps(task)}, len(record.spans), [proof])


def _region(text: str, span: RecordSpan, name: str) -> dict[str, Any]:
    return {
        "id": name,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "origin": "manual",
        "value": {
            "start": span.start,
            "end": span.end,
            "text": text[span.start : span.end].replace("\n", "\\n"),
            "labels": [span.label],
        },
    }


def _seen(text: str, said: Iterable[tuple[Place, Mapping[str, Any]]]) -> bytes:
    return orjson.dumps((text, list(said)), option=orjson.OPT_SORT_KEYS)


def _again(source: Source) -> Iterator[bytes]:
    for task in members(source, _START, _END):
        text, seen = task["data"]["text"], []
        for value, said in read_again(task["annotations"][0]["result"]):
            start, end, (label,) = value["start"], value["end"], value["labels"]
            if value["text"] != text[start:end].replace("\n", "\\n"):
                raise ValueError(f"the text does not say “{value['text']}” there")
            seen.append(((start, end, label), said))
        yield _seen(text, seen)


WRITER = Writer(
    name="label-studio",
    title="Label Studio (JSON)",
    suffix=".json",
    write=write,
    again=_again,
    holds=frozenset(
        {Content.FIGURES, Content.ENTITIES, Content.NOTES, Content.METADATA, Content.OVERLAPS}
    ),
    start=_START,
    between=BETWEEN,
    end=_END,
    beside=labelling,
)
