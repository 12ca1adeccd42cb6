"""Label Studio's tasks, written, and the labelling configuration beside them."""

from __future__ import annotations

from typing import Any

import orjson

from annotator.domain.outgoing import Content, placed_wholes
from annotator.domain.records import Record, RecordSpan
from annotator.domain.values import Status
from annotator.formats.peers.label_studio import READER
from annotator.formats.peers.label_studio_controls import labelling, results
from annotator.formats.writer import (
    ONE_FILE,
    Writer,
    Written,
    all_said,
    by_reader,
    metadata_of,
)


def write(record: Record, number: int, part: str) -> Written:
    """A task with one annotation; offsets are code points, as newer versions count them."""
    text = record.article.text
    names = [span.id or str(place) for place, span in enumerate(record.spans)]
    wholes = {span.id: name for span, name in zip(record.spans, names, strict=True)}
    annotation: dict[str, Any] = {
        "result": [
            result
            for span, name in zip(record.spans, names, strict=True)
            for result in (_region(text, span, name), *results(span, name, wholes))
        ],
        "was_cancelled": record.status is Status.SKIPPED,
        "ground_truth": False,
    }
    if record.annotator and "@" in record.annotator:
        annotation["completed_by"] = {"email": record.annotator}
    known = {key: value for key, value in metadata_of(record).items() if value is not None}
    task = {"id": number, "data": {"text": text} | known, "annotations": [annotation]}
    proof = all_said(text, placed_wholes(record.spans))
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


WRITER = Writer(
    name="label-studio",
    title="Label Studio (JSON)",
    suffix=".json",
    write=write,
    again=by_reader(READER, all_said),
    holds=frozenset(
        {Content.FIGURES, Content.ENTITIES, Content.NOTES, Content.METADATA, Content.OVERLAPS}
    ),
    start=b"[",
    between=b",\n",
    end=b"]\n",
    beside=labelling,
)
